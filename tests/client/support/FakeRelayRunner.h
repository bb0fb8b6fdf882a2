// A relay on this computer that starts, gets ready and ends when the test says so.
#pragma once

#include "services/RelayRunner.h"

#include <QList>

namespace kinora::tests {

class FakeRelayRunner final : public RelayRunner {
    Q_OBJECT

public:
    QList<quint16> ports; ///< asked for, one each start
    QString folder;
    int stops = 0;
    bool runs = false;

    void start(const QString& dataFolder, quint16 port) override {
        Q_ASSERT(!runs);
        runs = true;
        folder = dataFolder;
        ports.append(port);
    }
    void stop() override { ++stops; }

    void getReady(const QUrl& address) { emit ready(address); }
    void end(const QString& lastWords = {}, RelayEnd::Kind kind = RelayEnd::Kind::Ended) {
        runs = false;
        emit ended({.kind = kind, .lastWords = lastWords, .log = lastWords});
    }
};

} // namespace kinora::tests
