// One video in the making, or one that failed.
#pragma once

#include "core/Job.h"
#include "gui/ErrorText.h"

#include <QFrame>
#include <QList>

#include <memory>
#include <optional>

namespace Ui {
class JobCard;
}

namespace kinora {

class JobCard : public QFrame {
    Q_OBJECT

public:
    explicit JobCard(QWidget* parent = nullptr);
    ~JobCard() override;

    // Shows the job as it is now; moves smoothly from what was shown of the same job.
    void setJob(const Job& job);
    [[nodiscard]] const Job& job() const { return m_job; }
    // The account has paused its queue.
    void setQueuePaused(bool paused);

    // While an answer to cancel or retry is awaited its button cannot be pressed again.
    void setWaiting(bool waiting);
    // About a cancel or retry that did not work; empty removes it.
    void setProblem(const Sentence& problem);
    // What trying again costs by now, where that is not what the job shows: the button says so.
    void setNewPrice(std::optional<qint64> microUsd);

    // What the card says, for tests and screen readers.
    [[nodiscard]] QString statusText() const;

    // Its buttons, in the order of reading.
    [[nodiscard]] QList<QWidget*> stops() const;

signals:
    void cancelRequested(const QString& jobId);
    // shownPrice: see setNewPrice().
    void retryRequested(const kinora::Job& job, const std::optional<qint64>& shownPrice);
    // The composer takes the job's prompt and options.
    void editRequested(const kinora::Job& job);
    void dismissRequested(const QString& jobId);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void showJob();
    void elidePrompt();

    std::unique_ptr<Ui::JobCard> m_ui;
    Job m_job;
    Sentence m_problem;
    std::optional<qint64> m_newPrice;
    bool m_waiting = false;
    bool m_queuePaused = false;
};

} // namespace kinora
