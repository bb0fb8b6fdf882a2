#include "gui/relay/LocalRelayPage.h"

#include "core/Version.h"
#include "gui/relay/LocalRelayText.h"
#include "gui/widgets/HeroPage.h"
#include "relay/ui_LocalRelayPage.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>

namespace kinora {

LocalRelayPage::LocalRelayPage(LocalRelay& relay, QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::LocalRelayPage>())
    , m_relay(relay) {
    m_ui->setupUi(this);
    m_ui->problemLabel->setLook(MessageLabel::Look::ErrorBox);
    m_ui->startingProgressBar->setProgress(std::nullopt);
    connect(m_ui->retryButton, &QPushButton::clicked, &m_relay, &LocalRelay::start);
    connect(m_ui->copyButton, &QPushButton::clicked, this, &LocalRelayPage::copyReport);
    connect(m_ui->offlineButton, &QPushButton::clicked, this, &LocalRelayPage::openOfflineRequested);
    connect(m_ui->backButton, &QPushButton::clicked, this, &LocalRelayPage::backRequested);
    connect(&m_relay, &LocalRelay::stateChanged, this, &LocalRelayPage::showState);
    showState();
}

LocalRelayPage::~LocalRelayPage() = default;

void LocalRelayPage::enter(bool offlineOffered) {
    m_ui->offlineButton->setVisible(offlineOffered);
    showState();
    (m_ui->retryButton->isVisibleTo(this) ? m_ui->retryButton : m_ui->backButton)->setFocus(Qt::OtherFocusReason);
}

void LocalRelayPage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        showState();
    }
}

void LocalRelayPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    layOutHero(*this, *m_ui->heroPane, nullptr);
}

void LocalRelayPage::showState() {
    const bool failed = m_relay.state() == LocalRelay::State::Failed;
    const bool first = m_relay.serverId().isEmpty();
    m_ui->startingProgressBar->setVisible(!failed);
    m_ui->startingLabel->setVisible(!failed);
    m_ui->startingLabel->setText(first ? tr("Starting for the first time. This takes some seconds.") : tr("Starting…"));
    QString problem;
    QString detail;
    if (failed && m_relay.problem()) {
        problem = LocalRelayText::problem(m_relay.problem()->kind);
        detail = m_relay.problem()->detail;
    }
    m_ui->problemLabel->setMessage(problem);
    m_ui->detailLabel->setText(detail.isEmpty() ? QString() : tr("It says: %1").arg(detail));
    m_ui->detailLabel->setVisible(!detail.isEmpty());
    m_ui->retryButton->setVisible(failed);
    m_ui->copyButton->setVisible(failed);
    if (failed && isVisible()) {
        m_ui->retryButton->setFocus(Qt::OtherFocusReason);
    }
}

void LocalRelayPage::copyReport() {
    if (!m_relay.problem()) {
        return;
    }
    // For whoever helps: English, as the log is.
    QGuiApplication::clipboard()->setText(QStringLiteral("Kinora %1, kinora-relay:\n%2\n\n%3\n")
            .arg(version(), m_relay.problem()->detail, m_relay.problem()->log));
}

} // namespace kinora
