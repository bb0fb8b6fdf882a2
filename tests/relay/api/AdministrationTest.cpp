// What administrators see of everybody's jobs, upstreams, spending and files, and what they do to them.
#include "relay/jobs/Studio.h"
#include "support/Eventually.h"
#include "support/TempDir.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

using namespace kinora;
using namespace kinora::test;
using namespace std::chrono_literals;
namespace json = boost::json;
using ::testing::HasSubstr;
using ::testing::Not;

namespace {

std::string idOf(HttpClient& client) {
    return text(client.get("/api/v1/me").json().as_object(), "id");
}

HttpAnswer patch(HttpClient& client, const std::string& path, const json::value& body) {
    return client.request("PATCH", path, json::serialize(body), {{"Content-Type", "application/json"}});
}

json::object firstItem(HttpClient& client, const std::string& path) {
    const HttpAnswer answer = client.get(path);
    EXPECT_EQ(answer.status, 200) << answer.body;
    const json::array items = answer.json().at("items").as_array();
    EXPECT_FALSE(items.empty()) << answer.body;
    return items.empty() ? json::object() : items.front().as_object();
}

/// What Prometheus' own linter (promtool, Debian package prometheus) finds fault with; nothing where it is not
/// installed.
std::string lint(const std::string& metrics) {
    const TempDir folder;
    const std::string given = (folder / "metrics").string();
    const std::string said = (folder / "said").string();
    std::ofstream(given) << metrics;
    const std::string command = "command -v promtool >/dev/null || exit 0; promtool check metrics <'" + given + "' >'" +
                                said + "' 2>&1 || echo refused >>'" + said + "'";
    EXPECT_EQ(std::system(command.c_str()), 0); // NOLINT(cert-env33-c)
    std::ostringstream text;
    text << std::ifstream(said).rdbuf();
    return text.str();
}

} // namespace

TEST(AdministrationTest, isForAdministratorsOnly) {
    Studio studio;
    HttpClient admin = studio.signUp("ada");
    HttpClient member = studio.signUp("bob");
    HttpClient nobody(studio.relay.url());
    const std::string limits = "/api/v1/admin/users/" + idOf(member) + "/limits";
    for (const std::string& path : {std::string("/metrics"), std::string("/api/v1/admin/audit"),
             std::string("/api/v1/admin/upstreams"), std::string("/api/v1/admin/jobs"),
             std::string("/api/v1/admin/usage"), std::string("/api/v1/admin/storage"), limits}) {
        EXPECT_EQ(nobody.get(path).status, 401) << path;
        EXPECT_EQ(member.get(path).status, 404) << path;
        EXPECT_EQ(admin.get(path).status, 200) << path;
    }
    EXPECT_EQ(patch(member, limits, {{"videosPerHour", "none"}}).status, 404);
}

TEST(AdministrationTest, aDrainedUpstreamBeginsNothingAtAnyRelayUntilItIsResumed) {
    Studio studio(Dialect::Videos, 0.5, Database::Shared, {{"KINORA_RETRY_SECONDS", "0.3"}});
    const auto second = studio.addRelay("second");
    HttpClient admin = studio.signUp("ada");
    const json::object before = firstItem(admin, "/api/v1/admin/upstreams");
    const std::string name = text(before, "name");
    EXPECT_EQ(text(before, "health"), "ready");
    EXPECT_THAT(json::serialize(before), Not(HasSubstr("sim-token")));
    EXPECT_THAT(json::serialize(before), Not(HasSubstr("http")));

    studio.fault("server_error", 1000, "poll"); // nobody learns meanwhile that it is done
    const auto underWay = studio.submit(admin, "begun before");
    studio.waitForStage(admin, text(underWay, "id"), "generating");
    HttpClient other = admin;
    other.setBase(second->url());
    const HttpAnswer drained = other.post("/api/v1/admin/upstreams/" + name + "/drain");
    ASSERT_EQ(drained.status, 200) << drained.body;
    EXPECT_EQ(drained.json().at("health"), "drained");
    EXPECT_EQ(drained.json().at("inFlight"), 1);
    const auto waiting = studio.submit(admin, "asked for while drained");
    studio.clearFaults();
    EXPECT_EQ(text(studio.waitForEnd(admin, text(underWay, "id")), "status"), "completed")
        << "what was under way goes on";
    EXPECT_EQ(text(studio.job(admin, text(waiting, "id")), "status"), "pending");
    EXPECT_EQ(studio.ledger().size(), 1U);
    EXPECT_EQ(admin.get("/api/v1/models").json().at("items").at(0).at("availability"), "degraded");
    EXPECT_EQ(admin.post("/api/v1/admin/upstreams/" + name + "/drain").status, 200) << "may be repeated";

    EXPECT_EQ(other.post("/api/v1/admin/upstreams/" + name + "/resume").json().at("health"), "ready");
    EXPECT_EQ(text(studio.waitForEnd(admin, text(waiting, "id")), "status"), "completed");
    EXPECT_EQ(studio.number("SELECT count(*) FROM audit_log WHERE action LIKE 'upstream.%'"), 2);
    EXPECT_EQ(admin.post("/api/v1/admin/upstreams/nothing/drain").status, 404);
}

