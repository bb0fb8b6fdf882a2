#include "gui/register/NewPassword.h"

#include "core/AccountRules.h"
#include "gui/ErrorText.h"
#include "gui/widgets/FormFields.h"
#include "register/ui_NewPassword.h"

#include <QEvent>

namespace kinora {

NewPassword::NewPassword(QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::NewPassword>()) {
    m_ui->setupUi(this);
    m_ui->passwordEdit->setPasswordField();
    m_ui->confirmEdit->setPasswordField();
    connect(m_ui->passwordEdit, &QLineEdit::textChanged, this, &NewPassword::showStrength);
    showStrength();
}

NewPassword::~NewPassword() = default;

void NewPassword::joinTo(FormFields& form) {
    form.add(*m_ui->passwordEdit, *m_ui->passwordErrorLabel, [this] { return passwordProblem(); });
    form.add(*m_ui->confirmEdit, *m_ui->confirmErrorLabel, [this] { return repetitionProblem(); });
}

void NewPassword::setRules(const ServerInfo& server) {
    m_server = server;
    showStrength();
}

QString NewPassword::password() const {
    return m_ui->passwordEdit->text();
}

void NewPassword::clear() {
    m_ui->passwordEdit->clear();
    m_ui->confirmEdit->clear();
}

LineEdit& NewPassword::field() const {
    return *m_ui->passwordEdit;
}

void NewPassword::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        showStrength();
    }
}

QString NewPassword::passwordProblem() const {
    return ErrorText::password(checkPassword(password(), m_server.passwordMinLength, m_server.passwordMaxLength),
        m_server.passwordMinLength, m_server.passwordMaxLength);
}

QString NewPassword::repetitionProblem() const {
    if (m_ui->confirmEdit->text().isEmpty()) {
        return tr("Repeat the password.");
    }
    return m_ui->confirmEdit->text() == password() ? QString() : tr("The two passwords are not the same.");
}

void NewPassword::showStrength() {
    const int strength = StrengthMeter::strengthOf(password(), m_server.passwordMinLength);
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
