#include "store/Server.h"

#include "base/Ids.h"

namespace kinora::store {
namespace {

constexpr auto Insert = "INSERT INTO server (server_id, secret_fingerprint) VALUES ($1, $2) ON CONFLICT DO NOTHING";
constexpr auto Select = "SELECT server_id, secret_fingerprint FROM server";
constexpr auto Lock = "SELECT 1 FROM server FOR UPDATE";

} // namespace

Task<Server> loadServer(pg::Connection& connection, std::string secretFingerprint) {
    const std::string id = newId();
    co_await connection.query(Insert, id, secretFingerprint);
    const pg::Rows rows = co_await connection.query(Select);
    Server server;
    server.id = rows.front().get<std::string>("server_id");
    server.secretFingerprint = rows.front().get<std::string>("secret_fingerprint");
    co_return server;
}

Task<> lockServer(pg::Connection& connection) {
    co_await connection.query(Lock);
}

} // namespace kinora::store
