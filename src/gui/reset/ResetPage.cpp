#include "gui/reset/ResetPage.h"

#include "core/AccountRules.h"
#include "core/Receive.h"
#include "core/RelayAddress.h"
#include "gui/ErrorText.h"
#include "gui/widgets/FormFields.h"
#include "gui/widgets/HeroPage.h"
#include "reset/ui_ResetPage.h"

#include <QEvent>

#include <algorithm>

namespace kinora {

ResetPage::ResetPage(SessionService& session, QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ResetPage>())
    , m_session(session)
    , m_fields(new FormFields(*this)) {
    m_ui->setupUi(this);
    m_ui->errorLabel->setLook(MessageLabel::Look::ErrorBox);
    m_ui->emailEdit->setInputMethodHints(Qt::ImhEmailCharactersOnly | Qt::ImhNoAutoUppercase);
    m_fields->add(*m_ui->emailEdit, *m_ui->emailErrorLabel,
        [this] { return ErrorText::email(checkEmail(m_ui->emailEdit->text())); });
    m_fields->add(*m_ui->codeEdit, *m_ui->codeErrorLabel, [this] {
        return m_ui->codeEdit->text().trimmed().isEmpty() ? tr("Enter the code that you were given.") : QString();
    });
    m_ui->newPassword->joinTo(*m_fields);
    connect(m_fields, &FormFields::edited, this, &ResetPage::forgetFailure);
    connect(m_fields, &FormFields::sendRequested, this, &ResetPage::setPassword);
    connect(m_ui->setPasswordButton, &QPushButton::clicked, this, &ResetPage::setPassword);
    connect(m_ui->signInButton, &QPushButton::clicked, this, &ResetPage::signInRequested);
    connect(&m_session, &SessionService::stateChanged, this, [this] {
        if (m_session.state() == SessionService::State::SignedIn) {
            m_ui->codeEdit->clear();
            m_ui->newPassword->clear();
        }
    });
    updateTexts();
}

ResetPage::~ResetPage() = default;

void ResetPage::enter(
    const QUrl& relay, const std::optional<ServerInfo>& server, bool staySignedIn, const QString& email) {
    // A code belongs to the relay it was given for.
    if (relay != m_relay) {
        m_ui->codeEdit->clear();
    }
    m_relay = relay;
    m_staySignedIn = staySignedIn;
    if (!email.isEmpty()) {
        m_ui->emailEdit->setText(email);
    }
    forgetFailure();
    setServer(server);
    if (!server) {
        // Where it does not answer, that is said when the code is sent.
        receive(m_session.checkRelay(relay), this, [this, relay](const Result<RelayCheck>& answer) {
            if (answer && relay == m_relay) {
                setServer(answer->server);
            }
        });
    }
    (m_ui->emailEdit->text().isEmpty() ? m_ui->emailEdit : m_ui->codeEdit)->setFocus(Qt::OtherFocusReason);
}

void ResetPage::setServer(const std::optional<ServerInfo>& server) {
    m_server = server;
    m_ui->newPassword->setRules(server.value_or(ServerInfo()));
    updateTexts();
}

void ResetPage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        updateTexts();
        m_fields->translate();
        if (m_failure) {
            showFailure(*m_failure);
        }
    }
}

void ResetPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    layOutHero(*this, *m_ui->heroPane, nullptr);
}

void ResetPage::setPassword() {
    if (m_ui->setPasswordButton->isBusy() || !m_fields->mayBeSent()) {
        return;
    }
    forgetFailure();
    m_ui->setPasswordButton->setBusy(true, tr("Signing in…"));
    const ResetRequest request{m_relay, m_ui->emailEdit->text().trimmed(), m_ui->codeEdit->text().trimmed(),
        m_ui->newPassword->password(), m_staySignedIn};
    receive(m_session.resetPassword(request), this, [this](const Result<Account>& answer) {
        m_ui->setPasswordButton->setBusy(false);
        if (!answer) {
            showFailure(answer.error());
        }
    });
}

void ResetPage::showFailure(const Error& error) {
    m_failure = error;
    const auto ofPassword = std::ranges::find(error.fieldErrors, QStringLiteral("newPassword"), &FieldError::field);
    if (ofPassword != error.fieldErrors.end()) {
        m_fields->refuse(m_ui->newPassword->field(), ErrorText::field(*ofPassword));
        return;
    }
    m_ui->errorLabel->setMessage(ErrorText::reset(error));
    if (error.code == ErrorCode::InvalidCredentials) {
        // Kept, since one character is more likely wrong than all; selected, so that typing replaces it.
        m_ui->codeEdit->setFocus(Qt::OtherFocusReason);
        m_ui->codeEdit->selectAll();
    }
}

void ResetPage::forgetFailure() {
    m_failure.reset();
    m_ui->errorLabel->setMessage({});
}

void ResetPage::updateTexts() {
    const bool isNamed = m_server && !m_server->name.isEmpty();
    const QString relay = isNamed ? m_server->name : relayDisplayName(m_relay);
    m_ui->leadLabel->setText(
        tr("The owner of “%1” made you an account, or helps you back into yours. The password is yours alone.")
            .arg(relay));
    m_ui->subtitleLabel->setText(
        isNamed ? tr("for %1 (%2)").arg(relay, relayDisplayName(m_relay)) : tr("for %1").arg(relay));
}

} // namespace kinora
