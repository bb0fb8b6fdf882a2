#include "gui/login/LoginPage.h"

#include "core/AccountRules.h"
#include "core/Receive.h"
#include "core/RelayAddress.h"
#include "gui/ErrorText.h"
#include "gui/login/RelayCheckText.h"
#include "gui/theme/Icon.h"
#include "gui/widgets/HeroPage.h"
#include "login/ui_LoginPage.h"
#include "services/LocalRelay.h"

#include <QEvent>

#include <utility>

namespace kinora {

namespace {

constexpr std::chrono::milliseconds checkDelay{400};
constexpr std::chrono::milliseconds checkAgain{5000};

} // namespace

LoginPage::LoginPage(SessionService& session, QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::LoginPage>())
    , m_session(session) {
    m_ui->setupUi(this);
    m_ui->passwordEdit->setPasswordField();
    m_ui->noteLabel->setLook(MessageLabel::Look::NoteBox);
    m_ui->errorLabel->setLook(MessageLabel::Look::ErrorBox);
    m_ui->relayEdit->setInputMethodHints(Qt::ImhUrlCharactersOnly | Qt::ImhNoAutoUppercase);
    m_ui->emailEdit->setInputMethodHints(Qt::ImhEmailCharactersOnly | Qt::ImhNoAutoUppercase);
    presetRelay({});

    m_checkTimer.setSingleShot(true);
    connect(&m_checkTimer, &QTimer::timeout, this, &LoginPage::checkRelay);
    connect(m_ui->relayEdit, &QLineEdit::textChanged, this, [this] {
        m_server.reset();
        m_lastCheck.reset();
        m_ui->relayEdit->setStatus(LineEdit::Status::None, {});
        m_ui->relayErrorLabel->setMessage({});
        m_ui->relayEdit->setInvalid(false);
        ++m_check;
        showRelayText();
        updateOffers();
        m_checkTimer.start(checkDelay);
    });
    for (QLineEdit* edit : {static_cast<QLineEdit*>(m_ui->emailEdit), static_cast<QLineEdit*>(m_ui->passwordEdit)}) {
        connect(edit, &QLineEdit::textEdited, this, &LoginPage::clearFailures);
    }
    for (QLineEdit* edit : {static_cast<QLineEdit*>(m_ui->relayEdit), static_cast<QLineEdit*>(m_ui->emailEdit),
             static_cast<QLineEdit*>(m_ui->passwordEdit)}) {
        connect(edit, &QLineEdit::returnPressed, this, &LoginPage::signIn);
    }
    connect(m_ui->signInButton, &QPushButton::clicked, this, &LoginPage::signIn);
    connect(m_ui->registerButton, &QPushButton::clicked, this, [this] {
        if (const std::optional<QUrl> relay = typedRelay()) {
            emit registerRequested(*relay);
        }
    });
    connect(m_ui->codeButton, &QPushButton::clicked, this, [this] {
        if (const std::optional<QUrl> relay = typedRelay()) {
            emit codeRequested(*relay, m_ui->emailEdit->text().trimmed());
        }
    });
    connect(m_ui->offlineButton, &QPushButton::clicked, this, &LoginPage::openOfflineRequested);
    m_ui->localRelayButton->setIcon(icon(QStringLiteral("play"), IconRole::Text));
    connect(m_ui->localRelayButton, &QPushButton::clicked, this, &LoginPage::localRelayRequested);
    connect(m_ui->savedAccounts, &SavedAccounts::chosen, this, &LoginPage::accountChosen);
    connect(m_ui->savedAccounts, &SavedAccounts::offlineRequested, this, &LoginPage::accountOfflineRequested);
    connect(m_ui->savedAccounts, &SavedAccounts::removeRequested, this, &LoginPage::removeRequested);
    connect(&m_session, &SessionService::savedChanged, this, &LoginPage::updateOffers);
    connect(&m_session, &SessionService::secretsNoteChanged, this, &LoginPage::updateNote);
    connect(&m_session, &SessionService::stateChanged, this, [this] {
        // A sign-in runs once at a time, from whichever page it was begun.
        m_ui->signInButton->setBusy(m_session.state() == SessionService::State::SigningIn, tr("Signing in…"));
        updateNote();
        updateOffers();
        if (m_session.state() == SessionService::State::SignedIn) {
            m_ui->passwordEdit->clear();
        }
    });
    updateOffers();
}

LoginPage::~LoginPage() = default;

void LoginPage::preset(const RememberedSession& account) {
    m_prefills = true;
    m_ui->relayEdit->setText(account.relay.toString());
    m_ui->emailEdit->setText(account.account.email);
    m_ui->passwordEdit->clear();
    m_ui->passwordEdit->setFocus(Qt::OtherFocusReason);
    m_chosen = !isVisible(); // enter() follows
}

void LoginPage::presetNobody() {
    m_prefills = false;
    m_ui->emailEdit->clear();
    m_ui->passwordEdit->clear();
}

void LoginPage::presetRelay(const QString& address) {
    QString text = address;
    if (text.isEmpty() && m_session.relay().isValid()) {
        text = m_session.relay().toString();
    }
    m_ui->relayEdit->setText(text.isEmpty() ? QString::fromLatin1(defaultRelayAddress) : text);
}

void LoginPage::enter() {
    clearFailures();
    const std::optional<RememberedSession> remembered = m_session.remembered();
    if (m_prefills && m_ui->emailEdit->text().isEmpty() && remembered) {
        m_ui->emailEdit->setText(remembered->account.email);
    }
    updateNote();
    updateOffers();
    checkRelay();
    const bool chosen = std::exchange(m_chosen, false);
    if (m_prefills && !chosen && m_ui->savedAccounts->isVisibleTo(this) && remembered && remembered->isRestorable()) {
        m_ui->savedAccounts->focusFirst();
        return;
    }
    (m_ui->emailEdit->text().isEmpty() ? m_ui->emailEdit : m_ui->passwordEdit)->setFocus(Qt::OtherFocusReason);
}

bool LoginPage::staySignedIn() const {
    return m_ui->rememberCheckBox->isChecked();
}

void LoginPage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        updateNote();
        showRelayText();
        if (m_failure) {
            showFailure(*m_failure);
        }
    }
}

