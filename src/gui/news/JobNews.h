// Tells about jobs that ended while nobody looked, and how far the others are.
#pragma once

#include "core/Job.h"
#include "gui/news/Notifier.h"
#include "gui/news/TaskbarProgress.h"
#include "gui/shell/AuthGuard.h"
#include "services/CreationService.h"

#include <QList>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

namespace kinora {

// What ends while the window is not in front is told in one notice; what ends while that is shown joins it. What the
// person canceled is no news.
class JobNews : public QObject {
    Q_OBJECT

public:
    // Jobs of one batch end within moments: they are told together.
    static constexpr std::chrono::milliseconds gatherTime{700};

    // All outlive this.
    JobNews(CreationService& creation, Notifier& notifier, TaskbarProgress& progress, QObject* parent = nullptr);

    void setEnabled(bool enabled);
    [[nodiscard]] bool isEnabled() const { return m_enabled; }
    [[nodiscard]] const Notifier& notifier() const { return m_notifier; }
    // In front nothing is told: it is seen anyway.
    void setWindowInFront(bool inFront);

    // What the notice about these jobs says.
    [[nodiscard]] static Notice noticeOf(const QList<Job>& ended);

signals:
    void enabledChanged(bool enabled);
    // The person chose the notice: a page of the window, with the video to play where it was about one.
    void openRequested(kinora::PageId page, const QString& videoId);
    // A video is ready, whether a notice is shown or not.
    void videoReady(const kinora::Job& job);

private:
    void take(const Job& job);
    void tell();
    void open();
    void forget();
    void showProgress();

    CreationService& m_creation;
    Notifier& m_notifier;
    TaskbarProgress& m_progress;
    QList<Job> m_unseen; // ended since the window was in front last
    QTimer m_gather;
    bool m_enabled = true;
    bool m_inFront = true;
};

} // namespace kinora
