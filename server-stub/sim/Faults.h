// Faults that were asked for and are waiting for the next request they fit.
#pragma once

#include "base/Result.h"

#include <boost/json/fwd.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kinora::sim {

enum class FaultKind {
    Busy,
    RateLimited,
    InviteFull,
    Moderation,
    DropAfterAccept,
    CutResult,
    Hang,
    Truncate,
    Garbage,
    ServerError,
    Gone,
    Slow,
};

/// The requests a fault can strike.
enum class Moment { Create, Poll, List, Download };

struct Fault {
    FaultKind kind = FaultKind::Busy;
    Moment moment = Moment::Create;
    int count = 1;     ///< How many requests it still strikes.
    std::string match; ///< Only jobs whose prompt holds this text; empty fits all.

    bool operator==(const Fault&) const = default;
};

[[nodiscard]] std::string_view toText(FaultKind kind);
[[nodiscard]] std::string_view toText(Moment moment);

/// `{"kind","count"?,"match"?,"on"?}`. `on` ("create", "poll", "list", "download") is for kinds that make sense
/// elsewhere too: busy, rate_limited, server_error, garbage, hang and gone; left out, results are struck on download
/// and all else on create. On "poll" a chat stream is struck in its middle; a list has no prompt that could match.
[[nodiscard]] Result<Fault> faultFrom(std::string_view body);
[[nodiscard]] boost::json::object toJson(const Fault& fault);

/// Used from one thread.
class Faults {
public:
    void add(Fault fault) { m_waiting.push_back(std::move(fault)); }
    void clear() { m_waiting.clear(); }
    [[nodiscard]] const std::vector<Fault>& waiting() const { return m_waiting; }
    /// The oldest fault that fits, counted down; gone when it reaches 0.
    [[nodiscard]] std::optional<FaultKind> take(Moment moment, std::string_view prompt);

private:
    std::vector<Fault> m_waiting;
};

} // namespace kinora::sim
