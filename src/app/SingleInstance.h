// One running app per data folder: two would write the same library.
#pragma once

#include <QLocalServer>
#include <QLockFile>
#include <QObject>
#include <QString>

namespace kinora {

class SingleInstance : public QObject {
    Q_OBJECT

public:
    // dataFolder exists.
    explicit SingleInstance(const QString& dataFolder, QObject* parent = nullptr);

    // True when this is the only one, which it stays until it is destroyed. False: another runs and has been asked to
    // show its window.
    [[nodiscard]] bool claim();

signals:
    // Another start of the app asked for the window.
    void raiseRequested();

private:
    QString m_address;
    QLockFile m_lock;
    QLocalServer m_server;
};

} // namespace kinora
