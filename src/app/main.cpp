// kinora: the desktop app.
#include "core/Version.h"

#include <QApplication>
#include <QCommandLineParser>

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Kinora"));
    QApplication::setApplicationVersion(kinora::version());
    QCommandLineParser parser;
    parser.addVersionOption();
    parser.addHelpOption();
    parser.process(application);
    return 0;
}
