// The picture in the relay's README, the schema and the program name the same states and the same steps between them.
#include "base/Ids.h"
#include "pg/DatabaseError.h"
#include "pg/Migrator.h"
#include "store/Job.h"
#include "store/Migrations.h"
#include "support/PostgresEnvironment.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

using namespace kinora;
using Step = std::pair<std::string, std::string>;

namespace {

constexpr auto Outside = "[*]";

std::set<Step> drawnSteps() {
    std::ifstream file(std::filesystem::path(KINORA_TESTS_DIR) / ".." / "server-stub" / "README.md");
    const std::regex arrow(R"(^\s+(\S+) --> ([^\s:]+)(: .*)?$)");
    std::set<Step> steps;
    bool inside = false;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("```"))
            inside = line == "```mermaid";
        std::smatch match;
        if (inside && std::regex_match(line, match, arrow))
            steps.emplace(match[1], match[2]);
    }
    return steps;
}

template <class Word>
std::set<std::string> wordsOf() {
    std::set<std::string> words;
    for (int number = 1;; ++number) {
        const std::string_view word = store::toText(static_cast<Word>(number));
        if (word.empty())
            return words;
        words.emplace(word);
    }
}

class JobStatesTest : public testing::Test {
protected:
    JobStatesTest()
        : m_pool(test::PostgresEnvironment::instance().freshDatabase()) {
        run(pg::migrate(m_pool, store::migrations()));
    }
    ~JobStatesTest() override { run(m_pool.close()); }

    template <class T>
    T run(Task<T> task) {
        return test::runOn(m_io, std::move(task));
    }

    std::set<std::string> words(const std::string& sql) {
        std::set<std::string> found;
        const pg::Rows rows = run(m_pool.query(sql));
        for (const pg::Row row : rows)
            found.insert(row.get<std::string>(0));
        return found;
    }

    // All that belongs to a job in this state, so that nothing but the step itself can be refused.
    static std::string become(const std::string& state) {
        const auto stage = store::jobStageOf(state);
        const std::string status = !stage ? state : state == "queued" || state == "held" ? "pending" : "processing";
        return "UPDATE jobs SET claim_token = NULL, status = '" + status + "', stage = '" + (stage ? state : "done") +
               "', slot = " + (status == "processing" ? "1" : "NULL") +
               ", finished_at = " + (stage ? "NULL" : "now()") +
               ", error_code = " + (state == "failed" ? "'internal'" : "NULL");
    }

    boost::asio::io_context m_io;
    pg::Pool m_pool;
};

} // namespace

TEST_F(JobStatesTest, theWordsAreTheSameEverywhere) {
    const auto stages = words("SELECT unnest(enum_range(NULL::job_stage))::text");
    const auto statuses = words("SELECT unnest(enum_range(NULL::job_status))::text");
    EXPECT_EQ(stages, wordsOf<store::JobStage>());
    EXPECT_EQ(statuses, wordsOf<store::JobStatus>());
    EXPECT_EQ(words("SELECT unnest(enum_range(NULL::job_charged))::text"), wordsOf<store::Charged>());

    std::set<std::string> states = stages;
    states.erase("done");
    for (const auto ended : {store::JobStatus::Completed, store::JobStatus::Failed, store::JobStatus::Canceled})
        states.emplace(store::toText(ended));
    std::set<std::string> drawn;
    for (const auto& [from, to] : drawnSteps())
        drawn.insert({from, to});
    drawn.erase(Outside);
    EXPECT_EQ(drawn, states);
}

TEST_F(JobStatesTest, theStepsAreThoseOfThePictureAndOthersAreRefused) {
    std::set<Step> drawn = drawnSteps();
    std::erase_if(drawn, [](const Step& step) { return step.first == Outside || step.second == Outside; });
    run(m_pool.query("INSERT INTO users (id, email, email_key, password_hash, handle, display_name) "
                     "VALUES (gen_random_uuid(), 'a', 'a', 'x', 'ada', 'Ada')"));
    run(m_pool.query("INSERT INTO submissions (id, user_id, key, fingerprint, status, answer) "
                     "SELECT gen_random_uuid(), id, 'k', 'x', 202, 'null' FROM users"));
    run(m_pool.query("INSERT INTO jobs (id, user_id, submission_id, prompt, orientation, model, upstream) "
                     "SELECT gen_random_uuid(), user_id, id, 'rain', 'portrait', 'm', 'studio' FROM submissions"));
    std::set<std::string> states;
    for (const auto& [from, to] : drawn)
        states.insert({from, to});
    for (const std::string& from : states)
        for (const std::string& to : states) {
            run(m_pool.query("ALTER TABLE jobs DISABLE TRIGGER jobs_transition_allowed"));
            run(m_pool.query(become(from)));
            run(m_pool.query("ALTER TABLE jobs ENABLE TRIGGER jobs_transition_allowed"));
            std::string refusedBy;
            try {
                run(m_pool.query(become(to)));
            } catch (const pg::DatabaseError& error) {
                refusedBy = error.constraint();
            }
            const bool ended = !store::jobStageOf(from);
            const std::string expected = from == to || drawn.contains({from, to}) ? ""
                                         : ended                                  ? "jobs_terminal_is_final"
                                                                                  : "jobs_transition_allowed";
            EXPECT_EQ(refusedBy, expected) << from << " -> " << to;
        }
}
