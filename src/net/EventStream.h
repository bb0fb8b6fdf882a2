// RelayEvents over Server-Sent Events.
#pragma once

#include "core/Clock.h"
#include "net/AccessTokens.h"
#include "net/RelayEvents.h"
#include "net/SseParser.h"

#include <QList>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTimer>

#include <chrono>

namespace kinora {

/// Times of the stream; tests shorten them.
struct EventStreamTimes {
    std::chrono::milliseconds answer = std::chrono::seconds(10); ///< until the relay has answered the request
    std::chrono::milliseconds silence =
        std::chrono::seconds(40); ///< without a byte; the relay's heartbeat is every 15 s
    std::chrono::milliseconds firstRetry = std::chrono::milliseconds(250);
    /// While a relay restarts it is asked this often, also while it has not answered yet, so that the view is true
    /// again within 2 s of its return.
    std::chrono::milliseconds shortRetry = std::chrono::milliseconds(1500);
    std::chrono::milliseconds patience = std::chrono::minutes(3);   ///< after that the pauses grow
    std::chrono::milliseconds longRetry = std::chrono::seconds(15); ///< up to this
    /// A stream that told nothing and ended sooner is one more failure: some proxies end every answer at once.
    std::chrono::milliseconds settled = std::chrono::seconds(5);
};

/// Resumes with Last-Event-ID, so that nothing is missed between two connections of one start().
class EventStream final : public RelayEvents {
    Q_OBJECT

public:
    /// `tokens` and `clock` outlive this.
    EventStream(AccessTokens& tokens, const Clock& clock, QObject* parent = nullptr, EventStreamTimes times = {});
    ~EventStream() override;

    void start() override;
    void stop() override;
    void retryNow() override;
    void networkChanged() override;
    [[nodiscard]] QNetworkAccessManager& network() { return m_network; }
    [[nodiscard]] State state() const override { return m_state; }
    [[nodiscard]] QDateTime nextAttemptAt() const override;

private:
    void attempt();
    void send();
    void ask();
    void renew();
    void takeHead(QNetworkReply* reply);
    void takeBytes(QNetworkReply* reply);
    void finish(QNetworkReply* reply);
    void waitAndRetry();
    void drop();
    void drop(QNetworkReply* reply);
    void setState(State state);

    AccessTokens& m_tokens;
    const Clock& m_clock;
    EventStreamTimes m_times;
    /// Of its own: six open streams on one manager starve every other request to that relay.
    QNetworkAccessManager m_network;
    QList<QNetworkReply*> m_tries; ///< while Connecting the same request, several times; while Open the stream
    Access m_access;
    SseParser m_parser;
    QTimer m_watchdog;
    QTimer m_retry;
    QTimer m_tryAgain;
    QDateTime m_nextAttemptAt;
    std::chrono::milliseconds m_pause{0};
    std::chrono::milliseconds m_failingSince{0}; ///< Clock::elapsed of the first failure in a row
    std::chrono::milliseconds m_openSince{0};    ///< Clock::elapsed
    State m_state = State::Idle;
    quint64 m_run = 0;      ///< answers that belong to an earlier start() are dropped
    bool m_renewed = false; ///< the token of this attempt is fresh; another 401 is a failure
};

} // namespace kinora
