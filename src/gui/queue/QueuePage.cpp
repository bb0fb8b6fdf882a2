#include "gui/queue/QueuePage.h"

#include "core/Receive.h"
#include "gui/ErrorText.h"
#include "gui/theme/Tokens.h"
#include "queue/ui_QueuePage.h"

#include <QEvent>
#include <QLocale>
#include <QScrollBar>
#include <QShortcut>

#include <algorithm>

namespace kinora {

QueuePage::QueuePage(JobQueue& queue, CreationService& creation, Retries& retries, const Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::QueuePage>())
    , m_queue(queue)
    , m_creation(creation)
    , m_retries(retries)
    , m_clock(clock) {
    m_ui->setupUi(this);
    m_ui->noteLabel->setLook(MessageLabel::Look::NoteBox);
    m_ui->historyProblemLabel->setLook(MessageLabel::Look::ErrorBox);
    for (QueueList* list : {m_ui->nowList, m_ui->historyList}) {
        connect(list, &QueueList::cardAdded, this, &QueuePage::connectCard);
    }
    connect(m_ui->nowList, &QueueList::moved, this, &QueuePage::move);
    connect(m_ui->nowList, &QueueList::showRequested, this,
        [this](QWidget* card) { m_ui->nowScrollArea->ensureWidgetVisible(card, 0, 0); });
    connect(m_ui->nowChip, &QPushButton::toggled, this, &QueuePage::showAll);
    m_ui->historyFilters->hide();
    connect(m_ui->historyFilters, &HistoryFilters::changed, &m_queue, &JobQueue::setHistoryFilter);
    auto* search = new QShortcut(QKeySequence::Find, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(search, &QShortcut::activated, this, [this] {
        m_ui->historyChip->setChecked(true);
        m_ui->historyFilters->focusSearch();
    });
    connect(m_ui->historyChip, &QPushButton::toggled, this, [this](bool history) {
        m_ui->historyFilters->setVisible(history);
        if (history && !m_queue.isHistoryKnown()) {
            m_queue.refreshHistory();
        }
    });
    connect(m_ui->nowScrollArea->verticalScrollBar(), &QScrollBar::valueChanged, this, &QueuePage::showMoreWaiting);
    connect(m_ui->olderButton, &QPushButton::clicked, &m_queue, &JobQueue::loadMoreHistory);
    connect(m_ui->pauseButton, &QPushButton::clicked, this, &QueuePage::togglePause);
    connect(m_ui->emptyState, &EmptyState::suggestionChosen, this, &QueuePage::createRequested);
    connect(&m_queue, &JobQueue::changed, this, &QueuePage::showAll);
    connect(&m_queue, &JobQueue::historyChanged, this, &QueuePage::showAll);
    connect(&m_creation, &CreationService::connectionChanged, this, &QueuePage::showPause);
    translate();
}

QueuePage::~QueuePage() = default;

void QueuePage::enter() {
    m_waitingShown = waitingAtOnce;
    showAll();
    (m_ui->nowChip->isChecked() ? m_ui->nowChip : m_ui->historyChip)->setFocus(Qt::OtherFocusReason);
}

void QueuePage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        translate();
    }
}

void QueuePage::connectCard(QueueCard* card) {
    connect(card, &QueueCard::cancelRequested, this, &QueuePage::cancel);
    connect(card, &QueueCard::retryRequested, this, &QueuePage::retry);
    connect(card, &QueueCard::editRequested, this, &QueuePage::editRequested);
    connect(card, &QueueCard::watchRequested, this, &QueuePage::watchRequested);
    connect(card, &QueueCard::dismissRequested, &m_creation, &CreationService::dismiss);
}

void QueuePage::showAll() {
    showPause();
    m_ui->nowChip->isChecked() ? showNow() : showHistory();
}

void QueuePage::showNow() {
    const bool paused = m_queue.paused().value_or(false);
    QList<QueueList::Row> rows;
    const QList<Job> waiting = m_queue.waiting();
    const bool line = waiting.size() > 1;
    for (const Job& job : m_queue.underWay()) {
        rows << QueueList::Row{{}, job, {.inLine = line}};
    }
    // A card that is moved by the keyboard to where none is yet stays in the hand.
    const QueueCard* inHand = m_ui->nowList->focusedCard();
    qsizetype place = 0;
    for (const Job& job : waiting) {
        ++place;
        if (inHand != nullptr && job.id == inHand->job().id) {
            m_waitingShown = std::max(m_waitingShown, place);
        }
    }
    const qsizetype shown = std::min(waiting.size(), m_waitingShown);
    for (const Job& job : waiting.first(shown)) {
        rows << QueueList::Row{{}, job, {.inLine = line, .movable = line, .queuePaused = paused}};
    }
    const auto hidden = static_cast<int>(waiting.size() - shown);
    for (const Job& job : m_queue.ended()) {
        rows << QueueList::Row{{}, job, {.inLine = line, .dismissable = true}};
    }
    m_ui->nowList->setRows(rows, shown < waiting.size() ? waiting.at(shown).id : QString());
    m_ui->moreLabel->setVisible(hidden > 0);
    m_ui->moreLabel->setText(tr("%n more are waiting.", nullptr, hidden));
    m_ui->contentStack->setCurrentWidget(rows.isEmpty() ? m_ui->emptyPane : static_cast<QWidget*>(m_ui->nowScrollArea));
}

