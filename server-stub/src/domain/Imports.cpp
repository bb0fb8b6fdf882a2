#include "domain/Imports.h"

#include "base/Crypto.h"
#include "base/Ids.h"
#include "base/Log.h"
#include "base/Time.h"
#include "base/Unicode.h"
#include "domain/Refusals.h"
#include "domain/UnusedFiles.h"
#include "domain/VideoEdit.h"
#include "jobs/KeptVideo.h"
#include "jobs/Render.h"
#include "store/Blobs.h"
#include "store/EventLog.h"
#include "store/Library.h"
#include "store/VideoStore.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <optional>
#include <utility>

namespace kinora::domain {
namespace {

// An earlier one is a clock's that was never set, or a file's that has no time.
constexpr TimePoint Earliest{std::chrono::sys_days(std::chrono::year(1970) / 1 / 2)};
constexpr TimePoint Latest{std::chrono::sys_days(std::chrono::year(2200) / 1 / 1)};

std::string readLine(ObjectReader& reader, std::string_view name, std::size_t longest, std::string_view allowed = {}) {
    const auto typed = reader.optionalString(name);
    if (!typed)
        return {};
    const auto normal = toNfc(*typed);
    std::string text(trim(normal.value_or("")));
    if (!normal || hasControl(text, allowed))
        reader.reject(name, "invalid", "It has no control characters.");
    else if (codePoints(text) > longest)
        reader.reject(name, "too_long", fmt::format("It has at most {} characters.", longest));
    return text;
}

std::optional<std::int64_t> readCount(ObjectReader& reader, std::string_view name, std::int64_t most) {
    const auto value = reader.optionalInteger(name);
    if (value && (*value < 0 || *value > most))
        reader.reject(name, "out_of_range", fmt::format("It is from 0 to {}.", most));
    return value;
}

json::value lineOrNull(const std::string& text) {
    return text.empty() ? json::value(nullptr) : json::value(text);
}

/// As videos that were made here have them.
Result<json::object> readSettings(const json::object& told) {
    ObjectReader reader(told, "settings.");
    json::object settings;
    settings["seconds"] = jsonOrNull(readCount(reader, "seconds", Imports::SecondsMax));
    settings["size"] = lineOrNull(readLine(reader, "size", Imports::SizeMaxLength));
    settings["negativePrompt"] = lineOrNull(readLine(reader, "negativePrompt", Imports::PromptMaxLength, "\n\t\r"));
    settings["seed"] = jsonOrNull(reader.optionalInteger("seed"));
    // Of videos that were made elsewhere it says a picture there.
    static_cast<void>(reader.optionalString("referenceId"));
    const auto cameos = reader.optionalStrings("cameos").value_or(std::vector<std::string>());
    const bool fit = cameos.size() <= Imports::CameosMax && std::ranges::all_of(cameos, [](const std::string& handle) {
        return !hasControl(handle, {}) && codePoints(handle) <= Imports::ModelMaxLength;
    });
    if (!fit)
        reader.reject("cameos", "invalid", "These are at most 50 handles.");
    settings["cameos"] = json::array(cameos.begin(), cameos.end());
    if (const Result<> complete = reader.finish(); !complete)
        return std::unexpected(complete.error());
    return settings;
}

Error notKept(const jobs::KeepError& error) {
    switch (error.why) {
    case jobs::NotKept::Invalid:
        return {Code::InvalidVideo, "This is no video that can be kept: " + error.detail + ".", {}, {}};
    case jobs::NotKept::StorageFull:
        return {Code::StorageFull, "There is no room to store the video.", {}, {}};
    case jobs::NotKept::Failed:
        break;
    }
    return {Code::Internal, "The video cannot be stored.", {}, {}};
}

store::Video newImport(const std::string& userId, ImportWish wish) {
    store::Video video;
    video.id = newId();
    video.userId = userId;
    video.prompt = std::move(wish.prompt);
    video.title = std::move(wish.title);
    video.model = std::move(wish.model);
    video.tags = std::move(wish.tags);
    video.upstream = std::move(wish.upstream);
    video.settings = std::move(wish.settings);
    video.chargedMicroUsd = wish.chargedMicroUsd;
    video.remixOf = std::move(wish.remixOf);
    video.batchId = std::move(wish.batchId);
    video.demo = wish.demo;
    video.source = "import";
    if (wish.createdAt)
        video.createdAt = *wish.createdAt;
    return video;
}

} // namespace

Result<ImportWish> readImportWish(const std::string& encoded) {
    ImportWish wish;
    if (encoded.empty())
        return wish;
    const auto text = fromBase64Url(encoded);
    if (!text)
        return fail(Code::BadRequest, "Kinora-Video is base64url of a JSON object.");
    const auto object = parseObject(*text);
    if (!object)
        return std::unexpected(object.error());
    ObjectReader reader(*object);
    wish.prompt = readLine(reader, "prompt", Imports::PromptMaxLength, "\n\t\r");
    if (std::string title = readLine(reader, "title", VideoEdit::TitleMaxLength); !title.empty())
        wish.title = std::move(title);
    wish.model = readLine(reader, "model", Imports::ModelMaxLength);
    wish.tags = readTags(reader, "tags");
    wish.upstream = readLine(reader, "upstream", Imports::ModelMaxLength);
    wish.chargedMicroUsd = readCount(reader, "chargedMicroUsd", Imports::ChargeMax);
    wish.remixOf = reader.optionalString("remixOf");
    if (wish.remixOf && !isId(*wish.remixOf))
        reader.reject("remixOf", "invalid", "This is the id of a video.");
    wish.batchId = reader.optionalString("batchId");
    if (wish.batchId && !isId(*wish.batchId))
        reader.reject("batchId", "invalid", "This is the id of a request.");
    wish.demo = reader.optionalBoolean("demo").value_or(false);
    if (const auto told = reader.optionalObject("settings")) {
        auto settings = readSettings(*told);
        if (!settings)
            return std::unexpected(std::move(settings.error()));
        wish.settings = std::move(*settings);
    }
    if (const auto time = reader.optionalString("createdAt")) {
        wish.createdAt = fromRfc3339(*time);
        if (!wish.createdAt)
            reader.reject("createdAt", "invalid", "This is a time as in RFC 3339.");
        else if (*wish.createdAt < Earliest || *wish.createdAt >= Latest)
            reader.reject("createdAt", "out_of_range", "It lies between 1970-01-02 and 2200.");
    }
    if (const Result<> complete = reader.finish(); !complete)
        return std::unexpected(complete.error());
    return wish;
}

Imports::Imports(const Library::Parts& parts)
    : m_pool(parts.pool)
    , m_content(parts.content)
    , m_work(parts.work)
    , m_events(parts.hub, parts.announcer) {
}

Task<Result<Imports::Imported>> Imports::add(Principal principal, ImportWish wish, ArrivedFile file) {
    const auto known = co_await store::findVideoOfContent(m_pool, principal.userId, file.sha256);
    if (known)
        co_return Imported{.video = jobs::toJson(*known), .isNew = false};
    auto keeping = [&content = m_content, file] {
        return jobs::keepVideo(content, file.path, file.sha256, file.bytes);
    };
    auto done = co_await m_work.media.run(std::move(keeping));
    if (!done)
        co_return std::unexpected(std::move(done.error()));
    if (!*done) {
        // It may have got its name before there was no more room for what goes beside it.
        std::vector<std::string> left{file.sha256};
        co_await removeUnusedFiles(m_pool, m_content, m_work.files, std::move(left));
        co_return std::unexpected(notKept(done->error()));
    }
    const jobs::KeptVideo& kept = **done;
    store::Video video = newImport(principal.userId, std::move(wish));
    kept.describe(video);
    video.orientation = video.width > video.height ? "landscape" : "portrait";
    std::vector<std::string> hashes;
    for (const store::BlobRow& row : kept.files())
        hashes.push_back(row.sha256);
    std::optional<Result<Imported>> entered;
    std::exception_ptr failure;
    try {
        entered = co_await enter(std::move(video), kept.files(), kept.media());
    } catch (...) {
        failure = std::current_exception();
    }
    if (!entered || !*entered || !(*entered)->isNew)
        co_await removeUnusedFiles(m_pool, m_content, m_work.files, std::move(hashes));
    if (failure)
        std::rethrow_exception(failure);
    co_return std::move(*entered);
}

Task<Result<Imports::Imported>> Imports::enter(
    store::Video video, std::vector<store::BlobRow> files, json::object media) {
    pg::Transaction transaction = co_await m_pool.begin();
    const bool there = co_await store::holdUser(transaction.connection(), video.userId);
    if (!there)
        co_return sessionEnded();
    for (const store::BlobRow& file : files)
        store::insertBlob(transaction, file);
    // Whoever brings the same bytes at the same time waits at the row of the file, and finds the video then.
    const auto known = co_await store::findVideoOfContent(transaction, video.userId, video.sha256);
    if (known)
        co_return Imported{.video = jobs::toJson(*known), .isNew = false};
    video.seq = co_await store::takeNumbers(transaction, video.userId, 1);
    if (!jobs::areThere(m_content, files))
        co_return fail(Code::Unavailable, "An equal file was just removed. Try again.");
    store::insertVideo(transaction, video, std::move(media));
    const auto stored = co_await store::findVideo(transaction, video.id);
    std::vector<store::Event> events;
    events.push_back(VideoEvents::changed(*stored));
    store::appendEvent(transaction, video.userId, events.back());
    co_await transaction.commit();
    m_events.publish(video.userId, std::move(events));
    co_return Imported{.video = jobs::toJson(*stored), .isNew = true};
}

} // namespace kinora::domain
