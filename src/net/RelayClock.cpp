#include "net/RelayClock.h"

#include <QLocale>

namespace kinora {

namespace {

constexpr std::chrono::milliseconds noDifference{3000};
constexpr qint64 halfASecondMs = 500; // the part of the second that the header leaves out, on average

} // namespace

void RelayClock::take(const QByteArray& dateHeader, const QDateTime& receivedAt) {
    const auto date = httpDate(dateHeader);
    if (!date)
        return;
    const std::chrono::milliseconds ahead(receivedAt.msecsTo(*date) + halfASecondMs);
    if (ahead - m_ahead > noDifference || m_ahead - ahead > noDifference)
        m_ahead = std::chrono::abs(ahead) > noDifference ? ahead : std::chrono::milliseconds(0);
}

std::optional<QDateTime> httpDate(const QByteArray& value) {
    const QDateTime date = QLocale::c().toDateTime(
        QString::fromLatin1(value.trimmed()), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    return date.isValid() ? std::optional(QDateTime(date.date(), date.time(), Qt::UTC)) : std::nullopt;
}

} // namespace kinora
