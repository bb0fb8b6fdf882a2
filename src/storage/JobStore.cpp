#include "storage/JobStore.h"

#include "storage/JobRecord.h"

namespace kinora {

using namespace Qt::StringLiterals;

JobStore::JobStore(Database& database)
    : m_database(database) {
}

Result<QList<Job>> JobStore::all() const {
    Result<QSqlQuery> query = runSql(m_database.reader(), u"SELECT body FROM jobs ORDER BY created_at DESC, id DESC"_s);
    if (!query)
        return std::unexpected(query.error());
    QList<Job> jobs;
    while (query->next()) {
        // A row that cannot be read is only a cache entry lost: the relay still has the job.
        if (const std::optional<Job> job = readJobRecord(query->value(0).toString().toUtf8()))
            jobs << *job;
    }
    return jobs;
}

QFuture<Result<void>> JobStore::save(const Job& job) {
    return m_database.write<void>([job](QSqlDatabase& connection) -> Result<void> {
        const auto done = runSql(connection,
            u"INSERT INTO jobs (id, created_at, body) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body"_s,
            {job.id, job.createdAt.toMSecsSinceEpoch(), QString::fromUtf8(writeJobRecord(job))});
        return done ? Result<void>() : std::unexpected(done.error());
    });
}

QFuture<Result<void>> JobStore::remove(const QString& id) {
    return m_database.write<void>([id](QSqlDatabase& connection) -> Result<void> {
        const auto done = runSql(connection, u"DELETE FROM jobs WHERE id = ?"_s, {id});
        return done ? Result<void>() : std::unexpected(done.error());
    });
}

} // namespace kinora
