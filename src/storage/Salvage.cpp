#include "storage/Salvage.h"

#include "storage/Database.h"

#include <array>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

struct Table {
    QString name;
    QStringList columns; ///< the last of them may be newer than the list
    bool isLastNew = false;
    QString condition = {};
};

const std::array<Table, 6>& tables() {
    static const std::array<Table, 6> all{{
        {.name = u"edits"_s,
            .columns = {u"video_id"_s, u"field"_s, u"tag"_s, u"value"_s, u"edited_at"_s, u"seen_at"_s},
            .isLastNew = true},
        {.name = u"outbox"_s,
            .columns = {u"key"_s, u"body"_s, u"created_at"_s},
            .condition = u"WHERE key IN (SELECT key FROM outbox INDEXED BY sqlite_autoindex_outbox_1)"_s},
        {.name = u"unsent"_s, .columns = {u"form"_s, u"content"_s}},
        {.name = u"offered_imports"_s, .columns = {u"sha256"_s, u"offered_at"_s, u"deleted_at"_s}},
        {.name = u"left_files"_s, .columns = {u"video_id"_s, u"file"_s, u"poster"_s, u"sprite"_s, u"is_kept"_s}},
        {.name = u"former_ids"_s, .columns = {u"former"_s, u"id"_s}},
    }};
    return all;
}

} // namespace

Result<qint64> takeQueue(const QSqlDatabase& from, const QSqlDatabase& into) {
    // As the queue is always written; see Database.
    for (const QString& statement : {u"PRAGMA synchronous = FULL"_s, u"BEGIN IMMEDIATE"_s}) {
        if (const auto done = runSql(into, statement); !done)
            return std::unexpected(done.error());
    }
    qint64 taken = 0;
    for (const Table& table : tables()) {
        QStringList names = table.columns;
        const auto select = [&] {
            return runSql(
                from, u"SELECT %1 FROM %2 NOT INDEXED %3"_s.arg(names.join(u','), table.name, table.condition));
        };
        Result<QSqlQuery> rows = select();
        if (!rows && table.isLastNew) { // a list of an earlier version does not have it
            names.removeLast();
            rows = select();
        }
        const QString columns = names.join(u',');
        const QString places = QStringList(names.size(), u"?"_s).join(u',');
        while (rows && rows->next()) {
            QVariantList values;
            for (int column = 0; column < names.size(); ++column)
                values << rows->value(column);
            const auto put =
                runSql(into, u"INSERT OR IGNORE INTO %1 (%2) VALUES (%3)"_s.arg(table.name, columns, places), values);
            if (!put && put.error().code == ErrorCode::DiskFull) {
                (void)runSql(into, u"ROLLBACK"_s);
                return std::unexpected(put.error());
            }
            taken += put ? put->numRowsAffected() : 0;
        }
    }
    const auto committed = runSql(into, u"COMMIT"_s);
    if (!committed)
        (void)runSql(into, u"ROLLBACK"_s);
    return committed ? Result<qint64>(taken) : std::unexpected(committed.error());
}

} // namespace kinora
