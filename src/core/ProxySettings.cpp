#include "core/ProxySettings.h"

#include "core/RelayAddress.h"

#include <QRegularExpression>

#include <algorithm>
#include <limits>
#include <optional>

namespace kinora {

namespace {

/// The bytes of an IPv4 address; nothing where it is none.
std::optional<quint32> ipv4(QStringView text) {
    const QList<QStringView> parts = text.split(u'.');
    quint32 address = 0;
    for (const QStringView part : parts) {
        bool isNumber = false;
        const ushort byte = part.toUShort(&isNumber);
        if (!isNumber || byte > std::numeric_limits<quint8>::max())
            return std::nullopt;
        address = address << 8U | byte;
    }
    return parts.size() == 4 ? std::optional(address) : std::nullopt;
}

bool isInNetwork(QStringView host, QStringView network) {
    const qsizetype slash = network.indexOf(u'/');
    bool isNumber = false;
    const uint bits = network.mid(slash + 1).toUInt(&isNumber);
    const auto address = ipv4(host);
    const auto base = ipv4(network.left(slash));
    constexpr uint allBits = 32;
    if (!isNumber || bits > allBits || !address || !base)
        return false;
    return bits == 0 || (*address ^ *base) >> (allBits - bits) == 0;
}

bool isMatch(const QString& host, QStringView exclusion) {
    if (exclusion == u"<local>")
        return !host.contains(u'.') && !host.contains(u':');
    if (exclusion.contains(u'/'))
        return isInNetwork(host, exclusion);
    const bool onlyBelow = exclusion.startsWith(u"*.");
    while (exclusion.startsWith(u'*') || exclusion.startsWith(u'.'))
        exclusion = exclusion.mid(1);
    if (exclusion.isEmpty())
        return false;
    const bool isBelow = host.endsWith(u'.' + exclusion.toString(), Qt::CaseInsensitive);
    return isBelow || (!onlyBelow && host.compare(exclusion, Qt::CaseInsensitive) == 0);
}

} // namespace

bool isExcluded(const QString& host, const QStringList& exclusions) {
    return isThisComputer(host) ||
           std::ranges::any_of(exclusions, [&host](const QString& one) { return isMatch(host, one); });
}

std::expected<ProxyAddress, ProxyAddressProblem> parseProxyAddress(const QString& text) {
    QString address = text.trimmed();
    if (address.isEmpty())
        return std::unexpected(ProxyAddressProblem::Empty);
    if (!address.contains(u"://"))
        address.prepend(u"http://");
    const QUrl url(address, QUrl::StrictMode);
    const bool hasPath = !url.path().isEmpty() && url.path() != u"/";
    if (!url.isValid() || url.host().isEmpty() || hasPath || !url.userInfo().isEmpty() || url.hasQuery())
        return std::unexpected(ProxyAddressProblem::Malformed);
    if (url.port() <= 0)
        return std::unexpected(ProxyAddressProblem::PortMissing);
    return ProxyAddress{.host = url.host(), .port = static_cast<quint16>(url.port())};
}

QString proxyAddressText(const ProxyAddress& address) {
    if (address.host.isEmpty())
        return {};
    const QString host = address.host.contains(u':') ? u'[' + address.host + u']' : address.host;
    return host + u':' + QString::number(address.port);
}

QStringList parseExclusions(const QString& text) {
    static const QRegularExpression separators(QStringLiteral(R"([\s,;]+)"));
    return text.split(separators, Qt::SkipEmptyParts);
}

} // namespace kinora
