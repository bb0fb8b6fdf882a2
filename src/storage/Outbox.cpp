#include "storage/Outbox.h"

namespace kinora {

using namespace Qt::StringLiterals;

Outbox::Outbox(Database& database)
    : m_database(database) {
}

Result<QList<OutboxEntry>> Outbox::all() const {
    Result<QSqlQuery> query =
        runSql(m_database.reader(), u"SELECT key, body, created_at FROM outbox ORDER BY number"_s);
    if (!query)
        return std::unexpected(query.error());
    QList<OutboxEntry> entries;
    while (query->next())
        entries << OutboxEntry{.key = query->value(0).toString(),
            .body = query->value(1).toByteArray(),
            .createdAt = QDateTime::fromMSecsSinceEpoch(query->value(2).toLongLong(), Qt::UTC)};
    return entries;
}

QFuture<Result<void>> Outbox::put(const OutboxEntry& entry) {
    return m_database.write<void>([entry](QSqlDatabase& connection) {
        return withoutRows(runSql(connection,
            u"INSERT INTO outbox (key, body, created_at) VALUES (?, ?, ?) ON CONFLICT (key) DO NOTHING"_s,
            {entry.key, entry.body.isNull() ? QByteArray("") : entry.body, entry.createdAt.toMSecsSinceEpoch()}));
    });
}

QFuture<Result<void>> Outbox::remove(const QString& key) {
    return m_database.write<void>([key](QSqlDatabase& connection) {
        return withoutRows(runSql(connection, u"DELETE FROM outbox WHERE key = ?"_s, {key}));
    });
}

Result<QByteArray> Outbox::unsent(const QString& form) const {
    Result<QSqlQuery> query = runSql(m_database.reader(), u"SELECT content FROM unsent WHERE form = ?"_s, {form});
    if (!query)
        return std::unexpected(query.error());
    return query->next() ? query->value(0).toByteArray() : QByteArray();
}

QFuture<Result<void>> Outbox::saveUnsent(const QString& form, const QByteArray& content) {
    return m_database.write<void>([form, content](QSqlDatabase& connection) {
        if (content.isEmpty())
            return withoutRows(runSql(connection, u"DELETE FROM unsent WHERE form = ?"_s, {form}));
        return withoutRows(runSql(connection,
            u"INSERT INTO unsent (form, content) VALUES (?, ?) ON CONFLICT (form) DO UPDATE SET content = excluded.content"_s,
            {form, content}));
    });
}

} // namespace kinora
