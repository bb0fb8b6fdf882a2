#include "gui/LimitText.h"

#include <QLocale>

#include <algorithm>
#include <cstdlib>

namespace kinora {

namespace {

constexpr qint64 microPerCent = 10000;
constexpr double microPerDollar = 1e6;

QString number(qint64 value) {
    return QLocale().toString(value);
}

// An hour's limit makes room within the hour, a month's on a day.
QString moment(const Limit& limit) {
    const QDateTime local = limit.resetsAt.toLocalTime();
    return limit.name == LimitName::VideosPerHour ? QLocale().toString(local.time(), QLocale::ShortFormat)
                                                  : QLocale().toString(local.date(), QLocale::LongFormat);
}

} // namespace

QString LimitText::money(qint64 microUsd) {
    const int digits = microUsd % microPerCent == 0 ? 2 : microUsd % 100 == 0 ? 4 : 6;
    return tr("$%1", "a price in US dollars")
        .arg(QLocale().toString(static_cast<double>(microUsd) / microPerDollar, 'f', digits));
}

QString LimitText::signedMoney(qint64 microUsd) {
    return (microUsd < 0 ? QStringLiteral("−") : QStringLiteral("+")) + money(std::abs(microUsd));
}

QString LimitText::shortest(const QList<Limit>& limits) {
    // How many may wait concerns nobody until the line is nearly full.
    constexpr int nearlyFull = 90;
    const Limit* tightest = nullptr;
    for (const Limit& limit : limits) {
        const bool silent = limit.name == LimitName::WaitingJobs && percent(limit) < nearlyFull;
        if (!silent && (tightest == nullptr || percent(limit) > percent(*tightest))) {
            tightest = &limit;
        }
    }
    if (tightest == nullptr) {
        return {};
    }
    switch (tightest->name) {
    case LimitName::MicroUsdPerMonth:
        return tr("%1 of %2 this month").arg(money(tightest->used), money(tightest->limit));
    case LimitName::SecondsPerMonth:
        return tr("%1 of %2 s this month").arg(number(tightest->used), number(tightest->limit));
    case LimitName::VideosPerHour:
        return tr("%1 of %2 this hour").arg(number(tightest->used), number(tightest->limit));
    case LimitName::WaitingJobs:
        return tr("%1 of %2 waiting").arg(number(tightest->used), number(tightest->limit));
    }
    return {};
}

QString LimitText::used(const Limit& limit) {
    switch (limit.name) {
    case LimitName::MicroUsdPerMonth:
        return tr("%1 of %2 this month").arg(money(limit.used), money(limit.limit));
    case LimitName::SecondsPerMonth:
        return tr("%1 of %2 seconds of video this month").arg(number(limit.used), number(limit.limit));
    case LimitName::VideosPerHour:
        return tr("%1 of %2 videos this hour").arg(number(limit.used), number(limit.limit));
    case LimitName::WaitingJobs:
        return tr("%1 of %2 places in the line of waiting videos").arg(number(limit.used), number(limit.limit));
    }
    return {};
}

QString LimitText::resets(const Limit& limit) {
    if (!limit.resetsAt.isValid()) {
        return {};
    }
    if (limit.name == LimitName::VideosPerHour) {
        return (limit.left > 0 ? tr("One more is free at %1.") : tr("The next place is free at %1."))
            .arg(moment(limit));
    }
    return tr("It starts again on %1.").arg(moment(limit));
}

QString LimitText::refusal(const Limit& limit) {
    QString what;
    switch (limit.name) {
    case LimitName::MicroUsdPerMonth:
        what = tr("Your budget is not enough for this: %1 of %2 are left this month.")
                   .arg(money(limit.left), money(limit.limit));
        break;
    case LimitName::SecondsPerMonth:
        what = tr("Your budget is not enough for this: %1 of %2 seconds of video are left this month.")
                   .arg(number(limit.left), number(limit.limit));
        break;
    case LimitName::VideosPerHour:
        what = tr("This relay allows %n video(s) an hour, and you have asked for as many.", nullptr,
            static_cast<int>(limit.limit));
        break;
    case LimitName::WaitingJobs:
        what = tr("%n of your videos are waiting already, and this relay allows no more. Try again when some are done.",
            nullptr, static_cast<int>(limit.used));
        break;
    }
    const QString when = resets(limit);
    return when.isEmpty() ? what : tr("%1 %2", "two sentences").arg(what, when);
}

int LimitText::percent(const Limit& limit) {
    if (limit.limit <= 0) {
        return 100;
    }
    return static_cast<int>(std::clamp<qint64>(limit.used * 100 / limit.limit, 0, 100));
}

QString LimitText::reason(const UsageLine& line) {
    switch (line.reason) {
    case UsageReason::Submitted:
        return tr("Held when the video was asked for");
    case UsageReason::Accepted:
        return tr("Charged: the video service took the request");
    case UsageReason::Charged:
        return tr("No longer held, since it was charged");
    case UsageReason::NotCharged:
        return tr("No longer held: nothing was charged");
    case UsageReason::Assumed:
        return tr("Whether it was charged stayed unclear; counted as charged");
    case UsageReason::Corrected:
        return line.microUsd < 0 ? tr("Corrected: it was not charged after all")
                                 : tr("Corrected: it was charged after all");
    case UsageReason::Unknown:
        break;
    }
    return line.why;
}

} // namespace kinora
