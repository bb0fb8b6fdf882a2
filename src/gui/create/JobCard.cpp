#include "gui/create/JobCard.h"

#include "create/ui_JobCard.h"
#include "gui/create/JobText.h"
#include "gui/theme/Icon.h"
#include "gui/theme/Tokens.h"
#include "gui/widgets/FlowLayout.h"
#include "gui/widgets/Kind.h"
#include "gui/widgets/Spoken.h"
#include "gui/widgets/ToolTip.h"

#include <QEvent>
#include <QTextLayout>

namespace kinora {

namespace {

constexpr int promptLines = 2;

// The text cut to as many lines of the width as given, with an ellipsis where something is missing.
QString elidedLines(const QString& text, const QFont& font, int width, int lines) {
    QString flat = text.simplified();
    QTextLayout layout(flat, font);
    layout.beginLayout();
    qsizetype lastStart = 0;
    for (int i = 0; i < lines; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid()) {
            layout.endLayout();
            return flat;
        }
        line.setLineWidth(width);
        lastStart = line.textStart();
    }
    const bool more = layout.createLine().isValid();
    layout.endLayout();
    if (!more) {
        return flat;
    }
    return flat.left(lastStart) + QFontMetrics(font).elidedText(flat.mid(lastStart), Qt::ElideRight, width);
}

} // namespace

JobCard::JobCard(QWidget* parent)
    : QFrame(parent)
    , m_ui(std::make_unique<Ui::JobCard>()) {
    m_ui->setupUi(this);
    speakAsGroup(*this);
    m_ui->cardLayout->setAlignment(m_ui->jobPicture, Qt::AlignTop);
    m_ui->promptLayout->setAlignment(m_ui->dismissButton, Qt::AlignTop);
    // Side by side where there is room, and else below each other.
    auto* actions = new FlowLayout(m_ui->actions, space::m);
    actions->addWidget(m_ui->retryButton);
    actions->addWidget(m_ui->editButton);
    m_ui->dismissButton->setIcon(icon(QStringLiteral("close")));
    m_ui->dismissButton->setIconSize({14, 14});
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(m_ui->cancelButton, &QPushButton::clicked, this, [this] { emit cancelRequested(m_job.id); });
    connect(m_ui->retryButton, &QPushButton::clicked, this, [this] { emit retryRequested(m_job, m_newPrice); });
    connect(m_ui->editButton, &QPushButton::clicked, this, [this] { emit editRequested(m_job); });
    connect(m_ui->dismissButton, &QToolButton::clicked, this, [this] { emit dismissRequested(m_job.id); });
}

JobCard::~JobCard() = default;

void JobCard::setJob(const Job& job) {
    m_job = job;
    showJob();
}

void JobCard::setQueuePaused(bool paused) {
    if (m_queuePaused == paused) {
        return;
    }
    m_queuePaused = paused;
    showJob();
}

void JobCard::setWaiting(bool waiting) {
    m_waiting = waiting;
    showJob();
}

void JobCard::setProblem(const Sentence& problem) {
    m_problem = problem;
    showJob();
}

void JobCard::setNewPrice(std::optional<qint64> microUsd) {
    m_newPrice = microUsd;
    showJob();
}

QString JobCard::statusText() const {
    return m_ui->statusLabel->text();
}

QList<QWidget*> JobCard::stops() const {
    return {m_ui->dismissButton, m_ui->cancelButton, m_ui->retryButton, m_ui->editButton};
}

void JobCard::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        showJob();
    }
}

void JobCard::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    elidePrompt();
}

void JobCard::showJob() {
    const bool ended = isTerminal(m_job.status);
    const bool failed = m_job.status == JobStatus::Failed;
    m_ui->jobPicture->setJob(m_job.id, m_job.orientation, failed);
    elidePrompt();

    m_ui->percentLabel->setText(JobText::percent(m_job));
    m_ui->percentLabel->setVisible(!ended);
    m_ui->cancelButton->setVisible(JobText::canCancel(m_job));
    m_ui->cancelButton->setEnabled(!m_waiting);
    m_ui->jobProgressBar->setVisible(!ended);
    const bool waitsItsTurn = m_job.status == JobStatus::Pending;
    if (waitsItsTurn) {
        m_ui->jobProgressBar->setIdle();
    } else {
        m_ui->jobProgressBar->setProgress(m_job.progress);
    }

    const QString status = JobText::status(m_job, m_queuePaused);
    const bool isWrong = failed || m_problem;
    showText(*m_ui->statusLabel, m_problem ? status + QChar::LineFeed + m_problem() : status, isWrong);
    const QString kind = isWrong ? QStringLiteral("fieldError") : QStringLiteral("caption");
    setKind(*m_ui->statusLabel, kind);

    m_ui->retryButton->setVisible(JobText::canRetry(m_job));
    m_ui->retryButton->setText(JobText::retry(m_job, m_newPrice));
    m_ui->retryButton->setEnabled(!m_waiting);
    m_ui->editButton->setVisible(ended);
    m_ui->editButton->setText(JobText::reuse(m_job));
    m_ui->actions->setVisible(ended);
    m_ui->dismissButton->setVisible(ended);

    setAccessibleName(tr("%1. %2 %3", "prompt, percent, status").arg(m_job.prompt, JobText::percent(m_job), status));
    updateGeometry();
}

void JobCard::elidePrompt() {
    const int width = m_ui->promptLabel->width();
    m_ui->promptLabel->setText(elidedLines(m_job.prompt, m_ui->promptLabel->font(), std::max(80, width), promptLines));
    setTextToolTip(*m_ui->promptLabel, m_job.prompt);
}

} // namespace kinora
