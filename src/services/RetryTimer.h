// When to try again what a relay could not take.
#pragma once

#include <QTimer>

#include <chrono>

namespace kinora {

/// Waits longer from failure to failure: two seconds, then twice as long each time, a minute at most. Says timeout()
/// when it is time. Lives in one thread.
class RetryTimer final : public QTimer {
    Q_OBJECT

public:
    /// A relay that does not know a route may be renewed while the app runs.
    static constexpr std::chrono::minutes untilAnotherRelay{10};
    static constexpr std::chrono::seconds shortest{2};
    static constexpr std::chrono::seconds longest{60};

    explicit RetryTimer(QObject* parent = nullptr);

    /// After a failure; not before `atLeast`, which the relay may have asked for.
    void startLonger(std::chrono::milliseconds atLeast = {});
    /// Something went well: the next failure waits as long as the first.
    void forgetFailures() { m_wait = {}; }

private:
    std::chrono::milliseconds m_wait{0};
};

} // namespace kinora
