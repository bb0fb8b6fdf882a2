#include "storage/RelayNumbers.h"

#include "storage/VideoRows.h"

namespace kinora {

using namespace Qt::StringLiterals;

Result<qint64> highestNumber(const QSqlDatabase& connection) {
    Result<QSqlQuery> query =
        runSql(connection, u"SELECT seq FROM videos WHERE on_relay = 1 ORDER BY seq DESC LIMIT 1"_s);
    if (!query)
        return std::unexpected(query.error());
    return query->next() ? query->value(0).toLongLong() : 0;
}

Result<bool> forgetNumbers(const QSqlDatabase& connection, const QList<LostNumbers>& lost) {
    bool any = false;
    for (const LostNumbers& numbers : lost) {
        const auto forgotten = runSql(
            connection, u"UPDATE videos SET seq = 0 WHERE seq > ? AND seq < ?"_s, {numbers.after, numbers.until});
        if (!forgotten)
            return std::unexpected(forgotten.error());
        any = any || forgotten->numRowsAffected() > 0;
    }
    return any;
}

Result<bool> isAnyHereAlone(const QSqlDatabase& connection) {
    Result<QSqlQuery> query = runSql(connection, u"SELECT 1 FROM videos WHERE on_relay = 0 LIMIT 1"_s);
    return query ? Result<bool>(query->next()) : std::unexpected(query.error());
}

Result<QStringList> settleListing(const QSqlDatabase& connection, const QSet<QString>& listed, qint64 from) {
    Result<QSqlQuery> query = runSql(connection, u"SELECT id, seq FROM videos WHERE on_relay AND seq <= ?"_s, {from});
    if (!query)
        return std::unexpected(query.error());
    QStringList deleted;
    QStringList lost;
    while (query->next()) {
        if (const QString id = query->value(0).toString(); !listed.contains(id))
            (query->value(1).toLongLong() > 0 ? deleted : lost) << id;
    }
    query->finish();
    const auto noted = runSql(
        connection, u"UPDATE videos SET on_relay = 0 WHERE id IN (SELECT value FROM json_each(?))"_s, {jsonList(lost)});
    return noted ? Result<QStringList>(deleted) : std::unexpected(noted.error());
}

} // namespace kinora
