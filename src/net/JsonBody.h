// Reading a whole body: what the files of this folder that read bodies share.
#pragma once

#include "net/JsonReader.h"

#include <utility>

namespace kinora {

constexpr auto operator""_m(const char* text, std::size_t size) {
    return QLatin1String(text, static_cast<qsizetype>(size));
}

/// Runs `read` on the body's object and turns what was wrong into a BadAnswer.
template <class Read>
auto readBody(const QByteArray& body, Read read) -> Result<decltype(read(std::declval<const JsonReader&>()))> {
    const auto reader = parseObject(body);
    if (!reader)
        return Failure(reader.error());
    auto value = read(*reader);
    if (!reader->problem().isEmpty())
        return failure(ErrorCode::BadAnswer, reader->problem());
    return value;
}

template <class Item, class Read>
QList<Item> readItems(const JsonReader& reader, Read read) {
    QList<Item> items;
    for (const JsonReader& item : reader.objects("items"_m))
        items.append(read(item));
    return items;
}

inline std::optional<int> optionalInt(const JsonReader& reader, QLatin1String member) {
    const auto value = reader.optionalInteger(member);
    return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

} // namespace kinora
