#include "sim/Faults.h"

#include "base/Json.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace kinora::sim {

namespace {

struct Row {
    FaultKind kind;
    std::string_view name;
    Moment usual;
    bool anywhere; ///< `on` may move it.
};

constexpr std::array rows{
    Row{.kind = FaultKind::Busy, .name = "busy", .usual = Moment::Create, .anywhere = true},
    Row{.kind = FaultKind::RateLimited, .name = "rate_limited", .usual = Moment::Create, .anywhere = true},
    Row{.kind = FaultKind::InviteFull, .name = "invite_full", .usual = Moment::Create, .anywhere = false},
    Row{.kind = FaultKind::Moderation, .name = "moderation", .usual = Moment::Create, .anywhere = false},
    Row{.kind = FaultKind::DropAfterAccept, .name = "drop_after_accept", .usual = Moment::Create, .anywhere = false},
    Row{.kind = FaultKind::CutResult, .name = "cut_result", .usual = Moment::Download, .anywhere = false},
    Row{.kind = FaultKind::Hang, .name = "hang", .usual = Moment::Create, .anywhere = true},
    Row{.kind = FaultKind::Truncate, .name = "truncate", .usual = Moment::Download, .anywhere = false},
    Row{.kind = FaultKind::Garbage, .name = "garbage", .usual = Moment::Create, .anywhere = true},
    Row{.kind = FaultKind::ServerError, .name = "server_error", .usual = Moment::Create, .anywhere = true},
    Row{.kind = FaultKind::Gone, .name = "gone", .usual = Moment::Create, .anywhere = true},
    Row{.kind = FaultKind::Slow, .name = "slow", .usual = Moment::Create, .anywhere = false},
};

constexpr std::array moments{Moment::Create, Moment::Poll, Moment::List, Moment::Download};

const Row& rowOf(FaultKind kind) {
    return *std::ranges::find(rows, kind, &Row::kind);
}

} // namespace

std::string_view toText(FaultKind kind) {
    return rowOf(kind).name;
}

std::string_view toText(Moment moment) {
    switch (moment) {
    case Moment::Create:
        return "create";
    case Moment::Poll:
        return "poll";
    case Moment::List:
        return "list";
    case Moment::Download:
        return "download";
    }
    return {};
}

Result<Fault> faultFrom(std::string_view body) {
    const Result<json::object> object = parseObject(body);
    if (!object) {
        return std::unexpected(object.error());
    }
    ObjectReader reader(*object);
    const std::string kind = reader.string("kind");
    const std::int64_t count = reader.optionalInteger("count").value_or(1);
    const std::string match = reader.optionalString("match").value_or("");
    const std::optional<std::string> on = reader.optionalString("on");
    const auto* row = std::ranges::find(rows, kind, &Row::name);
    const auto* moment = on ? std::ranges::find(moments, *on, [](Moment one) { return toText(one); }) : moments.end();
    if (row == rows.end()) {
        reader.reject("kind", "invalid", fmt::format("There is no fault '{}'.", kind));
    } else if (on && (moment == moments.end() || (!row->anywhere && *moment != row->usual))) {
        reader.reject("on", "invalid", fmt::format("The fault '{}' cannot strike '{}'.", kind, *on));
    }
    if (count < 1 || count > 1'000'000) {
        reader.reject("count", "out_of_range", "The count must be from 1 to 1000000.");
    }
    if (const Result<> done = reader.finish(); !done) {
        return std::unexpected(done.error());
    }
    return Fault{
        .kind = row->kind, .moment = on ? *moment : row->usual, .count = static_cast<int>(count), .match = match};
}

json::object toJson(const Fault& fault) {
    return {{"kind", toText(fault.kind)}, {"count", fault.count}, {"match", fault.match}, {"on", toText(fault.moment)}};
}

std::optional<FaultKind> Faults::take(Moment moment, std::string_view prompt) {
    const auto found = std::ranges::find_if(m_waiting, [&](const Fault& fault) {
        return fault.moment == moment && prompt.find(fault.match) != std::string_view::npos;
    });
    if (found == m_waiting.end()) {
        return std::nullopt;
    }
    const FaultKind kind = found->kind;
    if (--found->count == 0) {
        m_waiting.erase(found);
    }
    return kind;
}

} // namespace kinora::sim
