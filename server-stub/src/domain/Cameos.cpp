#include "domain/Cameos.h"

#include "base/Ids.h"
#include "base/Unicode.h"
#include "domain/Access.h"
#include "domain/AccountRules.h"
#include "domain/Jobs.h"
#include "domain/KeptPictures.h"
#include "domain/Refusals.h"
#include "domain/Render.h"
#include "domain/UnusedFiles.h"
#include "pg/DatabaseError.h"
#include "store/Uploads.h"
#include "store/UserChanges.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

namespace kinora::domain {
namespace {

constexpr std::size_t CharacterMaxBytes = 200;

std::unexpected<Error> noSuchCameo() {
    return fail(Code::NotFound, "There is no such cameo.");
}

std::unexpected<Error> handleTaken() {
    Error error;
    error.code = Code::Conflict;
    error.detail = "You have a cameo of this name already.";
    error.fields.push_back({"handle", "taken", error.detail});
    return std::unexpected(std::move(error));
}

class CameoReader {
public:
    explicit CameoReader(const json::object& body)
        : m_body(body)
        , m_reader(body) {}

    Result<CameoChange> read(bool isNew) {
        readHandle(isNew);
        m_change.name = readText("name", Cameos::NameMaxLength, "");
        if (m_change.name && m_change.name->empty())
            m_reader.reject("name", "required", "A name has at least one character.");
        m_change.description = readText("description", Cameos::DescriptionMaxLength, "\n\t\r");
        readImage();
        readCharacters();
        if (const Result<> complete = m_reader.finish(); !complete)
            return std::unexpected(complete.error());
        return std::move(m_change);
    }

private:
    void readHandle(bool isNeeded) {
        m_change.handle = isNeeded ? m_reader.string("handle") : m_reader.optionalString("handle");
        if (!m_change.handle || !m_body.contains("handle"))
            return;
        if (auto problem = checkHandle(*m_change.handle))
            m_reader.reject(problem->field, std::move(problem->code), std::move(problem->detail));
    }

    std::optional<std::string> readText(std::string_view name, std::size_t longest, std::string_view allowed) {
        const auto typed = m_reader.optionalString(name);
        if (!typed)
            return std::nullopt;
        const auto normal = toNfc(*typed);
        std::string text(trim(normal.value_or("")));
        if (!normal || hasControl(text, allowed))
            m_reader.reject(name, "invalid", fmt::format("The {} has no control characters.", name));
        else if (codePoints(text) > longest)
            m_reader.reject(name, "too_long", fmt::format("The {} has at most {} characters.", name, longest));
        return text;
    }

    void readImage() {
        const json::value* value = m_body.if_contains("imageId");
        const auto id = m_reader.optionalString("imageId");
        if (id && !isId(*id))
            m_reader.reject("imageId", "unknown", "There is no such picture. Send it again.");
        else if (id)
            m_change.imageId = id;
        else if (value != nullptr && value->is_null())
            m_change.imageId.emplace();
    }

    void readCharacters() {
        const auto object = m_reader.optionalObject("characters");
        if (!object)
            return;
        std::map<std::string, std::string> characters;
        bool good = object->size() <= Cameos::MostCharacters;
        for (const auto& [upstream, id] : *object) {
            const auto* text = id.if_string();
            good = good && text != nullptr && !text->empty() && text->size() <= CharacterMaxBytes &&
                   upstream.size() <= CharacterMaxBytes && !hasControl(upstream) && !hasControl(*text);
            if (good)
                characters.emplace(upstream, *text);
        }
        if (good)
            m_change.characters = std::move(characters);
        else
            m_reader.reject("characters", "invalid", "Ids of characters stand under the names of their upstreams.");
    }