void LoginPage::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_checkTimer.stop();
}

void LoginPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    layOutHero(*this, *m_ui->heroPane, m_ui->framesPicture);
}

std::optional<QUrl> LoginPage::typedRelay() {
    const auto relay = parseRelayAddress(m_ui->relayEdit->text());
    if (relay) {
        return *relay;
    }
    m_ui->relayEdit->setInvalid(true);
    m_ui->relayErrorLabel->setMessage(ErrorText::address(relay.error()));
    m_ui->relayEdit->setFocus();
    return std::nullopt;
}

void LoginPage::signIn() {
    if (m_ui->signInButton->isBusy()) {
        return;
    }
    clearFailures();
    const auto relay = parseRelayAddress(m_ui->relayEdit->text());
    const EmailProblem email = checkEmail(m_ui->emailEdit->text());
    const bool passwordMissing = m_ui->passwordEdit->text().isEmpty();
    QWidget* firstBad = nullptr;
    if (passwordMissing) {
        m_ui->passwordErrorLabel->setMessage(tr("Enter your password."));
        m_ui->passwordEdit->setInvalid(true);
        firstBad = m_ui->passwordEdit;
    }
    if (email != EmailProblem::None) {
        m_ui->emailErrorLabel->setMessage(ErrorText::email(email));
        m_ui->emailEdit->setInvalid(true);
        firstBad = m_ui->emailEdit;
    }
    if (!relay) {
        m_ui->relayErrorLabel->setMessage(ErrorText::address(relay.error()));
        m_ui->relayEdit->setInvalid(true);
        firstBad = m_ui->relayEdit;
    }
    if (firstBad != nullptr) {
        firstBad->setFocus(Qt::OtherFocusReason);
        return;
    }
    const SignInRequest request{
        *relay, m_ui->emailEdit->text().trimmed(), m_ui->passwordEdit->text(), m_ui->rememberCheckBox->isChecked()};
    receive(m_session.signIn(request), this, [this](const Result<Account>& answer) {
        const bool isWrong = !answer && answer.error().code == ErrorCode::InvalidCredentials;
        m_wrongTries = isWrong ? m_wrongTries + 1 : 0;
        if (!answer) {
            showFailure(answer.error());
        }
    });
}

void LoginPage::showFailure(const Error& error) {
    m_failure = error;
    m_ui->errorLabel->setMessage(ErrorText::signIn(error, m_wrongTries));
    if (error.code == ErrorCode::InvalidCredentials) {
        // Kept, since a typing error is more likely in one letter than in all; selected, so that typing replaces it.
        m_ui->passwordEdit->setFocus(Qt::OtherFocusReason);
        m_ui->passwordEdit->selectAll();
    } else if (isTransient(error)) {
        checkRelay();
    }
}

