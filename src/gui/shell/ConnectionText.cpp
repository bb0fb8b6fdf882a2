#include "gui/shell/ConnectionText.h"

#include <algorithm>

namespace kinora {

ConnectionView ConnectionText::view(SessionService::State state, SessionService::WayBack wayBack,
    const ConnectionStatus& connection, const QString& relayName, const QDateTime& now) {
    using Light = ConnectionView::Light;
    using Action = ConnectionView::Action;
    using WayBack = SessionService::WayBack;
    if (state == SessionService::State::Offline) {
        ConnectionView view{Light::Off, tr("Offline, showing your library"), {}, Action::RetrySession};
        switch (wayBack) {
        case WayBack::ByItself:
            view.banner =
                tr("Not connected to %1. Your library works; Kinora signs in again by itself.").arg(relayName);
            break;
        case WayBack::UnlockKeychain:
            view.banner = tr("The system keychain is locked, so Kinora cannot sign in by itself. Unlock it and try "
                             "now; your library works meanwhile.");
            break;
        case WayBack::SignIn:
            view.banner = tr("You are looking at the library on this computer. Sign in to make videos.");
            view.action = Action::SignIn;
            break;
        }
        return view;
    }
    if (state == SessionService::State::SigningIn || state == SessionService::State::Restoring) {
        return {Light::Waiting, tr("Signing in…")};
    }
    if (state != SessionService::State::SignedIn) {
        return {Light::Off, tr("Signed out")};
    }
    switch (connection.kind) {
    case ConnectionStatus::Kind::Online:
        return {Light::Good, relayName};
    case ConnectionStatus::Kind::Offline:
    case ConnectionStatus::Kind::Connecting:
        return {Light::Waiting, tr("Connecting…")};
    case ConnectionStatus::Kind::Reconnecting:
        break;
    }
    ConnectionView view{Light::Off, tr("Reconnecting…"), {}, Action::RetryConnection};
    if (connection.nextAttemptAt.isValid() && connection.nextAttemptAt > now) {
        const auto seconds =
            static_cast<int>(std::max<qint64>(1, (now.msecsTo(connection.nextAttemptAt) + 999) / 1000));
        view.line = tr("Reconnecting in %n s", nullptr, seconds);
        view.banner = tr(
            "%1 cannot be reached. Trying again in %n s. Your library works; what you write is kept.", nullptr, seconds)
                          .arg(relayName);
        view.counting = true;
    } else {
        view.banner =
            tr("%1 cannot be reached. Trying again now. Your library works; what you write is kept.").arg(relayName);
        view.action = Action::None;
    }
    return view;
}

ConnectionView ConnectionText::proxyView(const ProxyLogin& wanted) {
    return {ConnectionView::Light::Off, tr("The proxy wants a password"),
        tr("The proxy %1 lets nothing through without a name and a password. Your library works; what you write is "
           "kept.")
            .arg(wanted.proxy),
        ConnectionView::Action::ProxyLogin};
}

QString ConnectionText::actionText(ConnectionView::Action action) {
    switch (action) {
    case ConnectionView::Action::None:
        return {};
    case ConnectionView::Action::RetrySession:
    case ConnectionView::Action::RetryConnection:
    case ConnectionView::Action::StartRelay:
        return tr("Try now");
    case ConnectionView::Action::SignIn:
        return tr("Sign in");
    case ConnectionView::Action::ProxyLogin:
        return tr("Enter them");
    }
    return {};
}

} // namespace kinora
