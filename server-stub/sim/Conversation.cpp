#include "sim/Conversation.h"

#include "base/Crypto.h"
#include "base/Timeout.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

namespace kinora::sim {

namespace {

using std::chrono::milliseconds;

/// Gateways tell progress now and then, not for every percent.
constexpr milliseconds tick{250};
/// Percents that every client is sure to hear, however short the job.
constexpr std::array landmarks{36, 99};
/// Where faults in the middle strike.
constexpr int middle = 36;

/// Each function ends with false when there is nothing more to say.
class Conversation {
public:
    Conversation(Desk& desk, Talk talk, http::StreamWriter& writer)
        : m_desk(desk)
        , m_job(std::move(talk.job))
        , m_voice(std::move(talk.voice))
        , m_resultUrl(std::move(talk.resultUrl))
        , m_inlineResult(talk.inlineResult)
        , m_writer(writer) {}

    Task<> run() {
        std::string greeting = m_voice->opening();
        bool listening = co_await m_writer.write(std::move(greeting));
        while (listening) {
            // Looked up anew: the renderer writes into the book.
            const std::optional<Job> job = m_desk.jobs().find(m_job.id);
            if (!job) {
                co_return;
            }
            const Standing standing = m_desk.standing(*job);
            if (standing.state == State::Refused || standing.state == State::Broken) {
                std::string words =
                    m_voice->refusal(standing.state == State::Refused ? Refusal::Moderation : Refusal::Broken);
                (void)co_await m_writer.write(std::move(words));
                co_return;
            }
            const bool done = standing.state == State::Completed;
            listening = co_await tellProgress(done ? 99 : standing.percent);
            if (done && listening) {
                co_await tellResult(*job);
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
                const bool listening = co_await tell(landmark);
                if (!listening) {
                    co_return false;
                }
            }
        }
        if (percent <= m_told) {
            co_return true;
        }
        co_return co_await tell(percent);
    }

    Task<bool> tell(int percent) {
        m_told = percent;
        std::string words = m_voice->progress(percent);
        const bool listening = co_await m_writer.write(std::move(words));
        if (!listening || percent < middle) {
            co_return listening;
        }
        if (const std::optional<FaultKind> fault = m_desk.faults().take(Moment::Poll, m_job.prompt)) {
            co_await strike(*fault);
            co_return false;
        }
        co_return true;
    }

    Task<> strike(FaultKind fault) {
        std::string words;
        if (fault == FaultKind::Hang) {
            constexpr std::chrono::hours never{24 * 365};
            (void)co_await sleepFor(never);
            co_return;
        }
        if (fault == FaultKind::Garbage) {
            words = "<html><head><title>504 Gateway Time-out</title></head></html>\n";
        } else if (fault == FaultKind::Gone) {
            words = m_voice->progress(middle);
            words.resize(words.size() / 2);
        } else {
            words = m_voice->refusal(fault == FaultKind::ServerError ? Refusal::Broken : Refusal::Busy);
        }
        (void)co_await m_writer.write(std::move(words));
    }

    Task<> tellResult(const Job& job) {
        if (!m_inlineResult) {
            std::string words = m_voice->result(m_resultUrl);
            (void)co_await m_writer.write(std::move(words));
            co_return;
        }
        const std::optional<FaultKind> fault = m_desk.faults().take(Moment::Download, job.prompt);
        std::optional<std::string> bytes = co_await m_desk.bytes(job);
        std::string words;
        if (!bytes) {
            words = m_voice->refusal(Refusal::Broken);
        } else {
            if (fault == FaultKind::Truncate) {
                bytes->resize(shortened(bytes->size()));
            }
            words = m_voice->result("data:video/mp4;base64," + toBase64(*bytes));
            if (fault == FaultKind::CutResult) {
                words.resize(shortened(words.size()));
            }
        }
        (void)co_await m_writer.write(std::move(words));
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
    std::shared_ptr<ChatVoice> m_voice;
    std::string m_resultUrl;
    bool m_inlineResult;
    http::StreamWriter& m_writer;
    int m_told = 0;
};

} // namespace

Task<> converse(Desk& desk, Talk talk, http::StreamWriter& writer) {
    Conversation conversation(desk, std::move(talk), writer);
    co_await conversation.run();
}

} // namespace kinora::sim
