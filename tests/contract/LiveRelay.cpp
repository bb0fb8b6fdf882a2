#include "contract/LiveRelay.h"

#include "support/PostgresEnvironment.h"

#include <gmock/gmock.h>

namespace kinora::test {

namespace json = boost::json;
using ::testing::IsEmpty;

std::set<std::string> LiveRelay::seen;
std::unique_ptr<TempDir> LiveRelay::folder;
std::unique_ptr<Contract> LiveRelay::contract;
std::unique_ptr<RelayProcess> LiveRelay::relay;

void LiveRelay::SetUpTestSuite() {
    folder = std::make_unique<TempDir>();
    contract = std::make_unique<Contract>(Contract::ofThisTree());
    Process::Environment environment;
    environment["KINORA_SIM_JOB_SECONDS"] = "1";
    environment["DATABASE_URL"] = PostgresEnvironment::instance().migratedDatabase();
    relay = std::make_unique<RelayProcess>(*folder / "data", environment);
    const json::value admin{{"email", "admin@example.com"}, {"password", Password}};
    ASSERT_EQ(HttpClient(relay->url()).post("/api/v1/auth/register", admin).status, 201);
}

void LiveRelay::TearDownTestSuite() {
    relay.reset();
    contract.reset();
    folder.reset();
    seen.clear();
}

HttpAnswer LiveRelay::ask(const std::string& method, const std::string& path, const std::string& pattern,
    const std::optional<json::value>& body, const HttpClient::Fields& headers) {
    HttpClient::Fields fields = headers;
    std::optional<std::string> text;
    if (body) {
        text = json::serialize(*body);
        fields.emplace_back("Content-Type", "application/json");
    }
    return send(method, path, pattern, text, fields);
}

HttpAnswer LiveRelay::send(const std::string& method, const std::string& path, const std::string& pattern,
    const std::optional<std::string>& body, const HttpClient::Fields& fields) {
    HttpAnswer answer = client.request(method, path, body, fields);
    const auto complaints =
        contract->complaintsAbout(method, pattern, answer.status, answer.header("content-type"), answer.body);
    EXPECT_THAT(complaints, IsEmpty()) << method << " " << path << "\n" << answer.body << "\n" << relay->log();
    seen.insert(method + " " + pattern + " " + std::to_string(answer.status));
    EXPECT_FALSE(answer.header("x-request-id").empty());
    if (answer.status >= 400) {
        EXPECT_EQ(json::parse(answer.body).at("requestId").as_string(), answer.header("x-request-id"));
    }
    return answer;
}

void LiveRelay::askEverythingAsNobody() {
    for (const auto& operation : contract->operations()) {
        const std::string path = withAbsentId(operation.path);
        const HttpAnswer answer = ask(operation.method, path, operation.path);
        EXPECT_NE(answer.status, 405) << operation.path;
        if (operation.anyone) {
            EXPECT_NE(answer.status, 404) << operation.path;
        } else {
            EXPECT_EQ(answer.status, 401) << operation.path;
        }
    }
}

void LiveRelay::signUp(const std::string& email) {
    const json::value body{{"email", email}, {"password", Password}};
    const HttpAnswer answer = ask("POST", "/api/v1/auth/register", "/api/v1/auth/register", body);
    ASSERT_EQ(answer.status, 201) << answer.body;
    client.setToken(std::string(answer.json().at("accessToken").as_string()));
    EXPECT_EQ(answer.header("cache-control"), "no-store");
}

void LiveRelay::signInAsAdmin() {
    const json::value body{{"email", "admin@example.com"}, {"password", Password}};
    const HttpAnswer answer = ask("POST", "/api/v1/auth/login", "/api/v1/auth/login", body);
    ASSERT_EQ(answer.status, 200) << answer.body;
    client.setToken(std::string(answer.json().at("accessToken").as_string()));
}

std::string LiveRelay::submit(const std::string& prompt, const std::string& key) {
    const json::value wish{{"prompt", prompt}};
    const HttpAnswer accepted = ask("POST", "/api/v1/jobs", "/api/v1/jobs", wish, {{"Idempotency-Key", key}});
    EXPECT_EQ(accepted.status, 202) << accepted.body;
    return std::string(accepted.json().at("items").at(0).at("id").as_string());
}

std::vector<std::string> LiveRelay::unseen(int from, int to) {
    const auto* suite = ::testing::UnitTest::GetInstance()->current_test_suite();
    std::vector<std::string> all;
    if (suite->test_to_run_count() < suite->total_test_count())
        return all;
    for (const auto& operation : contract->operations()) {
        for (const std::string& status : operation.statuses) {
            const std::string answer = operation.method + " " + operation.path + " " + status;
            if (std::stoi(status) >= from && std::stoi(status) < to && !seen.contains(answer))
                all.push_back(answer);
        }
    }
    return all;
}

std::string withAbsentId(std::string path) {
    if (const auto start = path.find('{'); start != std::string::npos)
        path.replace(start, path.find('}') - start + 1, AbsentId);
    return path;
}

} // namespace kinora::test
