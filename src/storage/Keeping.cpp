#include "storage/Keeping.h"

#include "storage/VideoRows.h"

#include <QSet>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

QString policyTerm(KeepPolicy policy) {
    switch (policy) {
    case KeepPolicy::All:
        break;
    case KeepPolicy::Favorites:
        return u"favorite"_s;
    case KeepPolicy::OnDemand:
        return u"0"_s;
    }
    return u"1"_s;
}

Result<QList<qint64>> setState(
    const QSqlDatabase& connection, FileState state, const QString& condition, const QVariantList& parameters = {}) {
    Result<QSqlQuery> query = runSql(connection,
        u"UPDATE videos SET file_state = '%1', file = NULL, problem = NULL WHERE %2 RETURNING key"_s.arg(
            storedWord(state), condition),
        parameters);
    if (!query)
        return std::unexpected(query.error());
    QList<qint64> keys;
    while (query->next())
        keys << query->value(0).toLongLong();
    return keys;
}

const QString amongKeys = u"key IN (SELECT value FROM json_each(?))"_s;

/// What a limit says of the library: rows that fit and are not here, rows that do not fit and are (or should be).
struct Fitting {
    struct Row {
        qint64 key = 0;
        QString id;
        QString file; ///< empty where it is not here yet
    };
    QList<qint64> wanted;
    QList<Row> tooMany;
};

Result<Fitting> fit(const QSqlDatabase& connection, const KeepRules& rules, const LetGo& letGo, bool mayGo) {
    // Best first; the room taken by a row and all better ones says whether it fits. For what was asked for, that which
    // never goes takes none: it would have to go as soon as it was here. What alone is larger than the limit takes
    // none from the others: it never comes by itself, and goes.
    Result<QSqlQuery> query = runSql(connection,
        u"SELECT key, id, file, file_state, total FROM (SELECT key, id, file, file_state, may_go,"
        " is_large, CASE WHEN asked THEN sum(CASE WHEN may_go AND NOT is_large THEN bytes ELSE 0 END) OVER best"
        " ELSE sum(CASE WHEN may_go AND is_large THEN 0 ELSE bytes END) OVER best END AS total"
        " FROM (SELECT *, on_relay AND id NOT IN (SELECT value FROM json_each(?)) AS may_go,"
        " file_state <> 'absent' AND id IN (SELECT value FROM json_each(?)) AS asked,"
        " bytes > ? AND ? AS is_large FROM videos)"
        " WHERE file_state IN ('here', 'wanted') OR (file_state = 'absent' AND bytes <= ? AND state <> 'trashed' AND "
        "%1)"
        " WINDOW best AS (ORDER BY %2 state = 'trashed', may_go, %3 max(coalesce(watched_at, 0), created_at) DESC,"
        " key DESC ROWS UNBOUNDED PRECEDING)) "
        "WHERE (file_state = 'absent' AND total <= ?)"
        " OR (file_state <> 'absent' AND may_go AND (is_large OR total > ?) AND ?)"_s.arg(policyTerm(rules.policy),
            mayGo ? QString() : u"file_state = 'absent',"_s,
            rules.policy == KeepPolicy::Favorites ? u"favorite OR asked DESC,"_s : QString()),
        {jsonList(letGo.lost + letGo.played), jsonList(letGo.asked), rules.limitBytes, mayGo, rules.limitBytes,
            rules.limitBytes, rules.limitBytes, mayGo});
    if (!query)
        return std::unexpected(query.error());
    Fitting fitting;
    while (query->next()) {
        const qint64 key = query->value(0).toLongLong();
        if (query->value(3).toString() == storedWord(FileState::Absent))
            fitting.wanted << key;
        else
            fitting.tooMany << Fitting::Row{
                .key = key, .id = query->value(1).toString(), .file = query->value(2).toString()};
    }
    return fitting;
}

/// Of these, those that fit into the limit by themselves; the others are put into `beyond`, but for what is here or
/// wanted already.
Result<QStringList> fitThemselves(
    const QSqlDatabase& connection, const QStringList& ids, qint64 limitBytes, QStringList& beyond) {
    Result<QSqlQuery> sizes = runSql(connection,
        u"SELECT videos.id, bytes, file_state IN ('here', 'wanted') FROM json_each(?) AS asked JOIN videos ON "
        u"videos.id = asked.value "
        "ORDER BY asked.key"_s,
        {jsonList(ids)});
    if (!sizes)
        return std::unexpected(sizes.error());
    QStringList fitting;
    qint64 room = limitBytes;
    while (sizes->next()) {
        const QString id = sizes->value(0).toString();
        const qint64 bytes = sizes->value(1).toLongLong();
        if (bytes <= room) {
            fitting << id;
            room -= bytes;
        } else if (!sizes->value(2).toBool()) {
            beyond << id;
        }
    }
    return fitting;
}

