#include "gui/settings/NetworkSettings.h"

#include "core/Receive.h"
#include "gui/ErrorText.h"
#include "settings/ui_NetworkSettings.h"

#include <QEvent>

#include <algorithm>
#include <array>

namespace kinora {

namespace {

// In the order of the chips.
constexpr std::array proxyModes{ProxySettings::Mode::System, ProxySettings::Mode::None, ProxySettings::Mode::Manual};
constexpr std::array proxyKinds{ProxySettings::Kind::Http, ProxySettings::Kind::Socks5};

template <class Values, class Value>
int indexIn(const Values& values, Value value) {
    return static_cast<int>(std::find(values.begin(), values.end(), value) - values.begin());
}

} // namespace

NetworkSettings::NetworkSettings(ProxyService& proxy, QWidget* parent)
    : QFrame(parent)
    , m_ui(std::make_unique<Ui::NetworkSettings>())
    , m_proxy(proxy) {
    m_ui->setupUi(this);
    m_ui->passwordEdit->setPasswordField();
    m_ui->noteLabel->setLook(MessageLabel::Look::NoteBox);
    translate();
    connect(m_ui->modeChoices, &ChoiceChips::chosenChanged, this,
        [this](int index) { choose(proxyModes.at(static_cast<size_t>(index))); });
    connect(m_ui->applyButton, &QPushButton::clicked, this, &NetworkSettings::apply);
    for (const LineEdit* edit : {m_ui->addressEdit, m_ui->exclusionsEdit, m_ui->userEdit, m_ui->passwordEdit}) {
        connect(edit, &QLineEdit::returnPressed, this, &NetworkSettings::apply);
        connect(edit, &QLineEdit::textEdited, this, [this] { showStored({}); });
    }
    connect(m_ui->addressEdit, &QLineEdit::textEdited, this, [this] { showAddressProblem({}); });
    connect(&m_proxy, &ProxyService::changed, this, &NetworkSettings::showSettings);
    showSettings();
}

NetworkSettings::~NetworkSettings() = default;

void NetworkSettings::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        translate();
    }
}

void NetworkSettings::translate() {
    m_ui->modeChoices->setChoices({tr("Like the system"), tr("No proxy"), tr("By hand")});
    m_ui->kindChoices->setChoices({tr("HTTP proxy"), tr("SOCKS 5")});
    showStored(m_stored);
    showAddressProblem(m_addressProblem);
}

void NetworkSettings::showSettings() {
    const ProxySettings& settings = m_proxy.settings();
    m_ui->modeChoices->setChosen(indexIn(proxyModes, settings.mode));
    m_ui->manualPane->setVisible(settings.mode == ProxySettings::Mode::Manual);
    m_ui->kindChoices->setChosen(indexIn(proxyKinds, settings.kind));
    m_ui->addressEdit->setText(proxyAddressText({.host = settings.host, .port = settings.port}));
    m_ui->exclusionsEdit->setText(settings.exclusions.join(QStringLiteral(", ")));
    m_ui->userEdit->setText(settings.user);
}

void NetworkSettings::choose(ProxySettings::Mode mode) {
    const bool manual = mode == ProxySettings::Mode::Manual;
    m_ui->manualPane->setVisible(manual);
    showStored({});
    ProxySettings settings = m_proxy.settings();
    settings.mode = mode;
    if (manual && settings.host.isEmpty()) {
        m_ui->addressEdit->setFocus(Qt::OtherFocusReason); // nothing to use yet
        return;
    }
    m_proxy.set(settings, {});
}

void NetworkSettings::apply() {
    const auto address = parseProxyAddress(m_ui->addressEdit->text());
    showAddressProblem(address ? std::nullopt : std::optional(address.error()));
    if (!address) {
        m_ui->addressEdit->setFocus(Qt::OtherFocusReason);
        return;
    }
    ProxySettings settings;
    settings.mode = ProxySettings::Mode::Manual;
    settings.kind = proxyKinds.at(static_cast<size_t>(m_ui->kindChoices->chosen()));
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
    receive(m_proxy.set(settings, password), this, [this](const Result<void>& stored) { showStored(stored); });
}

void NetworkSettings::showStored(const std::optional<Result<void>>& stored) {
    m_stored = stored;
    QString note;
    if (stored) {
        note = *stored
                   ? tr("This proxy is used from now on.")
                   : tr("%1 The password is kept until Kinora is closed.").arg(ErrorText::sentence(stored->error()));
    }
    m_ui->noteLabel->setMessage(note);
}

void NetworkSettings::showAddressProblem(std::optional<ProxyAddressProblem> problem) {
    m_addressProblem = problem;
    m_ui->addressEdit->setInvalid(problem.has_value());
    m_ui->addressErrorLabel->setMessage(problem ? ErrorText::proxyAddress(*problem) : QString());
}

} // namespace kinora
