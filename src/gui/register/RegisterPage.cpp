#include "gui/register/RegisterPage.h"

#include "core/AccountRules.h"
#include "core/Receive.h"
#include "core/RelayAddress.h"
#include "core/Version.h"
#include "gui/ErrorText.h"
#include "gui/widgets/HeroPage.h"
#include "register/ui_RegisterPage.h"

#include <QEvent>

namespace kinora {

namespace {

constexpr std::chrono::milliseconds fieldValidationDelay{500};
constexpr std::chrono::milliseconds serverCheckAgain{5000};

} // namespace

RegisterPage::RegisterPage(SessionService& session, QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::RegisterPage>())
    , m_session(session) {
    m_ui->setupUi(this);
    m_ui->passwordEdit->setPasswordField();
    m_ui->confirmEdit->setPasswordField();
    m_ui->errorLabel->setLook(MessageLabel::Look::ErrorBox);
    m_ui->noteLabel->setLook(MessageLabel::Look::NoteBox);
    m_ui->emailEdit->setInputMethodHints(Qt::ImhEmailCharactersOnly | Qt::ImhNoAutoUppercase);
    m_fields = {{m_ui->displayNameEdit, m_ui->displayNameErrorLabel}, {m_ui->emailEdit, m_ui->emailErrorLabel},
        {m_ui->passwordEdit, m_ui->passwordErrorLabel}, {m_ui->confirmEdit, m_ui->confirmErrorLabel},
        {m_ui->setupCodeEdit, m_ui->setupCodeErrorLabel}, {m_ui->inviteCodeEdit, m_ui->inviteCodeErrorLabel}};

    m_validation.setSingleShot(true);
    connect(&m_validation, &QTimer::timeout, this, [this] {
        for (Field& field : m_fields) {
            field.touched = field.touched || !field.edit->text().isEmpty();
        }
        validate();
    });
    for (qsizetype i = 0; i < m_fields.size(); ++i) {
        LineEdit* edit = m_fields.at(i).edit;
        connect(edit, &QLineEdit::textEdited, this, [this, i] {
            // What was said about the former content no longer holds; a correction clears its complaint at once.
            m_ui->errorLabel->setMessage({});
            m_ui->noteLabel->setMessage({});
            if (problemOf(m_fields.at(i)).isEmpty()) {
                m_fields.at(i).error->setMessage({});
                m_fields.at(i).edit->setInvalid(false);
            }
            m_validation.start(fieldValidationDelay);
            updateTexts();
        });
        connect(edit, &QLineEdit::editingFinished, this, [this, i] {
            m_fields[i].touched = m_fields[i].touched || !m_fields[i].edit->text().isEmpty();
            validate();
        });
        connect(edit, &QLineEdit::returnPressed, this, &RegisterPage::registerAccount);
    }
    connect(m_ui->createAccountButton, &QPushButton::clicked, this, &RegisterPage::registerAccount);
    connect(m_ui->signInButton, &QPushButton::clicked, this, &RegisterPage::signInRequested);
    connect(&m_session, &SessionService::stateChanged, this, [this] {
        if (m_session.state() == SessionService::State::SignedIn) {
            m_ui->passwordEdit->clear();
            m_ui->confirmEdit->clear();
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
        for (const Field& field : m_fields) {
            // Only what was said before; what the relay found is not known here.
            if (const QString problem = problemOf(field); !field.error->isHidden() && !problem.isEmpty()) {
                field.error->setMessage(problem);
            }
        }
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
    if (m_ui->createAccountButton->isBusy()) {
        return;
    }
    touchAll();
    if (!validate()) {
        for (const Field& field : m_fields) {
            if (field.edit->isInvalid()) {
                field.edit->setFocus(Qt::OtherFocusReason);
                break;
            }
        }
        return;
    }
    m_ui->errorLabel->setMessage({});
    m_ui->noteLabel->setMessage({});
    m_ui->createAccountButton->setBusy(true, tr("Creating your account…"));
    const RegisterRequest request{m_relay, m_ui->emailEdit->text().trimmed(), m_ui->passwordEdit->text(),
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
    const QHash<QString, qsizetype> indexes{{QStringLiteral("displayName"), 0}, {QStringLiteral("email"), 1},
        {QStringLiteral("password"), 2}, {QStringLiteral("setupCode"), 4}, {QStringLiteral("inviteCode"), 5}};
    QList<FieldError> problems = error.fieldErrors;
    if (error.code == ErrorCode::Conflict) {
        m_ui->emailErrorLabel->setMessage(ErrorText::emailTaken());
        m_ui->emailEdit->setInvalid(true);
        m_ui->emailEdit->setFocus(Qt::OtherFocusReason);
        return;
    }
    if (error.code == ErrorCode::AccountPending) {
        m_ui->passwordEdit->clear();
        m_ui->confirmEdit->clear();
        updateTexts(); // the strength was that of the password
        m_ui->noteLabel->setMessage(ErrorText::registration(error));
        m_ui->signInButton->setFocus(Qt::OtherFocusReason);
        return;
    }
    bool shown = false;
    for (const FieldError& problem : problems) {
        const auto index = indexes.constFind(problem.field);
        if (index == indexes.cend()) {
            continue;
        }
        if (problem.field == u"setupCode") {
            m_ui->setupCodeField->setVisible(true);
        } else if (problem.field == u"inviteCode") {
            m_ui->inviteCodeField->setVisible(true);
        }
        const Field& field = m_fields.at(*index);
        field.error->setMessage(ErrorText::field(problem));
        field.edit->setInvalid(true);
        if (!shown) {
            field.edit->setFocus(Qt::OtherFocusReason);
        }
        shown = true;
    }
    if (!shown) {
        m_ui->errorLabel->setMessage(ErrorText::registration(error));
    }
}

bool RegisterPage::validate() {
    bool allGood = true;
    for (const Field& field : m_fields) {
        if (!field.edit->isVisibleTo(this)) {
            continue;
        }
        const QString problem = problemOf(field);
        allGood = allGood && problem.isEmpty();
        field.error->setMessage(field.touched ? problem : QString());
        field.edit->setInvalid(field.touched && !problem.isEmpty());
    }
    return allGood;
}

QString RegisterPage::problemOf(const Field& field) const {
    const QString text = field.edit->text();
    if (field.edit == m_ui->displayNameEdit) {
        return ErrorText::displayName(checkDisplayName(text));
    }
    if (field.edit == m_ui->emailEdit) {
        return ErrorText::email(checkEmail(text));
    }
    if (field.edit == m_ui->passwordEdit) {
        return ErrorText::password(checkPassword(text, m_server.passwordMinLength, m_server.passwordMaxLength),
            m_server.passwordMinLength, m_server.passwordMaxLength);
    }
    if (field.edit == m_ui->confirmEdit) {
        if (text.isEmpty()) {
            return tr("Repeat the password.");
        }
        return text == m_ui->passwordEdit->text() ? QString() : tr("The two passwords are not the same.");
    }
    if (field.edit == m_ui->inviteCodeEdit && text.trimmed().isEmpty()) {
        return tr("Enter the code of your invitation.");
    }
    return {};
}

void RegisterPage::touchAll() {
    m_validation.stop();
    for (Field& field : m_fields) {
        field.touched = true;
    }
}

void RegisterPage::updateTexts() {
    const QString relay = m_serverKnown && !m_server.name.isEmpty() ? m_server.name : relayDisplayName(m_relay);
    m_ui->leadLabel->setText(
        m_server.firstAccount && m_serverKnown
            ? tr("You are the first on “%1”, so you will look after it. What you make is yours to keep.").arg(relay)
            : tr("You are joining “%1”. Its owner sets how much you can make; what you make is yours to keep.")
                  .arg(relay));
    const int strength = StrengthMeter::strengthOf(m_ui->passwordEdit->text(), m_server.passwordMinLength);
    m_ui->strengthMeter->setStrength(strength);
    const QString rule = tr("%n character(s) or more, longer is better.", nullptr, m_server.passwordMinLength);
    switch (strength) {
    case 0:
        m_ui->passwordRulesLabel->setText(rule);
        break;
    case 1:
        m_ui->passwordRulesLabel->setText(tr("Easy to guess. %1").arg(rule));
        break;
    case 2:
        m_ui->passwordRulesLabel->setText(tr("Fair. %1").arg(rule));
        break;
    case 3:
        m_ui->passwordRulesLabel->setText(tr("Good. %1").arg(rule));
        break;
    default:
        m_ui->passwordRulesLabel->setText(tr("Strong."));
        break;
    }
}

} // namespace kinora
