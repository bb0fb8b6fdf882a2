#include "store/Server.h"

#include "base/Ids.h"

namespace kinora::store {
namespace {

constexpr auto InsertServer =
    "INSERT INTO server (server_id, secret_fingerprint) VALUES ($1, $2) ON CONFLICT DO NOTHING";
constexpr auto SelectServer = "SELECT server_id, secret_fingerprint FROM server";
constexpr auto LockServer = "SELECT 1 FROM server FOR UPDATE";

constexpr auto TableExists = "SELECT to_regclass('server') IS NOT NULL AS present";

std::optional<Server> readServer(const pg::Rows& rows) {
    if (rows.empty())
        return std::nullopt;
    Server server;
    server.id = rows.front().get<std::string>("server_id");
    server.secretFingerprint = rows.front().get<std::string>("secret_fingerprint");
    return server;
}

} // namespace

Task<Server> loadServer(pg::Connection& connection, std::string secretFingerprint) {
    const std::string id = newId();
    co_await connection.query(InsertServer, id, secretFingerprint);
    const pg::Rows rows = co_await connection.query(SelectServer);
    co_return readServer(rows).value();
}

Task<std::optional<Server>> findServer(pg::Connection& connection) {
    const pg::Rows present = co_await connection.query(TableExists);
    if (!present.front().get<bool>("present"))
        co_return std::nullopt;
    const pg::Rows rows = co_await connection.query(SelectServer);
    co_return readServer(rows);
}

Task<> lockServer(pg::Connection& connection) {
    co_await connection.query(LockServer);
}

} // namespace kinora::store
