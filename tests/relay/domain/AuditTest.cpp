// The audit log: appended by many at once, read in pages, and never changed without being noticed.
#include "domain/Audit.h"

#include "base/Crypto.h"
#include "base/DurableFile.h"
#include "base/Ids.h"
#include "base/IoThreads.h"
#include "domain/AuditChain.h"
#include "domain/AuditKeeper.h"
#include "domain/AuditReader.h"
#include "pg/DatabaseError.h"
#include "support/Eventually.h"
#include "support/PostgresEnvironment.h"
#include "support/TempDir.h"

#include <boost/asio/use_future.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

using namespace kinora;
using domain::AuditAction;
using domain::AuditFlawKind;
using ::testing::IsEmpty;

namespace {

class AuditTest : public ::testing::Test {
protected:
    template <class T>
    T run(Task<T> task) {
        return test::runOn(context, std::move(task));
    }

    static domain::AuditEvent event(AuditAction action, std::string subject = "thing") {
        domain::AuditEvent made;
        made.action = action;
        made.actor.kind = domain::Actor::Kind::User;
        made.actor.userId = user;
        made.actor.sessionId = session;
        made.actor.address = "192.0.2.7";
        made.actor.requestId = "request";
        made.subjectKind = "user";
        made.subjectId = std::move(subject);
        made.details = {{"from", "member"}, {"to", "admin"}};
        return made;
    }

    void write(int count) {
        for (int i = 0; i < count; ++i)
            run(domain::audit(pool, event(AuditAction::RoleChanged, "subject-" + std::to_string(i))));
    }

    /// What somebody does who owns the database and knows of the triggers.
    void tamper(const std::string& sql) {
        run(pool.run("ALTER TABLE audit_log DISABLE TRIGGER USER", {}));
        run(pool.run(sql, {}));
    }

    domain::AuditVerdict verify(std::optional<domain::AuditHead> kept = {}) {
        return run(domain::verifyAudit(pool, std::move(kept)));
    }

    std::vector<std::pair<AuditFlawKind, std::int64_t>> flaws(std::optional<domain::AuditHead> kept = {}) {
        std::vector<std::pair<AuditFlawKind, std::int64_t>> found;
        for (const auto& flaw : verify(std::move(kept)).flaws)
            found.emplace_back(flaw.kind, flaw.seq);
        return found;
    }

    json::object page(domain::AuditQuery query) {
        const auto answer = run(reader.page(std::move(query)));
        return answer ? *answer : json::object{};
    }

    inline static const std::string user = newId();
    inline static const std::string session = newId();
    boost::asio::io_context context;
    pg::Pool pool{test::PostgresEnvironment::instance().migratedDatabase()};
    domain::AuditReader reader{pool};
};

using Flaw = std::pair<AuditFlawKind, std::int64_t>;

} // namespace

TEST_F(AuditTest, anUntouchedChainIsWhole) {
    EXPECT_THAT(flaws(), IsEmpty());
    write(5);
    const domain::AuditVerdict verdict = verify();
    EXPECT_THAT(verdict.flaws, IsEmpty());
    EXPECT_EQ(verdict.rows, 5);
    EXPECT_EQ(verdict.head.seq, 5);
    EXPECT_THAT(flaws(verdict.head), IsEmpty());
    write(2);
    EXPECT_THAT(flaws(verdict.head), IsEmpty()) << "an older head is still on the chain";
}

