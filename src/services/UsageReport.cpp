#include "services/UsageReport.h"

#include "core/Receive.h"

#include <utility>

namespace kinora {

UsageReport::UsageReport(MoneyApi& money, QObject* parent)
    : QObject(parent)
    , m_money(money) {
}

void UsageReport::refresh() {
    ask({});
}

void UsageReport::loadMore() {
    if (m_usage && !m_usage->nextCursor.isEmpty() && !m_asking)
        ask(m_usage->nextCursor);
}

void UsageReport::clear() {
    ++m_round;
    m_usage.reset();
    m_error.reset();
    m_asking = false;
    emit changed();
}

void UsageReport::ask(const QString& cursor) {
    m_asking = true;
    receive(m_money.usage(cursor), this, [this, cursor, round = ++m_round](const Result<Usage>& answer) {
        if (round != m_round)
            return;
        m_asking = false;
        m_error = answer ? std::nullopt : std::optional(answer.error());
        if (answer) {
            QList<UsageLine> lines =
                cursor.isEmpty() || !m_usage ? QList<UsageLine>() : std::exchange(m_usage->lines, {});
            m_usage = *answer;
            m_usage->lines = lines + answer->lines;
        }
        emit changed();
    });
    emit changed();
}

} // namespace kinora