TEST(AdministrationTest, jobsOfAllAreSeenWithoutWhatTheyAreAndCanBeCanceled) {
    Studio studio;
    HttpClient admin = studio.signUp("ada");
    HttpClient member = studio.signUp("bob");
    ASSERT_EQ(member.post("/api/v1/queue/pause").status, 200);
    const std::string id = text(studio.submit(member, "a private matter"), "id");
    const HttpAnswer list = admin.get("/api/v1/admin/jobs?status=pending&user=" + idOf(member));
    ASSERT_EQ(list.status, 200) << list.body;
    EXPECT_THAT(list.body, Not(HasSubstr("private matter")));
    EXPECT_EQ(list.json().at("items").at(0).at("id").as_string(), id);
    EXPECT_EQ(list.json().at("items").at(0).at("user").at("handle"), "bob");
    EXPECT_EQ(admin.get("/api/v1/admin/jobs?status=completed").json().at("items").as_array().size(), 0U);
    EXPECT_EQ(admin.get("/api/v1/admin/jobs?user=" + idOf(admin)).json().at("items").as_array().size(), 0U);
    EXPECT_EQ(admin.get("/api/v1/admin/jobs?user=me").status, 400);

    SseReader events(member, "/api/v1/events");
    ASSERT_TRUE(events.nextNamed("snapshot"));
    const HttpAnswer canceled = admin.post("/api/v1/admin/jobs/" + id + "/cancel");
    EXPECT_EQ(canceled.status, 200) << canceled.body;
    EXPECT_EQ(canceled.json().at("status"), "canceled");
    EXPECT_TRUE(events.nextNamed("canceled")) << "the user hears of it";
    EXPECT_EQ(admin.post("/api/v1/jobs/" + id + "/cancel").status, 404) << "by the user's own route it is not theirs";
    const json::object entry = firstItem(admin, "/api/v1/admin/audit?action=job.canceled_by_admin");
    EXPECT_EQ(text(entry.at("subject").as_object(), "id"), id);
    EXPECT_EQ(text(entry.at("actor").as_object(), "userId"), idOf(admin));
    EXPECT_EQ(text(entry, "requestId"), canceled.header("x-request-id"));
    EXPECT_EQ(text(entry, "address"), "127.0.0.1");
    EXPECT_EQ(text(entry.at("details").as_object(), "user"), idOf(member));
}

