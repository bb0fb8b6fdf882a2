// Keyset pages: newest first, a cursor names the last row seen.
#pragma once

#include "base/Clock.h"
#include "pg/Rows.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kinora::store {

struct PageKey {
    /// What the rows are sorted by; mostly microseconds since 1970, as exact as the database's own times: a coarser key
    /// would skip or repeat rows.
    std::int64_t micros = 0;
    std::string id;
    bool operator==(const PageKey&) const = default;
};

template <class T>
struct Page {
    std::vector<T> items;
    std::optional<PageKey> next;
};

/// As two parameters of a statement; nothing twice for the first page.
struct PageParams {
    explicit PageParams(const std::optional<PageKey>& after) {
        if (after) {
            micros = after->micros;
            id = after->id;
        }
    }
    std::optional<std::int64_t> micros;
    std::optional<std::string> id;
};

/// From a statement that was asked for one row more than `limit`, whose rows have what they are sorted by in `key`, and
/// whose items have an `id`.
template <class Read>
[[nodiscard]] auto readPage(const pg::Rows& rows, int limit, Read read, std::string_view key = "created_micros") {
    Page<decltype(read(rows.front()))> page;
    for (const pg::Row row : rows) {
        if (static_cast<int>(page.items.size()) == limit) {
            page.next = PageKey{.micros = rows[limit - 1].get<std::int64_t>(key), .id = page.items.back().id};
            break;
        }
        page.items.push_back(read(row));
    }
    return page;
}

/// Opaque to clients.
[[nodiscard]] std::string toCursor(const PageKey& key);
[[nodiscard]] std::optional<PageKey> fromCursor(std::string_view cursor);

} // namespace kinora::store
