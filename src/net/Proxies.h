// Sends requests through the proxy that was chosen, and says when that one wants a name and a password.
#pragma once

#include "core/ProxySettings.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QString>

#include <memory>

namespace kinora {

/// GUI thread only. This computer is never reached through a proxy, whatever the system says.
class Proxies final : public QObject {
    Q_OBJECT

public:
    explicit Proxies(QObject* parent = nullptr);
    ~Proxies() override;

    /// Requests of this manager go that way from now on. It may die before or after this.
    void serve(QNetworkAccessManager& network);
    /// For all that is sent from now on. An empty user: none is offered.
    void set(const ProxySettings& settings, const QString& user, const QString& password);

signals:
    /// A request has just failed with ErrorCode::ProxyLoginNeeded: this proxy ("proxy.example:3128") was offered no
    /// name and password, or refused them. Comes with every such request.
    void loginNeeded(const QString& proxy, bool refused);

private:
    struct State;
    std::shared_ptr<State> m_state;
    QString m_asked;        ///< the proxy that last wanted a login
    bool m_offered = false; ///< and it was given one
};

} // namespace kinora
