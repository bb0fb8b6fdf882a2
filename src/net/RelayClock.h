// How far the relay's clock is ahead of this computer's. Pure.
#pragma once

#include <QByteArray>
#include <QDateTime>

#include <chrono>
#include <optional>

namespace kinora {

/// Reckoned from the Date of its answers, which is told in whole seconds and comes late by the way of the answer. What
/// lies within that is no difference: otherwise of two edits made one after the other the second could be dated before
/// the first.
class RelayClock {
public:
    void take(const QByteArray& dateHeader, const QDateTime& receivedAt);
    /// Zero before the first answer.
    [[nodiscard]] std::chrono::milliseconds ahead() const { return m_ahead; }

private:
    std::chrono::milliseconds m_ahead{0};
};

/// "Sun, 06 Nov 1994 08:49:37 GMT"; nothing for anything else.
[[nodiscard]] std::optional<QDateTime> httpDate(const QByteArray& value);

} // namespace kinora
