// The account's jobs: what is under way, what waits and in which order, what has ended.
#pragma once

#include "core/Clock.h"
#include "gui/queue/QueueList.h"
#include "services/CreationService.h"
#include "services/JobQueue.h"
#include "services/Retries.h"

#include <QWidget>

#include <functional>
#include <memory>
#include <optional>

namespace Ui {
class QueuePage;
}

namespace kinora {

class QueuePage : public QWidget {
    Q_OBJECT

public:
    // All outlive the page.
    QueuePage(
        JobQueue& queue, CreationService& creation, Retries& retries, const Clock& clock, QWidget* parent = nullptr);
    ~QueuePage() override;

    void enter();

signals:
    // The composer should take the job's prompt and options.
    void editRequested(const kinora::Job& job);
    void watchRequested(const QString& videoId);
    void createRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    // So many cards at a time: a long line is made into cards as one comes to them.
    static constexpr qsizetype waitingAtOnce = 100;

    void connectCard(QueueCard* card);
    void showAll();
    void showNow();
    void showMoreWaiting();
    void showHistory();
    void showPause();
    [[nodiscard]] QString dayOf(const Job& job) const;
    void togglePause();
    void move(const QString& jobId, const QString& before);
    void cancel(const QString& jobId);
    void retry(const Job& job, const std::optional<qint64>& shownPrice);
    template <class Answer>
    void awaitFor(
        const QString& jobId, const QFuture<Result<Answer>>& future, const std::function<QString(const Error&)>& words);
    [[nodiscard]] QList<QueueCard*> cardsOf(const QString& jobId) const;
    void translate();

    std::unique_ptr<Ui::QueuePage> m_ui;
    JobQueue& m_queue;
    CreationService& m_creation;
    Retries& m_retries;
    const Clock& m_clock;
    std::optional<Error> m_problem; // of pausing or resuming
    qsizetype m_waitingShown = waitingAtOnce;
};

} // namespace kinora