/// Puts them into `kept`, and answers the keys of those that go.
QList<qint64> release(const QList<Fitting::Row>& tooMany, const QStringList& held, KeptFiles& kept) {
    const QSet<QString> sure(held.begin(), held.end());
    QList<qint64> keys;
    for (const Fitting::Row& row : tooMany) {
        if (!row.file.isEmpty() && !sure.contains(row.id)) {
            kept.unsure << row.id;
            continue;
        }
        keys << row.key;
        if (!row.file.isEmpty())
            kept.released << LeftFiles{.id = row.id, .file = row.file, .poster = {}, .sprite = {}};
    }
    return keys;
}

} // namespace

Result<VideoChanges> keep(const QSqlDatabase& connection, const KeepRules& rules, const LetGo& letGo, KeptFiles& kept) {
    VideoChanges changes;
    const auto set = [&](FileState state, const QString& condition,
                         const QVariantList& parameters = {}) -> Result<void> {
        const auto keys = setState(connection, state, condition, parameters);
        if (!keys)
            return std::unexpected(keys.error());
        changes.updated << *keys;
        return {};
    };
    if (rules.limitBytes <= 0) {
        const Result<void> wanted = set(FileState::Wanted,
            u"file_state = 'absent' AND state <> 'trashed' AND on_relay AND %1"_s.arg(policyTerm(rules.policy)));
        return wanted ? Result<VideoChanges>(changes) : std::unexpected(wanted.error());
    }
    Result<Fitting> fitting = fit(connection, rules, letGo, letGo.any);
    if (!fitting)
        return std::unexpected(fitting.error());
    const QList<qint64> released = release(fitting->tooMany, letGo.held, kept);
    if (const Result<void> gone = set(FileState::Absent, amongKeys, {jsonList(released)}); !gone)
        return std::unexpected(gone.error());
    if (!kept.unsure.isEmpty()) { // they take their room until they may go
        fitting = fit(connection, rules, letGo, false);
        if (!fitting)
            return std::unexpected(fitting.error());
    }
    if (const Result<void> wanted = set(FileState::Wanted, amongKeys, {jsonList(fitting->wanted)}); !wanted)
        return std::unexpected(wanted.error());
    return changes;
}

Result<VideoChanges> unwant(const QSqlDatabase& connection, const QStringList& except) {
    const auto keys = setState(connection, FileState::Absent,
        u"file_state IN ('wanted', 'failed') AND id NOT IN (SELECT value FROM json_each(?))"_s, {jsonList(except)});
    if (!keys)
        return std::unexpected(keys.error());
    VideoChanges changes;
    changes.updated = *keys;
    return changes;
}

Result<VideoChanges> want(const QSqlDatabase& connection, const QStringList& ids, const QDateTime& at,
    qint64 limitBytes, QStringList& beyond) {
    const Result<QStringList> fitting =
        limitBytes > 0 ? fitThemselves(connection, ids, limitBytes, beyond) : Result<QStringList>(ids);
    if (!fitting)
        return std::unexpected(fitting.error());
    const QString wanted = jsonList(*fitting);
    const auto coming = setState(connection, FileState::Wanted,
        u"file_state IN ('absent', 'failed') AND id IN (SELECT value FROM json_each(?))"_s, {wanted});
    if (!coming)
        return std::unexpected(coming.error());
    // Also what has come meanwhile: else the others would take its place.
    Result<QSqlQuery> watched = runSql(connection,
        u"UPDATE videos SET watched_at = ? WHERE id IN (SELECT value FROM json_each(?)) RETURNING key"_s,
        {at.toMSecsSinceEpoch(), wanted});
    if (!watched)
        return std::unexpected(watched.error());
    VideoChanges changes;
    while (watched->next())
        changes.updated << watched->value(0).toLongLong();
    return changes;
}

Result<VideoChanges> wantFailed(const QSqlDatabase& connection, std::optional<ErrorCode> problem) {
    const auto keys =
        setState(connection, FileState::Wanted, u"file_state = 'failed' AND problem IS coalesce(?, problem)"_s,
            {optionalText(problem ? storedWord(*problem) : QString())});
    if (!keys)
        return std::unexpected(keys.error());
    VideoChanges changes;
    changes.updated = *keys;
    return changes;
}

} // namespace kinora
