#include "domain/Jobs.h"

#include "base/CrashPoint.h"
#include "base/Ids.h"
#include "base/Unicode.h"
#include "domain/Access.h"
#include "domain/Budgets.h"
#include "domain/JobInputs.h"
#include "domain/JobRequest.h"
#include "jobs/Render.h"
#include "store/JobStore.h"
#include "store/UpstreamAccounts.h"
#include "store/UserLimits.h"

#include <boost/json.hpp>

#include <algorithm>
#include <charconv>

namespace kinora::domain {

namespace {

constexpr int Accepted = 202;
constexpr std::size_t LongestTextSearch = 200;

std::unexpected<Error> noSuchJob() {
    return fail(Code::NotFound, "There is no such job.");
}

/// The first answer, byte for byte, if it is the same request.
Result<Answer> answerAgain(const store::Submission& earlier, const std::string& fingerprint) {
    if (earlier.fingerprint != fingerprint)
        return fail(Code::IdempotencyKeyReused, "This Idempotency-Key was used for another request.");
    return Answer{.status = earlier.status, .body = earlier.answer};
}

} // namespace

Result<std::vector<std::string>> readStatuses(const std::optional<std::string>& text) {
    std::vector<std::string> statuses;
    std::string_view rest = text ? std::string_view(*text) : std::string_view();
    while (!rest.empty()) {
        const auto end = std::min(rest.find(','), rest.size());
        const std::string_view word = rest.substr(0, end);
        if (!store::jobStatusOf(word))
            return failField("status", "invalid", "A status is pending, processing, completed, failed or canceled.");
        statuses.emplace_back(word);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return statuses;
}

Result<PageRequest> readPageRequest(const std::optional<std::string>& limit, const std::optional<std::string>& cursor) {
    PageRequest page;
    if (limit) {
        const char* end = limit->data() + limit->size();
        const auto [stop, error] = std::from_chars(limit->data(), end, page.limit);
        if (error != std::errc() || stop != end || page.limit < 1 || page.limit > Jobs::MaxPage)
            return failField("limit", "out_of_range", "A page has 1 to 100 entries.");
    }
    if (cursor) {
        page.after = store::fromCursor(*cursor);
        if (!page.after)
            return failField("cursor", "invalid", "Use the nextCursor of the page before.");
    }
    return page;
}

Result<std::optional<std::string>> readSearch(const std::optional<std::string>& text) {
    const std::string_view wanted = trim(text ? std::string_view(*text) : std::string_view());
    if (wanted.size() > LongestTextSearch || !isUtf8(wanted) || hasControl(wanted))
        return failField("q", "invalid", "Search for a part of what is written there, of at most 200 bytes.");
    return wanted.empty() ? std::nullopt : std::optional(std::string(wanted));
}

/// What is to be stored, for a new request and for a retry alike.
struct Jobs::Order {
    std::string fingerprint;
    std::vector<store::NewJob> jobs;
    std::optional<JobRequest> request; ///< whose cameos and picture are still to be looked up, for all jobs alike
    bool isPriceKnown = false;         ///< the client knows what one take costs, or that nobody knows
    std::optional<std::int64_t> expectedPriceMicroUsd;
};

Jobs::Jobs(pg::Pool& pool, const ModelCatalog& catalog, jobs::EventHub& hub, jobs::Announcer& announcer,
    jobs::Engine& engine, const Clock& clock, Limits limits)
    : m_pool(pool)
    , m_catalog(catalog)
    , m_limits(limits)
    , m_announcer(announcer)
    , m_engine(engine)
    , m_clock(clock)
    , m_journal(pool, hub, announcer, clock) {
}

Task<Result<Answer>> Jobs::create(Principal principal, std::string key, json::object body) {
    const auto checkedKey = checkIdempotencyKey(key);
    if (!checkedKey)
        co_return std::unexpected(checkedKey.error());
    Order order;
    order.fingerprint = requestFingerprint("jobs", body);
    auto earlier = co_await earlierAnswer(principal, key, order.fingerprint);
    if (earlier)
        co_return std::move(*earlier);
    auto remix = co_await findRemix(m_pool, m_catalog, principal, body);
    if (!remix)
        co_return std::unexpected(remix.error());
    const auto request = readJobRequest(body, m_catalog, Prompt::Required, std::move(*remix));
    if (!request)
        co_return std::unexpected(request.error());
    order.isPriceKnown = request->expectedPriceMicroUsd.has_value();
    order.expectedPriceMicroUsd = request->expectedPriceMicroUsd;
    std::optional<std::string> batchId;
    if (request->count > 1)
        batchId = newId();
    for (int take = 1; take <= request->count; ++take) {
        store::NewJob job;
        job.id = newId();
        job.userId = principal.userId;
        job.take = take;
        job.batchId = batchId;
        job.prompt = request->prompt;
        job.orientation = request->orientation;
        job.model = request->model->id;
        job.upstream = request->model->upstream;
        job.seconds = request->seconds;
        job.size = request->size;
        job.priceMicroUsd = request->priceMicroUsd;
        job.demo = request->model->demo;
        order.jobs.push_back(std::move(job));
    }
    if (!request->cameos.empty() || request->referenceId || request->negativePrompt || request->seed || request->remix)
        order.request = *request;
    co_return co_await place(std::move(principal), std::move(key), std::move(order));
}

Task<Result<Answer>> Jobs::retry(Principal principal, std::string key, std::string jobId, json::object body) {
    const auto checkedKey = checkIdempotencyKey(key);
    if (!checkedKey)
        co_return std::unexpected(checkedKey.error());
    if (!isId(jobId))
        co_return noSuchJob();
    Order order;
    order.fingerprint = requestFingerprint("retry " + jobId, body);
    auto earlier = co_await earlierAnswer(principal, key, order.fingerprint);
    if (earlier)
        co_return std::move(*earlier);
    ObjectReader reader(body);
    order.expectedPriceMicroUsd = reader.optionalInteger("expectedPriceMicroUsd");
    if (const auto read = reader.finish(); !read)
        co_return std::unexpected(read.error());
    const auto old = co_await store::findJob(m_pool, jobId);
    if (!old || !canSee(principal, *old))
        co_return noSuchJob();
    if (old->status != store::JobStatus::Failed && old->status != store::JobStatus::Canceled)
        co_return fail(Code::Conflict, "Only a job that failed or was canceled can be tried again.");
    const upstreams::Model* model = m_catalog.find(old->model);
    if (model == nullptr)
        co_return fail(Code::Conflict, "The model of that job is no longer offered.");
    store::NewJob job;
    job.id = newId();
    job.userId = principal.userId;
    job.batchId = old->batchId; // it takes the place of that one among its takes
    job.retryOf = old->id;
    job.prompt = old->prompt;
    job.orientation = old->orientation;
    job.model = model->id;
    job.upstream = model->upstream;
    job.seconds = old->seconds;
    job.size = old->size;
    job.inputs = old->inputs;
    job.priceMicroUsd = priceOf(*model, old->seconds, old->size);
    // The old job says what it cost; whoever tries it again counts on that, unless told otherwise.
    order.isPriceKnown = true;
    if (!order.expectedPriceMicroUsd)
        order.expectedPriceMicroUsd = old->priceMicroUsd;
    job.demo = model->demo;
    order.jobs.push_back(std::move(job));
    co_return co_await place(std::move(principal), std::move(key), std::move(order));
}

Task<std::optional<Result<Answer>>> Jobs::earlierAnswer(Principal principal, std::string key, std::string fingerprint) {
    const auto earlier = co_await store::findSubmission(m_pool, principal.userId, std::move(key));
    if (!earlier)
        co_return std::nullopt;
    co_return answerAgain(*earlier, fingerprint);
}

Task<Result<Answer>> Jobs::place(Principal principal, std::string key, Order order) {
    pg::Transaction transaction = co_await m_pool.begin();
    const bool locked = co_await store::tryLockKey(transaction, principal.userId, key);
    if (!locked) {
        Error running;
        running.code = Code::RequestInProgress;
        running.detail = "The same request is still being handled; ask again with the same key.";
        running.retryAfter = std::chrono::seconds(1);
        co_return std::unexpected(std::move(running));
    }
    // Between our first look and the lock another may have come and gone.
    const auto earlier = co_await store::findSubmission(transaction, principal.userId, key);
    if (earlier)
        co_return answerAgain(*earlier, order.fingerprint);
    const auto month = co_await reserve(transaction, principal.userId, order);
    if (!month)
        co_return std::unexpected(month.error());
    if (order.request) {
        const auto inputs = co_await resolveInputs(transaction.connection(), principal.userId, *order.request);
        if (!inputs)
            co_return std::unexpected(inputs.error());
        for (store::NewJob& job : order.jobs)
            job.inputs = *inputs;
    }
    const std::string submissionId = newId();
    co_await store::insertSubmission(transaction, principal.userId, key, submissionId, order.fingerprint);
    json::array items;
    std::vector<jobs::Journal::Told> tellings;
    for (store::NewJob& job : order.jobs) {
        job.submissionId = submissionId;
        job.countedIn = *month;
        const std::string id = job.id;
        co_await store::insertJob(transaction, std::move(job));
        const auto stored = co_await store::findJob(transaction, id);
        items.push_back(jobs::toJson(*stored, m_clock.now()));
        jobs::Journal::Told told = co_await m_journal.present(transaction, id);
        tellings.push_back(std::move(told));
    }
    json::object body;
    body["items"] = std::move(items);
    Answer answer{.status = Accepted, .body = json::serialize(body)};
    co_await store::storeAnswer(transaction, submissionId, answer.status, answer.body);
    crashPoint("submission committed", Edge::Before);
    co_await transaction.commit();
    crashPoint("submission committed", Edge::After);
    for (auto& told : tellings)
        m_journal.publish(std::move(told));
    m_journal.queueChanged(principal.userId);
    m_announcer.queued();
    co_return answer;
}

Task<Result<std::string>> Jobs::reserve(pg::Transaction& transaction, std::string userId, const Order& order) {
    const store::NewJob& take = order.jobs.front();
    const store::UserLimits own = co_await store::readUserLimits(transaction.connection(), userId);
    const Limits limits = store::effective(m_limits, own);
    if (order.isPriceKnown && order.expectedPriceMicroUsd != take.priceMicroUsd) {
        Error changed;
        changed.code = Code::Conflict;
        changed.detail = "The price is another one now. Look at it again before you ask for this.";
        changed.fields.push_back({"expectedPriceMicroUsd", "price_changed", changed.detail});
        co_return std::unexpected(std::move(changed));
    }
    const Demand demand = demandOf(take.priceMicroUsd, take.seconds, static_cast<int>(order.jobs.size()));
    constexpr int rounds = 5;
    for (int round = 0; round < rounds; ++round) {
        const auto month = co_await store::reserve(transaction, userId, limits, demand);
        // Only what is under the lock of the reservation is exact; without one this finds the limit that was in the
        // way.
        Usage used = co_await store::readUsage(transaction, userId, limits, demand);
        if (month) {
            used.microUsd -= demand.microUsd;
            used.seconds -= demand.seconds;
        }
        auto verdict = judge(limits, used, demand);
        if (!verdict)
            co_return std::unexpected(std::move(verdict.error()));
        if (month)
            co_return *month;
        // Room was made between the two statements.
    }
    Error busy;
    busy.code = Code::Unavailable;
    busy.detail = "Too many requests at once. Try again in a moment.";
    busy.retryAfter = std::chrono::seconds(1);
    co_return std::unexpected(std::move(busy));
}

Task<Result<Answer>> Jobs::cancel(Principal principal, std::string jobId) {
    return cancelJob(std::move(jobId), std::move(principal), std::nullopt);
}

Task<Result<Answer>> Jobs::cancelForAdmin(std::string jobId, AuditEvent event) {
    return cancelJob(std::move(jobId), std::nullopt, std::move(event));
}

Task<Result<Answer>> Jobs::cancelJob(
    std::string jobId, std::optional<Principal> principal, std::optional<AuditEvent> event) {
    if (!isId(jobId))
        co_return noSuchJob();
    pg::Transaction transaction = co_await m_pool.begin();
    const auto job = co_await store::findJob(transaction, jobId);
    if (!job || (principal && !canSee(*principal, *job)))
        co_return noSuchJob();
    const auto outcome = co_await store::requestCancel(transaction, jobId);
    if (outcome == store::CancelOutcome::AlreadyDone) {
        const auto now = co_await store::findJob(transaction, jobId);
        if (now->status == store::JobStatus::Canceled)
            co_return Answer{.status = 200, .body = json::serialize(jobs::toJson(*now, m_clock.now()))};
        co_return fail(Code::Conflict, "This job has ended already.");
    }
    const bool ended = outcome == store::CancelOutcome::Canceled;
    jobs::Journal::Told told;
    if (ended)
        told = co_await m_journal.log(transaction, jobId, "canceled");
    else
        told = co_await m_journal.present(transaction, jobId);
    if (event) {
        event->details["user"] = job->userId;
        co_await audit(transaction.connection(), std::move(*event));
    }
    co_await transaction.commit();
    Answer answer{.status = ended ? 200 : Accepted, .body = told.event.body};
    m_journal.publish(std::move(told));
    if (ended)
        m_journal.queueChanged(job->userId);
    m_engine.wakeJob(jobId);
    co_return answer;
}

Task<json::value> Jobs::models() {
    const auto troubles = co_await store::accountTroubles(m_pool);
    std::map<std::string, std::string> reasons;
    for (const store::AccountTrouble& trouble : troubles)
        reasons.emplace(trouble.upstream, trouble.detail.empty() ? trouble.code : trouble.detail);
    co_return m_catalog.toJson(reasons);
}

Task<Result<json::object>> Jobs::get(Principal principal, std::string jobId) {
    if (!isId(jobId))
        co_return noSuchJob();
    const auto job = co_await store::findJob(m_pool, std::move(jobId));
    if (!job || !canSee(principal, *job))
        co_return noSuchJob();
    co_return jobs::toJson(*job, m_clock.now());
}

Task<Result<json::object>> Jobs::list(Principal principal, OwnJobsQuery query) {
    auto words = readStatuses(query.statuses);
    if (!words)
        co_return std::unexpected(words.error());
    const auto request = readPageRequest(query.limit, query.cursor);
    if (!request)
        co_return std::unexpected(request.error());
    store::OwnJobs wanted;
    wanted.userId = principal.userId;
    wanted.statuses = std::move(*words);
    wanted.after = request->after;
    wanted.limit = request->limit;
    auto text = readSearch(query.text);
    if (!text)
        co_return std::unexpected(text.error());
    wanted.text = std::move(*text);
    const auto page = co_await store::listJobs(m_pool, std::move(wanted));
    json::array items;
    for (const store::Job& job : page.items)
        items.push_back(jobs::toJson(job, m_clock.now()));
    json::object body;
    body["items"] = std::move(items);
    body["nextCursor"] = page.next ? json::value(store::toCursor(*page.next)) : json::value(nullptr);
    co_return body;
}

} // namespace kinora::domain
