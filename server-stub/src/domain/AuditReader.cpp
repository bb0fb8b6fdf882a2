#include "domain/AuditReader.h"

#include "base/Crypto.h"
#include "base/Ids.h"
#include "base/Time.h"
#include "domain/Audit.h"
#include "domain/Jobs.h"
#include "store/AuditLog.h"

#include <algorithm>
#include <charconv>

namespace kinora::domain {
namespace {

std::string toAuditCursor(std::int64_t seq) {
    return toBase64Url("audit." + std::to_string(seq));
}

std::optional<std::int64_t> fromAuditCursor(std::string_view cursor) {
    constexpr std::string_view prefix = "audit.";
    const std::optional<std::string> text = fromBase64Url(cursor);
    if (!text || !text->starts_with(prefix))
        return std::nullopt;
    std::int64_t seq = 0;
    const char* end = text->data() + text->size();
    const auto [stop, error] = std::from_chars(text->data() + prefix.size(), end, seq);
    return error == std::errc() && stop == end && seq > 0 ? std::optional(seq) : std::nullopt;
}

struct Request {
    store::AuditFilter filter;
    std::optional<std::int64_t> before;
    int limit = Jobs::DefaultPage;
};

Result<Request> read(AuditQuery query) {
    Error error;
    error.code = Code::ValidationFailed;
    error.detail = "Some parameters are not acceptable.";
    const auto reject = [&error](const char* field, const char* detail) {
        error.fields.push_back({field, "invalid", detail});
    };
    Request request;
    const auto page = readPageRequest(query.limit, std::nullopt);
    if (page)
        request.limit = page->limit;
    else
        error.fields = page.error().fields;
    if (query.cursor) {
        request.before = fromAuditCursor(*query.cursor);
        if (!request.before)
            reject("cursor", "Use the nextCursor of the page before.");
    }
    const auto isWord = [&query](AuditAction action) {
        return toText(action) == *query.action;
    };
    if (query.action && std::ranges::none_of(auditActions(), isWord))
        reject("action", "There is no such action.");
    if (query.actor && !isId(*query.actor))
        reject("actor", "This is not the id of a user.");
    const auto time = [&reject](const std::optional<std::string>& text, const char* field) {
        std::optional<std::int64_t> micros;
        if (!text)
            return micros;
        if (const std::optional<TimePoint> point = fromRfc3339(*text))
            micros = std::chrono::duration_cast<std::chrono::microseconds>(point->time_since_epoch()).count();
        else
            reject(field, "This is not a time as in RFC 3339.");
        return micros;
    };
    request.filter.since = time(query.since, "since");
    request.filter.until = time(query.until, "until");
    if (!error.fields.empty())
        return std::unexpected(std::move(error));
    request.filter.action = std::move(query.action);
    request.filter.actorId = std::move(query.actor);
    request.filter.subjectId = std::move(query.subject);
    return request;
}

json::value textOrNull(const std::string& text) {
    return text.empty() ? json::value(nullptr) : json::value(text);
}

json::object toJson(const store::AuditRow& row) {
    const store::AuditEntry& entry = row.entry;
    const TimePoint at{std::chrono::floor<std::chrono::milliseconds>(std::chrono::microseconds(row.micros))};
    json::value subject = nullptr;
    if (!entry.subjectKind.empty())
        subject = {{"kind", entry.subjectKind}, {"id", entry.subjectId}};
    return {{"seq", row.seq}, {"at", toRfc3339(at)}, {"action", entry.action},
        {"actor", {{"kind", entry.actorKind}, {"userId", jsonOrNull(entry.actorId)}}}, {"subject", std::move(subject)},
        {"address", textOrNull(entry.address)}, {"requestId", textOrNull(entry.requestId)},
        {"sessionId", jsonOrNull(entry.sessionId)}, {"details", json::parse(entry.details)}, {"hash", toHex(row.hash)}};
}

} // namespace

AuditReader::AuditReader(pg::Pool& pool)
    : m_pool(pool) {
}

Task<Result<json::object>> AuditReader::page(AuditQuery query) {
    Result<Request> request = read(std::move(query));
    if (!request)
        co_return std::unexpected(std::move(request.error()));
    const auto lease = co_await m_pool.acquire();
    // One more than asked for tells whether there is another page.
    std::vector<store::AuditRow> rows =
        co_await store::listAudit(*lease, std::move(request->filter), request->before, request->limit + 1);
    const bool more = static_cast<int>(rows.size()) > request->limit;
    if (more)
        rows.pop_back();
    json::array items;
    for (const store::AuditRow& row : rows)
        items.push_back(toJson(row));
    json::object body;
    body["items"] = std::move(items);
    body["nextCursor"] = more ? json::value(toAuditCursor(rows.back().seq)) : json::value(nullptr);
    co_return body;
}

} // namespace kinora::domain
