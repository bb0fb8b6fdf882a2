// Identifiers: UUIDs of version 7 as lower-case text, made by the relay for everything it stores, here for idempotency
// keys and files.
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringView>

namespace kinora {

/// A new UUIDv7 (RFC 9562): ordered by the time given, unique by 74 random bits.
[[nodiscard]] QString newId(const QDateTime& now);

/// True for the 36-character lower-case form; anything else from outside must not become part of a path or address.
[[nodiscard]] bool isId(QStringView text);

/// The last eight characters: the random end of a UUIDv7, enough to tell files with the same readable name apart.
[[nodiscard]] QString shortId(QStringView id);

} // namespace kinora
