#include "gui/queue/QueueCard.h"

#include "gui/create/JobText.h"
#include "gui/theme/Icon.h"
#include "gui/widgets/Kind.h"
#include "gui/widgets/Spoken.h"
#include "gui/widgets/ToolTip.h"
#include "queue/ui_QueueCard.h"

#include <QEvent>

#include <algorithm>

namespace kinora {

namespace {

constexpr int actionsWidth = 150; // the column of most cards: their facts line up

} // namespace

QueueCard::QueueCard(QWidget* parent)
    : QFrame(parent)
    , m_ui(std::make_unique<Ui::QueueCard>()) {
    m_ui->setupUi(this);
    speakAsGroup(*this);
    m_ui->jobPicture->setCompact();
    m_ui->dismissButton->setIcon(icon(QStringLiteral("close")));
    m_ui->dismissButton->setIconSize({14, 14});
    connect(m_ui->cancelButton, &QPushButton::clicked, this, [this] { emit cancelRequested(m_job.id); });
    connect(m_ui->retryButton, &QPushButton::clicked, this, [this] { emit retryRequested(m_job, m_newPrice); });
    connect(m_ui->editButton, &QPushButton::clicked, this, [this] { emit editRequested(m_job); });
    connect(m_ui->watchButton, &QPushButton::clicked, this, [this] { emit watchRequested(m_job.videoId); });
    connect(m_ui->dismissButton, &QToolButton::clicked, this, [this] { emit dismissRequested(m_job.id); });
}

QueueCard::~QueueCard() = default;

void QueueCard::setJob(const Job& job, const Role& role) {
    if (job == m_job && role == m_role) {
        return;
    }
    m_job = job;
    m_role = role;
    showJob();
}

void QueueCard::setWaiting(bool waiting) {
    m_waiting = waiting;
    showJob();
}

void QueueCard::setProblem(const Sentence& problem) {
    m_problem = problem;
    showJob();
}

void QueueCard::setNewPrice(std::optional<qint64> microUsd) {
    m_newPrice = microUsd;
    showJob();
}

void QueueCard::setLifted(bool lifted) {
    setKind(*this, lifted ? QStringLiteral("liftedCard") : QStringLiteral("card"));
}

QueueGrip& QueueCard::grip() const {
    return *m_ui->grip;
}

QString QueueCard::statusText() const {
    return m_ui->statusLabel->text();
}

QList<QWidget*> QueueCard::stops() const {
    return {
        m_ui->grip, m_ui->watchButton, m_ui->cancelButton, m_ui->retryButton, m_ui->editButton, m_ui->dismissButton};
}

void QueueCard::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        showJob();
    }
}

void QueueCard::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    arrange();
    elidePrompt();
}

void QueueCard::showJob() {
    const bool ended = isTerminal(m_job.status);
    const bool failed = m_job.status == JobStatus::Failed;
    m_ui->jobPicture->setJob(m_job.id, m_job.orientation, failed);
    elidePrompt();

    // So that all cards of a list share their columns.
    QSizePolicy policy = m_ui->grip->sizePolicy();
    policy.setRetainSizeWhenHidden(m_role.inLine);
    m_ui->grip->setSizePolicy(policy);
    m_ui->grip->setVisible(m_role.movable);
    m_ui->grip->setAccessibleName(tr("Move “%1”: arrow up or down, Home or End").arg(m_job.prompt.simplified()));
    m_ui->grip->setToolTip(tr("Drag, or use the arrow keys, to change the order"));

    const QString status = JobText::status(m_job, m_role.queuePaused);
    // What failed long ago, in the history, is no news.
    const bool isNews = m_problem || (failed && m_role.dismissable);
    showText(*m_ui->statusLabel, m_problem ? status + QChar::LineFeed + m_problem() : status, isNews);
    setKind(*m_ui->statusLabel, failed || m_problem ? QStringLiteral("fieldError") : QStringLiteral("caption"));
    const bool underWay = m_job.status == JobStatus::Processing;
    m_ui->percentLabel->setText(underWay && m_job.progress ? JobText::percent(m_job) : QString());
    m_ui->jobProgressBar->setVisible(underWay);
    m_ui->jobProgressBar->setProgress(m_job.progress);
    m_ui->factsLabel->setText(JobText::facts(m_job));
    m_ui->narrowFactsLabel->setText(m_ui->factsLabel->text());
    arrange();

    m_ui->cancelButton->setVisible(JobText::canCancel(m_job));
    m_ui->cancelButton->setEnabled(!m_waiting);
    m_ui->retryButton->setVisible(JobText::canRetry(m_job));
    m_ui->retryButton->setEnabled(!m_waiting);
    m_ui->retryButton->setText(JobText::retry(m_job, m_newPrice));
    m_ui->editButton->setVisible(ended);
    m_ui->editButton->setText(JobText::reuse(m_job));
    m_ui->watchButton->setVisible(ended && !m_job.videoId.isEmpty());
    m_ui->dismissButton->setVisible(m_role.dismissable && ended);

    setAccessibleName(tr("%1. %2 %3", "prompt, percent, status").arg(m_job.prompt, m_ui->percentLabel->text(), status));
    updateGeometry();
}

void QueueCard::arrange() {
    // In a narrow window the facts go below the sentence, which needs the width more.
    constexpr int roomForFacts = 760;
    const bool wide = width() >= roomForFacts;
    m_ui->factsLabel->setVisible(wide);
    m_ui->narrowFactsLabel->setVisible(!wide);
    m_ui->percentLabel->setVisible(wide || !m_ui->percentLabel->text().isEmpty());
    m_ui->actions->setMinimumWidth(wide ? actionsWidth : 0);
}

void QueueCard::elidePrompt() {
    const int width = std::max(80, m_ui->promptLabel->width());
    m_ui->promptLabel->setText(
        m_ui->promptLabel->fontMetrics().elidedText(m_job.prompt.simplified(), Qt::ElideRight, width));
    setTextToolTip(*m_ui->promptLabel, m_job.prompt);
}

} // namespace kinora
