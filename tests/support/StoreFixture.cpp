#include "support/StoreFixture.h"

#include "pg/Migrator.h"
#include "store/Migrations.h"

namespace kinora::test {
using namespace std::chrono_literals;

namespace {

std::string sharedDatabase() {
    static const std::string conninfo = PostgresEnvironment::instance().freshDatabase();
    return conninfo;
}

} // namespace

StoreFixture::StoreFixture()
    : StoreFixture(sharedDatabase()) {
}

StoreFixture::StoreFixture(std::string conninfo)
    : m_pool(std::move(conninfo)) {
    run(pg::migrate(m_pool, store::migrations()));
    run(m_pool.query("TRUNCATE users, upstream_accounts, upstream_drains CASCADE"));
}

StoreFixture::~StoreFixture() {
    run(m_pool.close());
}

std::string StoreFixture::addUser(const std::string& handle) {
    std::string id = newId();
    run(m_pool.query("INSERT INTO users (id, email, email_key, password_hash, handle, display_name) "
                     "VALUES ($1::uuid, $2, $2, 'x', $2, $2)",
        id, handle));
    return id;
}

store::NewJob StoreFixture::newJob(const std::string& userId) {
    store::NewJob job;
    job.id = newId();
    job.userId = userId;
    job.submissionId = newId();
    job.prompt = "rain";
    job.orientation = "portrait";
    job.model = "sora-2";
    job.upstream = "studio";
    return job;
}

std::string StoreFixture::addJob(store::NewJob job) {
    std::string id = job.id;
    run(insertAlone(std::move(job)));
    return id;
}

Task<> StoreFixture::insertJob(pg::Transaction& transaction, store::NewJob job) {
    const std::string key = job.submissionId;
    co_await store::insertSubmission(transaction, job.userId, key, job.submissionId, "print");
    co_await store::insertJob(transaction, std::move(job));
}

Task<> StoreFixture::insertAlone(store::NewJob job) {
    pg::Transaction transaction = co_await m_pool.begin();
    co_await insertJob(transaction, std::move(job));
    co_await transaction.commit();
}

store::ClaimLimits StoreFixture::limits(int atMost, int maxInFlight) const {
    return {.upstream = "studio",
        .account = "key",
        .instance = m_instance,
        .lease = 30s,
        .maxInFlight = maxInFlight,
        .atMost = atMost};
}

std::vector<store::Claim> StoreFixture::claim(int atMost, int maxInFlight) {
    return run(store::claimWaiting(m_pool, limits(atMost, maxInFlight)));
}

store::NewAttempt StoreFixture::newAttempt(std::string id) {
    store::NewAttempt attempt;
    attempt.id = std::move(id);
    attempt.upstream = "studio";
    attempt.account = "key";
    attempt.deadline = 10min;
    return attempt;
}

store::Begun StoreFixture::begin(const store::Claim& claim, store::NewAttempt attempt) {
    return run(beginTask(claim, std::move(attempt)));
}

Task<store::Begun> StoreFixture::beginTask(store::Claim claim, store::NewAttempt attempt) {
    pg::Transaction transaction = co_await m_pool.begin();
    const auto begun = co_await store::beginAttempt(transaction, std::move(claim), std::move(attempt));
    co_await transaction.commit();
    co_return begun;
}

} // namespace kinora::test
