#include "storage/Keeping.h"

#include "storage/VideoRows.h"

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
    QList<qint64> wanted;
    QList<qint64> released;
};

Result<Fitting> fit(const QSqlDatabase& connection, const KeepRules& rules, bool mayGo, QList<LeftFiles>& files) {
    // Best first; the room taken by a row and all better ones says whether it fits.
    Result<QSqlQuery> query = runSql(connection,
        u"SELECT key, id, file, file_state, total FROM (SELECT key, id, file, file_state, on_relay, sum(bytes) OVER ("
        " ORDER BY %2 state = 'trashed', on_relay, %3 max(coalesce(watched_at, 0), created_at) DESC, key DESC"
        " ROWS UNBOUNDED PRECEDING) AS total"
        " FROM videos WHERE file_state IN ('here', 'wanted') OR (file_state = 'absent' AND state <> 'trashed' AND %1)) "
        "WHERE (file_state = 'absent' AND total <= ?) OR (file_state <> 'absent' AND on_relay AND total > ? AND ?)"_s
            .arg(policyTerm(rules.policy), mayGo ? QString() : u"file_state = 'absent',"_s,
                rules.policy == KeepPolicy::Favorites ? u"favorite DESC,"_s : QString()),
        {rules.limitBytes, rules.limitBytes, mayGo});
    if (!query)
        return std::unexpected(query.error());
    Fitting fitting;
    while (query->next()) {
        const qint64 key = query->value(0).toLongLong();
        if (query->value(3).toString() == storedWord(FileState::Absent)) {
            fitting.wanted << key;
            continue;
        }
        fitting.released << key;
        if (const QString file = query->value(2).toString(); !file.isEmpty())
            files << LeftFiles{.id = query->value(1).toString(), .file = file, .poster = {}, .sprite = {}};
    }
    return fitting;
}

} // namespace

Result<VideoChanges> keep(
    const QSqlDatabase& connection, const KeepRules& rules, bool mayGo, QList<LeftFiles>& released) {
    VideoChanges changes;
    if (rules.limitBytes <= 0) {
        const auto wanted = setState(connection, FileState::Wanted,
            u"file_state = 'absent' AND state <> 'trashed' AND on_relay AND %1"_s.arg(policyTerm(rules.policy)));
        if (!wanted)
            return std::unexpected(wanted.error());
        changes.updated = *wanted;
        return changes;
    }
    const Result<Fitting> fitting = fit(connection, rules, mayGo, released);
    if (!fitting)
        return std::unexpected(fitting.error());
    for (const auto& [state, keys] :
        {std::pair(FileState::Wanted, fitting->wanted), std::pair(FileState::Absent, fitting->released)}) {
        const auto set = setState(connection, state, amongKeys, {jsonList(keys)});
        if (!set)
            return std::unexpected(set.error());
        changes.updated << *set;
    }
    return changes;
}

Result<VideoChanges> unwant(const QSqlDatabase& connection, const QStringList& except) {
    const auto keys = setState(connection, FileState::Absent,
        u"file_state = 'wanted' AND id NOT IN (SELECT value FROM json_each(?))"_s, {jsonList(except)});
    if (!keys)
        return std::unexpected(keys.error());
    VideoChanges changes;
    changes.updated = *keys;
    return changes;
}

Result<VideoChanges> want(const QSqlDatabase& connection, const QStringList& ids, const QDateTime& at) {
    const auto keys = setState(connection, FileState::Wanted,
        u"file_state IN ('absent', 'failed') AND id IN (SELECT value FROM json_each(?))"_s, {jsonList(ids)});
    if (!keys)
        return std::unexpected(keys.error());
    const auto watched = runSql(connection, u"UPDATE videos SET watched_at = ? WHERE "_s + amongKeys,
        {at.toMSecsSinceEpoch(), jsonList(*keys)});
    if (!watched)
        return std::unexpected(watched.error());
    VideoChanges changes;
    changes.updated = *keys;
    return changes;
}

} // namespace kinora