TEST(AdministrationTest, aUsersOwnLimitsGoOverThoseOfTheRelay) {
    Studio studio(Dialect::Videos, 0.5, Database::Shared, {{"KINORA_VIDEOS_PER_HOUR", "2"}});
    HttpClient admin = studio.signUp("ada");
    HttpClient member = studio.signUp("bob");
    const std::string limits = "/api/v1/admin/users/" + idOf(member) + "/limits";
    EXPECT_EQ(admin.get(limits).json().at("limits").at("videosPerHour"), (json::value{{"limit", 2}, {"own", false}}));
    const HttpAnswer set = patch(admin, limits, {{"videosPerHour", 1}, {"microUsdPerMonth", 5'000'000}});
    ASSERT_EQ(set.status, 200) << set.body;
    EXPECT_EQ(set.json().at("limits").at("videosPerHour"), (json::value{{"limit", 1}, {"own", true}}));

    const std::string id = text(studio.submit(member, "the only one"), "id");
    const json::value wish{{"prompt", "one too many"}};
    EXPECT_EQ(member.post("/api/v1/jobs", wish, {{"Idempotency-Key", "more"}}).code(), "rate_limited");
    EXPECT_EQ(member.post("/api/v1/jobs/estimate", wish).json().at("refusal").at("limit"), "videosPerHour");
    EXPECT_EQ(member.get("/api/v1/me/usage").json().at("limits").at("microUsdPerMonth").at("limit"), 5'000'000);
    EXPECT_EQ(patch(admin, limits, {{"videosPerHour", "none"}}).status, 200);
    EXPECT_EQ(member.post("/api/v1/jobs", wish, {{"Idempotency-Key", "more"}}).status, 202);
    EXPECT_EQ(patch(admin, limits, {{"videosPerHour", nullptr}}).json().at("limits").at("videosPerHour"),
        (json::value{{"limit", 2}, {"own", false}}));
    EXPECT_EQ(text(studio.waitForEnd(member, id), "status"), "completed");

    for (const json::value& wrong : {json::value{{"videosPerHour", -1}}, json::value{{"videosPerHour", "many"}},
             json::value{{"stranger", 1}}, json::value(json::object())})
        EXPECT_EQ(patch(admin, limits, wrong).code(), "validation_failed") << wrong;
    EXPECT_EQ(
        patch(admin, "/api/v1/admin/users/0190a3b4-0002-7000-8000-000000000001/limits", {{"videosPerHour", 1}}).status,
        404);
    const json::object entry = firstItem(admin, "/api/v1/admin/audit?action=user.limits_changed");
    EXPECT_EQ(entry.at("details"), (json::value{{"videosPerHour", {{"from", "none"}, {"to", nullptr}}}}));

    const json::object month = firstItem(admin, "/api/v1/admin/usage");
    EXPECT_EQ(text(month.at("user").as_object(), "handle"), "bob") << "the newest user first";
    EXPECT_EQ(month.at("videos"), 2);
    EXPECT_EQ(firstItem(admin, "/api/v1/admin/usage?month=2020-01").at("videos"), 0);
    for (const char* wrong : {"2020-13", "202001", "2020-1", "x", "0000-01"})
        EXPECT_EQ(admin.get(std::string("/api/v1/admin/usage?month=") + wrong).status, 400) << wrong;
}

TEST(AdministrationTest, storageTellsWhatOnlyOneSideKnows) {
    namespace fs = std::filesystem;
    Studio studio;
    HttpClient admin = studio.signUp("ada");
    const std::string id = text(studio.submit(admin, "kept"), "id");
    ASSERT_EQ(text(studio.waitForEnd(admin, id), "status"), "completed");
    const json::object clean = admin.get("/api/v1/admin/storage?compare=true").json().as_object();
    EXPECT_EQ(clean.at("files"), 3) << "a film, its poster and its sprite sheet";
    EXPECT_GT(clean.at("bytes").as_int64(), 0);
    EXPECT_GT(clean.at("freeBytes").to_number<std::int64_t>(), 0);
    EXPECT_EQ(clean.at("orphans").at("unknown").at("files"), 0);
    EXPECT_EQ(clean.at("orphans").at("missing").at("files"), 0);
    EXPECT_TRUE(admin.get("/api/v1/admin/storage").json().at("orphans").is_null());
    EXPECT_EQ(admin.get("/api/v1/admin/storage?compare=perhaps").status, 400);

    // What has just arrived may still become a row, so both are made old.
    const std::string unknown(64, 'a');
    const fs::path media = studio.folder / "media";
    fs::create_directories(media / "aa" / "aa");
    std::ofstream(media / "aa" / "aa" / unknown) << "left over";
    const auto old = fs::file_time_type::clock::now() - 2h;
    fs::last_write_time(media / "aa" / "aa" / unknown, old);
    EXPECT_EQ(studio.number("WITH o AS (UPDATE blobs SET created_at = now() - interval '2 hours' RETURNING 1) "
                            "SELECT count(*) FROM o"),
        3);
    for (const auto& entry : fs::recursive_directory_iterator(media))
        if (entry.is_regular_file() && entry.path().filename() != unknown) {
            fs::remove(entry.path());
            break;
        }
    const json::object found = admin.get("/api/v1/admin/storage?compare=true").json().as_object();
    EXPECT_EQ(found.at("orphans").at("unknown").at("files"), 1);
    EXPECT_EQ(found.at("orphans").at("unknown").at("sha256").at(0).as_string(), unknown);
    EXPECT_EQ(found.at("orphans").at("missing").at("files"), 1);
}

