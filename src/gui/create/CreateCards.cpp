// The cards of the create page: what is being made, and what became of it.
#include "core/Receive.h"
#include "create/ui_CreatePage.h"
#include "gui/ErrorText.h"
#include "gui/create/CreatePage.h"
#include "gui/create/JobCard.h"
#include "gui/widgets/ColumnsLayout.h"

#include <QSet>

namespace kinora {

void CreatePage::syncCards() {
    const QList<Job> jobs = m_creation.jobs();
    const bool paused = m_creation.queue() && m_creation.queue()->paused;
    QSet<QString> wanted;
    for (const Job& job : jobs) {
        wanted.insert(job.id);
    }
    for (auto it = m_cards.begin(); it != m_cards.end();) {
        if (wanted.contains(it.key())) {
            ++it;
            continue;
        }
        m_columns->removeWidget(*it);
        (*it)->hide();
        (*it)->deleteLater();
        it = m_cards.erase(it);
    }
    for (int i = 0; i < jobs.size(); ++i) {
        JobCard*& card = m_cards[jobs.at(i).id];
        if (card == nullptr) {
            card = makeCard();
            m_columns->insert(i, card);
            card->show();
        }
        if (card->job() != jobs.at(i)) {
            card->setJob(jobs.at(i));
        }
        card->setQueuePaused(paused);
    }
    orderTabs(jobs);
    m_columns->invalidate();
    m_ui->jobCards->updateGeometry();
    showEmptyOrContent();
}

void CreatePage::orderTabs(const QList<Job>& jobs) {
    // Of its own accord Tab would come to the newest card last, which stands in front.
    QWidget* previous = nullptr;
    for (const Job& job : jobs) {
        const QList<QWidget*> stops = m_cards.value(job.id)->stops();
        for (QWidget* stop : stops) {
            if (previous != nullptr) {
                setTabOrder(previous, stop);
            }
            previous = stop;
        }
    }
}

JobCard* CreatePage::makeCard() {
    auto* card = new JobCard(m_ui->jobCards);
    connect(card, &JobCard::cancelRequested, this, &CreatePage::cancel);
    connect(card, &JobCard::retryRequested, this, &CreatePage::retry);
    connect(card, &JobCard::editRequested, this, qOverload<const Job&>(&CreatePage::takeOver));
    connect(card, &JobCard::dismissRequested, this, [this](const QString& jobId) { m_creation.dismiss(jobId); });
    return card;
}

void CreatePage::cancel(const QString& jobId) {
    if (JobCard* card = m_cards.value(jobId)) {
        card->setWaiting(true);
    }
    receive(m_creation.cancel(jobId), this, [this, jobId](const Result<Job>& answer) {
        if (JobCard* card = m_cards.value(jobId)) {
            card->setWaiting(false);
            card->setProblem(answer ? Sentence() : [error = answer.error()] { return ErrorText::sentence(error); });
        }
    });
}

void CreatePage::retry(const Job& job, const std::optional<qint64>& shownPrice) {
    if (JobCard* card = m_cards.value(job.id)) {
        card->setWaiting(true);
    }
    receive(m_retries.retry(job, shownPrice), this, [this, job](const Result<QList<Job>>& answer) {
        if (JobCard* card = m_cards.value(job.id)) {
            const std::optional<qint64> newPrice = m_retries.newPrice(job.id);
            card->setWaiting(false);
            card->setNewPrice(newPrice);
            card->setProblem(answer ? Sentence() : [error = answer.error(), job, newPrice] {
                return ErrorText::retry(error, job, newPrice);
            });
        }
    });
}

} // namespace kinora
