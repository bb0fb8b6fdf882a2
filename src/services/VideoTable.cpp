#include "services/VideoTable.h"

#include "storage/VideoRecord.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

#include <algorithm>
#include <array>
#include <utility>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

/// In the order of the table's columns.
constexpr std::array columns{"id", "createdAt", "title", "prompt", "model", "upstream", "demo", "orientation", "width",
    "height", "seconds", "bytes", "sha256", "favorite", "rating", "tags", "state", "batchId", "remixOf",
    "chargedMicroUsd", "source"};
/// What it was asked for with: members of the record's settings, and what their columns are called.
constexpr std::array<std::pair<const char*, const char*>, 5> settings{{{"seconds", "askedSeconds"},
    {"size", "askedSize"}, {"negativePrompt", "negativePrompt"}, {"seed", "seed"}, {"cameos", "cameos"}}};

QString cellOf(const QJsonValue& value) {
    if (value.isArray()) {
        QStringList parts;
        for (const auto& part : value.toArray())
            parts.append(part.toString());
        return parts.join(u' ');
    }
    return value.isBool() ? (value.toBool() ? u"true"_s : u"false"_s) : value.toVariant().toString();
}

} // namespace

QStringList tableColumns() {
    QStringList names;
    for (const char* column : columns)
        names.append(QString::fromLatin1(column));
    for (const auto& [member, column] : settings)
        names.append(QString::fromLatin1(column));
    return names;
}

QStringList tableCells(const Video& video) {
    const QJsonObject record = writeVideoRecord(video);
    QStringList cells;
    for (const char* column : columns)
        cells.append(cellOf(record.value(QLatin1StringView(column))));
    const QJsonObject asked = record.value(u"settings"_s).toObject();
    for (const auto& [member, column] : settings)
        cells.append(cellOf(asked.value(QLatin1StringView(member))));
    return cells;
}

QString csvLine(const QStringList& cells) {
    QStringList written;
    for (QString cell : cells) {
        const bool quoted = std::ranges::any_of(cell, [](QChar c) { return QStringView(u",\"\r\n").contains(c); });
        cell.replace(u'"', u"\"\""_s);
        written.append(quoted ? u'"' + cell + u'"' : cell);
    }
    return written.join(u',') + u"\r\n"_s;
}

} // namespace kinora
