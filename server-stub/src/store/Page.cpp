#include "store/Page.h"

#include "base/Crypto.h"
#include "base/Ids.h"

#include <charconv>

namespace kinora::store {

namespace {

// The ends of the years -4000 and 9999. PostgreSQL cannot count much further, and would fail over a cursor that
// somebody made up.
constexpr std::int64_t EarliestMicros = -188'395'027'200'000'000;
constexpr std::int64_t LatestMicros = 253'402'300'799'999'999;

} // namespace

std::string toCursor(const PageKey& key) {
    return toBase64Url(std::to_string(key.micros) + "." + key.id);
}

std::optional<PageKey> fromCursor(std::string_view cursor) {
    const auto text = fromBase64Url(cursor);
    if (!text)
        return std::nullopt;
    PageKey key;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), key.micros);
    if (error != std::errc() || end == text->data() + text->size() || *end != '.' || key.micros < EarliestMicros ||
        key.micros > LatestMicros)
        return std::nullopt;
    key.id = std::string(end + 1, text->data() + text->size());
    return isId(key.id) ? std::optional(key) : std::nullopt;
}

} // namespace kinora::store
