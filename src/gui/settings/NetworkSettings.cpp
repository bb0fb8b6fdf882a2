#include "gui/settings/NetworkSettings.h"

#include "core/Receive.h"
#include "gui/ErrorText.h"
#include "settings/ui_NetworkSettings.h"

#include <QEvent>

#include <array>
#include <utility>

namespace kinora {

NetworkSettings::NetworkSettings(ProxyService& proxy, QWidget* parent)
    : QFrame(parent)
    , m_ui(std::make_unique<Ui::NetworkSettings>())
    , m_proxy(proxy) {
    m_ui->setupUi(this);
    m_ui->passwordEdit->setPasswordField();
    m_ui->noteLabel->setLook(MessageLabel::Look::NoteBox);
    m_ui->noteLabel->setMessage({});
    m_ui->addressErrorLabel->setMessage({});
    const std::array modes{std::pair(m_ui->systemChip, ProxySettings::Mode::System),
        std::pair(m_ui->noneChip, ProxySettings::Mode::None), std::pair(m_ui->manualChip, ProxySettings::Mode::Manual)};
    for (const auto& [chip, mode] : modes) {
        connect(chip, &QPushButton::clicked, this, [this, chosen = mode] { choose(chosen); });
    }
    connect(m_ui->applyButton, &QPushButton::clicked, this, &NetworkSettings::apply);
    for (const LineEdit* edit : {m_ui->addressEdit, m_ui->exclusionsEdit, m_ui->userEdit, m_ui->passwordEdit}) {
        connect(edit, &QLineEdit::returnPressed, this, &NetworkSettings::apply);
        connect(edit, &QLineEdit::textEdited, this, [this] { m_ui->noteLabel->setMessage({}); });
    }
    connect(m_ui->addressEdit, &QLineEdit::textEdited, this, [this] {
        m_ui->addressEdit->setInvalid(false);
        m_ui->addressErrorLabel->setMessage({});
    });
    connect(&m_proxy, &ProxyService::changed, this, &NetworkSettings::showSettings);
    showSettings();
}

NetworkSettings::~NetworkSettings() = default;

void NetworkSettings::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        m_ui->noteLabel->setMessage({});
        m_ui->addressErrorLabel->setMessage({});
    }
}

void NetworkSettings::showSettings() {
    const ProxySettings& settings = m_proxy.settings();
    m_ui->systemChip->setChecked(settings.mode == ProxySettings::Mode::System);
    m_ui->noneChip->setChecked(settings.mode == ProxySettings::Mode::None);
    m_ui->manualChip->setChecked(settings.mode == ProxySettings::Mode::Manual);
    m_ui->manualPane->setVisible(settings.mode == ProxySettings::Mode::Manual);
    m_ui->httpChip->setChecked(settings.kind == ProxySettings::Kind::Http);
    m_ui->socksChip->setChecked(settings.kind == ProxySettings::Kind::Socks5);
    m_ui->addressEdit->setText(proxyAddressText({.host = settings.host, .port = settings.port}));
    m_ui->exclusionsEdit->setText(settings.exclusions.join(QStringLiteral(", ")));
    m_ui->userEdit->setText(settings.user);
}

void NetworkSettings::choose(ProxySettings::Mode mode) {
    const bool manual = mode == ProxySettings::Mode::Manual;
    m_ui->manualPane->setVisible(manual);
    m_ui->noteLabel->setMessage({});
    ProxySettings settings = m_proxy.settings();
    settings.mode = mode;
    if (manual && settings.host.isEmpty()) {
        m_ui->addressEdit->setFocus(Qt::OtherFocusReason); // nothing to use yet
        return;
    }
    set(settings, {}, {});
}

void NetworkSettings::apply() {
    const auto address = parseProxyAddress(m_ui->addressEdit->text());
    m_ui->addressEdit->setInvalid(!address);
    m_ui->addressErrorLabel->setMessage(address ? QString() : ErrorText::proxyAddress(address.error()));
    if (!address) {
        m_ui->addressEdit->setFocus(Qt::OtherFocusReason);
        return;
    }
    ProxySettings settings;
    settings.mode = ProxySettings::Mode::Manual;
    settings.kind = m_ui->socksChip->isChecked() ? ProxySettings::Kind::Socks5 : ProxySettings::Kind::Http;
    settings.host = address->host;
    settings.port = address->port;
    settings.exclusions = parseExclusions(m_ui->exclusionsEdit->text());
    settings.user = m_ui->userEdit->text().trimmed();
    // What is stored is not shown, so an empty field leaves it, except where there is no name any more.
    std::optional<QString> password;
    if (settings.user.isEmpty() || !m_ui->passwordEdit->text().isEmpty()) {
        password = settings.user.isEmpty() ? QString() : m_ui->passwordEdit->text();
    }
    m_ui->passwordEdit->clear();
    set(settings, password, tr("This proxy is used from now on."));
}

void NetworkSettings::set(const ProxySettings& settings, const std::optional<QString>& password, const QString& done) {
    receive(m_proxy.set(settings, password), this, [this, done](const Result<void>& stored) {
        m_ui->noteLabel->setMessage(
            stored ? done
                   : tr("%1 The password is kept until Kinora is closed.").arg(ErrorText::sentence(stored.error())));
    });
}

} // namespace kinora
