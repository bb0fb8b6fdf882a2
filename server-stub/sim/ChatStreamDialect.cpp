#include "sim/ChatStreamDialect.h"

#include "base/Timeout.h"
#include "sim/ApiError.h"
#include "sim/ChatRequest.h"
#include "sim/ChatText.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace kinora::sim {

namespace {

using std::chrono::milliseconds;

constexpr std::int64_t microUsdPerSecond = 100'000;
/// Gateways tell progress now and then, not for every percent.
constexpr milliseconds tick{250};
/// Percents that every client is sure to hear, however short the job.
constexpr std::array landmarks{36, 99};

/// The stream of one job: chunks as they become due. Each function ends with false when the client has left.
class Conversation {
public:
    Conversation(Desk& desk, Job job, std::string resultUrl, http::StreamWriter& writer)
        : m_desk(desk)
        , m_job(std::move(job))
        , m_resultUrl(std::move(resultUrl))
        , m_writer(writer) {}

    Task<> run() {
        std::string greeting = queuedLine();
        bool listening = co_await say(std::move(greeting));
        while (listening) {
            // Looked up anew: the renderer writes into the book.
            const std::optional<Job> job = m_desk.jobs().find(m_job.id);
            if (!job) {
                co_return;
            }
            const Standing standing = m_desk.standing(*job);
            if (standing.state == State::Refused || standing.state == State::Broken) {
                std::string line = standing.state == State::Refused ? refusedLine() : brokenLine();
                (void)co_await finish(std::move(line));
                co_return;
            }
            const bool done = standing.state == State::Completed;
            listening = co_await tellProgress(done ? 99 : standing.percent);
            if (done && listening) {
                std::string line = resultLine(m_resultUrl);
                (void)co_await finish(std::move(line));
                co_return;
            }
            const milliseconds pause = untilNext();
            listening = listening && co_await sleepFor(pause);
        }
    }

private:
    Task<bool> tellProgress(int percent) {
        for (const int landmark : landmarks) {
            if (m_told < landmark && percent > landmark) {
                m_told = landmark;
                std::string line = progressLine(landmark);
                const bool listening = co_await say(std::move(line));
                if (!listening) {
                    co_return false;
                }
            }
        }
        if (percent <= m_told) {
            co_return true;
        }
        m_told = percent;
        std::string line = progressLine(percent);
        co_return co_await say(std::move(line));
    }

    Task<bool> say(std::string line) {
        std::string chunk = contentChunk(m_job.model, m_desk.now(), line, m_first);
        m_first = false;
        co_return co_await m_writer.write(std::move(chunk));
    }

    Task<bool> finish(std::string line) {
        const bool listening = co_await say(std::move(line));
        if (!listening) {
            co_return false;
        }
        std::string end = finalChunks(m_job.model, m_desk.now());
        co_return co_await m_writer.write(std::move(end));
    }

    [[nodiscard]] milliseconds untilNext() const {
        milliseconds pause = tick;
        for (const int landmark : landmarks) {
            if (m_told < landmark) {
                pause = std::min(pause, m_desk.jobs().untilPercent(m_job, landmark, m_desk.now()));
            }
        }
        const milliseconds untilOver = m_job.acceptedAt + m_job.duration - m_desk.now();
        if (untilOver > milliseconds(0)) {
            pause = std::min(pause, untilOver);
        }
        return std::clamp(pause, milliseconds(5), tick);
    }

    Desk& m_desk;
    Job m_job;
    std::string m_resultUrl;
    http::StreamWriter& m_writer;
    int m_told = 0;
    bool m_first = true;
};

Task<> converse(Desk& desk, Job job, std::string resultUrl, http::StreamWriter& writer) {
    Conversation conversation(desk, std::move(job), std::move(resultUrl), writer);
    co_await conversation.run();
}

/// Says one line and ends, as these gateways refuse: with HTTP 200 and in prose.
Task<> saySingle(std::string model, TimePoint now, std::string line, http::StreamWriter& writer) {
    std::string bytes = contentChunk(model, now, line, true) + finalChunks(model, now);
    (void)co_await writer.write(std::move(bytes));
}

Task<> saySilence(http::StreamWriter&) {
    constexpr std::chrono::hours never{24 * 365};
    (void)co_await sleepFor(never);
}

http::Response refusal(const std::string& model, TimePoint now, const std::string& line) {
    return http::Response::events(
        [model, now, line](http::StreamWriter& writer) { return saySingle(model, now, line, writer); });
}

} // namespace

Task<http::Response> ChatStreamDialect::create(const http::Request& request) {
    const auto wanted = readChatRequest(request.body);
    if (!wanted) {
        co_return toResponse(wanted.error());
    }
    const std::optional<FaultKind> fault = m_desk.faults().take(Moment::Create, wanted->prompt);
    if (fault == FaultKind::Busy) {
        co_return refusal(wanted->model, m_desk.now(), busyLine());
    }
    if (fault == FaultKind::InviteFull) {
        co_return refusal(wanted->model, m_desk.now(), inviteFullLine());
    }
    if (fault == FaultKind::RateLimited || fault == FaultKind::ServerError || fault == FaultKind::Gone) {
        std::optional<http::Response> reply = co_await faultReply(*fault);
        co_return *std::move(reply);
    }
    const Order order{.dialect = Dialect::ChatStream,
        .model = wanted->model,
        .prompt = wanted->prompt,
        .width = wanted->making.width,
        .height = wanted->making.height,
        .seconds = wanted->making.seconds,
        .microUsdPerSecond = microUsdPerSecond};
    const Result<Job> accepted = m_desk.accept(order, fault);
    if (!accepted) {
        const ApiError error{.status = 500, .code = "server_error", .message = accepted.error().detail, .param = {}};
        co_return toResponse(error);
    }
    if (fault == FaultKind::Hang) {
        http::StreamBody silence;
        silence.run = saySilence;
        co_return http::Response::stream(std::move(silence), "text/event-stream");
    }
    if (fault == FaultKind::DropAfterAccept || fault == FaultKind::Garbage) {
        std::optional<http::Response> reply = co_await faultReply(*fault);
        co_return *std::move(reply);
    }
    const std::string url =
        fmt::format("http://{}/results/{}.mp4", request.headers.value("Host"), accepted->resultName);
    Desk& desk = m_desk;
    const Job& job = *accepted;
    auto run = [&desk, job, url](http::StreamWriter& writer) {
        return converse(desk, job, url, writer);
    };
    co_return http::Response::events(std::move(run));
}

Task<http::Response> ChatStreamDialect::result(const http::Request& request, std::string fileName) {
    constexpr std::string_view extension = ".mp4";
    std::optional<Job> job;
    if (fileName.ends_with(extension) && (request.method == "GET" || request.method == "HEAD")) {
        job = m_desk.jobs().findResult(std::string_view(fileName).substr(0, fileName.size() - extension.size()));
    }
    if (!job || m_desk.standing(*job).state != State::Completed) {
        co_return toResponse(unknownUrl(request.method, request.path));
    }
    co_return co_await m_desk.video(*job);
}

} // namespace kinora::sim