void LoginPage::clearFailures() {
    m_failure.reset();
    m_ui->errorLabel->setMessage({});
    m_ui->emailErrorLabel->setMessage({});
    m_ui->emailEdit->setInvalid(false);
    m_ui->passwordErrorLabel->setMessage({});
    m_ui->passwordEdit->setInvalid(false);
}

void LoginPage::checkRelay() {
    m_checkTimer.stop();
    const auto relay = parseRelayAddress(m_ui->relayEdit->text());
    if (!relay) {
        m_server.reset();
        m_ui->relayEdit->setStatus(LineEdit::Status::None, {});
        if (relay.error() != RelayAddressProblem::Empty) {
            m_ui->relayErrorLabel->setMessage(ErrorText::address(relay.error()));
            m_ui->relayEdit->setInvalid(true);
        }
        updateOffers();
        return;
    }
    if (!m_lastCheck) {
        m_ui->relayEdit->setStatus(LineEdit::Status::Busy, tr("checking…"));
    }
    const bool unprotected = isUnprotected(*relay);
    receive(
        m_session.checkRelay(*relay), this, [this, number = ++m_check, unprotected](const Result<RelayCheck>& answer) {
            if (number == m_check) {
                showRelayCheck(answer, unprotected);
            }
        });
}

void LoginPage::showRelayCheck(const Result<RelayCheck>& answer, bool unprotected) {
    m_lastCheck = answer;
    m_unprotected = unprotected;
    m_server = answer ? std::optional(answer->server) : std::nullopt;
    showRelayText();
    updateNote();
    updateOffers();
    if (!answer && isVisible()) {
        m_checkTimer.start(checkAgain);
    }
}

void LoginPage::showRelayText() {
    m_ui->relayFactsLabel->setVisible(m_server.has_value());
    if (m_server) {
        m_ui->relayFactsLabel->setText(RelayCheckText::facts(*m_server));
    }
    if (m_lastCheck) {
        const RelayCheckText::Verdict verdict = RelayCheckText::verdict(*m_lastCheck, m_unprotected);
        m_ui->relayEdit->setStatus(verdict.status, verdict.word);
        m_ui->relayErrorLabel->setMessage(verdict.sentence);
    }
}

void LoginPage::updateNote() {
    QString note;
    if (m_session.secretsNote() == SessionService::SecretsNote::KeychainLocked) {
        note = tr("You are still signed in, but the system keychain is locked. Unlock it and press “Try now” in your "
                  "library, or sign in here.");
    } else if (m_session.signOutReason() == SessionService::SignOutReason::Revoked) {
        note = tr("The relay has ended your session. Sign in again; what you wrote is kept.");
    } else if (m_server && m_server->firstAccount) {
        note = tr("“%1” has no accounts yet. Create the first one: it becomes the administrator.").arg(m_server->name);
    }
    m_ui->noteLabel->setMessage(note);
    m_ui->subtitleLabel->setText(
        m_server && !m_server->name.isEmpty() ? tr("to %1").arg(m_server->name) : tr("to your relay"));
}

void LoginPage::updateOffers() {
    const QList<RememberedSession> saved = m_session.saved();
    // A single account that needs its password is in the form already.
    const bool listed = saved.size() > 1 || (saved.size() == 1 && saved.first().isRestorable());
    m_ui->savedAccounts->setAccounts(listed ? saved : QList<RememberedSession>());
    m_ui->savedAccountsLine->setVisible(listed);
    m_ui->offlineButton->setVisible(!saved.isEmpty());
    m_ui->localRelayButton->setVisible(LocalRelay::isOffered());
    m_ui->localRelayLine->setVisible(LocalRelay::isOffered());
    // Where nobody can register by themselves the offer would only end in a refusal.
    const bool open = !m_server || m_server->firstAccount || m_server->registration != RegistrationMode::Closed;
    m_ui->registerButton->setVisible(open);
    const bool signingIn = m_session.state() == SessionService::State::SigningIn;
    m_ui->offlineButton->setEnabled(!signingIn);
    m_ui->registerButton->setEnabled(!signingIn);
    m_ui->codeButton->setEnabled(!signingIn);
    m_ui->localRelayButton->setEnabled(!signingIn);
    m_ui->savedAccounts->setEnabled(!signingIn);
}

} // namespace kinora
