#include "net/MoneyJson.h"

#include "net/JsonBody.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kinora {

namespace {

constexpr std::array limitMembers{"microUsdPerMonth"_m, "secondsPerMonth"_m, "videosPerHour"_m, "waitingJobs"_m};

Limit limitOf(const JsonReader& reader, LimitName name) {
    return {.name = name,
        .limit = reader.optionalInteger("limit"_m).value_or(0),
        .used = reader.integer("used"_m),
        .left = reader.optionalInteger("left"_m).value_or(0),
        .resetsAt = reader.timeOrInvalid("resetsAt"_m)};
}

QList<Limit> limitsOf(const JsonReader& reader) {
    QList<Limit> limits;
    for (const QLatin1String member : limitMembers) {
        const auto one = reader.optionalObject(member);
        if (one && one->optionalInteger("limit"_m))
            limits.append(limitOf(*one, *limitNameFromWire(QString(member))));
    }
    return limits;
}

Error refusalOf(const JsonReader& reader, const QList<Limit>& limits) {
    Error error{.code = errorCodeFromWire(reader.text("code"_m)).value_or(ErrorCode::RelayError)};
    error.detail = reader.textOrEmpty("detail"_m);
    const auto name = limitNameFromWire(reader.textOrEmpty("limit"_m));
    const auto limit = std::ranges::find_if(limits, [&name](const Limit& one) { return one.name == name; });
    if (limit != limits.end()) {
        error.limit = *limit;
        if (const QDateTime resets = reader.timeOrInvalid("resetsAt"_m); resets.isValid())
            error.limit->resetsAt = resets;
    }
    return error;
}

UsageReason reasonOf(const JsonReader& reader) {
    static constexpr std::array<std::pair<QStringView, UsageReason>, 6> words{{
        {u"submitted", UsageReason::Submitted},
        {u"accepted", UsageReason::Accepted},
        {u"charged", UsageReason::Charged},
        {u"not_charged", UsageReason::NotCharged},
        {u"assumed", UsageReason::Assumed},
        {u"corrected", UsageReason::Corrected},
    }};
    const QString word = reader.text("reason"_m);
    const auto* const row = std::ranges::find(words, QStringView(word), &std::pair<QStringView, UsageReason>::first);
    return row == words.end() ? UsageReason::Unknown : row->second;
}

UsageLine lineOf(const JsonReader& reader) {
    UsageLine line;
    line.reason = reasonOf(reader);
    line.microUsd = reader.integer("microUsd"_m);
    line.why = reader.textOrEmpty("why"_m);
    line.prompt = reader.textOrEmpty("prompt"_m);
    line.createdAt = reader.time("createdAt"_m);
    return line;
}

QueuePlace placeOf(const JsonReader& reader) {
    return {.jobId = reader.text("id"_m),
        .stage = jobStageFromWire(reader.text("stage"_m)),
        .position = static_cast<int>(reader.integer("position"_m)),
        .etaSeconds = optionalInt(reader, "etaSeconds"_m)};
}

} // namespace

Result<Queue> readQueue(const QByteArray& body) {
    return readBody(body, [](const JsonReader& reader) {
        Queue queue;
        queue.paused = reader.flag("paused"_m);
        queue.pausedAt = reader.timeOrInvalid("pausedAt"_m);
        for (const JsonReader& place : reader.objects("waiting"_m))
            queue.waiting.append(placeOf(place));
        return queue;
    });
}

Result<Estimate> readEstimate(const QByteArray& body) {
    return readBody(body, [](const JsonReader& reader) {
        Estimate estimate;
        estimate.priceMicroUsd = reader.optionalInteger("priceMicroUsd"_m);
        estimate.totalMicroUsd = reader.optionalInteger("totalMicroUsd"_m);
        estimate.limits = limitsOf(reader.object("limits"_m));
        if (const auto refusal = reader.optionalObject("refusal"_m))
            estimate.refusal = refusalOf(*refusal, estimate.limits);
        return estimate;
    });
}

Result<Usage> readUsage(const QByteArray& body) {
    return readBody(body, [](const JsonReader& reader) {
        Usage usage;
        const JsonReader month = reader.object("month"_m);
        usage.monthStartsAt = month.time("startsAt"_m);
        usage.monthEndsAt = month.time("endsAt"_m);
        usage.chargedMicroUsd = month.integer("chargedMicroUsd"_m);
        usage.heldMicroUsd = month.integer("heldMicroUsd"_m);
        usage.unpricedVideos = static_cast<int>(month.integer("unpricedVideos"_m));
        usage.limits = limitsOf(reader.object("limits"_m));
        usage.lines = readItems<UsageLine>(reader, lineOf);
        usage.nextCursor = reader.textOrEmpty("nextCursor"_m);
        return usage;
    });
}

std::optional<Limit> limitOfProblem(const JsonReader& problem) {
    const auto limit = problem.optionalObject("limit"_m);
    const auto name = limit ? limitNameFromWire(limit->textOrEmpty("name"_m)) : std::nullopt;
    return name ? std::optional(limitOf(*limit, *name)) : std::nullopt;
}

} // namespace kinora
