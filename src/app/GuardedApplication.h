// QApplication from whose event loop no exception escapes.
#pragma once

#include <QApplication>
#include <QString>

#include <exception>

namespace kinora {

// Runs call; false, and what the exception says, if it threw.
template <class Call, class Caught>
bool runGuarded(Call call, Caught caught) {
    try {
        return call();
    } catch (const std::exception& error) {
        caught(QString::fromUtf8(error.what()));
    } catch (...) {
        caught(QStringLiteral("not a std::exception"));
    }
    return false;
}

// An exception in a handler ends that handler only: Qt's own code is not made to be left by one.
class GuardedApplication : public QApplication {
    Q_OBJECT

public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override {
        return runGuarded([&] { return QApplication::notify(receiver, event); },
            [this](const QString& what) { emit exceptionCaught(what); });
    }

signals:
    void exceptionCaught(const QString& what);
};

} // namespace kinora
