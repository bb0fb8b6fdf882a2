#include "upstreams/ChatStreamUpstream.h"

#include "upstreams/ChatStreamParser.h"
#include "upstreams/Exchange.h"

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

// The last kilobytes of what was said; enough to see what went wrong, little enough to keep for every attempt.
json::value recordOf(const ChatStreamParser& parser) {
    std::string_view text = parser.text();
    constexpr std::size_t maxRecord = 4096;
    while (text.size() > maxRecord)
        text.remove_prefix(1);
    while (!text.empty() && (static_cast<unsigned char>(text.front()) & 0xC0U) == 0x80U)
        text.remove_prefix(1);
    json::object record;
    record["content"] = text;
    return record;
}

} // namespace

ChatStreamUpstream::ChatStreamUpstream(Definition definition, fetch::Client& client)
    : m_definition(std::move(definition))
    , m_client(client) {
}

json::object ChatStreamUpstream::prepare(const Intent& intent) const {
    // This shape has no fields for them: orientation and length are part of the model's name.
    const auto wire = intent.model.wireNames.find(intent.orientation);
    std::string model =
        wire != intent.model.wireNames.end() ? wire->second : intent.model.id + "-" + intent.orientation;
    if (intent.seconds)
        model += "-" + std::to_string(*intent.seconds) + "s";
    json::object message;
    message["role"] = "user";
    message["content"] = intent.prompt;
    json::array messages;
    messages.push_back(std::move(message));
    json::object request;
    request["model"] = model;
    request["messages"] = std::move(messages);
    request["stream"] = true;
    json::object state;
    state["request"] = std::move(request);
    return state;
}

Task<Submitted> ChatStreamUpstream::submit(Intent intent, json::object prepared, SubmitSink& sink) {
    ChatStreamParser parser;
    Observation last;
    bool told = false;
    fetch::Request request = jsonPost(m_definition, prepared.at("request").as_object());
    request.headers.push_back({"Accept", std::string("text/event-stream")});
    request.limits.total = std::chrono::duration_cast<std::chrono::milliseconds>(intent.model.deadline);
    // A queue may be silent for long; the deadline bounds it.
    request.limits.stall = 0ms;
    request.limits.maxBytes = 64U << 20U;
    request.sink = [&](std::string_view bytes) {
        parser.feed(bytes);
        if (!parser.isAccepted())
            return true;
        if (!told) {
            told = true;
            sink.onAccepted(json::object());
        }
        Observation now = observationOf(parser);
        if (differs(now, last)) {
            last = now;
            sink.onObservation(std::move(now));
        }
        return true;
    };
    auto answer = co_await m_client.send(std::move(request));

    if (!answer && !told) {
        const fetch::Failure& failure = answer.error();
        if (failure.phase != fetch::Phase::ReplyReceived)
            co_return brokenCreate(failure);
    }
    if (answer && !answer->success())
        co_return refusedCreate(*answer);

    parser.finish();
    Submitted result;
    result.observation = observationOf(parser);
    result.observation.reply = recordOf(parser);
    if (parser.resultUrl()) {
        // Also when the connection broke right behind the link: what was made is there.
        result.answer = Submitted::Answer::Accepted;
        result.state["resultUrl"] = *parser.resultUrl();
        result.observation.phase = Phase::Done;
        result.observation.progress = 100;
        result.observation.state = result.state;
        co_return result;
    }
    Failure failure = *parser.failure();
    if (!answer) {
        result.detail = answer.error().detail;
        const bool late = answer.error().cause == fetch::Cause::TimedOut;
        failure.code = late ? FailureCode::TimedOut : FailureCode::Interrupted;
        failure.detail =
            late ? "the upstream did not finish in time" : "the connection broke while the upstream was working";
        // Answered with success and then cut before a word was said: it may have been taken.
        if (!told && !late)
            co_return result;
    } else if (!parser.isAccepted() && failure.code != FailureCode::Interrupted) {
        // Nothing but an error was said: the work was never begun.
        result.answer = Submitted::Answer::Refused;
        result.failure = std::move(failure);
        co_return result;
    }
    result.answer = Submitted::Answer::Accepted;
    result.observation.phase = Phase::Failed;
    result.observation.failure = std::move(failure);
    co_return result;
}

Task<std::expected<Observation, Trouble>> ChatStreamUpstream::observe(json::object state) {
    if (state.contains("resultUrl")) {
        Observation done;
        done.phase = Phase::Done;
        done.progress = 100;
        done.state = std::move(state);
        co_return done;
    }
    Trouble lost;
    lost.verdict = Failure{FailureCode::Interrupted, "the upstream's answer cannot be taken up again"};
    co_return std::unexpected(std::move(lost));
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
    const auto* url = state.if_contains("resultUrl");
    std::string address = url != nullptr && url->is_string() ? std::string(url->get_string()) : std::string();
    co_return co_await fetchResult(m_client, m_definition, std::move(address), std::move(target));
}

Task<Canceled> ChatStreamUpstream::cancel(json::object state) {
    // Hanging up does not stop these gateways, and would lose what is paid for.
    (void)state;
    co_return Canceled::Cannot;
}

} // namespace kinora::upstreams
