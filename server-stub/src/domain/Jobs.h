// Asking for videos: put jobs in, look at them, cancel, try again.
#pragma once

#include "base/Clock.h"
#include "base/Json.h"
#include "base/Result.h"
#include "base/Task.h"
#include "domain/Audit.h"
#include "domain/Budgets.h"
#include "domain/ModelCatalog.h"
#include "domain/Principal.h"
#include "jobs/Announcer.h"
#include "jobs/Engine.h"
#include "jobs/Journal.h"
#include "pg/Pool.h"
#include "store/Page.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kinora::domain {

struct JobRequest;

struct OwnJobsQuery {
    std::optional<std::string> statuses = {}; ///< any of the words, separated by commas; empty: all
    std::optional<std::string> text = {};     ///< part of the prompt
    std::optional<std::string> limit = {};
    std::optional<std::string> cursor = {};
};

/// An answer that is given again for the same key: status and JSON, byte for byte.
struct Answer {
    int status = 200;
    std::string body;
};

/// Ids and cursors come as they were sent; what is malformed is NotFound or ValidationFailed. JSON goes out ready to be
/// sent.
class Jobs {
public:
    static constexpr int DefaultPage = 20;
    static constexpr int MaxPage = 100;

    /// All references must outlive this object.
    Jobs(pg::Pool& pool, const ModelCatalog& catalog, jobs::EventHub& hub, jobs::Announcer& announcer,
        jobs::Engine& engine, const Clock& clock, Limits limits);

    /// 202 with the jobs made. The same key and request again: the first answer; the same key with another:
    /// IdempotencyKeyReused; while the first is still being handled: RequestInProgress, at once. What was refused is
    /// not remembered.
    /// The errors of judge(); Conflict if the price is not the one the client expected.
    [[nodiscard]] Task<Result<Answer>> create(Principal principal, std::string key, json::object body);
    /// A new job like that one, if it has ended without a video.
    [[nodiscard]] Task<Result<Answer>> retry(
        Principal principal, std::string key, std::string jobId, json::object body);
    /// 200 with the job if it has ended by this, 202 if its worker has to see what can be done; Conflict if it had
    /// ended before.
    [[nodiscard]] Task<Result<Answer>> cancel(Principal principal, std::string jobId);
    /// The same, whoever's job it is; `event` is written down with it.
    [[nodiscard]] Task<Result<Answer>> cancelForAdmin(std::string jobId, AuditEvent event);
    /// What can be asked for, and what keeps the upstream from making it just now.
    [[nodiscard]] Task<json::value> models();
    [[nodiscard]] Task<Result<json::object>> get(Principal principal, std::string jobId);
    [[nodiscard]] Task<Result<json::object>> list(Principal principal, OwnJobsQuery query);

private:
    struct Order;
    /// `principal`: whose it must be; `event`: written down with it.
    [[nodiscard]] Task<Result<Answer>> cancelJob(
        std::string jobId, std::optional<Principal> principal, std::optional<AuditEvent> event);
    [[nodiscard]] Task<Result<Answer>> place(Principal principal, std::string key, Order order);
    /// Puts the order against the user's limits until the transaction ends; the month it counts in.
    [[nodiscard]] Task<Result<std::string>> reserve(
        pg::Transaction& transaction, std::string userId, const Order& order);
    /// Looked for before anything is checked: what was accepted once is answered again, whatever the relay offers
    /// today.
    [[nodiscard]] Task<std::optional<Result<Answer>>> earlierAnswer(
        Principal principal, std::string key, std::string fingerprint);

    pg::Pool& m_pool;
    const ModelCatalog& m_catalog;
    Limits m_limits;
    jobs::Announcer& m_announcer;
    jobs::Engine& m_engine;
    const Clock& m_clock;
    jobs::Journal m_journal;
};

/// Words separated by commas, as they stand in a query; empty: all. ValidationFailed.
[[nodiscard]] Result<std::vector<std::string>> readStatuses(const std::optional<std::string>& text);

/// limit and cursor as they stand in a query.
struct PageRequest {
    int limit = Jobs::DefaultPage;
    std::optional<store::PageKey> after;
};
[[nodiscard]] Result<PageRequest> readPageRequest(
    const std::optional<std::string>& limit, const std::optional<std::string>& cursor);
/// q as it stands in a query; nothing if there is nothing to look for.
[[nodiscard]] Result<std::optional<std::string>> readSearch(const std::optional<std::string>& text);

} // namespace kinora::domain