TEST_F(AuditTest, theHashIsTheOneThatTheDocumentationGives) {
    store::AuditRow row;
    row.seq = 7;
    row.micros = 1'000'000;
    row.entry = {"auth.signed_in", "user", "u", std::nullopt, "192.0.2.7", "r", "session", "s", R"({"a":1})"};
    row.previous = std::string(32, '\0');
    EXPECT_EQ(store::auditHash(row),
        sha256(std::string(32, '\0') +
               R"([7,1000000,"auth.signed_in","user","u",null,"192.0.2.7","r","session","s","{\"a\":1}"])"));
}

TEST_F(AuditTest, everyColumnCounts) {
    for (const char* change : {"at = at + interval '1 microsecond'", "action = 'auth.signed_in'",
             "actor_kind = 'operator'", "actor_id = NULL", "session_id = NULL", "address = '192.0.2.8'",
             "request_id = ''", "subject_kind = 'session'", "subject_id = 'x'", "details = '{ }'"}) {
        write(1);
        const std::int64_t last = verify().head.seq;
        tamper("UPDATE audit_log SET " + std::string(change) + " WHERE seq = " + std::to_string(last));
        const auto found = flaws();
        ASSERT_FALSE(found.empty()) << change;
        EXPECT_EQ(found.back(), Flaw(AuditFlawKind::Changed, last)) << change;
    }
}

TEST_F(AuditTest, aChangedRowIsFoundAlsoWithAHashThatFitsIt) {
    write(4);
    tamper("UPDATE audit_log SET subject_id = 'other' WHERE seq = 2");
    EXPECT_EQ(flaws(), (std::vector{Flaw(AuditFlawKind::Changed, 2)}));
    const auto rows = run([](pg::Pool& source) -> Task<std::vector<store::AuditRow>> {
        const auto lease = co_await source.acquire();
        auto walked = co_await store::walkAudit(*lease, 1, 1);
        co_return walked;
    }(pool));
    tamper("UPDATE audit_log SET hash = decode('" + toHex(store::auditHash(rows.front())) + "', 'hex') WHERE seq = 2");
    EXPECT_EQ(flaws(), (std::vector{Flaw(AuditFlawKind::Inserted, 3)})) << "the next row followed another one";
}

TEST_F(AuditTest, aRemovedRowIsFound) {
    write(4);
    tamper("DELETE FROM audit_log WHERE seq IN (2, 3)");
    EXPECT_EQ(flaws(), (std::vector{Flaw(AuditFlawKind::Removed, 4)}));
    tamper("DELETE FROM audit_log WHERE seq = 1");
    EXPECT_EQ(flaws(), (std::vector{Flaw(AuditFlawKind::Removed, 4)})) << "the beginning too";
}

TEST_F(AuditTest, anInsertedRowIsFound) {
    write(3);
    const std::string copy = "INSERT INTO audit_log SELECT (l).* FROM (SELECT jsonb_populate_record(r, "
                             "jsonb_build_object('seq', {})) AS l FROM audit_log r WHERE seq = 2) s";
    const auto insertAs = [&](const std::string& seq) {
        std::string sql = copy;
        sql.replace(sql.find("{}"), 2, seq);
        tamper(sql);
    };
    insertAs("0");
    insertAs("4");
    EXPECT_EQ(flaws(), (std::vector{Flaw(AuditFlawKind::Inserted, 0), Flaw(AuditFlawKind::Inserted, 4)}));
    tamper("DELETE FROM audit_log WHERE seq IN (0, 4)");
    tamper("UPDATE audit_log SET seq = seq + 10 WHERE seq > 2");
    tamper("UPDATE audit_log SET seq = seq - 9 WHERE seq > 10");
    insertAs("3");
    tamper("UPDATE audit_head SET seq = 4");
    EXPECT_THAT(flaws(), testing::Contains(Flaw(AuditFlawKind::Changed, 3))) << "the others moved up to make room";
}

TEST_F(AuditTest, aCutTailIsFound) {
    write(5);
    const domain::AuditHead kept = verify().head;
    tamper("DELETE FROM audit_log WHERE seq > 3");
    EXPECT_EQ(flaws(), (std::vector{Flaw(AuditFlawKind::Cut, 4)}));
    // Who owns the database moves the head back too: only what was kept outside tells.
    tamper("UPDATE audit_head SET seq = 3, hash = (SELECT hash FROM audit_log WHERE seq = 3)");
    EXPECT_THAT(flaws(), IsEmpty());
    EXPECT_EQ(flaws(kept), (std::vector{Flaw(AuditFlawKind::Cut, 4)}));
    // And so it does when the log has grown again.
    write(3);
    EXPECT_THAT(flaws(), IsEmpty());
    EXPECT_EQ(flaws(kept), (std::vector{Flaw(AuditFlawKind::Rewritten, 5)}));
}

TEST_F(AuditTest, theDatabaseRefusesChangesByMistake) {
    write(1);
    for (const char* sql : {"UPDATE audit_log SET address = ''", "DELETE FROM audit_log", "TRUNCATE audit_log"})
        EXPECT_THROW(run(pool.run(sql, {})), pg::DatabaseError) << sql;
}

TEST_F(AuditTest, aRolledBackTransactionLeavesNothing) {
    const auto giveUp = [](pg::Pool& target) -> Task<> {
        pg::Transaction transaction = co_await target.begin();
        domain::AuditEvent made = event(AuditAction::InviteCreated);
        co_await domain::audit(transaction.connection(), std::move(made));
        co_await transaction.rollback();
    };
    run(giveUp(pool));
    EXPECT_EQ(verify().rows, 0);
    write(1);
    EXPECT_THAT(flaws(), IsEmpty());
}

TEST_F(AuditTest, manyAtOnceMakeOneChain) {
    constexpr int atOnce = 8;
    constexpr int each = 25;
    // As two relays: pools of their own.
    IoThreads threads(4);
    threads.start();
    pg::Pool first(pool.conninfo());
    pg::Pool second(pool.conninfo());
    std::vector<std::future<void>> writers;
    writers.reserve(atOnce);
    for (int i = 0; i < atOnce; ++i) {
        auto body = [](pg::Pool& target) -> Task<> {
            for (int n = 0; n < each; ++n) {
                domain::AuditEvent made = event(AuditAction::SignedIn);
                co_await domain::audit(target, std::move(made));
            }
        };
        writers.push_back(
            boost::asio::co_spawn(threads.next(), body(i % 2 == 0 ? first : second), boost::asio::use_future));
    }
    for (auto& writer : writers)
        writer.get();
    boost::asio::co_spawn(threads.executor(0), first.close(), boost::asio::use_future).get();
    boost::asio::co_spawn(threads.executor(0), second.close(), boost::asio::use_future).get();
    threads.stop();
    threads.join();
    const domain::AuditVerdict verdict = verify();
    EXPECT_EQ(verdict.rows, atOnce * each);
    EXPECT_THAT(verdict.flaws, IsEmpty());
}

TEST_F(AuditTest, isReadInPagesWithFilters) {
    write(3);
    run(domain::audit(pool, event(AuditAction::SignInFailed, "subject-1")));
    json::object first = page({.limit = "3"});
    ASSERT_EQ(first.at("items").as_array().size(), 3U);
    EXPECT_EQ(first.at("items").at(0).at("seq"), 4);
    EXPECT_EQ(first.at("items").at(0).at("action"), "auth.sign_in_failed");
    EXPECT_EQ(first.at("items").at(0).at("actor").at("userId"), json::string(user));
    EXPECT_EQ(first.at("items").at(0).at("details").at("to"), "admin");
    const json::object second = page({.limit = "3", .cursor = std::string(first.at("nextCursor").as_string())});
    EXPECT_EQ(second.at("items").as_array().size(), 1U);
    EXPECT_TRUE(second.at("nextCursor").is_null());
    const auto count = [this](domain::AuditQuery query) {
        return page(std::move(query)).at("items").as_array().size();
    };
    EXPECT_EQ(count({.action = "user.role_changed"}), 3U);
    EXPECT_EQ(count({.subject = "subject-1"}), 2U);
    EXPECT_EQ(count({.actor = user}), 4U);
    EXPECT_EQ(count({.actor = newId()}), 0U);
    EXPECT_EQ(count({.since = "2020-01-01T00:00:00Z"}), 4U);
    EXPECT_EQ(count({.until = "2020-01-01T00:00:00Z"}), 0U);
    const auto refused =
        run(reader.page({.action = "no.such", .actor = "me", .since = "now", .limit = "0", .cursor = "x"}));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fields.size(), 5U);
}

