// The examples, the contract and the relay's tables say the same.
#include "base/Code.h"
#include "base/Time.h"
#include "contract/Contract.h"
#include "contract/Yaml.h"
#include "http/Problem.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

using namespace kinora;
using test::Contract;
using ::testing::IsEmpty;
namespace json = boost::json;

namespace {

const std::filesystem::path examples = std::filesystem::path(KINORA_TESTS_DIR) / "contract";

std::string read(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

json::value example(const std::string& name) {
    return json::parse(read(examples / name));
}

LimitReached limitOf(const json::object& golden) {
    LimitReached limit;
    limit.name = golden.at("name").as_string();
    limit.limit = golden.at("limit").as_int64();
    limit.used = golden.at("used").as_int64();
    if (const auto* time = golden.at("resetsAt").if_string())
        limit.resetsAt = fromRfc3339(*time);
    return limit;
}

std::vector<std::filesystem::path> filesIn(const std::string& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(examples / folder))
        files.push_back(entry.path());
    return files;
}

} // namespace

TEST(ExamplesTest, readsTheYamlItIsWrittenIn) {
    const auto value = test::parseYaml(
        "a: 1\n# note\nb:\n  c: [x, \"y, z\", {d: true}]\n  e: { f: null,\n    g: h }\n"
        "list:\n  - { name: one }\n  - name: two\n    deep:\n      - 3\ntext: |\n  one {\n  two\n\"q:r\": s\n");
    EXPECT_EQ(value, json::parse(R"({"a":1,"b":{"c":["x","y, z",{"d":true}],"e":{"f":null,"g":"h"}},
        "list":[{"name":"one"},{"name":"two","deep":[3]}],"text":"one {\ntwo\n","q:r":"s"})"));
    for (const char* broken : {"a: [1", "a: {b: 1", "a: 1\n   b: 2", "a: \"x"})
        EXPECT_THROW((void)test::parseYaml(broken), std::exception) << broken;
}

TEST(ExamplesTest, bodiesAreAsTheContractSays) {
    const Contract contract = Contract::ofThisTree();
    EXPECT_THAT(contract.complaints("Session", example("session.json")), IsEmpty());
    EXPECT_THAT(contract.complaints("User", example("user.json")), IsEmpty());
    EXPECT_THAT(contract.complaints("Server", example("server.json")), IsEmpty());
    EXPECT_THAT(contract.complaints("Stats", example("stats.json")), IsEmpty());
    EXPECT_THAT(contract.complaints("Video", example("video.json")), IsEmpty());
    EXPECT_THAT(contract.complaints("Queue", example("queue.json")), IsEmpty());
    EXPECT_THAT(contract.complaints("Invite", example("invite.json")), IsEmpty());
    EXPECT_THAT(contract.complaints("ApiKey", example("api-key.json")), IsEmpty());
    EXPECT_THAT(contract.complaints("Person", example("person.json")), IsEmpty());
    EXPECT_THAT(contract.complaints("Cameo", example("cameo.json")), IsEmpty());
    EXPECT_THAT(contract.complaints("Upload", example("upload.json")), IsEmpty());
    for (const auto& file : filesIn("jobs"))
        EXPECT_THAT(contract.complaints("Job", json::parse(read(file))), IsEmpty()) << file;
    for (const auto& file : filesIn("problems"))
        EXPECT_THAT(contract.complaints("Problem", json::parse(read(file))), IsEmpty()) << file;
    const auto answer = [&contract](const char* method, const char* path, int status, const char* file) {
        return contract.complaintsAbout(method, path, status, "application/json", read(examples / file));
    };
    EXPECT_THAT(answer("GET", "/api/v1/auth/sessions", 200, "sessions-list.json"), IsEmpty());
    EXPECT_THAT(answer("GET", "/api/v1/models", 200, "models.json"), IsEmpty());
    EXPECT_THAT(answer("GET", "/api/v1/cameos", 200, "cameos-list.json"), IsEmpty());
    EXPECT_THAT(answer("GET", "/api/v1/jobs", 200, "jobs-list.json"), IsEmpty());
    EXPECT_THAT(answer("POST", "/api/v1/jobs", 202, "jobs-created.json"), IsEmpty());
    for (const char* file : {"estimate.json", "estimate-refused.json", "estimate-unpriced.json"})
        EXPECT_THAT(answer("POST", "/api/v1/jobs/estimate", 200, file), IsEmpty()) << file;
    EXPECT_THAT(answer("GET", "/api/v1/me/usage", 200, "usage.json"), IsEmpty());
    EXPECT_THAT(answer("GET", "/api/v1/videos", 200, "videos-list.json"), IsEmpty());
    EXPECT_THAT(answer("GET", "/api/v1/videos", 200, "videos-empty.json"), IsEmpty());
    for (const char* path : {"/api/v1/users/{handle}/videos", "/api/v1/feed"})
        EXPECT_THAT(answer("GET", path, 200, "published-videos.json"), IsEmpty()) << path;
    EXPECT_THAT(answer("GET", "/api/v1/library/changes", 200, "library-changes.json"), IsEmpty());
    EXPECT_THAT(answer("POST", "/api/v1/videos/batch", 200, "videos-edited.json"), IsEmpty());
    for (const char* name : {"audit", "upstreams", "jobs", "usage", "storage"}) {
        const std::string path = std::string("/api/v1/admin/") + name;
        const std::string file = std::string("admin/") + name + ".json";
        EXPECT_THAT(answer("GET", path.c_str(), 200, file.c_str()), IsEmpty()) << name;
    }
    EXPECT_THAT(answer("GET", "/api/v1/admin/users/{id}/limits", 200, "admin/limits.json"), IsEmpty());
}