    const json::object& m_body;
    ObjectReader m_reader;
    CameoChange m_change;
};

} // namespace

Result<CameoChange> readNewCameo(const json::object& body) {
    CameoReader reader(body);
    return reader.read(true);
}

Result<CameoChange> readCameoChange(const json::object& body) {
    if (body.empty())
        return fail(Code::ValidationFailed, "Say what is to be changed.");
    CameoReader reader(body);
    return reader.read(false);
}

namespace {

/// Puts the change into `cameo`, a picture that it names as well.
Task<Result<>> apply(pg::Connection& connection, store::Cameo& cameo, CameoChange change) {
    cameo.handle = change.handle.value_or(cameo.handle);
    cameo.name = change.name.value_or(cameo.name);
    cameo.description = change.description.value_or(cameo.description);
    if (change.characters)
        cameo.characters = std::move(*change.characters);
    if (!change.imageId)
        co_return Result<>();
    cameo.imageSha256.reset();
    if (change.imageId->empty())
        co_return Result<>();
    const auto upload = co_await store::lockUpload(connection, cameo.userId, *change.imageId);
    if (!upload)
        co_return failField("imageId", "unknown", "There is no such picture. Send it again.");
    cameo.imageSha256 = upload->sha256;
    co_return Result<>();
}

} // namespace

Cameos::Cameos(pg::Pool& pool, media::ContentStore& content, WorkPool& work)
    : m_pool(pool)
    , m_content(content)
    , m_work(work) {
}

Task<Result<json::object>> Cameos::create(Principal principal, CameoChange wish) {
    pg::Transaction transaction = co_await m_pool.begin();
    pg::Connection& connection = transaction.connection();
    // One after the other, so that the count is exact.
    const auto user = co_await store::lockUser(connection, principal.userId);
    if (!user)
        co_return sessionEnded();
    const std::int64_t there = co_await store::countCameos(connection, principal.userId);
    if (there >= MostOfOneUser)
        co_return fail(Code::Conflict, fmt::format("There are {} cameos already. Delete one first.", MostOfOneUser));
    store::Cameo cameo;
    cameo.id = newId();
    cameo.userId = principal.userId;
    cameo.name = wish.handle.value_or("");
    const Result<> applied = co_await apply(connection, cameo, std::move(wish));
    if (!applied)
        co_return std::unexpected(applied.error());
    bool taken = false;
    try {
        cameo = co_await store::insertCameo(connection, cameo);
    } catch (const pg::DatabaseError& error) {
        if (!error.violatesUnique(store::CameosHandleUnique))
            throw;
        taken = true;
    }
    if (taken)
        co_return handleTaken();
    co_await transaction.commit();
    co_return toJson(cameo);
}

Task<Result<json::object>> Cameos::change(Principal principal, std::string id, CameoChange change) {
    if (!isId(id))
        co_return noSuchCameo();
    pg::Transaction transaction = co_await m_pool.begin();
    pg::Connection& connection = transaction.connection();
    auto cameo = co_await store::lockCameo(connection, std::move(id));
    if (!cameo || !canSee(principal, *cameo))
        co_return noSuchCameo();
    const std::optional<std::string> before = cameo->imageSha256;
    const Result<> applied = co_await apply(connection, *cameo, std::move(change));
    if (!applied)
        co_return std::unexpected(applied.error());
    bool taken = false;
    try {
        cameo = co_await store::updateCameo(connection, *cameo);
    } catch (const pg::DatabaseError& error) {
        if (!error.violatesUnique(store::CameosHandleUnique))
            throw;
        taken = true;
    }
    if (taken)
        co_return handleTaken();
    std::vector<std::string> unused;
    if (before && before != cameo->imageSha256) {
        const bool gone = co_await store::dropUnusedBlob(connection, *before);
        if (gone)
            unused.push_back(*before);
    }
    co_await transaction.commit();
    co_await removeUnusedFiles(m_pool, m_content, m_work, std::move(unused));
    co_return toJson(*cameo);
}

Task<Result<>> Cameos::remove(Principal principal, std::string id) {
    if (!isId(id))
        co_return noSuchCameo();
    pg::Transaction transaction = co_await m_pool.begin();
    pg::Connection& connection = transaction.connection();
    const auto cameo = co_await store::lockCameo(connection, std::move(id));
    if (!cameo || !canSee(principal, *cameo))
        co_return noSuchCameo();
    co_await store::deleteCameo(connection, cameo->id);
    std::vector<std::string> unused;
    if (cameo->imageSha256) {
        const bool gone = co_await store::dropUnusedBlob(connection, *cameo->imageSha256);
        if (gone)
            unused.push_back(*cameo->imageSha256);
    }
    co_await transaction.commit();
    co_await removeUnusedFiles(m_pool, m_content, m_work, std::move(unused));
    co_return Result<>();
}

Task<Result<store::Cameo>> Cameos::find(Principal principal, std::string id) {
    if (!isId(id))
        co_return noSuchCameo();
    const auto lease = co_await m_pool.acquire();
    const auto cameo = co_await store::findCameo(*lease, std::move(id));
    if (!cameo || !canSee(principal, *cameo))
        co_return noSuchCameo();
    co_return *cameo;
}

Task<Result<json::object>> Cameos::get(Principal principal, std::string id) {
    const auto cameo = co_await find(std::move(principal), std::move(id));
    if (!cameo)
        co_return std::unexpected(cameo.error());
    co_return toJson(*cameo);
}

Task<Result<json::object>> Cameos::list(
    Principal principal, std::optional<std::string> limit, std::optional<std::string> cursor) {
    const auto request = readPageRequest(limit, cursor);
    if (!request)
        co_return std::unexpected(request.error());
    const auto lease = co_await m_pool.acquire();
    const auto page = co_await store::listCameos(*lease, principal.userId, request->after, request->limit);
    co_return pageJson(page);
}

Task<Result<StoredFile>> Cameos::image(Principal principal, std::string id) {
    const auto cameo = co_await find(std::move(principal), std::move(id));
    if (!cameo)
        co_return std::unexpected(cameo.error());
    if (!cameo->imageSha256)
        co_return noSuchPicture();
    co_return openPicture(m_content, *cameo->imageSha256);
}

} // namespace kinora::domain
