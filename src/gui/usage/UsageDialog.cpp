#include "gui/usage/UsageDialog.h"

#include "gui/ErrorText.h"
#include "gui/LimitText.h"
#include "gui/theme/Paint.h"
#include "gui/usage/UsageModel.h"
#include "gui/widgets/ProgressBar.h"
#include "usage/ui_UsageDialog.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>

namespace kinora {

namespace {

constexpr int widestReason = 400;

} // namespace

UsageDialog::UsageDialog(UsageReport& report, QWidget* parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::UsageDialog>())
    , m_report(report)
    , m_model(new UsageModel(this)) {
    m_ui->setupUi(this);
    m_ui->problemLabel->setLook(MessageLabel::Look::ErrorBox);
    m_ui->linesView->setModel(m_model);
    QHeaderView* header = m_ui->linesView->header();
    header->setStretchLastSection(false);
    header->setSectionsMovable(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(UsageModel::Video, QHeaderView::Stretch);
    header->setMaximumSectionSize(widestReason); // no language pushes the amounts out of sight
    connect(m_ui->olderButton, &QPushButton::clicked, &m_report, &UsageReport::loadMore);
    connect(m_ui->closeButton, &QPushButton::clicked, this, &QDialog::accept);
    connect(&m_report, &UsageReport::changed, this, &UsageDialog::showReport);
    showReport();
}

UsageDialog::~UsageDialog() = default;

void UsageDialog::changeEvent(QEvent* event) {
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        showReport();
    }
}

void UsageDialog::showEvent(QShowEvent* event) {
    QDialog::showEvent(event);
    m_report.refresh();
    m_ui->closeButton->setFocus(Qt::OtherFocusReason);
}

void UsageDialog::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintPageBackground(painter, rect());
}

void UsageDialog::showReport() {
    const std::optional<Usage>& usage = m_report.usage();
    const std::optional<Error>& error = m_report.error();
    m_ui->problemLabel->setMessage(
        error ? tr("The relay could not be asked. %1").arg(ErrorText::sentence(*error)) : QString());
    m_ui->linesView->setVisible(usage.has_value());
    m_ui->olderButton->setVisible(usage && !usage->nextCursor.isEmpty());
    m_ui->olderButton->setEnabled(!m_report.isAsking());
    showLimits(usage ? usage->limits : QList<Limit>());
    if (!usage) {
        m_ui->monthLabel->setText(m_report.isAsking() ? tr("Asking the relay…") : QString());
        m_ui->explanationLabel->hide();
        m_model->setLines({});
        return;
    }
    const QString month = QLocale().toString(usage->monthStartsAt.date(), tr("MMMM yyyy", "Qt date format of a month"));
    const QString sum =
        usage->heldMicroUsd == 0
            ? tr("%1: %2 charged", "month, money").arg(month, LimitText::money(usage->chargedMicroUsd))
            : tr("%1: %2 charged, %3 held", "month, money, money")
                  .arg(month, LimitText::money(usage->chargedMicroUsd), LimitText::money(usage->heldMicroUsd));
    m_ui->monthLabel->setText(sum);
    QStringList explanations;
    if (usage->heldMicroUsd != 0) {
        explanations << tr("What is held belongs to videos that are not finished: it is charged or let go.");
    }
    if (usage->unpricedVideos > 0) {
        explanations << tr("%n video(s) without a known price are not in these sums.", nullptr, usage->unpricedVideos);
    }
    m_ui->explanationLabel->setText(explanations.join(QChar::LineFeed));
    m_ui->explanationLabel->setVisible(!explanations.isEmpty());
    m_model->setLines(usage->lines);
}

void UsageDialog::showLimits(const QList<Limit>& limits) {
    QLayout* layout = m_ui->limits->layout();
    while (QLayoutItem* item = layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    constexpr int gap = 8; // a bar belongs to the words above it
    for (const Limit& limit : limits) {
        const QString resets = limit.used > 0 ? LimitText::resets(limit) : QString();
        const QString used = LimitText::used(limit);
        auto* label =
            new QLabel(resets.isEmpty() ? used : tr("%1. %2", "two sentences").arg(used, resets), m_ui->limits);
        label->setWordWrap(true);
        label->setContentsMargins(0, layout->isEmpty() ? 0 : gap, 0, 0);
        auto* bar = new ProgressBar(m_ui->limits);
        bar->setAccessibleName(used);
        bar->setProgress(LimitText::percent(limit));
        layout->addWidget(label);
        layout->addWidget(bar);
    }
    m_ui->limits->setVisible(!limits.isEmpty());
}

} // namespace kinora
