// Accounts and sessions on a database of their own, with a cheap hash.
#pragma once

#include "base/Clock.h"
#include "base/WorkPool.h"
#include "domain/AccessTokens.h"
#include "domain/Accounts.h"
#include "domain/PasswordHasher.h"
#include "domain/RefreshTokens.h"
#include "domain/ServerIdentity.h"
#include "domain/SessionWatch.h"
#include "domain/Sessions.h"
#include "pg/Migrator.h"
#include "store/Migrations.h"
#include "support/PostgresEnvironment.h"

#include <gtest/gtest.h>

#include <string>

namespace kinora::test {

class AccountsEnvironment : public testing::Test {
protected:
    AccountsEnvironment() {
        run(pg::migrate(pool, store::migrations()));
        serverId = *run(domain::identify(pool, "fingerprint"));
    }

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
        return domain::Accounts(pool, hasher, sessions, std::move(policy));
    }

    Result<domain::SignedIn> logIn(std::string email, std::string password) {
        domain::Credentials credentials;
        credentials.email = std::move(email);
        credentials.password = std::move(password);
        return run(sessions.logIn(std::move(credentials)));
    }

    boost::asio::io_context context;
    std::string conninfo = PostgresEnvironment::instance().freshDatabase();
    pg::Pool pool{conninfo};
    WorkPool work{"hash", 1, 64};
    SystemClock clock;
    Secret key{"0123456789abcdef0123456789abcdef"};
    domain::PasswordHasher hasher{Secret("pepper"), work, 4};
    domain::AccessTokens accessTokens{key, "audience", clock};
    domain::RefreshTokens refreshTokens{key};
    domain::SessionWatch watch{context.get_executor(), pool};
    domain::Sessions sessions{pool, hasher, accessTokens, refreshTokens, watch};
    std::string serverId;
};

} // namespace kinora::test