TEST(ExamplesTest, theCheckFindsWhatIsWrong) {
    const Contract contract = Contract::ofThisTree();
    json::value job = example("jobs/queued.json");
    job.as_object().erase("prompt");
    job.as_object()["status"] = "dreaming";
    job.as_object()["attempts"] = "1";
    job.as_object()["progress"] = 101;
    job.as_object()["id"] = "ABC";
    job.as_object()["secret"] = 1;
    EXPECT_EQ(contract.complaints("Job", job).size(), 6U);
    EXPECT_EQ(contract.complaintsAbout("GET", "/api/v1/me", 299, "application/json", "{}").size(), 1U);
    EXPECT_EQ(contract.complaintsAbout("GET", "/api/v1/none", 200, "application/json", "{}").size(), 1U);
    EXPECT_EQ(contract.complaintsAbout("GET", "/api/v1/me", 200, "text/html", "{}").size(), 1U);
    const auto problem = [&contract](const char* path, int status, const char* file) {
        const std::string body = read(examples / "problems" / file);
        return contract.complaintsAbout("GET", path, status, "application/problem+json", body).size();
    };
    EXPECT_EQ(problem("/api/v1/me", 401, "unauthorized.json"), 0U);
    EXPECT_EQ(problem("/api/v1/me", 409, "conflict.json"), 1U) << "a status that it does not name";
    EXPECT_EQ(problem("/api/v1/me", 401, "invalid_credentials.json"), 1U) << "a code that it does not name";
    EXPECT_EQ(problem("/api/v1/me", 431, "headers_too_large.json"), 0U) << "any message may be";
}

TEST(ExamplesTest, everyErrorNamesCodesOfTheRelaysTable) {
    for (const Contract::Refusal& refusal : Contract::ofThisTree().refusals()) {
        EXPECT_FALSE(refusal.codes.empty()) << refusal.where;
        for (const std::string& name : refusal.codes) {
            const auto code = codeFromName(name);
            ASSERT_TRUE(code) << refusal.where << " " << name;
            EXPECT_EQ(codeStatus(*code), refusal.status) << refusal.where << " " << name;
        }
    }
}

