// An app in which a handler throws: says what was caught, and that the event loop goes on.
#include "app/GuardedApplication.h"

#include <QTimer>

#include <cstdio>
#include <stdexcept>

int main(int argc, char** argv) {
    kinora::GuardedApplication application(argc, argv);
    QObject::connect(&application, &kinora::GuardedApplication::exceptionCaught, &application,
        [](const QString& what) { std::printf("caught: %s\n", qPrintable(what)); });
    QTimer::singleShot(0, &application, [] { throw std::out_of_range("row 7"); });
    QTimer::singleShot(1, &application, [&application] {
        std::printf("goes on\n");
        application.quit();
    });
    return kinora::GuardedApplication::exec();
}
