#include "storage/VideoSearch.h"

#include "storage/SearchText.h"
#include "storage/VideoRows.h"

#include <utility>
#include <vector>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

/// Up to so many found rows are looked up one by one; where there are more, walking the index that has them all is
/// faster.
constexpr qsizetype fewRows = 2000;

/// Conditions joined by AND, with their parameters.
struct Conditions {
    QStringList terms;
    QVariantList parameters;

    void add(const QString& term, const QVariantList& values = {}) {
        terms << term;
        parameters << values;
    }
};

QString sectionTerm(LibrarySection section) {
    switch (section) {
    case LibrarySection::All:
        break;
    case LibrarySection::Drafts:
        return u"state = 'draft'"_s;
    case LibrarySection::Published:
        return u"state = 'published'"_s;
    case LibrarySection::Trash:
        return u"state = 'trashed'"_s;
    }
    return u"state <> 'trashed'"_s;
}

QString orderOf(VideoSort sort) {
    QString newest = u"created_at DESC, key DESC"_s;
    switch (sort) {
    case VideoSort::Newest:
        break;
    case VideoSort::Oldest:
        return u"created_at, key"_s;
    case VideoSort::BestRated:
        return u"rating DESC, "_s + newest;
    case VideoSort::Longest:
        return u"seconds DESC, "_s + newest;
    case VideoSort::Largest:
        return u"bytes DESC, "_s + newest;
    }
    return newest;
}

Conditions conditionsOf(const VideoFilter& filter) {
    Conditions conditions;
    conditions.add(sectionTerm(filter.section));
    if (filter.orientation)
        conditions.add(u"orientation = ?"_s, {toWire(*filter.orientation)});
    if (filter.favoritesOnly)
        conditions.add(u"favorite"_s);
    if (filter.minRating > 0)
        conditions.add(u"rating >= ?"_s, {filter.minRating});
    if (!filter.model.isEmpty())
        conditions.add(u"model = ?"_s, {filter.model});
    if (!filter.tag.isEmpty())
        conditions.add(u"EXISTS (SELECT 1 FROM json_each(tags) WHERE value = ?)"_s, {filter.tag});
    if (filter.onlyHere)
        conditions.add(u"file_state = 'here'"_s);
    return conditions;
}

/// Changes with each write of another connection: https://www.sqlite.org/pragma.html#pragma_data_version
Result<qint64> versionOf(const QSqlDatabase& connection) {
    Result<QSqlQuery> query = runSql(connection, u"PRAGMA data_version"_s);
    if (!query)
        return std::unexpected(query.error());
    return query->next() ? query->value(0).toLongLong() : -1;
}

/// Which keys are among these, by key.
std::vector<bool> marked(const QList<qint64>& keys) {
    std::vector<bool> marks(static_cast<std::size_t>(keys.last()) + 1); // they come in order
    for (const qint64 key : keys)
        marks[static_cast<std::size_t>(key)] = true;
    return marks;
}

bool has(const std::vector<bool>& marks, qint64 key) {
    return static_cast<std::size_t>(key) < marks.size() && marks[static_cast<std::size_t>(key)];
}

/// One of these spellings occurs. Of tags nothing but quotes, backslashes and control characters is escaped.
void addSymbol(Conditions& conditions, const QStringList& spellings) {
    QStringList places;
    QVariantList values;
    for (const QString& spelling : spellings) {
        for (const QString& column : {u"prompt"_s, u"title"_s, u"tags"_s, u"model"_s}) {
            places << u"instr(%1, ?)"_s.arg(column);
            values << spelling;
        }
    }
    conditions.add(u'(' + places.join(u" OR "_s) + u')', values);
}

/// Keys of the videos in which all words and symbols occur, in order; nothing for a text without any.
Result<std::optional<QList<qint64>>> keysWith(const QSqlDatabase& connection, const QString& text) {
    const QString expression = searchExpression(text);
    const QList<QStringList> symbols = searchSymbols(text);
    if (expression.isEmpty() && symbols.isEmpty())
        return std::nullopt;
    QString sql = u"SELECT rowid FROM videos_text WHERE %1"_s;
    Conditions conditions;
    if (!expression.isEmpty())
        conditions.add(u"videos_text MATCH ?"_s, {expression});
    if (!symbols.isEmpty()) {
        // CROSS: the words first, and only what has them all is looked at.
        sql = expression.isEmpty() ? u"SELECT key FROM videos WHERE %1 ORDER BY key"_s
                                   : u"SELECT videos_text.rowid FROM videos_text CROSS JOIN videos"
                                     " ON videos.key = videos_text.rowid WHERE %1 ORDER BY videos_text.rowid"_s;
        for (const QStringList& spellings : symbols)
            addSymbol(conditions, spellings);
    }
    Result<QSqlQuery> query = runSql(connection, sql.arg(conditions.terms.join(u" AND "_s)), conditions.parameters);
    if (!query)
        return std::unexpected(query.error());
    QList<qint64> keys;
    while (query->next())
        keys << query->value(0).toLongLong();
    return keys;
}

} // namespace

