// Takes one claimed job as far as it goes: submit, check, watch, save.
#pragma once

#include "base/Log.h"
#include "base/Task.h"
#include "base/Timeout.h"
#include "jobs/Journal.h"
#include "jobs/References.h"
#include "jobs/ResultSaver.h"
#include "jobs/Signal.h"
#include "pg/DatabaseError.h"
#include "pg/Pool.h"
#include "store/JobWork.h"
#include "upstreams/RetryPolicy.h"
#include "upstreams/Upstream.h"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace kinora::jobs {

struct RunnerParts {
    pg::Pool& pool;
    Journal& journal;
    ResultSaver& saver;
    References& references;
    upstreams::RetryPolicy retry;
    /// Between the two readings of an upstream's list that settle that it does not have a task.
    std::chrono::milliseconds absenceWait{10000};
    /// How long an account whose key is refused stays out of use: a minute, then longer.
    upstreams::RetryPolicy outOfUse{.first = std::chrono::minutes(1), .longest = std::chrono::minutes(15), .jitter = 0};
};

/// Lives on one executor. Whatever stops it, the database says where the next one goes on.
class JobRunner {
public:
    JobRunner(
        RunnerParts parts, upstreams::Upstream& upstream, store::Claim claim, boost::asio::any_io_executor executor);
    JobRunner(const JobRunner&) = delete;
    JobRunner& operator=(const JobRunner&) = delete;

    /// Ends when the job is done, waits for later, or belongs to somebody else. Throws the cancellation, which may come
    /// at any moment and after which nothing is written; what else it throws counts as a crash of the job's handling.
    [[nodiscard]] Task<> run();

    /// Something about the job was asked for (a cancel): look now rather than at the next poll.
    void wake();
    /// Give the job back at the next point where nothing is on the wire.
    void stop();
    /// All it waits for is the database, and only to look or to tell how far the job is: to cancel it now loses
    /// nothing.
    [[nodiscard]] bool onlyLooks() const { return m_looking; }
    [[nodiscard]] const store::Claim& claim() const { return m_claim; }
    /// Empty before the job has been read.
    [[nodiscard]] const std::string& userId() const { return m_userId; }

private:
    class Submission;
    struct Sent {
        upstreams::Submitted submitted;
        bool acceptedStored = false;
    };
    enum class Next { Leave = 1, Reload };

    /// See onlyLooks().
    [[nodiscard]] Task<std::optional<store::Work>> look();
    [[nodiscard]] Task<store::Ticked> tick(bool news, std::optional<int> progress, std::optional<std::string> message);
    [[nodiscard]] Task<Next> step(store::Work work);
    [[nodiscard]] Task<Next> submit(store::Work work);
    /// What the job asks for, its picture as well.
    [[nodiscard]] Task<Result<upstreams::Intent>> intentOf(store::Job job, upstreams::Model model);
    /// Sends it, and stores what the upstream says while that lasts.
    [[nodiscard]] Task<Sent> send(upstreams::Intent intent, boost::json::object prepared, std::string attemptId);
    [[nodiscard]] Task<upstreams::Submitted> transmit(
        Submission& submission, upstreams::Intent intent, boost::json::object prepared);
    [[nodiscard]] Task<> record(Submission& submission, std::string attemptId);
    [[nodiscard]] Task<Next> settle(store::Work work, std::string attemptId, Sent sent);
    [[nodiscard]] Task<Next> refused(std::string attemptId, upstreams::Failure failure);
    [[nodiscard]] Task<Next> check(store::Work work);
    /// Nothing if there is none for this attempt, or none that is surely its own.
    [[nodiscard]] Task<std::optional<upstreams::Candidate>> findIn(
        const store::Attempt& attempt, std::vector<upstreams::Candidate> candidates);
    [[nodiscard]] Task<bool> adopt(store::Work work, upstreams::Candidate candidate);
    [[nodiscard]] Task<Next> watch(store::Work work);
    [[nodiscard]] Task<Next> conclude(store::Work work, upstreams::Observation observation);
    [[nodiscard]] Task<Next> save(store::Work work);
    [[nodiscard]] Task<Journal::Kept> complete(Journal::Result result);
    [[nodiscard]] Task<Next> cancel(store::Work work);
    [[nodiscard]] Task<Next> fail(Journal::Ending ending);
    [[nodiscard]] Task<Next> giveBack(std::chrono::milliseconds delay);

    /// Repeats a step while the database is away; false when the claim is lost or the relay stops.
    template <class Step>
    [[nodiscard]] Task<bool> persist(Step& step);
    [[nodiscard]] Task<bool> pause(std::chrono::milliseconds duration);
    [[nodiscard]] static double dice();
    [[nodiscard]] std::chrono::milliseconds backoff(int failures, std::optional<std::chrono::seconds> retryAfter) const;

    RunnerParts m_parts;
    upstreams::Upstream& m_upstream;
    const store::Claim m_claim;
    const boost::asio::any_io_executor m_executor;
    Signal m_signal;
    std::string m_userId;
    bool m_stopping = false;
    bool m_looking = false;
    /// The upstream said that it cannot stop this task.
    bool m_cannotCancel = false;
};

template <class Step>
Task<bool> JobRunner::persist(Step& step) {
    for (int failures = 1;; ++failures) {
        try {
            const bool held = co_await step();
            // Lost, or committed by a try that failed afterwards: either way the streams have not been told by us.
            if (!held)
                m_parts.journal.poke(m_userId, m_claim.jobId);
            co_return held;
        } catch (const pg::DatabaseError& error) {
            if (!error.isUnavailable() && !error.isRetryable())
                throw;
            log::warning("jobs", "job {} waits for the database: {}", m_claim.jobId, error.what());
        }
        const bool slept = co_await sleepFor(backoff(failures, std::nullopt));
        if (!slept)
            co_return false;
    }
}

} // namespace kinora::jobs
