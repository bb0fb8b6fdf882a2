#include "gui/news/JobNews.h"

#include "gui/ErrorText.h"
#include "gui/create/JobText.h"

#include <algorithm>
#include <utility>

namespace kinora {

namespace {

constexpr qsizetype longestPrompt = 120;
constexpr qsizetype mostPrompts = 3;

// Percent of all jobs that have not ended; one that waits has all of its way before it.
std::optional<int> overallPercent(const QList<Job>& jobs) {
    int sum = 0;
    int count = 0;
    bool known = false;
    for (const Job& job : jobs) {
        if (isTerminal(job.status)) {
            continue;
        }
        ++count;
        sum += job.progress.value_or(0);
        known = known || job.progress.has_value();
    }
    return known ? std::optional(sum / count) : std::nullopt;
}

} // namespace

JobNews::JobNews(CreationService& creation, Notifier& notifier, TaskbarProgress& progress, QObject* parent)
    : QObject(parent)
    , m_creation(creation)
    , m_notifier(notifier)
    , m_progress(progress) {
    m_gather.setSingleShot(true);
    m_gather.setInterval(gatherTime);
    connect(&m_gather, &QTimer::timeout, this, &JobNews::tell);
    connect(&m_creation, &CreationService::jobFinished, this, [this](const Job& job) {
        take(job);
        showProgress();
    });
    connect(&m_creation, &CreationService::jobAdded, this, &JobNews::showProgress);
    connect(&m_creation, &CreationService::jobChanged, this, &JobNews::showProgress);
    connect(&m_creation, &CreationService::jobRemoved, this, &JobNews::showProgress);
    connect(&m_creation, &CreationService::closed, this, &JobNews::forget);
    connect(&m_notifier, &Notifier::activated, this, &JobNews::open);
}

void JobNews::setEnabled(bool enabled) {
    if (std::exchange(m_enabled, enabled) == enabled) {
        return;
    }
    if (!enabled) {
        forget();
    }
    emit enabledChanged(enabled);
}

void JobNews::setWindowInFront(bool inFront) {
    m_inFront = inFront;
    if (inFront) {
        forget();
    }
}

void JobNews::take(const Job& job) {
    if (job.status == JobStatus::Completed) {
        emit videoReady(job);
    }
    if (m_inFront || !m_enabled || job.status == JobStatus::Canceled) {
        return;
    }
    m_unseen << job;
    if (!m_gather.isActive()) {
        m_gather.start();
    }
}

void JobNews::tell() {
    m_notifier.show(noticeOf(m_unseen));
}

void JobNews::open() {
    const QList<Job> told = m_unseen;
    forget();
    const auto isReady = [](const Job& job) {
        return job.status == JobStatus::Completed;
    };
    const auto ready = std::ranges::count_if(told, isReady);
    if (ready == 1) {
        emit openRequested(PageId::Player, std::ranges::find_if(told, isReady)->videoId);
    } else {
        emit openRequested(ready > 1 ? PageId::Gallery : PageId::Queue, {});
    }
}

void JobNews::forget() {
    m_gather.stop();
    if (!std::exchange(m_unseen, {}).isEmpty()) {
        m_notifier.withdraw();
    }
}

void JobNews::showProgress() {
    m_progress.show(overallPercent(m_creation.jobs()), m_creation.activeCount());
}

Notice JobNews::noticeOf(const QList<Job>& ended) {
    int ready = 0;
    QStringList prompts;
    for (const Job& job : ended) {
        ready += job.status == JobStatus::Completed ? 1 : 0;
        if (prompts.size() < mostPrompts) {
            prompts << JobText::promptLine(job.prompt, longestPrompt);
        }
    }
    const auto failed = static_cast<int>(ended.size()) - ready;
    if (ended.size() == 1) {
        const Job& job = ended.first();
        if (ready == 1) {
            return {tr("Your video is ready"), prompts.first()};
        }
        return {tr("A video failed"),
            prompts.first() + QChar::LineFeed + ErrorText::outcome(job) + u' ' + ErrorText::charged(job.charged)};
    }
    if (ended.size() > mostPrompts) {
        prompts << tr("and %n more", nullptr, static_cast<int>(ended.size() - mostPrompts));
    }
    const QString body = prompts.join(QChar::LineFeed);
    if (failed == 0) {
        return {tr("%n videos are ready", nullptr, ready), body};
    }
    if (ready == 0) {
        return {tr("%n videos failed", nullptr, failed), body};
    }
    return {tr("Videos ready: %1, failed: %2").arg(ready).arg(failed), body};
}

} // namespace kinora
