// UUIDv7 identifiers (RFC 9562) in their canonical lower-case text form.
#pragma once

#include <string>
#include <string_view>

namespace kinora {

/// A new id, greater than every id this process made before, even within a millisecond or when the clock steps back.
/// Thread-safe.
[[nodiscard]] std::string newId();

/// True for a UUID in canonical lower-case form, of any version. Check before an id from outside reaches SQL.
[[nodiscard]] bool isId(std::string_view text);

} // namespace kinora
