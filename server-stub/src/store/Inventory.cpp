#include "store/Inventory.h"

#include <fmt/format.h>

namespace kinora::store {
namespace {

constexpr auto Tables = R"sql(
SELECT c.relname::text AS name, quote_ident(c.relname) AS quoted
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY c.relname)sql";

/// The sum of 64 bits of each row's hash does not depend on their order, and needs no memory.
constexpr auto Checksum = R"sql(
SELECT count(*) AS rows, coalesce(sum(('x' || substr(md5(t::text), 1, 16))::bit(64)::bigint::numeric), 0)::text AS checksum
FROM {} t)sql";

} // namespace

Task<std::vector<TableInventory>> takeInventory(pg::Connection& connection) {
    // A large table takes longer than any request may.
    co_await connection.query("SET LOCAL statement_timeout = 0");
    const pg::Rows tables = co_await connection.query(Tables);
    std::vector<TableInventory> inventory;
    for (const pg::Row table : tables) {
        const std::string sql = fmt::format(Checksum, table.get<std::string_view>("quoted"));
        const pg::Rows rows = co_await connection.query(sql);
        TableInventory one;
        one.table = table.get<std::string>("name");
        one.rows = rows.front().get<std::int64_t>("rows");
        one.checksum = rows.front().get<std::string>("checksum");
        inventory.push_back(std::move(one));
    }
    co_return inventory;
}

Task<std::string> exportSnapshot(pg::Connection& connection) {
    const pg::Rows rows = co_await connection.query("SELECT pg_export_snapshot() AS name");
    co_return rows.front().get<std::string>("name");
}

Task<bool> isEmptyDatabase(pg::Connection& connection) {
    const pg::Rows rows = co_await connection.query(Tables);
    co_return rows.empty();
}

} // namespace kinora::store
