#include "services/CreationService.h"

#include "core/Logging.h"
#include "core/Receive.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace kinora {

namespace {

constexpr std::chrono::milliseconds lookAgainPause = std::chrono::seconds(1);

template <class... Handlers>
struct Overloaded : Handlers... {
    using Handlers::operator()...;
};

} // namespace

CreationService::CreationService(RelayApi& relay, RelayEvents& events, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_relay(relay)
    , m_events(events)
    , m_submissions(relay, clock) {
    m_lookAgain.setSingleShot(true);
    m_lookAgain.setInterval(lookAgainPause);
    connect(&m_lookAgain, &QTimer::timeout, this, [this] {
        for (const QString& jobId : std::exchange(m_unsure, {}))
            lookUp(jobId);
    });
    connect(&m_events, &RelayEvents::stateChanged, this, &CreationService::takeStreamState);
    connect(&m_events, &RelayEvents::received, this, &CreationService::takeEvent);
    connect(&m_submissions, &Submissions::accepted, this, [this](const QList<Job>& jobs, const QString& retryOf) {
        for (const Job& job : jobs)
            takeJob(job);
        if (!retryOf.isEmpty())
            dismiss(retryOf);
    });
    connect(&m_submissions, &Submissions::settled, this, &CreationService::submissionSettled);
    connect(&m_submissions, &Submissions::leftOverChanged, this, &CreationService::waitingSubmissionsChanged);
}

CreationService::~CreationService() = default;

void CreationService::open(PendingSubmissions& submissions, JobCache& cache, bool online) {
    close();
    m_cache = &cache;
    m_submissions.open(submissions);
    receive(cache.load(), this, [this, run = m_run](const Result<QList<Job>>& cached) {
        if (run != m_run || !cached)
            return;
        for (const Job& job : *cached) {
            if (!m_jobs.contains(job.id) && !m_ended.contains(job.id))
                add(job);
        }
        // The relay's snapshot may have come before the disk's answer, and does not name what has ended.
        for (const Job& job : *cached) {
            if (m_events.state() == RelayEvents::State::Open && !isTerminal(job.status))
                lookUp(job.id);
        }
    });
    if (online)
        goOnline();
}

void CreationService::goOnline() {
    if (!m_cache || std::exchange(m_online, true))
        return;
    m_events.start();
}

void CreationService::close() {
    ++m_run;
    m_online = m_wasOpen = false;
    m_cache = nullptr;
    m_events.stop();
    m_submissions.close();
    m_lookAgain.stop();
    m_unsure.clear();
    m_ended.clear();
    for (const QString& jobId : std::exchange(m_jobs, {}).keys())
        emit jobRemoved(jobId);
    if (!std::exchange(m_models, {}).isEmpty() || m_modelsError) {
        m_modelsError.reset();
        emit modelsChanged();
    }
    m_queue.reset();
    emit connectionChanged();
    emit closed();
}

QList<Job> CreationService::jobs() const {
    QList<Job> list = m_jobs.values();
    std::ranges::sort(list, [](const Job& left, const Job& right) {
        return std::tie(right.createdAt, right.id) < std::tie(left.createdAt, left.id);
    });
    return list;
}

std::optional<Job> CreationService::job(const QString& jobId) const {
    const auto found = m_jobs.constFind(jobId);
    return found == m_jobs.constEnd() ? std::nullopt : std::optional(*found);
}

int CreationService::activeCount() const {
    return static_cast<int>(std::ranges::count_if(m_jobs, [](const Job& job) { return !isTerminal(job.status); }));
}

void CreationService::refreshModels() {
    receive(m_relay.models(), this, [this, run = m_run](const Result<QList<VideoModel>>& models) {
        if (run != m_run)
            return;
        m_modelsError = models ? std::nullopt : std::optional(models.error());
        if (models)
            m_models = *models; // after a failure the last known ones stay usable
        emit modelsChanged();
    });
}

QFuture<Result<QList<Job>>> CreationService::submit(const NewJob& job, std::optional<qint64> expectedPriceMicroUsd) {
    return m_submissions.submit(job, expectedPriceMicroUsd, QString());
}

QFuture<Result<QList<Job>>> CreationService::retry(const Job& job, std::optional<qint64> expectedPriceMicroUsd) {
    return m_submissions.submit(sameAgain(job), expectedPriceMicroUsd, job.id);
}

QFuture<Result<Job>> CreationService::cancel(const QString& jobId) {
    const auto answer = m_relay.cancelJob(jobId);
    receive(answer, this, [this, run = m_run](const Result<Job>& job) {
        if (run == m_run && job)
            takeAnswer(*job);
    });
    return answer;
}

void CreationService::dismiss(const QString& jobId) {
    const auto found = m_jobs.constFind(jobId);
    if (found != m_jobs.constEnd() && isTerminal(found->status))
        removeFromList(jobId);
}

QList<PendingSubmission> CreationService::waitingSubmissions() const {
    return m_submissions.leftOver();
}

ConnectionStatus CreationService::connection() const {
    using Kind = ConnectionStatus::Kind;
    switch (m_events.state()) {
    case RelayEvents::State::Open:
        return {.kind = Kind::Online, .nextAttemptAt = {}};
    case RelayEvents::State::Connecting:
        return {.kind = m_wasOpen ? Kind::Reconnecting : Kind::Connecting, .nextAttemptAt = {}};
    case RelayEvents::State::Waiting:
        return {.kind = Kind::Reconnecting, .nextAttemptAt = m_events.nextAttemptAt()};
    case RelayEvents::State::Idle:
    case RelayEvents::State::Stopped:
        break;
    }
    return {};
}

void CreationService::retryConnection() {
    m_events.retryNow();
}

void CreationService::networkChanged() {
    m_events.networkChanged();
}

void CreationService::takeStreamState() {
    const bool open = m_events.state() == RelayEvents::State::Open;
    emit connectionChanged();
    m_submissions.setOnline(open);
    if (!open)
        return;
    m_wasOpen = true;
    refreshModels();
    emit caughtUp();
}

void CreationService::takeEvent(const RelayEvent& event) {
    std::visit(Overloaded{
                   [this](const SnapshotEvent& snapshot) { takeSnapshot(snapshot.jobs); },
                   [this](const JobProgressEvent& progress) { takeJob(progress.job); },
                   [this](const JobCompletedEvent& completed) { takeJob(completed.job, completed.video); },
                   [this](const JobFailedEvent& failed) { takeJob(failed.job); },
                   [this](const JobCanceledEvent& canceled) { takeJob(canceled.job); },
                   [this](const VideoEvent& changed) { emit videoChanged(changed.video); },
                   [this](const VideoDeletedEvent& deleted) { emit videoDeleted(deleted.videoId); },
                   [this](const QueueEvent& changed) { takeQueue(changed.queue); },
                   [](const GoingAwayEvent&) { qCInfo(logCreation) << "the relay is going away for a moment"; },
               },
        event);
}

void CreationService::takeSnapshot(const QList<Job>& jobs) {
    QSet<QString> active;
    for (const Job& job : jobs) {
        active.insert(job.id);
        takeJob(job);
    }
    // What was active here and is not there has ended while nobody listened.
    for (const Job& job : this->jobs()) {
        if (!isTerminal(job.status) && !active.contains(job.id))
            lookUp(job.id);
    }
}

void CreationService::takeQueue(const Queue& queue) {
    if (!m_cache)
        return; // an answer that came after close()
    m_queue = queue;
    for (const QueuePlace& place : queue.waiting) {
        const auto known = m_jobs.find(place.jobId);
        if (known == m_jobs.end() || known->status != JobStatus::Pending)
            continue; // has begun meanwhile, or is told of in a moment
        Job placed = *known;
        placed.stage = place.stage;
        placed.position = place.position;
        placed.etaSeconds = place.etaSeconds;
        if (placed == *known)
            continue;
        *known = placed;
        emit jobChanged(placed);
    }
    emit queueChanged();
}

void CreationService::takeAnswer(const Job& job) {
    if (job.status == JobStatus::Completed && !job.videoId.isEmpty() && !m_ended.contains(job.id))
        fetchVideo(job);
    else
        takeJob(job);
}

void CreationService::takeJob(const Job& job, const std::optional<Video>& video) {
    if (m_ended.contains(job.id)) {
        // A late result adds its video to a job that has ended; a card still shown learns it.
        const auto shown = m_jobs.find(job.id);
        if (shown != m_jobs.end() && isNewer(job, *shown) && *shown != job) {
            *shown = job;
            emit jobChanged(job);
        }
        if (video)
            emit videoChanged(*video);
        return;
    }
    if (isTerminal(job.status)) {
        end(job, video);
        return;
    }
    const auto known = m_jobs.find(job.id);
    if (known == m_jobs.end()) {
        add(job);
        return;
    }
    if (!isNewer(job, *known) || *known == job)
        return;
    // Percent ticks come many times a second; the cache is for showing something after a start.
    const bool worthStoring = known->status != job.status || known->stage != job.stage;
    *known = job;
    if (worthStoring && m_cache)
        m_cache->put(job);
    emit jobChanged(job);
}

void CreationService::add(const Job& job) {
    m_jobs.insert(job.id, job);
    if (isTerminal(job.status))
        m_ended.insert(job.id);
    if (m_cache)
        m_cache->put(job);
    emit jobAdded(job);
}

void CreationService::end(const Job& job, const std::optional<Video>& video) {
    m_ended.insert(job.id);
    m_unsure.remove(job.id);
    const bool wasShown = m_jobs.contains(job.id);
    if (job.status == JobStatus::Completed) {
        if (video)
            emit videoChanged(*video);
        emit jobFinished(job, video);
        if (wasShown)
            removeFromList(job.id);
        return;
    }
    if (wasShown) {
        m_jobs[job.id] = job;
        if (m_cache)
            m_cache->put(job);
        emit jobChanged(job);
    } else {
        add(job);
    }
    emit jobFinished(job, video);
}

void CreationService::removeFromList(const QString& jobId) {
    m_jobs.remove(jobId);
    m_unsure.remove(jobId);
    if (m_cache)
        m_cache->remove(jobId);
    emit jobRemoved(jobId);
}

void CreationService::lookUp(const QString& jobId) {
    receive(m_relay.job(jobId), this, [this, run = m_run, jobId](const Result<Job>& job) {
        if (run != m_run)
            return;
        if (job) {
            takeAnswer(*job);
        } else if (job.error().code == ErrorCode::NotFound) {
            removeFromList(jobId);
        } else {
            m_unsure.insert(jobId);
            lookAgainSoon();
        }
    });
}

void CreationService::fetchVideo(const Job& job) {
    receive(m_relay.video(job.videoId), this, [this, run = m_run, job](const Result<Video>& video) {
        if (run != m_run || m_ended.contains(job.id))
            return;
        if (video) {
            takeJob(job, *video);
        } else if (video.error().code == ErrorCode::NotFound) {
            takeJob(job);
        } else {
            m_unsure.insert(job.id);
            lookAgainSoon();
        }
    });
}

void CreationService::lookAgainSoon() {
    // While the stream is down the next snapshot asks again.
    if (m_events.state() == RelayEvents::State::Open && !m_lookAgain.isActive())
        m_lookAgain.start();
}

} // namespace kinora
