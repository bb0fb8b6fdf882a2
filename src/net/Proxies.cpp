#include "net/Proxies.h"

#include "core/RelayAddress.h"

#include <QAuthenticator>
#include <QNetworkProxyFactory>
#include <QNetworkReply>

#include <utility>

namespace kinora {

struct Proxies::State {
    ProxySettings settings;
    QString user;
    QString password;

    [[nodiscard]] QList<QNetworkProxy> proxiesFor(const QNetworkProxyQuery& query) const {
        const QList<QNetworkProxy> direct{QNetworkProxy(QNetworkProxy::NoProxy)};
        const QString host = query.url().isEmpty() ? query.peerHostName() : query.url().host();
        if (isThisComputer(host))
            return direct;
        switch (settings.mode) {
        case ProxySettings::Mode::System:
            return QNetworkProxyFactory::systemProxyForQuery(query);
        case ProxySettings::Mode::None:
            return direct;
        case ProxySettings::Mode::Manual:
            break;
        }
        if (settings.host.isEmpty() || isExcluded(host, settings.exclusions))
            return direct;
        const bool socks = settings.kind == ProxySettings::Kind::Socks5;
        return {
            QNetworkProxy(socks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, settings.host, settings.port)};
    }
};

namespace {

template <class State>
class ChosenProxy final : public QNetworkProxyFactory {
public:
    explicit ChosenProxy(std::shared_ptr<const State> state)
        : m_state(std::move(state)) {}
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery& query) override { return m_state->proxiesFor(query); }

private:
    std::shared_ptr<const State> m_state;
};

} // namespace

Proxies::Proxies(QObject* parent)
    : QObject(parent)
    , m_state(std::make_shared<State>()) {
}

Proxies::~Proxies() = default;

void Proxies::serve(QNetworkAccessManager& network) {
    network.setProxyFactory(new ChosenProxy<State>(m_state)); // the manager's from now on
    connect(&network, &QNetworkAccessManager::proxyAuthenticationRequired, this,
        [this](const QNetworkProxy& proxy, QAuthenticator* answer) {
            m_asked = proxyAddressText({.host = proxy.hostName(), .port = proxy.port()});
            m_offered = !m_state->user.isEmpty();
            if (m_offered) {
                answer->setUser(m_state->user);
                answer->setPassword(m_state->password);
            }
        });
    // Not when one is asked for: what was offered may still be refused, and Qt may have offered it by itself.
    connect(&network, &QNetworkAccessManager::finished, this, [this](QNetworkReply* reply) {
        if (reply->error() == QNetworkReply::ProxyAuthenticationRequiredError)
            emit loginNeeded(m_asked, m_offered);
    });
}

void Proxies::set(const ProxySettings& settings, const QString& user, const QString& password) {
    m_state->settings = settings;
    m_state->user = user;
    m_state->password = password;
}

} // namespace kinora
