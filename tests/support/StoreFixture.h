// The relay's tables and what tests put into them: users, jobs, claims, attempts.
#pragma once

#include "base/Ids.h"
#include "pg/DatabaseError.h"
#include "store/JobStore.h"
#include "store/JobWork.h"
#include "support/PostgresEnvironment.h"

#include <gtest/gtest.h>

#include <concepts>
#include <string>
#include <utility>
#include <vector>

namespace kinora::test {

/// Empty tables for each test, in one database for all tests of the program: making one costs more than all they do
/// with it.
class StoreFixture : public testing::Test {
protected:
    StoreFixture();
    /// In a database of the test's own.
    explicit StoreFixture(std::string conninfo);
    ~StoreFixture() override;

    template <class T>
    T run(Task<T> task) {
        return runOn(m_io, std::move(task));
    }
    template <class T>
    T valueOf(const std::string& sql) {
        return run(m_pool.query(sql)).front().template get<T>(0);
    }
    std::int64_t number(const std::string& sql) { return valueOf<std::int64_t>(sql); }
    /// Which guard of the database refuses it; empty if none does.
    std::string constraintOf(std::invocable auto&& work) {
        try {
            work();
        } catch (const pg::DatabaseError& error) {
            return error.constraint();
        }
        return {};
    }
    std::string constraintOf(const std::string& sql) {
        return constraintOf([&] { run(m_pool.query(sql)); });
    }

    std::string addUser(const std::string& handle);
    /// It waits for the upstream "studio" and has a submission of its own.
    static store::NewJob newJob(const std::string& userId);
    std::string addJob(store::NewJob job);
    std::string addJob(const std::string& userId) { return addJob(newJob(userId)); }
    static Task<> insertJob(pg::Transaction& transaction, store::NewJob job);

    [[nodiscard]] store::ClaimLimits limits(int atMost, int maxInFlight = 100) const;
    std::vector<store::Claim> claim(int atMost, int maxInFlight = 100);

    static store::NewAttempt newAttempt(std::string id = newId());
    store::Begun begin(const store::Claim& claim, store::NewAttempt attempt = newAttempt());
    Task<store::Begun> beginTask(store::Claim claim, store::NewAttempt attempt);

    boost::asio::io_context m_io;
    pg::Pool m_pool;
    const std::string m_instance = newId();

private:
    Task<> insertAlone(store::NewJob job);
};

} // namespace kinora::test
