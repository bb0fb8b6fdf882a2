// One honest line, and if need be a banner, about the connection to the relay.
#pragma once

#include "services/CreationService.h"
#include "services/ProxyService.h"
#include "services/SessionService.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QString>

namespace kinora {

struct ConnectionView {
    enum class Light { Good, Waiting, Off };
    enum class Action { None, RetrySession, RetryConnection, StartRelay, SignIn, ProxyLogin };

    Light light = Light::Off;
    QString line = {};   // beside the account
    QString banner = {}; // empty: none
    Action action = Action::None;
    bool counting = false; // the texts contain seconds: ask again in one
};

// Pure apart from the installed translation.
class ConnectionText {
    Q_DECLARE_TR_FUNCTIONS(ConnectionText)

public:
    // wayBack counts while Offline. relayName is for people.
    [[nodiscard]] static ConnectionView view(SessionService::State state, SessionService::WayBack wayBack,
        const ConnectionStatus& connection, const QString& relayName, const QDateTime& now);
    // While a proxy lets nothing through.
    [[nodiscard]] static ConnectionView proxyView(const ProxyLogin& wanted);
    [[nodiscard]] static QString actionText(ConnectionView::Action action);
};

} // namespace kinora
