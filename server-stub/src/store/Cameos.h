// Who or what a user wants to be recognised in several videos.
#pragma once

#include "base/Clock.h"
#include "base/Task.h"
#include "pg/Pool.h"
#include "store/Page.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kinora::store {

struct Cameo {
    std::string id;
    std::string userId;
    std::string handle;
    std::string name;
    std::string description;
    std::optional<std::string> imageSha256; ///< hex; of a blob
    /// What upstreams that know characters call it, by the upstream's name.
    std::map<std::string, std::string> characters;
    TimePoint createdAt;
    TimePoint updatedAt;
};

inline constexpr auto CameosHandleUnique = "cameos_handle_unique";

/// The times are the database's. DatabaseError violatesUnique(CameosHandleUnique) if the user has another of this
/// handle; updateCameo() too.
[[nodiscard]] Task<Cameo> insertCameo(pg::Connection& connection, Cameo cameo);
[[nodiscard]] Task<Cameo> updateCameo(pg::Connection& connection, Cameo cameo);
[[nodiscard]] Task<> deleteCameo(pg::Connection& connection, std::string id);
[[nodiscard]] Task<std::int64_t> countCameos(pg::Connection& connection, std::string userId);

[[nodiscard]] Task<std::optional<Cameo>> findCameo(pg::Connection& connection, std::string id);
/// Nobody changes it until the transaction ends.
[[nodiscard]] Task<std::optional<Cameo>> lockCameo(pg::Connection& connection, std::string id);
/// Those of this user, in the order of `ids`; what is not theirs is left out. Nobody changes them until the transaction
/// ends.
[[nodiscard]] Task<std::vector<Cameo>> lockCameos(
    pg::Connection& connection, std::string userId, std::vector<std::string> ids);
[[nodiscard]] Task<Page<Cameo>> listCameos(
    pg::Connection& connection, std::string userId, std::optional<PageKey> after, int limit);

} // namespace kinora::store
