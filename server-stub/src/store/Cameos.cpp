#include "store/Cameos.h"

#include "base/Crypto.h"

#include <boost/json.hpp>

namespace kinora::store {
namespace {

constexpr std::string_view CameoColumns = R"sql(
c.id, c.user_id, c.handle, c.name, c.description, c.image_sha256, c.characters, c.created_at, c.updated_at,
(extract(epoch FROM c.created_at) * 1000000)::bigint AS created_micros)sql";

std::string selectCameos(std::string_view condition) {
    return "SELECT " + std::string(CameoColumns) + " FROM cameos c " + std::string(condition);
}

const std::string InsertCameo = R"sql(
INSERT INTO cameos AS c (id, user_id, handle, name, description, image_sha256, characters)
VALUES ($1::uuid, $2::uuid, $3, $4, $5, $6::bytea, $7::jsonb) RETURNING )sql" +
                                std::string(CameoColumns);

const std::string UpdateCameo = R"sql(
UPDATE cameos AS c SET handle = $2, name = $3, description = $4, image_sha256 = $5::bytea, characters = $6::jsonb,
                       updated_at = now()
WHERE c.id = $1::uuid RETURNING )sql" +
                                std::string(CameoColumns);

constexpr auto DeleteCameo = "DELETE FROM cameos WHERE id = $1::uuid";

constexpr auto CountCameos = "SELECT count(*) AS cameos FROM cameos WHERE user_id = $1::uuid";

constexpr std::string_view CameosOfUser = R"sql(
WHERE c.user_id = $1::uuid
  AND ($2::bigint IS NULL OR (c.created_at, c.id) <
       (timestamptz 'epoch' + $2::bigint * interval '1 microsecond', $3::uuid))
ORDER BY c.created_at DESC, c.id DESC LIMIT $4::int)sql";

Cameo readCameo(const pg::Row& row) {
    Cameo cameo;
    cameo.id = row.get<std::string>("id");
    cameo.userId = row.get<std::string>("user_id");
    cameo.handle = row.get<std::string>("handle");
    cameo.name = row.get<std::string>("name");
    cameo.description = row.get<std::string>("description");
    if (!row.isNull("image_sha256"))
        cameo.imageSha256 = toHex(row.bytes("image_sha256"));
    const auto characters = row.get<boost::json::value>("characters");
    for (const auto& [upstream, id] : characters.as_object())
        cameo.characters.emplace(upstream, id.as_string());
    cameo.createdAt = row.get<TimePoint>("created_at");
    cameo.updatedAt = row.get<TimePoint>("updated_at");
    return cameo;
}

/// The two columns that need another form on their way in.
struct CameoParams {
    explicit CameoParams(const Cameo& cameo)
        : raw(cameo.imageSha256 ? fromHex(*cameo.imageSha256) : std::nullopt)
        , characters(boost::json::value_from(cameo.characters)) {
        if (raw)
            image = pg::Bytes{*raw};
    }
    std::optional<std::string> raw;
    std::optional<pg::Bytes> image;
    boost::json::value characters;
};

std::optional<Cameo> firstCameo(const pg::Rows& rows) {
    return rows.empty() ? std::nullopt : std::optional(readCameo(rows.front()));
}

} // namespace

Task<Cameo> insertCameo(pg::Connection& connection, Cameo cameo) {
    const CameoParams params(cameo);
    const pg::Rows rows = co_await connection.query(InsertCameo, cameo.id, cameo.userId, cameo.handle, cameo.name,
        cameo.description, params.image, params.characters);
    co_return readCameo(rows.front());
}

Task<Cameo> updateCameo(pg::Connection& connection, Cameo cameo) {
    const CameoParams params(cameo);
    const pg::Rows rows = co_await connection.query(
        UpdateCameo, cameo.id, cameo.handle, cameo.name, cameo.description, params.image, params.characters);
    co_return readCameo(rows.front());
}

Task<> deleteCameo(pg::Connection& connection, std::string id) {
    co_await connection.query(DeleteCameo, id);
}

Task<std::int64_t> countCameos(pg::Connection& connection, std::string userId) {
    const pg::Rows rows = co_await connection.query(CountCameos, userId);
    co_return rows.front().get<std::int64_t>("cameos");
}

Task<std::optional<Cameo>> findCameo(pg::Connection& connection, std::string id) {
    const std::string sql = selectCameos("WHERE c.id = $1::uuid");
    const pg::Rows rows = co_await connection.query(sql, id);
    co_return firstCameo(rows);
}

Task<std::optional<Cameo>> lockCameo(pg::Connection& connection, std::string id) {
    const std::string sql = selectCameos("WHERE c.id = $1::uuid FOR UPDATE");
    const pg::Rows rows = co_await connection.query(sql, id);
    co_return firstCameo(rows);
}

Task<std::vector<Cameo>> lockCameos(pg::Connection& connection, std::string userId, std::vector<std::string> ids) {
    const std::string sql = selectCameos(
        "WHERE c.user_id = $1::uuid AND c.id = ANY ($2::uuid[]) ORDER BY array_position($2::uuid[], c.id) FOR SHARE");
    const pg::Rows rows = co_await connection.query(sql, userId, ids);
    std::vector<Cameo> cameos;
    for (const pg::Row row : rows)
        cameos.push_back(readCameo(row));
    co_return cameos;
}

Task<Page<Cameo>> listCameos(pg::Connection& connection, std::string userId, std::optional<PageKey> after, int limit) {
    const PageParams key(after);
    const std::string sql = selectCameos(CameosOfUser);
    const pg::Rows rows = co_await connection.query(sql, userId, key.micros, key.id, limit + 1);
    co_return readPage(rows, limit, readCameo);
}

} // namespace kinora::store
