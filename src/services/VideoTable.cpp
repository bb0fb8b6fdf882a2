#include "services/VideoTable.h"

#include "storage/VideoRecord.h"

#include <QHash>
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

/// Spreadsheet programs take what begins so for a formula, and a text can be anybody's. Texts that begin with
/// apostrophes before that count, too: else one would be taken off them when the table is read.
bool isGuarded(const QString& text) {
    const auto first = std::ranges::find_if(text, [](QChar c) { return c != u'\''; });
    return first != text.cend() && QStringView(u"=+-@\t\r\n").contains(*first);
}

QString withoutGuard(const QString& cell) {
    return cell.startsWith(u'\'') && isGuarded(cell) ? cell.sliced(1) : cell;
}

QString cellOf(const QJsonValue& value) {
    if (value.isArray()) {
        QStringList parts;
        for (const auto& part : value.toArray()) {
            QString text = part.toString();
            if (text.contains(u' ') || text.contains(u'"'))
                text = u'"' + text.replace(u'"', u"\"\""_s) + u'"';
            parts.append(text);
        }
        return textCell(parts.join(u' '));
    }
    if (value.isString())
        return textCell(value.toString());
    return value.isBool() ? (value.toBool() ? u"true"_s : u"false"_s) : value.toVariant().toString();
}

/// Comma-separated values, or what cellOf() wrote of a list (RFC 4180, with any of its marks).
class CellReader {
public:
    CellReader(const QString& text, QChar between)
        : m_text(text)
        , m_between(between) {}

    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    /// The cells up to the end of the line.
    QStringList line() {
        QStringList cells{cell()};
        while (!atEnd() && m_text.at(m_at) == m_between) {
            ++m_at;
            cells << cell();
        }
        if (m_text.mid(m_at, 2) == u"\r\n")
            ++m_at;
        ++m_at;
        return cells;
    }

private:
    QString cell() {
        QString cell;
        bool isQuoted = false;
        for (; !atEnd(); ++m_at) {
            const QChar next = m_text.at(m_at);
            if (next == u'"') {
                if (isQuoted && m_text.mid(m_at + 1, 1) == u"\"")
                    cell += m_text.at(++m_at);
                else
                    isQuoted = !isQuoted;
            } else if (!isQuoted && (next == m_between || next == u'\r' || next == u'\n')) {
                break;
            } else {
                cell += next;
            }
        }
        return cell;
    }

    const QString& m_text;
    QChar m_between;
    qsizetype m_at = 0;
};

QJsonValue numberOf(const QString& cell) {
    bool isWhole = false;
    bool isNumber = false;
    const qint64 whole = cell.toLongLong(&isWhole);
    const double number = cell.toDouble(&isNumber);
    return isWhole ? QJsonValue(whole) : isNumber ? QJsonValue(number) : QJsonValue();
}

/// The value that cellOf() wrote for this member.
QJsonValue valueOf(const QString& member, const QString& cell) {
    static const QStringList numbers{
        u"width"_s, u"height"_s, u"seconds"_s, u"bytes"_s, u"rating"_s, u"chargedMicroUsd"_s, u"seed"_s};
    static const QStringList switches{u"demo"_s, u"favorite"_s};
    static const QStringList lists{u"tags"_s, u"cameos"_s};
    if (numbers.contains(member))
        return numberOf(cell);
    if (switches.contains(member))
        return cell == u"true";
    if (!lists.contains(member))
        return cell;
    QJsonArray parts;
    if (!cell.isEmpty()) {
        for (const QString& part : CellReader(cell, u' ').line())
            parts << part;
    }
    return parts;
}

QJsonObject recordOf(const QHash<QString, QString>& row) {
    QJsonObject record;
    for (const char* column : columns) {
        const QString name = QString::fromLatin1(column);
        record.insert(name, valueOf(name, row.value(name)));
    }
    QJsonObject asked;
    for (const auto& [member, column] : settings) {
        const QString cell = row.value(QString::fromLatin1(column));
        if (!cell.isEmpty())
            asked.insert(QString::fromLatin1(member), valueOf(QString::fromLatin1(member), cell));
    }
    if (!asked.isEmpty())
        record.insert(u"settings"_s, asked);
    return record;
}

} // namespace

std::optional<QList<TableRow>> readVideoTable(const QByteArray& content) {
    QString text = QString::fromUtf8(content);
    if (text.startsWith(QChar::ByteOrderMark))
        text.remove(0, 1);
    const QStringList known = tableColumns() << u"file"_s;
    CellReader reader(text, u',');
    const QStringList header = reader.line();
    // Other versions may write fewer of them.
    const bool isOurs = std::ranges::all_of(header, [&known](const QString& name) { return known.contains(name); }) &&
                        header.contains(u"id") && header.contains(u"sha256") && header.contains(u"file");
    if (!isOurs)
        return std::nullopt;
    QList<TableRow> rows;
    while (!reader.atEnd()) {
        const QStringList cells = reader.line();
        QHash<QString, QString> row;
        for (qsizetype i = 0; i < std::min(cells.size(), header.size()); ++i)
            row.insert(header.at(i), withoutGuard(cells.at(i)));
        if (const std::optional<Video> video = readVideoRecord(recordOf(row)))
            rows << TableRow{.video = *video, .file = row.value(u"file"_s)};
    }
    return rows;
}

QString textCell(const QString& text) {
    return isGuarded(text) ? u'\'' + text : text;
}

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
