#include "gui/queue/HistoryFilters.h"

#include "queue/ui_HistoryFilters.h"

#include <QEvent>

#include <chrono>

namespace kinora {

namespace {

constexpr std::chrono::milliseconds typingPause(250); // each question goes to the relay
constexpr int longestSearch = 60;                     // the relay takes 200 bytes, and a character has at most three

} // namespace

HistoryFilters::HistoryFilters(QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::HistoryFilters>()) {
    m_ui->setupUi(this);
    m_ui->searchEdit->setMaxLength(longestSearch);
    m_ui->searchEdit->setClearButtonEnabled(true);
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    const auto tell = [this] {
        m_typing.stop();
        emit changed(filter());
    };
    connect(&m_typing, &QTimer::timeout, this, tell);
    connect(m_ui->searchEdit, &QLineEdit::textChanged, this, [this] { m_typing.start(); });
    connect(m_ui->searchEdit, &QLineEdit::returnPressed, this, tell);
    for (const QPushButton* chip : {m_ui->allChip, m_ui->completedChip, m_ui->failedChip, m_ui->canceledChip}) {
        connect(chip, &QPushButton::toggled, this, [tell](bool chosen) {
            if (chosen) {
                tell();
            }
        });
    }
}

HistoryFilters::~HistoryFilters() = default;

HistoryFilter HistoryFilters::filter() const {
    HistoryFilter filter;
    if (m_ui->completedChip->isChecked()) {
        filter.status = JobStatus::Completed;
    } else if (m_ui->failedChip->isChecked()) {
        filter.status = JobStatus::Failed;
    } else if (m_ui->canceledChip->isChecked()) {
        filter.status = JobStatus::Canceled;
    }
    filter.text = m_ui->searchEdit->text().trimmed();
    return filter;
}

void HistoryFilters::focusSearch() {
    m_ui->searchEdit->setFocus(Qt::ShortcutFocusReason);
    m_ui->searchEdit->selectAll();
}

void HistoryFilters::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
    }
}

} // namespace kinora
