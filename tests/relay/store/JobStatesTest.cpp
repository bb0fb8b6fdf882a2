// The picture in the relay's README, the schema and the program name the same states and the same steps between them.
#include "store/Job.h"
#include "support/StoreFixture.h"

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

class JobStatesTest : public test::StoreFixture {
protected:
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
    addJob(addUser("ada"));
    std::set<std::string> states;
    for (const auto& [from, to] : drawn)
        states.insert({from, to});
    for (const std::string& from : states)
        for (const std::string& to : states) {
            run(m_pool.query("ALTER TABLE jobs DISABLE TRIGGER jobs_guard"));
            run(m_pool.query(become(from)));
            run(m_pool.query("ALTER TABLE jobs ENABLE TRIGGER jobs_guard"));
            const std::string refusedBy = constraintOf(become(to));
            const bool ended = !store::jobStageOf(from);
            const std::string expected = from == to || drawn.contains({from, to}) ? ""
                                         : ended                                  ? "jobs_terminal_is_final"
                                                                                  : "jobs_transition_allowed";
            EXPECT_EQ(refusedBy, expected) << from << " -> " << to;
        }
}

TEST_F(JobStatesTest, whatBelongsToAStateIsThereAndNothingElse) {
    addJob(addUser("ada"));
    const std::vector<std::pair<std::string, std::string>> broken{
        {"status = 'processing', slot = 1", "jobs_stage_fits_status"},
        {"stage = 'generating'", "jobs_stage_fits_status"},
        {"status = 'completed', finished_at = now()", "jobs_stage_fits_status"},
        {"status = 'canceled', stage = 'done'", "jobs_finished_when_done"},
        {"finished_at = now()", "jobs_finished_when_done"},
        {"status = 'failed', stage = 'done', finished_at = now()", "jobs_error_when_failed"},
        {"error_code = 'internal'", "jobs_error_when_failed"},
        {"status = 'processing', stage = 'submitting'", "jobs_slot_while_in_hand"},
        {"claim_token = gen_random_uuid()", "jobs_slot_while_in_hand"},
        {"slot = 1", "jobs_slot_while_in_hand"},
        {"progress = 101", "jobs_progress_range"},
        {"progress = -1", "jobs_progress_range"},
        {"price_micro_usd = -1", "jobs_price_not_negative"},
    };
    for (const auto& [change, guard] : broken)
        EXPECT_EQ(constraintOf("UPDATE jobs SET " + change), guard) << change;
    EXPECT_EQ(constraintOf("UPDATE jobs SET progress = 100, price_micro_usd = 0, message = 'soon'"), "");
    const std::string insert =
        "INSERT INTO jobs (id, user_id, submission_id, take, prompt, orientation, model, upstream, stage) "
        "SELECT gen_random_uuid(), user_id, id, 2, 'rain', 'portrait', 'm', 'studio', '";
    EXPECT_EQ(constraintOf(insert + "saving' FROM submissions"), "jobs_stage_fits_status")
        << "from the first moment on";
    EXPECT_EQ(constraintOf(insert + "queued' FROM submissions"), "");
}
