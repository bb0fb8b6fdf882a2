#include "gui/register/RegisterPage.h"

#include "core/AccountRules.h"
#include "core/Receive.h"
#include "core/RelayAddress.h"
#include "core/Version.h"
#include "gui/ErrorText.h"
#include "gui/widgets/FormFields.h"
#include "gui/widgets/HeroPage.h"
#include "register/ui_RegisterPage.h"

#include <QEvent>
#include <QHash>
#include <QTimer>

namespace kinora {

namespace {

constexpr std::chrono::milliseconds serverCheckAgain{5000};

} // namespace

RegisterPage::RegisterPage(SessionService& session, QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::RegisterPage>())
    , m_session(session)
    , m_fields(new FormFields(*this)) {
    m_ui->setupUi(this);
    m_ui->errorLabel->setLook(MessageLabel::Look::ErrorBox);
    m_ui->noteLabel->setLook(MessageLabel::Look::NoteBox);
    m_ui->emailEdit->setInputMethodHints(Qt::ImhEmailCharactersOnly | Qt::ImhNoAutoUppercase);
    m_fields->add(*m_ui->displayNameEdit, *m_ui->displayNameErrorLabel,
        [this] { return ErrorText::displayName(checkDisplayName(m_ui->displayNameEdit->text())); });
    m_fields->add(*m_ui->emailEdit, *m_ui->emailErrorLabel,
        [this] { return ErrorText::email(checkEmail(m_ui->emailEdit->text())); });
    m_ui->newPassword->joinTo(*m_fields);
    m_fields->add(*m_ui->inviteCodeEdit, *m_ui->inviteCodeErrorLabel, [this] {
        return m_ui->inviteCodeEdit->text().trimmed().isEmpty() ? tr("Enter the code of your invitation.") : QString();
    });
    m_fields->add(*m_ui->setupCodeEdit, *m_ui->setupCodeErrorLabel, [] { return QString(); });
    connect(m_fields, &FormFields::edited, this, [this] {
        m_ui->errorLabel->setMessage({});
        m_ui->noteLabel->setMessage({});
    });
    connect(m_fields, &FormFields::sendRequested, this, &RegisterPage::registerAccount);
    connect(m_ui->createAccountButton, &QPushButton::clicked, this, &RegisterPage::registerAccount);
    connect(m_ui->signInButton, &QPushButton::clicked, this, &RegisterPage::signInRequested);
    connect(&m_session, &SessionService::stateChanged, this, [this] {
        if (m_session.state() == SessionService::State::SignedIn) {
            m_ui->newPassword->clear();
        }
    });
    updateTexts();
}

RegisterPage::~RegisterPage() = default;

void RegisterPage::enter(
    const QUrl& relay, const std::optional<ServerInfo>& server, bool staySignedIn, const QString& inviteCode) {
    // A code belongs to the relay it was given for.
    if (!inviteCode.isEmpty() || relay != m_relay) {
        m_ui->inviteCodeEdit->setText(inviteCode);
    }
    m_relay = relay;
    m_staySignedIn = staySignedIn;
    // Said of another try, perhaps of another relay.
    m_ui->errorLabel->setMessage({});
    m_ui->noteLabel->setMessage({});
    setServer(server);
    if (!server) {
        checkRelay();
    }
    m_ui->displayNameEdit->setFocus(Qt::OtherFocusReason);
}

void RegisterPage::checkRelay() {
    receive(m_session.checkRelay(m_relay), this, [this, relay = m_relay](const Result<RelayCheck>& answer) {
        if (relay != m_relay || m_serverKnown) {
            return;
        }
        if (answer && isRelayTooOld(answer->server.version)) {
            const Error error{.code = ErrorCode::RelayTooOld, .detail = answer->server.version};
            m_ui->errorLabel->setMessage(ErrorText::sentence(error));
        } else if (answer) {
            m_ui->errorLabel->setMessage({});
            setServer(answer->server);
        } else {
            m_ui->errorLabel->setMessage(ErrorText::registration(answer.error()));
            QTimer::singleShot(serverCheckAgain, this, [this, relay] {
                if (isVisible() && relay == m_relay && !m_serverKnown) {
                    checkRelay();
                }
            });
        }
    });
}

void RegisterPage::setServer(const std::optional<ServerInfo>& server) {
    m_serverKnown = server.has_value();
    m_server = server.value_or(ServerInfo());
    m_ui->newPassword->setRules(m_server);
    // The first account of a relay on another computer is only for whoever can read that relay's log.
    m_ui->setupCodeField->setVisible(m_server.setupCodeRequired || (m_server.firstAccount && !isThisComputer(m_relay)));
    // One that came with a link is shown whatever the relay wants: it is sent.
    const bool codeGiven = !m_ui->inviteCodeEdit->text().isEmpty();
    const bool codeNeeded = m_serverKnown && m_server.registration == RegistrationMode::Invite;
    m_ui->inviteCodeField->setVisible(codeGiven || (codeNeeded && !m_server.firstAccount));
    updateTexts();
}

void RegisterPage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        updateTexts();
        m_fields->translate();
        if (m_failure && !m_ui->noteLabel->isHidden()) {
            m_ui->noteLabel->setMessage(ErrorText::registration(*m_failure));
        }
        if (m_failure && !m_ui->errorLabel->isHidden()) {
            m_ui->errorLabel->setMessage(ErrorText::registration(*m_failure));
        }
    }
}

void RegisterPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    layOutHero(*this, *m_ui->heroPane, nullptr);
}

void RegisterPage::registerAccount() {
    if (m_ui->createAccountButton->isBusy() || !m_fields->mayBeSent()) {
        return;
    }
    m_ui->errorLabel->setMessage({});
    m_ui->noteLabel->setMessage({});
    m_ui->createAccountButton->setBusy(true, tr("Creating your account…"));
    const RegisterRequest request{m_relay, m_ui->emailEdit->text().trimmed(), m_ui->newPassword->password(),
        m_ui->displayNameEdit->text().trimmed(), m_ui->inviteCodeEdit->text().trimmed(),
        m_ui->setupCodeEdit->text().trimmed(), m_staySignedIn};
    receive(m_session.registerAccount(request), this, [this](const Result<Account>& answer) {
        m_ui->createAccountButton->setBusy(false);
        if (!answer) {
            showFailure(answer.error());
        }
    });
}

void RegisterPage::showFailure(const Error& error) {
    m_failure = error;
    if (error.code == ErrorCode::Conflict) {
        m_fields->refuse(*m_ui->emailEdit, ErrorText::emailTaken());
        return;
    }
    if (error.code == ErrorCode::AccountPending) {
        m_ui->newPassword->clear();
        m_ui->noteLabel->setMessage(ErrorText::registration(error));
        m_ui->signInButton->setFocus(Qt::OtherFocusReason);
        return;
    }
    const QHash<QString, LineEdit*> edits{{QStringLiteral("displayName"), m_ui->displayNameEdit},
        {QStringLiteral("email"), m_ui->emailEdit}, {QStringLiteral("password"), &m_ui->newPassword->field()},
        {QStringLiteral("setupCode"), m_ui->setupCodeEdit}, {QStringLiteral("inviteCode"), m_ui->inviteCodeEdit}};
    bool shown = false;
    for (const FieldError& problem : error.fieldErrors) {
        LineEdit* edit = edits.value(problem.field);
        if (edit == nullptr) {
            continue;
        }
        if (edit == m_ui->setupCodeEdit) {
            m_ui->setupCodeField->setVisible(true);
        } else if (edit == m_ui->inviteCodeEdit) {
            m_ui->inviteCodeField->setVisible(true);
        }
        m_fields->refuse(*edit, ErrorText::field(problem));
        shown = true;
    }
    if (!shown) {
        m_ui->errorLabel->setMessage(ErrorText::registration(error));
    }
}

void RegisterPage::updateTexts() {
    const QString relay = m_serverKnown && !m_server.name.isEmpty() ? m_server.name : relayDisplayName(m_relay);
    m_ui->leadLabel->setText(
        m_server.firstAccount && m_serverKnown
            ? tr("You are the first on “%1”, so you will look after it. What you make is yours to keep.").arg(relay)
            : tr("You are joining “%1”. Its owner sets how much you can make; what you make is yours to keep.")
                  .arg(relay));
}

} // namespace kinora
