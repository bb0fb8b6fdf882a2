// Cameos: people, animals and things that a user wants to be recognised in several videos.
#pragma once

#include "base/Json.h"
#include "base/Result.h"
#include "base/Task.h"
#include "base/WorkPool.h"
#include "domain/Principal.h"
#include "domain/Videos.h"
#include "media/ContentStore.h"
#include "pg/Pool.h"
#include "store/Cameos.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace kinora::domain {

/// What is not mentioned stays as it is, or is empty in a new one.
struct CameoChange {
    std::optional<std::string> handle;
    std::optional<std::string> name;
    std::optional<std::string> description;
    std::optional<std::string> imageId; ///< of an upload; empty: no picture any more
    std::optional<std::map<std::string, std::string>> characters;
};

/// ValidationFailed with every wrong field. A new one needs a handle; its name is the handle unless given.
[[nodiscard]] Result<CameoChange> readNewCameo(const json::object& body);
[[nodiscard]] Result<CameoChange> readCameoChange(const json::object& body);

/// Every read goes through canSee(): a foreign id answers as an absent one does.
class Cameos {
public:
    static constexpr std::size_t NameMaxLength = 80; ///< code points
    static constexpr std::size_t DescriptionMaxLength = 500;
    static constexpr std::size_t MostCharacters = 20;
    static constexpr std::int64_t MostOfOneUser = 100;

    /// All references must outlive this. `work` is where files are removed.
    Cameos(pg::Pool& pool, media::ContentStore& content, WorkPool& work);

    /// Conflict if there is one of this handle, or there are too many; ValidationFailed for a picture that is not
    /// there.
    [[nodiscard]] Task<Result<json::object>> create(Principal principal, CameoChange wish);
    [[nodiscard]] Task<Result<json::object>> change(Principal principal, std::string id, CameoChange change);
    [[nodiscard]] Task<Result<>> remove(Principal principal, std::string id);
    [[nodiscard]] Task<Result<json::object>> get(Principal principal, std::string id);
    [[nodiscard]] Task<Result<json::object>> list(
        Principal principal, std::optional<std::string> limit, std::optional<std::string> cursor);
    /// NotFound also for one without a picture.
    [[nodiscard]] Task<Result<StoredFile>> image(Principal principal, std::string id);

private:
    [[nodiscard]] Task<Result<store::Cameo>> find(Principal principal, std::string id);

    pg::Pool& m_pool;
    media::ContentStore& m_content;
    WorkPool& m_work;
};

} // namespace kinora::domain
