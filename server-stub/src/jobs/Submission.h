// A submit under way: what the upstream says meanwhile, kept for the coroutine that stores it.
#pragma once

#include "jobs/JobRunner.h"
#include "jobs/Signal.h"

#include <optional>
#include <utility>

namespace kinora::jobs {

/// On one executor. Keeps the newest observation only: what was not stored in time is out of date.
class JobRunner::Submission final : public upstreams::SubmitSink {
public:
    explicit Submission(boost::asio::any_io_executor executor)
        : changed(std::move(executor)) {}

    void onAccepted(boost::json::object state) override {
        accepted = std::move(state);
        changed.notify();
    }
    void onObservation(upstreams::Observation observation) override {
        latest = std::move(observation);
        changed.notify();
    }

    /// Says that the submit has ended, however it did.
    class Ended {
    public:
        explicit Ended(Submission& submission)
            : m_submission(submission) {}
        ~Ended() {
            m_submission.ended = true;
            m_submission.changed.notify();
        }
        Ended(const Ended&) = delete;
        Ended& operator=(const Ended&) = delete;

    private:
        Submission& m_submission;
    };

    Signal changed;
    /// What the upstream has told of the task and is not stored yet.
    std::optional<boost::json::object> accepted;
    std::optional<upstreams::Observation> latest;
    /// The upstream has had its last word.
    bool ended = false;
    bool acceptedStored = false;
};

} // namespace kinora::jobs
