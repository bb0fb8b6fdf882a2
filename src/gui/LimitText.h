// Prices, limits and ledger lines in words.
#pragma once

#include "core/Limit.h"
#include "core/Usage.h"

#include <QCoreApplication>
#include <QList>
#include <QString>

namespace kinora {

// Pure apart from the installed translation and the locale.
class LimitText {
    Q_DECLARE_TR_FUNCTIONS(LimitText)

public:
    // "$0.80"; with as many digits as a price below a cent needs.
    [[nodiscard]] static QString money(qint64 microUsd);
    // "+$0.80", "−$0.80".
    [[nodiscard]] static QString signedMoney(qint64 microUsd);

    // "12 of 50 this hour", of the limit that is closest to refusing; empty when nothing is limited.
    [[nodiscard]] static QString shortest(const QList<Limit>& limits);
    // "12 of 50 videos this hour".
    [[nodiscard]] static QString used(const Limit& limit);
    // "There is room again at 14:20."; empty where time does not help.
    [[nodiscard]] static QString resets(const Limit& limit);
    // Why this limit refuses a request, and when it no longer will.
    [[nodiscard]] static QString refusal(const Limit& limit);
    // Used, in percent of the limit, 0 to 100.
    [[nodiscard]] static int percent(const Limit& limit);

    // Why the line was written.
    [[nodiscard]] static QString reason(const UsageLine& line);
};

} // namespace kinora
