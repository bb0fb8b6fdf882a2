// Keyset pages: newest first, a cursor names the last row seen.
#pragma once

#include "base/Clock.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kinora::store {

struct PageKey {
    /// Microseconds since 1970, as exact as the database's own times: a coarser key would skip or repeat rows.
    std::int64_t micros = 0;
    std::string id;
    bool operator==(const PageKey&) const = default;
};

template <class T>
struct Page {
    std::vector<T> items;
    std::optional<PageKey> next;
};

/// Opaque to clients.
[[nodiscard]] std::string toCursor(const PageKey& key);
[[nodiscard]] std::optional<PageKey> fromCursor(std::string_view cursor);

} // namespace kinora::store