TEST(AdministrationTest, metricsSayWhatHappened) {
    Studio studio(Dialect::Videos, 0.5, Database::Shared,
        {{"KINORA_METRICS_LISTEN", "127.0.0.1:0"}, {"KINORA_LOG_FORMAT", "json"}});
    HttpClient admin = studio.signUp("ada");
    const std::string id = text(studio.submit(admin, "counted"), "id");
    ASSERT_EQ(text(studio.waitForEnd(admin, id), "status"), "completed");
    EXPECT_EQ(admin.get("/api/v1/jobs/" + id + "?secret=hidden").status, 200);
    const std::string log = studio.relay.log();
    const auto at = log.find("metrics on http://");
    ASSERT_NE(at, std::string::npos) << log;
    const std::string url = log.substr(at + 11, log.find("/metrics", at) - at - 11);
    HttpClient prometheus(url);
    EXPECT_EQ(prometheus.get("/api/v1/server").status, 404) << "nothing else is there";
    const HttpAnswer answer = prometheus.get("/metrics");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.header("content-type"), "text/plain; version=0.0.4; charset=utf-8");
    for (const char* line : {"kinora_http_requests_total{method=\"GET\",route=\"/api/v1/jobs/{id}\",status=\"200\"} ",
             "kinora_http_request_duration_seconds_count{method=\"GET\",route=\"/api/v1/jobs/{id}\"} ",
             "kinora_jobs_finished_total{status=\"completed\"} 1", "kinora_queue_depth 0", "kinora_database_up 1",
             "kinora_jobs{stage=\"generating\"} 0", "kinora_storage_files 3", "kinora_audit_intact 1",
             "verb=\"submit\"", "result=\"accepted\"", "kinora_database_connections{state=\"idle\"} ",
             "process_resident_memory_bytes ", "kinora_build_info{version="})
        EXPECT_THAT(answer.body, HasSubstr(line));
    EXPECT_THAT(answer.body, Not(HasSubstr(id))) << "labels come from small sets";
    EXPECT_EQ(lint(answer.body), "");

    // The same request in the log: by its pattern, with its id, without what was in its query.
    EXPECT_THAT(studio.relay.log(), Not(HasSubstr("hidden")));
    const auto isAccessLine = [&](const std::string& line) {
        return line.find("\"route\":\"/api/v1/jobs/{id}\"") != std::string::npos;
    };
    std::istringstream lines(studio.relay.log());
    std::string line;
    bool seen = false;
    bool jobSeen = false;
    while (std::getline(lines, line)) {
        const json::object entry = json::parse(line).as_object();
        jobSeen = jobSeen || (entry.contains("jobId") && text(entry, "jobId") == id);
        if (seen || !isAccessLine(line))
            continue;
        seen = true;
        EXPECT_EQ(text(entry, "method"), "GET");
        EXPECT_EQ(entry.at("status"), 200);
        EXPECT_GT(entry.at("bytes").as_int64(), 0);
        EXPECT_TRUE(entry.at("ms").is_int64());
        EXPECT_FALSE(text(entry, "requestId").empty());
    }
    EXPECT_TRUE(seen);
    EXPECT_TRUE(jobSeen) << "what is said about a job carries its id";
}
