#include "services/JobQueue.h"

#include "core/Receive.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

namespace kinora {

namespace {

constexpr int historyPage = 50;

template <class Test>
QList<Job> jobsWhere(const CreationService& creation, Test test) {
    QList<Job> found = creation.jobs();
    found.removeIf([&test](const Job& job) { return !test(job); });
    return found;
}

bool matches(const HistoryFilter& filter, const Job& job) {
    return filter.status.value_or(job.status) == job.status && job.prompt.contains(filter.text, Qt::CaseInsensitive);
}

auto endOf(const Job& job) {
    return std::tuple(job.finishedAt.isValid() ? job.finishedAt : job.createdAt, job.id);
}

} // namespace

JobQueue::JobQueue(RelayApi& relay, QueueApi& queue, CreationService& creation, QObject* parent)
    : QObject(parent)
    , m_relay(relay)
    , m_queue(queue)
    , m_creation(creation) {
    connect(&creation, &CreationService::jobAdded, this, &JobQueue::changed);
    connect(&creation, &CreationService::jobRemoved, this, &JobQueue::changed);
    connect(&creation, &CreationService::queueChanged, this, &JobQueue::changed);
    connect(&creation, &CreationService::jobChanged, this, [this](const Job& job) {
        if (isTerminal(job.status)) // also a late result
            takeEnded(job);
        emit changed();
    });
    connect(&creation, &CreationService::jobFinished, this, [this](const Job& job) { takeEnded(job); });
    connect(&creation, &CreationService::caughtUp, this, [this] {
        if (m_historyAsked)
            refreshHistory();
    });
    connect(&creation, &CreationService::closed, this, [this] {
        ++m_round;
        m_history.clear();
        m_nextCursor.clear();
        m_historyError.reset();
        m_historyKnown = m_historyAsked = false;
        emit historyChanged();
        emit changed();
    });
}

QList<Job> JobQueue::waiting() const {
    QList<Job> jobs = jobsWhere(m_creation, [](const Job& job) { return job.status == JobStatus::Pending; });
    // One that the relay has not placed yet has just been asked for.
    const auto place = [](const Job& job) {
        return std::tuple(job.position.value_or(std::numeric_limits<int>::max()), job.createdAt, job.id);
    };
    std::ranges::sort(jobs, {}, place);
    return jobs;
}

QList<Job> JobQueue::underWay() const {
    QList<Job> jobs = jobsWhere(m_creation, [](const Job& job) { return job.status == JobStatus::Processing; });
    std::ranges::sort(jobs, {}, [](const Job& job) { return std::tuple(job.startedAt, job.createdAt, job.id); });
    return jobs;
}

QList<Job> JobQueue::ended() const {
    return jobsWhere(m_creation, [](const Job& job) { return isTerminal(job.status); });
}

std::optional<bool> JobQueue::paused() const {
    const std::optional<Queue>& queue = m_creation.queue();
    return queue ? std::optional(queue->paused) : std::nullopt;
}

QFuture<Result<Queue>> JobQueue::setPaused(bool paused) {
    return taken(paused ? m_queue.pauseQueue() : m_queue.resumeQueue());
}

QFuture<Result<Queue>> JobQueue::move(const QString& jobId, const QString& before) {
    if (const std::optional<Queue> known = m_creation.queue()) {
        Queue moved = *known;
        const auto isPlaceOf = [](const QString& id) {
            return [id](const QueuePlace& one) {
                return one.jobId == id;
            };
        };
        const auto from = std::ranges::find_if(moved.waiting, isPlaceOf(jobId));
        if (from != moved.waiting.end()) {
            const QueuePlace place = *from;
            moved.waiting.erase(from);
            const auto to = std::ranges::find_if(moved.waiting, isPlaceOf(before));
            moved.waiting.insert(to, place);
            // What is told of a place holds for whoever has it now.
            for (qsizetype i = 0; i < moved.waiting.size(); ++i) {
                moved.waiting[i].position = known->waiting.at(i).position;
                moved.waiting[i].etaSeconds = known->waiting.at(i).etaSeconds;
            }
            m_creation.takeQueue(moved);
        }
        const auto answer = taken(m_queue.moveJob(jobId, before));
        receive(answer, this, [this, before = *known, shown = moved](const Result<Queue>& queue) {
            // Unless the relay has told something newer meanwhile.
            if (!queue && m_creation.queue() == shown)
                m_creation.takeQueue(before);
        });
        return answer;
    }
    return taken(m_queue.moveJob(jobId, before));
}

QFuture<Result<Queue>> JobQueue::taken(const QFuture<Result<Queue>>& answer) {
    receive(answer, this, [this](const Result<Queue>& queue) {
        if (queue)
            m_creation.takeQueue(*queue);
    });
    return answer;
}

void JobQueue::refreshHistory() {
    m_historyAsked = true;
    askHistory({});
}

void JobQueue::setHistoryFilter(const HistoryFilter& filter) {
    if (filter == m_filter)
        return;
    m_filter = filter;
    m_history.removeIf([&filter](const Job& job) { return !matches(filter, job); });
    m_nextCursor.clear();
    m_historyError.reset();
    m_historyKnown = false;
    emit historyChanged();
    if (m_historyAsked)
        askHistory({});
}

void JobQueue::loadMoreHistory() {
    if (!m_nextCursor.isEmpty())
        askHistory(m_nextCursor);
}

void JobQueue::askHistory(const QString& cursor) {
    const JobQuery query{
        .statuses = m_filter.status ? QList<JobStatus>{*m_filter.status}
                                    : QList<JobStatus>{JobStatus::Completed, JobStatus::Failed, JobStatus::Canceled},
        .limit = historyPage,
        .cursor = cursor,
        .text = m_filter.text};
    receive(m_relay.jobs(query), this, [this, cursor, round = ++m_round](const Result<Page<Job>>& page) {
        if (round != m_round)
            return;
        m_historyError = page ? std::nullopt : std::optional(page.error());
        if (page) {
            if (cursor.isEmpty())
                m_history.clear();
            m_historyKnown = true;
            m_nextCursor = page->nextCursor;
            for (const Job& job : page->items)
                takeEnded(job);
        }
        emit historyChanged();
    });
}

void JobQueue::takeEnded(const Job& job) {
    if (!m_historyKnown || !matches(m_filter, job))
        return;
    const auto known = std::ranges::find(m_history, job.id, &Job::id);
    if (known != m_history.end()) {
        *known = job;
    } else {
        const auto place = std::ranges::find_if(m_history, [&job](const Job& one) { return endOf(one) < endOf(job); });
        m_history.insert(place, job);
    }
    emit historyChanged();
}

} // namespace kinora
