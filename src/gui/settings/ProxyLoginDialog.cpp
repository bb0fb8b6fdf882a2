#include "gui/settings/ProxyLoginDialog.h"

#include "core/Logging.h"
#include "core/Receive.h"
#include "gui/theme/Paint.h"
#include "settings/ui_ProxyLoginDialog.h"

#include <QEvent>
#include <QPainter>

namespace kinora {

ProxyLoginDialog::ProxyLoginDialog(ProxyService& proxy, QWidget* parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::ProxyLoginDialog>())
    , m_proxy(proxy)
    , m_wanted(proxy.wantedLogin().value_or(ProxyLogin())) {
    m_ui->setupUi(this);
    m_ui->passwordEdit->setPasswordField();
    m_ui->refusedLabel->setLook(MessageLabel::Look::ErrorBox);
    translate();
    m_ui->userEdit->setText(m_wanted.user);
    (m_wanted.user.isEmpty() ? m_ui->userEdit : m_ui->passwordEdit)->setFocus(Qt::OtherFocusReason);
    connect(m_ui->cancelButton, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_ui->goOnButton, &QPushButton::clicked, this, &ProxyLoginDialog::goOn);
}

ProxyLoginDialog::~ProxyLoginDialog() = default;

void ProxyLoginDialog::changeEvent(QEvent* event) {
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        translate();
    }
}

void ProxyLoginDialog::translate() {
    m_ui->explanationLabel->setText(
        tr("%1 lets nothing through to relays on other computers without a name and a password. Kinora keeps them in "
           "the system keychain.")
            .arg(m_wanted.proxy));
    m_ui->refusedLabel->setMessage(m_wanted.refused ? tr("The proxy did not accept these.") : QString());
}

void ProxyLoginDialog::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintPageBackground(painter, rect());
}

void ProxyLoginDialog::goOn() {
    const QString user = m_ui->userEdit->text().trimmed();
    if (user.isEmpty()) {
        m_ui->userEdit->setFocus(Qt::OtherFocusReason);
        return;
    }
    receive(m_proxy.logIn(user, m_ui->passwordEdit->text()), &m_proxy, [](const Result<void>& stored) {
        if (!stored) { // it is in force all the same, until the app ends
            qCInfo(logGui) << "the proxy's password is not stored:" << errorCodeName(stored.error().code);
        }
    });
    accept();
}

} // namespace kinora