Result<QList<VideoPlace>> findPlaces(
    const QSqlDatabase& connection, const VideoFilter& filter, std::optional<qsizetype> limit) {
    Conditions conditions = conditionsOf(filter);
    std::vector<bool> found; // by key; empty: all
    const Result<std::optional<QList<qint64>>> sought = keysWith(connection, filter.text);
    if (!sought)
        return std::unexpected(sought.error());
    if (const std::optional<QList<qint64>>& keys = *sought) {
        if (keys->isEmpty())
            return QList<VideoPlace>();
        if (keys->size() <= fewRows) {
            conditions.add(u"key IN (SELECT value FROM json_each(?))"_s, {jsonList(*keys)});
        } else {
            found = marked(*keys);
        }
    }
    // Told of the limit, the database keeps so many while it sorts, not all.
    const QString most = limit && found.empty() ? u" LIMIT %1"_s.arg(*limit) : QString();
    Result<QSqlQuery> query = runSql(connection,
        u"SELECT key, created_at, width, height FROM videos WHERE %1 ORDER BY %2%3"_s.arg(
            conditions.terms.join(u" AND "_s), orderOf(filter.sort), most),
        conditions.parameters);
    if (!query)
        return std::unexpected(query.error());
    QList<VideoPlace> places;
    while ((!limit || places.size() < *limit) && query->next()) {
        const qint64 key = query->value(0).toLongLong();
        if (!found.empty() && !has(found, key))
            continue;
        places << VideoPlace{.key = key,
            .createdAtMs = query->value(1).toLongLong(),
            .width = query->value(2).toInt(),
            .height = query->value(3).toInt()};
    }
    return places;
}

Result<QList<VideoPlace>> searchPlaces(const QSqlDatabase& connection, const VideoFilter& filter, KnownPlaces& known) {
    VideoFilter others = filter;
    others.text.clear();
    if (others != VideoFilter{})
        return findPlaces(connection, filter);
    // Asked first: what is written meanwhile is read again the next time.
    const Result<qint64> version = versionOf(connection);
    if (!version)
        return std::unexpected(version.error());
    if (known.version != *version) {
        const Result<QList<VideoPlace>> all = findPlaces(connection, {});
        if (!all)
            return all;
        known = {.version = *version, .places = *all};
    }
    const Result<std::optional<QList<qint64>>> keys = keysWith(connection, filter.text);
    if (!keys)
        return std::unexpected(keys.error());
    if (!*keys)
        return known.places;
    QList<VideoPlace> places;
    if ((*keys)->isEmpty())
        return places;
    const std::vector<bool> found = marked(**keys);
    places.reserve((*keys)->size());
    for (const VideoPlace& place : std::as_const(known.places)) {
        if (has(found, place.key))
            places << place;
    }
    return places;
}

Result<ManyVideos> findMany(const QSqlDatabase& connection, const QList<qint64>& keys) {
    const QString wanted = jsonList(keys);
    Result<QSqlQuery> query = runSql(connection,
        u"SELECT videos.id, favorite, state = 'published', rating, file_state IN ('absent', 'failed') "
        "FROM json_each(?) AS wanted JOIN videos ON videos.key = wanted.value ORDER BY wanted.key"_s,
        {wanted});
    if (!query)
        return std::unexpected(query.error());
    ManyVideos many{.areFavorites = true, .arePublished = true};
    while (query->next()) {
        const QString id = query->value(0).toString();
        const int rating = query->value(3).toInt();
        many.rating = many.ids.isEmpty() || many.rating == rating ? rating : -1;
        many.ids << id;
        many.areFavorites = many.areFavorites && query->value(1).toBool();
        many.arePublished = many.arePublished && query->value(2).toBool();
        if (query->value(4).toBool())
            many.toFetch << id;
    }
    query->finish();
    Result<QSqlQuery> tags = runSql(connection,
        u"SELECT tag.value, count(*) FROM json_each(?) AS wanted JOIN videos ON videos.key = wanted.value, "
        "json_each(videos.tags) AS tag WHERE videos.tags <> '[]' GROUP BY tag.value"_s,
        {wanted});
    if (!tags)
        return std::unexpected(tags.error());
    while (tags->next()) {
        many.tags << tags->value(0).toString();
        if (tags->value(1).toLongLong() == many.ids.size())
            many.commonTags << many.tags.last();
    }
    return many;
}

Result<LibraryWords> findWords(const QSqlDatabase& connection) {
    const Result<QStringList> models = firstColumn(runSql(connection,
        u"SELECT DISTINCT model FROM videos INDEXED BY videos_newest WHERE state <> 'trashed' ORDER BY model"_s));
    if (!models)
        return std::unexpected(models.error());
    const Result<QStringList> tags = firstColumn(runSql(connection,
        u"SELECT value FROM videos INDEXED BY videos_newest, json_each(tags) "
        "WHERE state <> 'trashed' AND tags <> '[]' GROUP BY value ORDER BY count(*) DESC, value COLLATE NOCASE"_s));
    if (!tags)
        return std::unexpected(tags.error());
    return LibraryWords{.models = *models, .tags = *tags};
}

} // namespace kinora
