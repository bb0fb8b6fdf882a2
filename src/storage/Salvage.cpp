#include "storage/Salvage.h"

#include "storage/Database.h"

#include <array>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

struct Table {
    QString name;
    QStringList columns;
};

const std::array<Table, 5>& tables() {
    static const std::array<Table, 5> all{{
        {.name = u"edits"_s, .columns = {u"video_id"_s, u"field"_s, u"tag"_s, u"value"_s, u"edited_at"_s}},
        {.name = u"outbox"_s, .columns = {u"key"_s, u"body"_s, u"created_at"_s}},
        {.name = u"unsent"_s, .columns = {u"form"_s, u"content"_s}},
        {.name = u"offered_imports"_s, .columns = {u"sha256"_s, u"offered_at"_s, u"deleted_at"_s}},
        {.name = u"former_ids"_s, .columns = {u"former"_s, u"id"_s}},
    }};
    return all;
}

} // namespace

qint64 takeQueue(const QSqlDatabase& from, const QSqlDatabase& into) {
    qint64 taken = 0;
    for (const Table& table : tables()) {
        const QString columns = table.columns.join(u',');
        const QString places = QStringList(table.columns.size(), u"?"_s).join(u',');
        Result<QSqlQuery> rows = runSql(from, u"SELECT %1 FROM %2 NOT INDEXED"_s.arg(columns, table.name));
        while (rows && rows->next()) {
            QVariantList values;
            for (int column = 0; column < table.columns.size(); ++column)
                values << rows->value(column);
            const auto put =
                runSql(into, u"INSERT OR IGNORE INTO %1 (%2) VALUES (%3)"_s.arg(table.name, columns, places), values);
            taken += put ? put->numRowsAffected() : 0;
        }
    }
    return taken;
}

} // namespace kinora