void QueuePage::showMoreWaiting() {
    const QScrollBar* bar = m_ui->nowScrollArea->verticalScrollBar();
    if (m_waitingShown >= m_queue.waiting().size() || bar->value() + bar->pageStep() < bar->maximum()) {
        return;
    }
    m_waitingShown += waitingAtOnce;
    showNow();
}

void QueuePage::showHistory() {
    QList<QueueList::Row> rows;
    QString day;
    for (const Job& job : m_queue.history()) {
        QString heading = dayOf(job);
        if (heading == day) {
            heading.clear();
        } else {
            day = heading;
        }
        rows << QueueList::Row{heading, job, {}};
    }
    m_ui->historyList->setRows(rows);
    m_ui->olderButton->setVisible(m_queue.hasMoreHistory());
    const std::optional<Error>& error = m_queue.historyError();
    m_ui->historyProblemLabel->setMessage(
        error ? tr("The history could not be read. %1").arg(ErrorText::sentence(*error)) : QString());
    const bool filtered = m_queue.historyFilter() != HistoryFilter();
    const QString nothing = filtered ? tr("None of your jobs match.") : tr("Nothing has ended yet.");
    m_ui->waitingLabel->setText(m_queue.isHistoryKnown() ? nothing : tr("Looking for your jobs…"));
    m_ui->contentStack->setCurrentWidget(
        rows.isEmpty() && !error ? m_ui->waitingPane : static_cast<QWidget*>(m_ui->historyScrollArea));
}

QString QueuePage::dayOf(const Job& job) const {
    const QDateTime end = job.finishedAt.isValid() ? job.finishedAt : job.createdAt;
    const QDate day = end.toLocalTime().date();
    // By a clock that is days behind the relay's only the date is true.
    const qint64 daysAgo = day.daysTo(m_clock.now().toLocalTime().date());
    if (daysAgo == 0) {
        return tr("Finished today");
    }
    return daysAgo == 1 ? tr("Yesterday") : QLocale().toString(day, QLocale::LongFormat);
}

void QueuePage::showPause() {
    const std::optional<bool> paused = m_queue.paused();
    const bool online = m_creation.connection().kind == ConnectionStatus::Kind::Online;
    // What is not known cannot be changed.
    m_ui->pauseButton->setVisible(paused.has_value());
    m_ui->pauseButton->setEnabled(online);
    m_ui->pauseButton->setText(paused.value_or(false) ? tr("Resume my queue") : tr("Pause my queue"));
    QString note;
    if (m_problem) {
        note = ErrorText::sentence(*m_problem);
    } else if (paused.value_or(false)) {
        note = tr("Your queue is paused. What is under way goes on; nothing new begins until you resume it.");
    }
    m_ui->noteLabel->setLook(m_problem ? MessageLabel::Look::ErrorBox : MessageLabel::Look::NoteBox);
    m_ui->noteLabel->setMessage(note);
    const int gap = note.isEmpty() ? 0 : space::m;
    m_ui->noteSpacer->changeSize(0, gap, QSizePolicy::Minimum, QSizePolicy::Fixed);
    m_ui->noteLayout->invalidate();
}

void QueuePage::togglePause() {
    m_problem.reset();
    m_ui->pauseButton->setEnabled(false);
    receive(m_queue.setPaused(!m_queue.paused().value_or(false)), this, [this](const Result<Queue>& answer) {
        if (!answer) {
            m_problem = answer.error();
        }
        showPause();
    });
}

void QueuePage::move(const QString& jobId, const QString& before) {
    awaitFor(jobId, m_queue.move(jobId, before), ErrorText::sentence);
}

void QueuePage::cancel(const QString& jobId) {
    awaitFor(jobId, m_creation.cancel(jobId), ErrorText::sentence);
}

void QueuePage::retry(const Job& job, const std::optional<qint64>& shownPrice) {
    awaitFor(job.id, m_retries.retry(job, shownPrice),
        [this, job](const Error& error) { return ErrorText::retry(error, job, m_retries.newPrice(job.id)); });
}

template <class Answer>
void QueuePage::awaitFor(
    const QString& jobId, const QFuture<Result<Answer>>& future, const std::function<QString(const Error&)>& words) {
    for (QueueCard* card : cardsOf(jobId)) {
        card->setWaiting(true);
    }
    receive(future, this, [this, jobId, words](const Result<Answer>& answer) {
        for (QueueCard* card : cardsOf(jobId)) {
            card->setWaiting(false);
            card->setNewPrice(m_retries.newPrice(jobId));
            card->setProblem(answer ? Sentence() : [words, error = answer.error()] { return words(error); });
        }
    });
}

QList<QueueCard*> QueuePage::cardsOf(const QString& jobId) const {
    QList<QueueCard*> cards;
    for (const QueueList* list : {m_ui->nowList, m_ui->historyList}) {
        if (QueueCard* card = list->card(jobId)) {
            cards << card;
        }
    }
    return cards;
}

void QueuePage::translate() {
    m_ui->emptyState->setTexts(
        tr("Nothing is waiting"), tr("What you ask for lines up here until its turn comes. You can change the order."));
    m_ui->emptyState->setSuggestions({tr("Describe a video")});
    showAll();
}

} // namespace kinora
