// One job in the queue: what happens with it, what it costs, what can be done.
#pragma once

#include "core/Job.h"
#include "gui/ErrorText.h"

#include <QFrame>

#include <memory>
#include <optional>

namespace Ui {
class QueueCard;
}

namespace kinora {

class QueueGrip;

class QueueCard : public QFrame {
    Q_OBJECT

public:
    // Where in the page it stands decides what it offers: only what waits can be moved, only what is listed because it
    // failed can be dismissed. Among cards of which some can be moved (inLine) each keeps the place of the handle.
    struct Role {
        bool inLine = false;
        bool movable = false;
        bool dismissable = false;
        bool queuePaused = false;

        bool operator==(const Role&) const = default;
    };

    explicit QueueCard(QWidget* parent = nullptr);
    ~QueueCard() override;

    void setJob(const Job& job, const Role& role);
    [[nodiscard]] const Job& job() const { return m_job; }
    // While an answer to cancel or retry is awaited its button cannot be pressed again.
    void setWaiting(bool waiting);
    // About a cancel, retry or move that did not work; empty removes it.
    void setProblem(const Sentence& problem);
    // What trying again costs by now, where that is not what the job shows: the button says so.
    void setNewPrice(std::optional<qint64> microUsd);
    // The mouse carries it.
    void setLifted(bool lifted);

    [[nodiscard]] QueueGrip& grip() const;
    [[nodiscard]] QString statusText() const;
    // In the order of the tab key.
    [[nodiscard]] QList<QWidget*> stops() const;

signals:
    void cancelRequested(const QString& jobId);
    // shownPrice: see setNewPrice().
    void retryRequested(const kinora::Job& job, const std::optional<qint64>& shownPrice);
    void editRequested(const kinora::Job& job);
    void dismissRequested(const QString& jobId);
    void watchRequested(const QString& videoId);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void showJob();
    void arrange();
    void elidePrompt();

    std::unique_ptr<Ui::QueueCard> m_ui;
    Job m_job;
    Role m_role;
    Sentence m_problem;
    std::optional<qint64> m_newPrice;
    bool m_waiting = false;
};

} // namespace kinora
