// One running app per data folder: two would write the same library.
#pragma once

#include <QLocalServer>
#include <QLockFile>
#include <QObject>
#include <QString>

class QLocalSocket;

namespace kinora {

class SingleInstance : public QObject {
    Q_OBJECT

public:
    // dataFolder exists.
    explicit SingleInstance(const QString& dataFolder, QObject* parent = nullptr);

    // True when this is the only one, which it stays until it is destroyed. False: another runs and has been asked to
    // show its window and to open the link, if there is one.
    [[nodiscard]] bool claim(const QString& link = {});

signals:
    // Another start of the app asked for the window. link: what it was to open; may be empty.
    void raiseRequested(const QString& link);

private:
    void listenTo(QLocalSocket* caller);

    QString m_address;
    QLockFile m_lock;
    QLocalServer m_server;
};

} // namespace kinora
