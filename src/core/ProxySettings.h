// Which way this app goes to relays: directly, or through a proxy.
#pragma once

#include <QString>
#include <QStringList>
#include <QUrl>

#include <expected>

namespace kinora {

struct ProxySettings {
    enum class Mode {
        System, ///< as the system is set up
        None,
        Manual,
    };
    enum class Kind { Http, Socks5 };

    Mode mode = Mode::System;
    Kind kind = Kind::Http; ///< this and what follows only where the mode is Manual
    QString host;
    quint16 port = 0;
    QString user; ///< empty: none; the password is in the keychain
    /// Reached without it: "studio.example" and all below it, "*.example", "10.0.0.0/8", "192.0.2.7", "<local>" for
    /// names without a dot.
    QStringList exclusions = {};

    bool operator==(const ProxySettings&) const = default;
};

/// True for hosts that are reached directly although the mode is Manual. This computer always is.
[[nodiscard]] bool isExcluded(const QString& host, const QStringList& exclusions);

struct ProxyAddress {
    QString host;
    quint16 port = 0;

    bool operator==(const ProxyAddress&) const = default;
};

enum class ProxyAddressProblem { Empty, Malformed, PortMissing };

/// "proxy.example:3128", also with http:// or socks5:// before it and a slash behind.
[[nodiscard]] std::expected<ProxyAddress, ProxyAddressProblem> parseProxyAddress(const QString& text);

/// As parseProxyAddress reads it.
[[nodiscard]] QString proxyAddressText(const ProxyAddress& address);

/// What people separate by commas, semicolons or white space.
[[nodiscard]] QStringList parseExclusions(const QString& text);

} // namespace kinora