TEST_F(AuditTest, everyActionHasAWordOfItsOwn) {
    std::set<std::string_view> words;
    for (const AuditAction action : domain::auditActions())
        words.insert(toText(action));
    EXPECT_EQ(words.size(), domain::auditActions().size());
}

TEST_F(AuditTest, theHeadIsKeptOutsideAndOnlyGoesForward) {
    const test::TempDir folder;
    const auto file = domain::auditHeadFile(folder.path());
    WorkPool files("files", 1, 4);
    domain::AuditKeeper keeper(context.get_executor(), pool, files, file);
    run(keeper.look());
    EXPECT_FALSE(*domain::readKeptHead(file)) << "there is nothing to keep yet";
    write(3);
    run(keeper.look());
    const auto kept = domain::readKeptHead(file);
    ASSERT_TRUE(kept && *kept);
    EXPECT_EQ(**kept, verify().head);

    tamper("DELETE FROM audit_log WHERE seq = 3");
    tamper("UPDATE audit_head SET seq = 2, hash = (SELECT hash FROM audit_log WHERE seq = 2)");
    run(keeper.look());
    EXPECT_FALSE(keeper.isIntact());
    EXPECT_EQ(**domain::readKeptHead(file), **kept);
    // Also when the cut log has outgrown it, and by a relay that starts anew.
    write(3);
    domain::AuditKeeper next(context.get_executor(), pool, files, file);
    run(next.look());
    EXPECT_FALSE(next.isIntact());
    EXPECT_EQ(**domain::readKeptHead(file), **kept);
    EXPECT_EQ(flaws(*kept).size(), 1U);
}

TEST_F(AuditTest, theHeadIsKeptAsSoonAsItIsCommitted) {
    const test::TempDir folder;
    const auto file = domain::auditHeadFile(folder.path());
    WorkPool files("files", 1, 4);
    // It would look unasked after this test has long failed.
    domain::AuditKeeper keeper(context.get_executor(), pool, files, file, std::chrono::hours(1));
    keeper.start();
    for (int i = 0; i < 3; ++i) {
        write(2);
        const domain::AuditHead head = verify().head;
        EXPECT_TRUE(test::eventually([&] {
            run(pool.query("SELECT 1")); // the keeper lives on this thread
            return *domain::readKeptHead(file) == head;
        })) << i;
    }
    run(keeper.stop());
}

TEST_F(AuditTest, anUnreadableKeptHeadIsNotReplaced) {
    const test::TempDir folder;
    const auto file = domain::auditHeadFile(folder.path());
    ASSERT_TRUE(writeDurably(file, "{}"));
    write(1);
    WorkPool files("files", 1, 4);
    domain::AuditKeeper keeper(context.get_executor(), pool, files, file);
    run(keeper.look());
    EXPECT_FALSE(keeper.isIntact());
    EXPECT_EQ(*readFile(file), "{}");
}
