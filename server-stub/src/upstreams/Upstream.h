// An upstream as the job engine sees it: six verbs. Each dialect is one implementation.
#pragma once

#include "base/Clock.h"
#include "base/Secret.h"
#include "base/Task.h"
#include "upstreams/FailureCode.h"
#include "upstreams/Model.h"
#include "upstreams/StatusWords.h"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <chrono>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kinora::upstreams {

/// One configured upstream.
struct Definition {
    std::string name;
    std::string dialect; ///< "videos" or "chat-stream"
    /// Where creates are posted: ends in /videos or /chat/completions.
    std::string url;
    Secret key; ///< empty: no Authorization header
    /// Where a task made through this belongs: whoever has another account cannot ask for it. accountOf(url, key), but
    /// for the stand-in, whose port is another after each start.
    std::string account;
    int maxInFlight = 4;
    /// Hosts that results may come from beside the upstream's own origin; absent: any public https host.
    std::optional<std::vector<std::string>> resultHosts;
    std::vector<Model> models;
};

/// A picture to begin with.
struct Reference {
    std::string sha256; ///< hex; of the picture as the user sent it
    std::shared_ptr<const std::string> jpeg;
};

/// What is wanted, complete: the same intent always makes the same request.
struct Intent {
    Model model;
    std::string prompt;
    std::string orientation;
    std::optional<int> seconds;
    std::optional<std::string> size;
    std::optional<std::string> negativePrompt;
    std::optional<std::int64_t> seed;
    std::vector<std::string> characters; ///< ids that this upstream knows
    std::optional<Reference> reference;
    /// What the upstream calls the video that this is a remix of; such an intent is nothing but this and the prompt.
    std::optional<std::string> remixTarget;
};

/// What the upstream says of a task.
struct Observation {
    Phase phase = Phase::Queued;
    std::optional<int> progress; ///< 0 to 100
    std::string message;
    std::optional<Failure> failure; ///< with Phase::Failed
    /// With Phase::Done: what fetch() needs beyond what was stored before.
    boost::json::object state;
    /// The upstream's own answer, for the record; without secrets.
    boost::json::value reply;
};

/// What went wrong with a question about a task that was accepted. Without `verdict` it may be asked again.
struct Trouble {
    std::optional<Failure> verdict;
    bool noAccess = false; ///< the upstream does not take the key (any more)
    std::optional<std::chrono::seconds> retryAfter;
    std::string detail; ///< for the log
};

struct Submitted {
    enum class Answer {
        Accepted = 1, ///< state and observation are set
        Busy,         ///< surely not accepted; may be sent again after retryAfter
        Refused,      ///< surely not accepted, and never will be: failure is set
        Unknown,      ///< nobody knows: reconcile, never send again
    };
    Answer answer = Answer::Unknown;
    boost::json::object state;
    Observation observation;
    Failure failure;
    std::optional<std::chrono::seconds> retryAfter;
    std::string detail; ///< for the log
};

/// Hears what happens while a submit lasts, on the executor of the one who submits; must not block.
class SubmitSink {
public:
    virtual ~SubmitSink() = default;
    /// The upstream has begun to work; `state` is to be stored with the attempt. Only dialects whose submit lasts as
    /// long as the work. May come again when more is known: the new state holds the old one.
    virtual void onAccepted(boost::json::object state) = 0;
    virtual void onObservation(Observation observation) = 0;
};

struct Candidate {
    std::string upstreamId;
    std::optional<TimePoint> createdAt; ///< by the upstream's clock
    /// The upstream names the prompt and it is the same. Else it is only not known to be another.
    bool certain = false;
    boost::json::object state;
    Observation observation;
};

struct Reconciled {
    enum class Answer {
        Listed = 1, ///< the complete list was read; candidates may be empty
        CannotTell, ///< this upstream has no list
        TryLater,
    };
    Answer answer = Answer::TryLater;
    /// Tasks of the upstream that look like the intent and are not older than it; the caller leaves out those it knows.
    std::vector<Candidate> candidates;
    std::string detail;
};

struct Fetched {
    std::uint64_t bytes = 0;
    std::string sha256; ///< hex
};

enum class Canceled {
    Stopped = 1,
    Cannot, ///< the upstream has no cancel, or would not
    TooLate,
    TryLater,
};

/// Stateless between calls: everything about a task is in the state object the engine stores with the attempt
/// ("upstreamId" is the member every dialect with ids uses). No verb throws for what an upstream does; all honour
/// cancellation.
class Upstream {
public:
    virtual ~Upstream() = default;

    [[nodiscard]] virtual const Definition& definition() const = 0;
    /// Whether reconcile() can answer at all; such creates are kept distinguishable (one in flight per key and
    /// fingerprint).
    [[nodiscard]] virtual bool hasList() const = 0;
    /// Whether a task with this state goes on, and can be asked about, after the connection that made it is gone.
    [[nodiscard]] virtual bool isResumable(const boost::json::object& state) const = 0;

    /// What must be stored before anything is sent. Pure.
    [[nodiscard]] virtual boost::json::object prepare(const Intent& intent) const = 0;
    /// Sends the request once, and never again by itself. May last as long as the work does (chat-stream).
    [[nodiscard]] virtual Task<Submitted> submit(Intent intent, boost::json::object prepared, SubmitSink& sink) = 0;
    [[nodiscard]] virtual Task<std::expected<Observation, Trouble>> observe(boost::json::object state) = 0;
    [[nodiscard]] virtual Task<Reconciled> reconcile(Intent intent, boost::json::object prepared, TimePoint sentAt) = 0;
    /// The result, byte for byte, into `target`; what is there is replaced.
    [[nodiscard]] virtual Task<std::expected<Fetched, Trouble>> fetch(
        boost::json::object state, std::filesystem::path target) = 0;
    [[nodiscard]] virtual Task<Canceled> cancel(boost::json::object state) = 0;
};

/// The id in an attempt's state, if its dialect has ids and one is known.
[[nodiscard]] std::optional<std::string> upstreamIdOf(const boost::json::object& state);
/// What a remix of what this attempt has made is asked for by: its id, or what a chat-stream gateway calls it once it
/// is done. Nothing where the upstream has not said.
[[nodiscard]] std::optional<std::string> remixTargetOf(const boost::json::object& state);
/// A fingerprint of address and key: tells accounts apart in the database without telling the key.
[[nodiscard]] std::string accountOf(const std::string& url, const Secret& key);

} // namespace kinora::upstreams