TEST(ExamplesTest, everyProblemIsTheOneTheRelayRenders) {
    std::set<std::string> seen;
    for (const auto& file : filesIn("problems")) {
        const auto golden = json::parse(read(file)).as_object();
        const std::string name(golden.at("code").as_string());
        EXPECT_EQ(file.stem(), name);
        const auto code = codeFromName(name);
        ASSERT_TRUE(code) << name;
        seen.insert(name);
        Error error;
        error.code = *code;
        error.detail = golden.at("detail").as_string();
        for (const json::value& field : golden.at("errors").as_array())
            error.fields.push_back(FieldError{std::string(field.at("field").as_string()),
                std::string(field.at("code").as_string()), std::string(field.at("detail").as_string())});
        if (const auto* limit = golden.if_contains("limit"))
            error.limit = limitOf(limit->as_object());
        if (const auto* seq = golden.if_contains("seq"))
            error.seq = seq->as_int64();
        if (const auto* lost = golden.if_contains("lost")) {
            for (const json::value& one : lost->as_array())
                error.lost.push_back({.after = one.at("after").as_int64(), .until = one.at("until").as_int64()});
        }
        const auto rendered = http::problem(error, golden.at("requestId").as_string());
        EXPECT_EQ(json::parse(std::get<std::string>(rendered.body)), json::value(golden)) << name;
        EXPECT_EQ(rendered.status, golden.at("status").as_int64());
    }
    EXPECT_EQ(seen.size(), static_cast<std::size_t>(Code::Unavailable)) << "a code without an example";
}

TEST(ExamplesTest, theContractSaysWhatKeysMayCall) {
    const std::map<std::string, std::string> words{{"JobsRead", "jobs:read"}, {"JobsWrite", "jobs:write"},
        {"VideosRead", "videos:read"}, {"VideosWrite", "videos:write"}};
    std::set<std::string> inCode;
    const std::regex row(
        R"re(\{(?:\.method = )?"(GET|POST|PUT|PATCH|DELETE)",\s*(?:\.path = )?"(/[^"]*)",\s*(?:\.access = )?Access::User([\s\S]*?)(?=\{(?:\.method = )?"[A-Z]|\};))re");
    const std::regex scope("domain::Scope::(\\w+)");
    const std::filesystem::path api = examples / ".." / ".." / "server-stub" / "src" / "api";
    for (const auto& entry : std::filesystem::directory_iterator(api)) {
        if (!entry.path().filename().string().ends_with("Routes.cpp"))
            continue;
        const std::string text = read(entry.path());
        for (std::sregex_iterator match(text.begin(), text.end(), row), end; match != end; ++match) {
            std::smatch found;
            const std::string rest = (*match)[3];
            if (std::regex_search(rest, found, scope))
                inCode.insert((*match)[1].str() + " " + (*match)[2].str() + " " + words.at(found[1]));
        }
    }
    std::set<std::string> inContract;
    for (const auto& operation : Contract::ofThisTree().operations())
        if (!operation.scope.empty())
            inContract.insert(operation.method + " " + operation.path + " " + operation.scope);
    EXPECT_EQ(inCode, inContract);
    EXPECT_FALSE(inCode.empty());
}

TEST(ExamplesTest, theContractNamesExactlyTheRoutesThereAre) {
    std::set<std::string> inCode;
    const std::regex row(
        R"re(\{(?:\.method = )?"(GET|POST|PUT|PATCH|DELETE)",\s*(?:\.path = )?"(/[^"]*)",\s*(?:\.access = )?Access::(\w+))re");
    const std::filesystem::path api = examples / ".." / ".." / "server-stub" / "src" / "api";
    for (const auto& entry : std::filesystem::directory_iterator(api)) {
        if (!entry.path().filename().string().ends_with("Routes.cpp"))
            continue;
        const std::string text = read(entry.path());
        for (std::sregex_iterator match(text.begin(), text.end(), row), end; match != end; ++match)
            inCode.insert((*match)[1].str() + " " + (*match)[2].str() + ((*match)[3] == "Anyone" ? " anyone" : ""));
    }
    std::set<std::string> inContract;
    for (const auto& operation : Contract::ofThisTree().operations())
        inContract.insert(operation.method + " " + operation.path + (operation.anyone ? " anyone" : ""));
    EXPECT_EQ(inCode, inContract);
}
