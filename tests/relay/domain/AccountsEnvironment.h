// Accounts and sessions on a database of their own, with a cheap hash.
#pragma once

#include "base/Clock.h"
#include "base/WorkPool.h"
#include "domain/AccessTokens.h"
#include "domain/Accounts.h"
#include "domain/Attempts.h"
#include "domain/PasswordHasher.h"
#include "domain/Passwords.h"
#include "domain/RefreshTokens.h"
#include "domain/ServerIdentity.h"
#include "domain/SessionWatch.h"
#include "domain/Sessions.h"
#include "store/UserChanges.h"
#include "support/PostgresEnvironment.h"

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <string>
#include <thread>

namespace kinora::test {

class AccountsEnvironment : public testing::Test {
protected:
    AccountsEnvironment()
        : serverId(*run(domain::identify(pool, "fingerprint"))) {}

    template <class T>
    T run(Task<T> task) {
        return runOn(context, std::move(task));
    }

    static domain::RegistrationPolicy openPolicy() {
        domain::RegistrationPolicy policy;
        policy.mode = domain::RegistrationMode::Open;
        policy.plainLoopback = true;
        policy.setupCode = Secret("ABCD-EFGH-JKMN");
        return policy;
    }

    static domain::Registration registration(std::string email, std::string password = "correct horse") {
        domain::Registration made;
        made.email = std::move(email);
        made.password = std::move(password);
        made.direct = true;
        return made;
    }

    domain::Accounts accounts(domain::RegistrationPolicy policy = openPolicy()) {
        return domain::Accounts(pool, hasher, sessions, attempts, std::move(policy));
    }

    /// Somebody on the network.
    static domain::Actor from(std::string address = "203.0.113.7") {
        domain::Actor actor;
        actor.address = std::move(address);
        actor.requestId = "request-1";
        return actor;
    }

    static domain::Actor as(const domain::User& user) {
        domain::Actor actor = from();
        actor.kind = domain::Actor::Kind::User;
        actor.userId = user.id;
        return actor;
    }

    Result<domain::SignedIn> logIn(std::string email, std::string password, std::string refreshToken = {}) {
        domain::Credentials credentials;
        credentials.email = std::move(email);
        credentials.password = std::move(password);
        if (!refreshToken.empty())
            credentials.refreshToken = std::move(refreshToken);
        return run(sessions.logIn(std::move(credentials), from()));
    }

    /// With a session, in a relay that lets everybody in.
    domain::SignedIn signUp(std::string email) {
        domain::Accounts all = accounts();
        return *run(all.registerUser(registration(std::move(email)), from()))->session;
    }

    /// Runs `task` up to where it waits for the account, changes the account, and lets it go on: its answer.
    template <class T>
    T overtaken(Task<T> task, std::string userId, const std::function<Task<>(pg::Connection&)>& change) {
        std::optional<pg::Transaction> transaction;
        run(begin(transaction));
        run(store::lockUser(transaction->connection(), std::move(userId)));
        std::optional<T> answer;
        boost::asio::co_spawn(
            context, std::move(task), [&answer](const std::exception_ptr&, T value) { answer = std::move(value); });
        while (!answer && waiting() == 0)
            std::this_thread::yield();
        run(change(transaction->connection()));
        run(transaction->commit());
        transaction.reset();
        while (!answer)
            waiting();
        return std::move(*answer);
    }

    Task<> begin(std::optional<pg::Transaction>& place) {
        pg::Transaction transaction = co_await pool.begin();
        place.emplace(std::move(transaction));
    }

    /// How many wait for a lock.
    std::int64_t waiting() {
        const auto rows = run(pool.query("SELECT count(*) AS n FROM pg_locks WHERE NOT granted"));
        return rows.front().get<std::int64_t>("n");
    }

    domain::Principal principalOf(const domain::SignedIn& signedIn) {
        return *run(sessions.authenticate(signedIn.accessToken));
    }

    /// How often the audit log has it.
    std::int64_t audited(const std::string& action) {
        const auto rows = run(pool.query("SELECT count(*) AS n FROM audit_log WHERE action = $1", action));
        return rows.front().get<std::int64_t>("n");
    }

    boost::asio::io_context context;
    std::string conninfo = PostgresEnvironment::instance().migratedDatabase();
    pg::Pool pool{conninfo};
    WorkPool work{"hash", 1, 64};
    SystemClock clock;
    Secret key{"0123456789abcdef0123456789abcdef"};
    domain::PasswordHasher hasher{Secret("pepper"), work, 4};
    domain::AccessTokens accessTokens{key, "audience", clock};
    domain::RefreshTokens refreshTokens{key};
    domain::SessionWatch watch{context.get_executor(), pool};
    domain::Attempts attempts{pool, true};
    domain::Sessions sessions{pool, hasher, accessTokens, refreshTokens, watch, attempts};
    domain::Passwords passwords{pool, hasher, sessions, attempts, watch};
    std::string serverId;
};

} // namespace kinora::test
