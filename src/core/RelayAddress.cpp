#include "core/RelayAddress.h"

#include <QRegularExpression>

namespace kinora {

std::expected<QUrl, RelayAddressProblem> parseRelayAddress(const QString& text) {
    QString address = text.trimmed();
    if (address.isEmpty())
        return std::unexpected(RelayAddressProblem::Empty);
    const bool hasScheme = address.contains(u"://");
    if (!hasScheme)
        address.prepend(u"http://");
    QUrl url(address, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return std::unexpected(RelayAddressProblem::Malformed);
    if (url.scheme() != u"http" && url.scheme() != u"https")
        return std::unexpected(RelayAddressProblem::UnsupportedScheme);
    if (!hasScheme && !isThisComputer(url))
        url.setScheme(QStringLiteral("https"));
    // One relay must have one spelling: sessions are keyed by it.
    if (url.port() == (url.scheme() == u"https" ? 443 : 80))
        url.setPort(-1);
    QString path = url.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path);
    return url;
}

bool isThisComputer(const QUrl& relay) {
    return isThisComputer(relay.host());
}

bool isThisComputer(const QString& host) {
    static const QRegularExpression loopback(
        QStringLiteral(R"(^(localhost|127(\.\d{1,3}){3}|::1)$)"), QRegularExpression::CaseInsensitiveOption);
    return loopback.match(host).hasMatch();
}

bool isUnprotected(const QUrl& relay) {
    return relay.scheme() == u"http" && !isThisComputer(relay);
}

QString relayDisplayName(const QUrl& relay) {
    const QString host = relay.host().contains(u':') ? QStringLiteral("[%1]").arg(relay.host()) : relay.host();
    const QString port = relay.port() < 0 ? QString() : QStringLiteral(":%1").arg(relay.port());
    return host + port + relay.path();
}

} // namespace kinora
