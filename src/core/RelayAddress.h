// From what people type as a relay's address to a URL, and back.
#pragma once

#include <QString>
#include <QUrl>

#include <expected>

namespace kinora {

/// The relay a local installation listens on.
inline constexpr auto defaultRelayAddress = "http://127.0.0.1:8787";

enum class RelayAddressProblem { Empty, Malformed, UnsupportedScheme };

/// Scheme, host and port only, without a trailing slash. Without a scheme: http for this computer (localhost, 127.x,
/// ::1), https for everything else. A path is kept (a relay behind a proxy's prefix); user names, queries and fragments
/// are not accepted.
[[nodiscard]] std::expected<QUrl, RelayAddressProblem> parseRelayAddress(const QString& text);

/// True for localhost, 127.x and ::1.
[[nodiscard]] bool isThisComputer(const QUrl& relay);
[[nodiscard]] bool isThisComputer(const QString& host);

/// True when what is sent can be read on the way: http to another computer.
[[nodiscard]] bool isUnprotected(const QUrl& relay);

/// Short for people: "127.0.0.1:8787", "studio.example".
[[nodiscard]] QString relayDisplayName(const QUrl& relay);

} // namespace kinora
