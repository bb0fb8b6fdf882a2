#include "core/InviteLink.h"

#include "core/RelayAddress.h"

#include <QRegularExpression>
#include <QUrlQuery>

namespace kinora {

namespace {

constexpr qsizetype longestLink = 2000;

} // namespace

std::optional<InviteLink> parseInviteLink(const QString& text) {
    if (text.size() > longestLink)
        return std::nullopt;
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    // Some programs that hand links over add the slash that others leave out.
    if (!url.isValid() || url.scheme() != u"kinora" || url.host() != u"invite" ||
        (!url.path().isEmpty() && url.path() != u"/"))
        return std::nullopt;
    const QUrlQuery query(url);
    const auto relay = parseRelayAddress(query.queryItemValue(QStringLiteral("relay"), QUrl::FullyDecoded));
    const QString code = query.queryItemValue(QStringLiteral("code"), QUrl::FullyDecoded).trimmed();
    static const QRegularExpression shape(QStringLiteral("^[A-Za-z0-9-]{1,64}$"));
    if (!relay || isUnprotected(*relay) || !shape.match(code).hasMatch())
        return std::nullopt;
    return InviteLink{.relay = *relay, .code = code};
}

} // namespace kinora
