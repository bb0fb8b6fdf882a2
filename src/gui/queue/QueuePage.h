// The account's jobs: what is under way, what waits and in which order, what has ended.
#pragma once

#include "core/Clock.h"
#include "gui/queue/QueueList.h"
#include "services/CreationService.h"
#include "services/JobQueue.h"

#include <QWidget>

#include <memory>

namespace Ui {
class QueuePage;
}

namespace kinora {

class QueuePage : public QWidget {
    Q_OBJECT

public:
    // All outlive the page.
    QueuePage(JobQueue& queue, CreationService& creation, const Clock& clock, QWidget* parent = nullptr);
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
    void connectCard(QueueCard* card);
    void showAll();
    void showNow();
    void showHistory();
    void showPause();
    [[nodiscard]] QString dayOf(const Job& job) const;
    void togglePause();
    void move(const QString& jobId, const QString& before);
    void cancel(const QString& jobId);
    void retry(const Job& job);
    template <class Answer>
    void awaitFor(const QString& jobId, const QFuture<Result<Answer>>& future, QString (*words)(const Error&));
    [[nodiscard]] QList<QueueCard*> cardsOf(const QString& jobId) const;
    void translate();

    std::unique_ptr<Ui::QueuePage> m_ui;
    JobQueue& m_queue;
    CreationService& m_creation;
    const Clock& m_clock;
    QString m_problem; // of pausing or resuming
};

} // namespace kinora
