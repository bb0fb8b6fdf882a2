// Where both dialects come together: takes orders, strikes with faults, hands out results.
#pragma once

#include "base/Clock.h"
#include "base/Secret.h"
#include "base/Task.h"
#include "base/WorkPool.h"
#include "http/Request.h"
#include "http/Response.h"
#include "sim/Faults.h"
#include "sim/JobBook.h"
#include "sim/Studio.h"

#include <chrono>
#include <optional>
#include <string>

namespace kinora::sim {

struct Order {
    Dialect dialect = Dialect::Videos;
    std::string model;
    std::string prompt;
    int width = 720;
    int height = 1280;
    int seconds = 4;
    std::int64_t microUsdPerSecond = 100'000;
    std::optional<std::int64_t> seed = {};
    std::string reference = {}; ///< The bytes of a picture that the film begins with; empty: none.
    std::string remixOf = {};   ///< The id of a job; empty: of none.
};

struct DeskParts {
    JobBook& jobs;
    Studio& studio;
    Encoder& encoder;
    WorkPool& pool; ///< For reading and making files.
    const Clock& clock;
};

/// Lives on the one I/O thread of the program.
class Desk {
public:
    Desk(const DeskParts& parts, Secret token, std::chrono::milliseconds jobDuration);

    /// True if the request carries the token, or there is none.
    [[nodiscard]] bool isAuthorised(const http::Request& request) const;

    [[nodiscard]] Faults& faults() { return m_faults; }
    [[nodiscard]] const JobBook& jobs() const { return m_parts.jobs; }
    [[nodiscard]] TimePoint now() const { return m_parts.clock.now(); }
    [[nodiscard]] Standing standing(const Job& job) const { return m_parts.jobs.standing(job, now()); }

    /// Charges the order and puts it to work. On disk when this returns.
    [[nodiscard]] Result<Job> accept(const Order& order, std::optional<FaultKind> fault);
    [[nodiscard]] Result<> remove(const Job& job);

    /// The file of a completed job, or what a fault makes of it. The job must stay until the answer is there.
    [[nodiscard]] Task<http::Response> video(const Job& job);
    /// The bytes of that file, for a result inside an answer; nothing if it cannot be read.
    [[nodiscard]] Task<std::optional<std::string>> bytes(const Job& job);
    [[nodiscard]] Task<http::Response> still(const Job& job, Still kind);

private:
    DeskParts m_parts;
    Secret m_token;
    std::chrono::milliseconds m_jobDuration;
    Faults m_faults;
};

/// How much a file or an answer keeps of so many bytes when a fault cuts it.
[[nodiscard]] constexpr std::size_t shortened(std::size_t bytes) {
    return bytes * 3 / 5;
}

/// The answer of a server with this fault, where it is an answer: busy, rate_limited, invite_full, server_error, gone,
/// garbage, drop_after_accept (a cut connection) and hang (never comes).
[[nodiscard]] Task<std::optional<http::Response>> faultReply(FaultKind kind);

} // namespace kinora::sim
