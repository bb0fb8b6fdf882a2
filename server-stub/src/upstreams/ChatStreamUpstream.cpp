#include "upstreams/ChatStreamUpstream.h"

#include "base/Json.h"
#include "upstreams/ChatTask.h"
#include "upstreams/Exchange.h"
#include "upstreams/ResultPolicy.h"

#include <boost/json.hpp>

namespace kinora::upstreams {

namespace json = boost::json;
using namespace std::chrono_literals;

namespace {

Observation observationOf(const ChatStreamParser& parser) {
    Observation observation;
    observation.phase = parser.progress() ? Phase::Running : Phase::Queued;
    observation.progress = parser.progress();
    observation.message = parser.message();
    return observation;
}

bool differs(const Observation& a, const Observation& b) {
    return a.phase != b.phase || a.progress != b.progress || a.message != b.message;
}

// Where one name serves both orientations, gateways read the ratio from the prompt.
std::string ratioFor(const Intent& intent) {
    const auto& names = intent.model.wireNames;
    if (names.size() < 2 || names.begin()->second != names.rbegin()->second)
        return {};
    return intent.orientation == "landscape" ? "\n\n16:9" : "\n\n9:16";
}

// The last kilobytes of what was said; enough to see what went wrong, little enough to keep for every attempt.
json::value recordOf(const ChatStreamParser& parser) {
    constexpr std::size_t maxRecord = 4096;
    json::object record;
    record["content"] = endOf(parser.text(), maxRecord);
    return record;
}

// As a data URL: some gateways silently ignore any other.
void addPicture(json::object& request, const Reference& reference) {
    json::object& message = request.at("messages").as_array().at(0).as_object();
    json::array parts;
    parts.push_back(json::object{{"type", "text"}, {"text", message.at("content")}});
    parts.push_back(json::object{{"type", "image_url"}, {"image_url", json::object{{"url", dataUrl(reference)}}}});
    message["content"] = std::move(parts);
}

} // namespace

ChatStreamUpstream::ChatStreamUpstream(Definition definition, fetch::Client& client, Spool& spool)
    : m_definition(std::move(definition))
    , m_client(client)
    , m_spool(spool) {
}

bool ChatStreamUpstream::isResumable(const json::object& state) const {
    return state.contains("taskUrl");
}

json::object ChatStreamUpstream::prepare(const Intent& intent) const {
    // This shape has no fields for them: orientation and length are part of the model's name, or of the prompt.
    const auto wire = intent.model.wireNames.find(intent.orientation);
    std::string model =
        wire != intent.model.wireNames.end() ? wire->second : intent.model.id + "-" + intent.orientation;
    if (intent.seconds)
        model += "-" + std::to_string(*intent.seconds) + "s";
    json::object message;
    message["role"] = "user";
    message["content"] = intent.prompt + ratioFor(intent);
    json::array messages;
    messages.push_back(std::move(message));
    json::object request;
    request["model"] = model;
    request["messages"] = std::move(messages);
    request["stream"] = true;
    if (intent.remixTarget)
        request["remix_target_id"] = *intent.remixTarget;
    json::object state;
    state["request"] = std::move(request);
    // The picture itself is not kept with the attempt.
    if (intent.reference)
        state["reference"] = intent.reference->sha256;
    return state;
}

Task<Submitted> ChatStreamUpstream::submit(Intent intent, json::object prepared, SubmitSink& sink) {
    Spool::Arrival arrival(m_spool);
    ChatStreamParser parser([&arrival](std::string_view bytes) { return arrival.write(bytes); });
    Observation last;
    std::optional<json::object> told;
    json::object& body = prepared.at("request").as_object();
    if (intent.reference)
        addPicture(body, *intent.reference);
    fetch::Request request = jsonPost(m_definition, body);
    request.headers.push_back({"Accept", std::string("text/event-stream")});
    request.limits.total = std::chrono::duration_cast<std::chrono::milliseconds>(intent.model.deadline);
    // A queue may be silent for long; the deadline bounds it.
    request.limits.stall = 0ms;
    request.limits.maxBytes = 64U << 20U;
    request.sink = [&](std::string_view bytes) {
        parser.feed(bytes);
        if (!parser.isAccepted())
            return true;
        // Told at once and again when a link is named: from then on not even a crash loses the task.
        if (json::object state = stateOf(parser); !told || *told != state) {
            told = state;
            sink.onAccepted(std::move(state));
        }
        Observation now = observationOf(parser);
        if (differs(now, last)) {
            last = now;
            sink.onObservation(std::move(now));
        }
        return true;
    };
    auto answer = co_await m_client.send(std::move(request));

    if (!answer && answer.error().phase != fetch::Phase::ReplyReceived)
        co_return brokenCreate(answer.error());
    if (answer && !answer->success())
        co_return refusedCreate(*answer);
    std::optional<fetch::Failure> broken;
    if (!answer)
        broken = std::move(answer.error());
    parser.finish();
    // Also what only the end made whole.
    if (json::object state = stateOf(parser); told && *told != state)
        sink.onAccepted(std::move(state));
    co_return co_await conclude(parser, arrival, std::move(broken));
}

json::object ChatStreamUpstream::stateOf(const ChatStreamParser& parser) const {
    json::object state;
    if (!parser.shareId().empty())
        state["shareId"] = parser.shareId();
    const std::string& url = parser.taskUrl();
    if (url.empty() || !resultAccess(url, m_definition.url, m_definition.resultHosts).allowed)
        return state;
    state["taskUrl"] = url;
    std::string_view id = std::string_view(url).substr(0, url.find_first_of("?#"));
    id.remove_prefix(id.rfind('/') + 1);
    state["upstreamId"] = id;
    return state;
}

Task<Submitted> ChatStreamUpstream::conclude(
    ChatStreamParser& parser, Spool::Arrival& arrival, std::optional<fetch::Failure> broken) {
    using Outcome = ChatStreamParser::Outcome;
    Submitted result;
    result.answer = Submitted::Answer::Accepted;
    result.state = stateOf(parser);
    result.observation = observationOf(parser);
    result.observation.reply = recordOf(parser);
    if (broken)
        result.detail = broken->detail;
    const bool late = broken && broken->cause == fetch::Cause::TimedOut;
    const auto done = [&result](std::string_view name, std::string_view value) {
        result.state[name] = value;
        result.observation.phase = Phase::Done;
        result.observation.progress = 100;
        result.observation.state = result.state;
    };
    const auto failed = [&result](FailureCode code, std::string detail) {
        result.observation.phase = Phase::Failed;
        result.observation.failure = Failure{code, std::move(detail)};
    };
    switch (parser.outcome()) {
    case Outcome::Link:
        // Also when the connection broke right behind the link: what was made is there.
        done("resultUrl", resolveAddress(m_definition.url, parser.resultUrl()).value_or(parser.resultUrl()));
        co_return result;
    case Outcome::Inline: {
        auto name = co_await arrival.keep();
        if (name)
            done("resultFile", *name);
        else
            failed(FailureCode::StorageFull, name.error().detail);
        co_return result;
    }
    case Outcome::Failed:
        if (parser.isAccepted()) {
            failed(parser.failure().code, parser.failure().detail);
        } else {
            // Nothing but an error was said: the work was never begun.
            result.answer = Submitted::Answer::Refused;
            result.failure = parser.failure();
        }
        co_return result;
    case Outcome::NotTheirs:
        result.detail = "the answer to a create is neither an event stream nor JSON";
        break;
    case Outcome::BrokenOff:
    case Outcome::Unfinished:
        break;
    }
    if (isResumable(result.state)) {
        if (result.observation.phase == Phase::Queued)
            result.observation.phase = Phase::Running;
        co_return result;
    }
    if (!parser.isAccepted() && !late) {
        // Answered with success and without a word of a video: it may have been taken.
        result.answer = Submitted::Answer::Unknown;
        if (result.detail.empty())
            result.detail = "the answer to a create broke off before it said anything";
    } else if (late) {
        failed(FailureCode::TimedOut, "the upstream did not finish in time");
    } else if (parser.outcome() == Outcome::Unfinished) {
        failed(FailureCode::ResultInvalid, "the answer ended without a video");
    } else {
        failed(FailureCode::Interrupted, "the connection broke while the upstream was working");
    }
    co_return result;
}

Task<std::expected<Observation, Trouble>> ChatStreamUpstream::observe(json::object state) {
    if (state.contains("resultUrl") || state.contains("resultFile")) {
        Observation done;
        done.phase = Phase::Done;
        done.progress = 100;
        done.state = std::move(state);
        co_return done;
    }
    const std::string url(stringMember(state, "taskUrl"));
    const ResultAccess access = resultAccess(url, m_definition.url, m_definition.resultHosts);
    if (url.empty() || !access.allowed) {
        Trouble lost;
        lost.verdict = Failure{FailureCode::Interrupted, "the upstream's answer cannot be taken up again"};
        co_return std::unexpected(std::move(lost));
    }
    fetch::Request request = authorizedRequest(m_definition, "GET", url);
    request.publicOnly = access.publicOnly;
    request.limits.total = 30s;
    auto answer = co_await m_client.send(std::move(request));
    if (!answer)
        co_return std::unexpected(troubleOf(answer.error()));
    if (!answer->success())
        co_return std::unexpected(troubleOf(*answer));
    auto observed = readTaskPage(answer->body);
    if (!observed) {
        Trouble trouble;
        trouble.detail = "the task link answers with nothing that can be read";
        co_return std::unexpected(std::move(trouble));
    }
    co_return std::move(*observed);
}

Task<Reconciled> ChatStreamUpstream::reconcile(Intent intent, json::object prepared, TimePoint sentAt) {
    (void)intent;
    (void)prepared;
    (void)sentAt;
    Reconciled result;
    result.answer = Reconciled::Answer::CannotTell;
    co_return result;
}

Task<std::expected<Fetched, Trouble>> ChatStreamUpstream::fetch(json::object state, std::filesystem::path target) {
    std::string file(stringMember(state, "resultFile"));
    if (file.empty()) {
        std::string url(stringMember(state, "resultUrl"));
        co_return co_await fetchResult(m_client, m_definition, std::move(url), std::move(target));
    }
    auto copied = co_await m_spool.copy(std::move(file), std::move(target));
    if (copied)
        co_return Fetched{.bytes = copied->bytes, .sha256 = copied->sha256};
    Trouble trouble;
    trouble.detail = copied.error().detail;
    if (copied.error().code == Code::NotFound)
        trouble.verdict = Failure{FailureCode::ResultExpired, copied.error().detail};
    else if (copied.error().code == Code::StorageFull)
        trouble.verdict = Failure{FailureCode::StorageFull, copied.error().detail};
    co_return std::unexpected(std::move(trouble));
}

Task<Canceled> ChatStreamUpstream::cancel(json::object state) {
    // Hanging up does not stop these gateways, and would lose what is paid for.
    (void)state;
    co_return Canceled::Cannot;
}

} // namespace kinora::upstreams
