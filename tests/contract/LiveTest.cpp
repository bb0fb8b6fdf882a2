// A real relay with its stand-in, held against the contract: every answer it gives on the way from an account to a
// video.
#include "contract/LiveRelay.h"
#include "support/Pictures.h"
#include "support/SseReader.h"

#include <gmock/gmock.h>

using namespace kinora::test;
using ::testing::IsEmpty;
namespace json = boost::json;

namespace {

class LiveTest : public LiveRelay {};

} // namespace

TEST_F(LiveTest, needsNoAccountForDiscovery) {
    EXPECT_EQ(ask("GET", "/livez").status, 200);
    EXPECT_EQ(ask("GET", "/readyz").status, 200);
    EXPECT_EQ(ask("GET", "/api/v1/server").status, 200);
    const HttpAnswer document = ask("GET", "/api/openapi.yaml");
    EXPECT_EQ(document.status, 200);
    EXPECT_EQ(Contract(document.body).operations().size(), contract->operations().size());
}

TEST_F(LiveTest, everyOperationIsThereAndGuarded) {
    askEverythingAsNobody();
    EXPECT_EQ(client.get("/api/v1/nothing").status, 404);
    EXPECT_EQ(client.request("DELETE", "/api/v1/server", std::nullopt).status, 405);
}

TEST_F(LiveTest, accountsFromRegisterToLogout) {
    signUp("contract@example.com");
    EXPECT_EQ(ask("GET", "/api/v1/me").status, 200);
    EXPECT_EQ(ask("GET", "/api/v1/me/stats").status, 200);
    EXPECT_EQ(ask("GET", "/api/v1/me/usage").status, 200);
    EXPECT_EQ(ask("GET", "/api/v1/models").status, 200);
    EXPECT_EQ(ask("GET", "/api/v1/jobs").status, 200);
    EXPECT_EQ(ask("GET", "/api/v1/videos").status, 200);
    EXPECT_EQ(ask("POST", "/api/v1/auth/refresh").status, 200);
    const json::value again{{"email", "CONTRACT@example.com"}, {"password", "correct horse"}};
    EXPECT_EQ(ask("POST", "/api/v1/auth/register", "/api/v1/auth/register", again).status, 409);
    EXPECT_EQ(ask("POST", "/api/v1/auth/login", "/api/v1/auth/login", again).status, 200);
    const json::value wrong{{"email", "contract@example.com"}, {"password", "incorrect horse"}};
    EXPECT_EQ(ask("POST", "/api/v1/auth/login", "/api/v1/auth/login", wrong).code(), "invalid_credentials");
    EXPECT_EQ(ask("POST", "/api/v1/auth/logout").status, 204);
    client.setToken("");
    client.clearCookies();
    EXPECT_EQ(ask("POST", "/api/v1/auth/refresh").status, 401);
}

TEST_F(LiveTest, administratorsInvite) {
    signInAsAdmin();
    const json::value wish{{"note", "For the studio"}, {"maxUses", 2}};
    const HttpAnswer made = ask("POST", "/api/v1/admin/invites", "/api/v1/admin/invites", wish);
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.header("cache-control"), "no-store");
    const HttpAnswer page = ask("GET", "/api/v1/admin/invites?limit=1", "/api/v1/admin/invites");
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(page.body.find(std::string(made.json().at("code").as_string())), std::string::npos);
    EXPECT_EQ(ask("POST", "/api/v1/admin/invites", "/api/v1/admin/invites", json::value{{"maxUses", 0}}).status, 400);
    const json::value guest{
        {"email", "guest@example.com"}, {"password", "correct horse"}, {"inviteCode", made.json().at("code")}};
    EXPECT_EQ(ask("POST", "/api/v1/auth/register", "/api/v1/auth/register", guest).status, 201);
    const std::string invite = "/api/v1/admin/invites/" + std::string(made.json().at("id").as_string());
    EXPECT_EQ(ask("DELETE", invite, "/api/v1/admin/invites/{id}").status, 204);
    EXPECT_EQ(ask("DELETE", "/api/v1/admin/invites/" + AbsentId, "/api/v1/admin/invites/{id}").status, 404);
    signUp("plain@example.com");
    EXPECT_EQ(ask("GET", "/api/v1/admin/invites").status, 404) << "members are not told that it is there";
}

TEST_F(LiveTest, administratorsLookAfterAccounts) {
    signUp("looked-after@example.com");
    const json::value id = ask("GET", "/api/v1/me").json().at("id");
    const std::string user = "/api/v1/admin/users/" + std::string(id.as_string());
    EXPECT_EQ(ask("GET", user, "/api/v1/admin/users/{id}").status, 404) << "not for members";
    signInAsAdmin();
    EXPECT_EQ(ask("GET", "/api/v1/admin/audit").status, 200);
    EXPECT_EQ(ask("GET", "/api/v1/admin/audit?action=none&limit=0", "/api/v1/admin/audit").status, 400);
    const HttpAnswer page = ask("GET", "/api/v1/admin/users?q=LOOKED&status=active", "/api/v1/admin/users");
    ASSERT_EQ(page.json().at("items").as_array().size(), 1U) << page.body;
    EXPECT_EQ(ask("GET", "/api/v1/admin/users?status=odd", "/api/v1/admin/users").status, 400);
    EXPECT_EQ(ask("GET", user, "/api/v1/admin/users/{id}").status, 200);
    const HttpAnswer code = ask("POST", user + "/reset-code", "/api/v1/admin/users/{id}/reset-code");
    ASSERT_EQ(code.status, 201);
    EXPECT_EQ(code.header("cache-control"), "no-store");
    json::value reset{
        {"email", "looked-after@example.com"}, {"code", code.json().at("code")}, {"newPassword", "password1"}};
    const std::string resetPath = "/api/v1/auth/password/reset";
    EXPECT_EQ(ask("POST", resetPath, resetPath, reset).json().at("errors").at(0).at("code"), "guessable");
    reset.as_object()["newPassword"] = "a better horse";
    EXPECT_EQ(ask("POST", resetPath, resetPath, reset).status, 200);
    EXPECT_EQ(ask("POST", resetPath, resetPath, reset).code(), "invalid_credentials");
    const json::value disable{{"status", "disabled"}};
    EXPECT_EQ(ask("PATCH", user, "/api/v1/admin/users/{id}", disable).status, 200);
    const json::value none = json::object();
    EXPECT_EQ(ask("PATCH", user, "/api/v1/admin/users/{id}", none).status, 400);
    const json::value own = ask("GET", "/api/v1/me").json().at("id");
    const std::string me = "/api/v1/admin/users/" + std::string(own.as_string());
    EXPECT_EQ(ask("PATCH", me, "/api/v1/admin/users/{id}", disable).code(), "conflict");
}

TEST_F(LiveTest, passwordsSessionsAndKeysOfOnesOwn) {
    signUp("careful@example.com");
    const json::value change{{"currentPassword", "correct horse"}, {"newPassword", "a better horse"}};
    const HttpAnswer changed = ask("POST", "/api/v1/auth/password", "/api/v1/auth/password", change);
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(ask("GET", "/api/v1/me").status, 401) << "the old session has ended";
    client.setToken(std::string(changed.json().at("accessToken").as_string()));
    EXPECT_EQ(ask("POST", "/api/v1/auth/password", "/api/v1/auth/password", change).code(), "invalid_credentials");
    const HttpAnswer sessions = ask("GET", "/api/v1/auth/sessions");
    ASSERT_EQ(sessions.json().at("items").as_array().size(), 1U);

    json::value wish{{"name", "Storyboard"}, {"scopes", {"jobs:read"}}, {"password", "a better horse"}};
    const HttpAnswer made = ask("POST", "/api/v1/me/api-keys", "/api/v1/me/api-keys", wish);
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.header("cache-control"), "no-store");
    EXPECT_EQ(ask("GET", "/api/v1/me/api-keys").status, 200);
    const std::string token = client.token();
    const std::string key = "/api/v1/me/api-keys/" + std::string(made.json().at("id").as_string());
    EXPECT_EQ(ask("DELETE", key, "/api/v1/me/api-keys/{id}").status, 204);
    EXPECT_EQ(ask("DELETE", key, "/api/v1/me/api-keys/{id}").status, 404);
    client.setToken(std::string(made.json().at("key").as_string()));
    EXPECT_EQ(ask("GET", "/api/v1/jobs").status, 401);
    client.setToken(token);
    const json::value session = sessions.json().at("items").at(0).at("id");
    const std::string end = "/api/v1/auth/sessions/" + std::string(session.as_string());
    EXPECT_EQ(ask("DELETE", end, "/api/v1/auth/sessions/{id}").status, 204);
    EXPECT_EQ(ask("GET", "/api/v1/me").status, 401);
}

TEST_F(LiveTest, onesNamesAndLeaving) {
    signUp("leaver@example.com");
    const json::value names{{"displayName", "Lea Ver"}, {"handle", "lea_v"}};
    const HttpAnswer named = ask("PATCH", "/api/v1/me", "/api/v1/me", names);
    ASSERT_EQ(named.status, 200) << named.body;
    EXPECT_EQ(named.json().at("displayName"), "Lea Ver");
    const json::value address{{"email", "else@example.com"}};
    EXPECT_EQ(ask("PATCH", "/api/v1/me", "/api/v1/me", address).status, 400) << "without the password";
    const json::value taken{{"email", "admin@example.com"}, {"currentPassword", "correct horse"}};
    EXPECT_EQ(ask("PATCH", "/api/v1/me", "/api/v1/me", taken).code(), "conflict");
    const json::value wrong{{"currentPassword", "wrong horse"}};
    EXPECT_EQ(ask("DELETE", "/api/v1/me", "/api/v1/me", wrong).code(), "invalid_credentials");
    const json::value right{{"currentPassword", "correct horse"}};
    EXPECT_EQ(ask("DELETE", "/api/v1/me", "/api/v1/me", right).status, 204);
    EXPECT_EQ(ask("GET", "/api/v1/me").status, 401);
}

TEST_F(LiveTest, aPictureOfOneself) {
    signUp("seen@example.com");
    const std::string mine = "/api/v1/me/avatar";
    const std::string pattern = "/api/v1/users/{handle}/avatar";
    const HttpClient::Fields png{{"Content-Type", "image/png"}};
    EXPECT_EQ(send("PUT", mine, mine, "no picture", png).code(), "validation_failed");
    EXPECT_EQ(send("PUT", mine, mine, "<svg/>", {{"Content-Type", "image/svg+xml"}}).status, 415);
    EXPECT_EQ(send("PUT", mine, mine, std::string((1 << 20) + 1, 'x'), png).status, 413);
    EXPECT_EQ(ask("GET", "/api/v1/users/seen/avatar", pattern).status, 404);
    EXPECT_EQ(ask("DELETE", mine).status, 200) << "also where there is none";
    const HttpAnswer put = send("PUT", mine, mine, std::string(RedPng), png);
    ASSERT_EQ(put.status, 200) << put.body;
    const std::string url(put.json().at("avatarUrl").as_string());
    const HttpAnswer picture = ask("GET", url, pattern);
    EXPECT_EQ(picture.status, 200);
    EXPECT_EQ(picture.header("content-type"), "image/jpeg");
    EXPECT_NE(picture.header("cache-control").find("immutable"), std::string::npos);
    EXPECT_EQ(ask("GET", url, pattern, {}, {{"Range", "bytes=0-1"}}).status, 206);
    EXPECT_EQ(ask("GET", url, pattern, {}, {{"Range", "bytes=999999-"}}).status, 416);
    const HttpAnswer again =
        ask("GET", "/api/v1/users/seen/avatar", pattern, {}, {{"If-None-Match", picture.header("etag")}});
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.header("cache-control"), "private, no-cache") << "this address may show another one tomorrow";
    EXPECT_EQ(ask("DELETE", mine).json().at("avatarUrl"), nullptr);
    EXPECT_EQ(ask("GET", url, pattern).status, 404);
}

TEST_F(LiveTest, cameosAndTheirPictures) {
    signUp("director@example.com");
    const std::string all = "/api/v1/cameos";
    const std::string pattern = all + "/{id}";
    const std::string sending = "/api/v1/uploads";
    const HttpClient::Fields png{{"Content-Type", "image/png"}};
    const HttpAnswer picture = send("POST", sending, sending, std::string(RedPng), png);
    ASSERT_EQ(picture.status, 201) << picture.body;
    EXPECT_EQ(picture.json().at("width"), 2);
    const HttpAnswer large = send("POST", sending, sending, std::string((3 << 20) + 1, 'x'), png);
    EXPECT_EQ(large.code(), "validation_failed") << "as much may be sent, and is no picture";
    const json::value wish{{"handle", "maya"}, {"name", "Maya"}, {"description", "A woman in a red raincoat."},
        {"imageId", picture.json().at("id")}, {"characters", {{"studio", "char_1"}}}};
    const HttpAnswer made = ask("POST", all, all, wish);
    ASSERT_EQ(made.status, 201) << made.body;
    const std::string cameo = all + "/" + std::string(made.json().at("id").as_string());
    EXPECT_EQ(ask("GET", cameo, pattern).json(), made.json());
    EXPECT_EQ(ask("GET", all).json().at("items").as_array().size(), 1U);
    const std::string url(made.json().at("imageUrl").as_string());
    const HttpAnswer seen = ask("GET", url, pattern + "/image");
    EXPECT_EQ(seen.status, 200);
    EXPECT_NE(seen.header("cache-control").find("immutable"), std::string::npos);
    EXPECT_EQ(ask("GET", url, pattern + "/image", {}, {{"Range", "bytes=0-1"}}).status, 206);
    EXPECT_EQ(ask("GET", url, pattern + "/image", {}, {{"If-None-Match", seen.header("etag")}}).status, 304);
    const HttpAnswer changed = ask("PATCH", cameo, pattern, json::value{{"imageId", nullptr}});
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(changed.json().at("imageUrl"), nullptr);
    EXPECT_EQ(ask("POST", "/api/v1/queue/pause").status, 200);
    const json::value film{{"prompt", "@maya walks"}, {"cameos", {made.json().at("id")}}, {"seed", 7},
        {"negativePrompt", "blur"}, {"referenceId", picture.json().at("id")}};
    const HttpAnswer accepted = ask("POST", "/api/v1/jobs", "/api/v1/jobs", film, {{"Idempotency-Key", "maya"}});
    ASSERT_EQ(accepted.status, 202) << accepted.body;
    EXPECT_EQ(accepted.json().at("items").at(0).at("seed"), 7);
    EXPECT_EQ(ask("POST", "/api/v1/jobs/estimate", "/api/v1/jobs/estimate", film).status, 200);
    const std::string kept = sending + "/" + std::string(picture.json().at("id").as_string()) + "/image";
    const std::string keptPattern = sending + "/{id}/image";
    const HttpAnswer back = ask("GET", kept, keptPattern);
    EXPECT_EQ(back.status, 200);
    EXPECT_EQ(back.header("content-type"), "image/jpeg");
    EXPECT_EQ(ask("GET", kept, keptPattern, {}, {{"Range", "bytes=0-1"}}).status, 206);
    EXPECT_EQ(ask("GET", kept, keptPattern, {}, {{"If-None-Match", back.header("etag")}}).status, 304);
    EXPECT_EQ(ask("DELETE", cameo, pattern).status, 204);
    EXPECT_EQ(ask("DELETE", cameo, pattern).status, 404);
}

TEST_F(LiveTest, peopleFollowEachOther) {
    signUp("followed@example.com");
    signUp("follower@example.com");
    const std::string person = "/api/v1/users/followed";
    const std::string pattern = "/api/v1/users/{handle}";
    EXPECT_EQ(ask("GET", person, pattern).json().at("followed"), false);
    const HttpAnswer followed = ask("PUT", person + "/follow", pattern + "/follow");
    EXPECT_EQ(followed.json().at("followed"), true) << followed.body;
    EXPECT_EQ(followed.json().at("followers"), 1);
    EXPECT_EQ(ask("GET", "/api/v1/me/stats").json().at("following"), 1);
    EXPECT_EQ(ask("DELETE", person + "/follow", pattern + "/follow").json().at("followers"), 0);
    EXPECT_EQ(ask("GET", person + "/videos", pattern + "/videos").status, 200);
    EXPECT_EQ(ask("GET", person + "/videos?limit=0", pattern + "/videos").status, 400);
    EXPECT_EQ(ask("GET", "/api/v1/users/nobody_here/videos", pattern + "/videos").status, 404);
    EXPECT_EQ(ask("GET", "/api/v1/feed").status, 200);
    EXPECT_EQ(ask("GET", "/api/v1/users/nobody_here", pattern).status, 404);
}

TEST_F(LiveTest, administratorsLookAfterTheRelay) {
    signInAsAdmin();
    EXPECT_EQ(ask("GET", "/api/v1/admin/audit").status, 200);
    EXPECT_EQ(ask("GET", "/api/v1/admin/audit?action=none&limit=0", "/api/v1/admin/audit").status, 400);
    for (const char* path : {"/metrics", "/api/v1/admin/upstreams", "/api/v1/admin/jobs", "/api/v1/admin/usage"})
        EXPECT_EQ(ask("GET", path).status, 200) << path;
    EXPECT_EQ(ask("GET", "/api/v1/admin/storage?compare=true", "/api/v1/admin/storage").status, 200);
    const std::string limits =
        "/api/v1/admin/users/" + std::string(client.get("/api/v1/me").json().at("id").as_string()) + "/limits";
    EXPECT_EQ(ask("GET", limits, "/api/v1/admin/users/{id}/limits").status, 200);
    EXPECT_EQ(ask("PATCH", limits, "/api/v1/admin/users/{id}/limits", json::value{{"waitingJobs", 9}}).status, 200);
    EXPECT_EQ(ask("PATCH", limits, "/api/v1/admin/users/{id}/limits", json::value{{"waitingJobs", true}}).status, 400);
    const std::string stage = "/api/v1/admin/upstreams/Stand-in";
    EXPECT_EQ(ask("POST", stage + "/drain", "/api/v1/admin/upstreams/{name}/drain").status, 200);
    EXPECT_EQ(ask("POST", stage + "/resume", "/api/v1/admin/upstreams/{name}/resume").status, 200);
    EXPECT_EQ(ask("POST", "/api/v1/admin/jobs/" + AbsentId + "/cancel", "/api/v1/admin/jobs/{id}/cancel").status, 404);
}

TEST_F(LiveTest, namesWhatIsWrongWithARequest) {
    const json::value bad{{"email", "nobody"}, {"password", 1}, {"stranger", true}};
    const HttpAnswer refused = ask("POST", "/api/v1/auth/register", "/api/v1/auth/register", bad);
    EXPECT_EQ(refused.status, 400);
    EXPECT_EQ(refused.code(), "validation_failed");
    EXPECT_FALSE(refused.json().at("errors").as_array().empty());
    EXPECT_EQ(client.request("POST", "/api/v1/auth/login", "{", {{"Content-Type", "application/json"}}).code(),
        "bad_request");
    EXPECT_EQ(client.request("POST", "/api/v1/auth/login", "{}", {{"Content-Type", "text/plain"}}).status, 415);
    signUp("strict@example.com");
    const json::value prompt{{"prompt", "A sea"}};
    EXPECT_EQ(ask("POST", "/api/v1/jobs", "/api/v1/jobs", prompt).code(), "idempotency_key_required");
    const json::value empty{{"prompt", "  "}, {"orientation", "round"}, {"seconds", 5}, {"more", 1}};
    const HttpAnswer fields = ask("POST", "/api/v1/jobs", "/api/v1/jobs", empty, {{"Idempotency-Key", "k"}});
    EXPECT_EQ(fields.json().at("errors").as_array().size(), 4U) << fields.body;
    EXPECT_EQ(ask("GET", "/api/v1/jobs?limit=0", "/api/v1/jobs").status, 400);
    EXPECT_EQ(ask("GET", "/api/v1/jobs?cursor=nonsense", "/api/v1/jobs").status, 400);
    EXPECT_EQ(ask("GET", "/api/v1/jobs?status=dreaming", "/api/v1/jobs").status, 400);
}

TEST_F(LiveTest, aQueueThatIsPausedAndPutInOrder) {
    signUp("planner@example.com");
    EXPECT_EQ(ask("GET", "/api/v1/queue").status, 200);
    EXPECT_EQ(ask("POST", "/api/v1/queue/pause").status, 200);
    const json::value wish{{"prompt", "A kite"}, {"count", 2}};
    const HttpAnswer accepted = ask("POST", "/api/v1/jobs", "/api/v1/jobs", wish, {{"Idempotency-Key", "kites"}});
    ASSERT_EQ(accepted.status, 202) << accepted.body;
    const json::value first = accepted.json().at("items").at(0).at("id");
    const std::string second(accepted.json().at("items").at(1).at("id").as_string());
    const std::string move = "/api/v1/jobs/" + second + "/move";
    const HttpAnswer moved = ask("POST", move, "/api/v1/jobs/{id}/move", json::value{{"before", first}});
    ASSERT_EQ(moved.status, 200);
    EXPECT_EQ(moved.json().at("waiting").at(0).at("id").as_string(), second);
    EXPECT_EQ(moved.json().at("waiting").at(0).at("stage"), "held");
    EXPECT_EQ(ask("POST", move, "/api/v1/jobs/{id}/move", json::object()).status, 400);
    EXPECT_EQ(ask("POST", move, "/api/v1/jobs/{id}/move", json::value{{"before", AbsentId}}).status, 409);
    SseReader events(client, "/api/v1/events");
    const auto queue = events.nextNamed("queue");
    ASSERT_TRUE(queue);
    EXPECT_THAT(contract->complaints("Queue", queue->json()), IsEmpty());
    for (const json::value& item : accepted.json().at("items").as_array()) {
        const std::string cancel = "/api/v1/jobs/" + std::string(item.at("id").as_string()) + "/cancel";
        EXPECT_EQ(ask("POST", cancel, "/api/v1/jobs/{id}/cancel").status, 200);
    }
    const HttpAnswer retried =
        ask("POST", "/api/v1/jobs/" + second + "/retry", "/api/v1/jobs/{id}/retry", {}, {{"Idempotency-Key", "again"}});
    EXPECT_EQ(retried.status, 202) << retried.body;
    EXPECT_EQ(ask("POST", "/api/v1/queue/resume").status, 200);
}

TEST_F(LiveTest, aJobFromPromptToFile) {
    signUp("maker@example.com");
    SseReader events(client, "/api/v1/events");
    ASSERT_TRUE(events.nextNamed("snapshot"));
    const json::value wish{{"prompt", "A paper boat on a puddle"}, {"orientation", "landscape"}};
    EXPECT_EQ(ask("POST", "/api/v1/jobs/estimate", "/api/v1/jobs/estimate", wish).status, 200);
    const HttpAnswer accepted = ask("POST", "/api/v1/jobs", "/api/v1/jobs", wish, {{"Idempotency-Key", "one"}});
    ASSERT_EQ(accepted.status, 202) << accepted.body;
    const HttpAnswer replayed = ask("POST", "/api/v1/jobs", "/api/v1/jobs", wish, {{"Idempotency-Key", "one"}});
    EXPECT_EQ(replayed.status, 202);
    EXPECT_EQ(replayed.body, accepted.body);
    const json::value other{{"prompt", "Another"}};
    EXPECT_EQ(ask("POST", "/api/v1/jobs", "/api/v1/jobs", other, {{"Idempotency-Key", "one"}}).code(),
        "idempotency_key_reused");
    const std::string id(accepted.json().at("items").at(0).at("id").as_string());

    const auto progress = events.nextNamed("progress");
    ASSERT_TRUE(progress) << relay->log();
    EXPECT_TRUE(progress->id.empty()) << "ticks are not numbered";
    EXPECT_THAT(contract->complaints("Job", progress->json()), IsEmpty());
    const auto video = events.nextNamed("video", std::chrono::seconds(120));
    ASSERT_TRUE(video) << relay->log();
    EXPECT_THAT(contract->complaints("Video", video->json().at("video")), IsEmpty());
    const auto completed = events.nextNamed("completed");
    ASSERT_TRUE(completed);
    EXPECT_FALSE(completed->id.empty());
    EXPECT_THAT(contract->complaints("Job", completed->json().at("job")), IsEmpty());

    SseReader late(client, "/api/v1/jobs/" + id + "/events");
    ASSERT_TRUE(late.nextNamed("completed")) << "whoever comes late hears the end too";
    EXPECT_TRUE(late.waitForEnd(std::chrono::seconds(10)));
    EXPECT_TRUE(late.endedProperly());

    const std::string videoId(video->json().at("video").at("id").as_string());
    const std::string sha256(video->json().at("video").at("sha256").as_string());
    EXPECT_EQ(ask("GET", "/api/v1/jobs/" + id, "/api/v1/jobs/{id}").json().at("videoId").as_string(), videoId);
    EXPECT_EQ(ask("GET", "/api/v1/videos/" + videoId, "/api/v1/videos/{id}").status, 200);
    const std::string content = "/api/v1/videos/" + videoId + "/content";
    const HttpAnswer whole = ask("GET", content, "/api/v1/videos/{id}/content");
    EXPECT_EQ(whole.status, 200);
    EXPECT_EQ(whole.header("etag"), "\"" + sha256 + "\"");
    const HttpAnswer part = ask("GET", content, "/api/v1/videos/{id}/content", {}, {{"Range", "bytes=4-7"}});
    EXPECT_EQ(part.status, 206);
    EXPECT_EQ(part.body, "ftyp");
    EXPECT_EQ(
        ask("GET", content, "/api/v1/videos/{id}/content", {}, {{"If-None-Match", whole.header("etag")}}).status, 304);
    EXPECT_EQ(ask("GET", content, "/api/v1/videos/{id}/content", {}, {{"Range", "bytes=999999999-"}}).status, 416);
    for (const char* which : {"/poster", "/sprite"}) {
        const std::string path = "/api/v1/videos/" + videoId + which;
        const std::string pattern = std::string("/api/v1/videos/{id}") + which;
        const HttpAnswer picture = ask("GET", path, pattern);
        EXPECT_EQ(picture.status, 200);
        EXPECT_EQ(ask("GET", path, pattern, {}, {{"Range", "bytes=0-1"}}).status, 206);
        EXPECT_EQ(ask("GET", path, pattern, {}, {{"If-None-Match", picture.header("etag")}}).status, 304);
    }
    const std::string found = "/api/v1/videos?q=BOAT&orientation=landscape&favorite=false&sort=longest";
    EXPECT_EQ(ask("GET", found, "/api/v1/videos").json().at("items").as_array().size(), 1U);
    for (const char* wrong :
        {"state=gone", "sort=best", "favorite=1", "orientation=round", "sort=oldest&cursor=newest.x"})
        EXPECT_EQ(ask("GET", std::string("/api/v1/videos?") + wrong, "/api/v1/videos").status, 400) << wrong;
    const json::value edit{{"title", "A boat"}, {"addTags", {"sea"}}, {"editedAt", "2026-03-01T12:00:00.000Z"}};
    EXPECT_EQ(ask("PATCH", "/api/v1/videos/" + videoId, "/api/v1/videos/{id}", edit).json().at("title"), "A boat");
    const auto edited = events.nextNamed("video");
    ASSERT_TRUE(edited);
    EXPECT_THAT(contract->complaints("Video", edited->json().at("video")), IsEmpty());
    const json::value star{{"ids", {videoId, AbsentId}}, {"favorite", true}};
    const HttpAnswer starred = ask("POST", "/api/v1/videos/batch", "/api/v1/videos/batch", star);
    EXPECT_EQ(starred.json().at("items").at(0).at("favorite"), true);
    EXPECT_EQ(starred.json().at("missing").at(0), json::value(AbsentId));
    EXPECT_EQ(ask("DELETE", "/api/v1/videos/" + videoId, "/api/v1/videos/{id}").json().at("state"), "trashed");
    const std::string restore = "/api/v1/videos/" + videoId + "/restore";
    const json::value early{{"editedAt", "2026-03-01T12:00:00.000Z"}};
    EXPECT_EQ(ask("POST", restore, "/api/v1/videos/{id}/restore", early).json().at("state"), "trashed");
    EXPECT_EQ(ask("POST", restore, "/api/v1/videos/{id}/restore", json::object{{"at", 1}}).status, 400);
    EXPECT_EQ(ask("POST", restore, "/api/v1/videos/{id}/restore").json().at("state"), "draft");
    const std::string own = "/api/v1/videos/" + videoId;
    EXPECT_EQ(ask("POST", own + "/publish", "/api/v1/videos/{id}/publish").json().at("state"), "published");
    EXPECT_EQ(ask("PUT", own + "/like", "/api/v1/videos/{id}/like").json().at("likes"), 1);
    EXPECT_EQ(ask("DELETE", own + "/like", "/api/v1/videos/{id}/like").json().at("likes"), 0);
    EXPECT_EQ(ask("POST", own + "/unpublish", "/api/v1/videos/{id}/unpublish").json().at("state"), "draft");
    const HttpAnswer changes = ask("GET", "/api/v1/library/changes?since=0&limit=1", "/api/v1/library/changes");
    ASSERT_EQ(changes.status, 200) << changes.body;
    EXPECT_EQ(changes.json().at("changes").at(0).at("video").at("id").as_string(), videoId);
    EXPECT_EQ(ask("POST", "/api/v1/jobs/" + id + "/cancel", "/api/v1/jobs/{id}/cancel").status, 409);
    EXPECT_EQ(ask("GET", "/api/v1/me/usage?limit=2", "/api/v1/me/usage").json().at("items").as_array().size(), 2U);
    EXPECT_EQ(ask("GET", "/api/v1/jobs/" + AbsentId, "/api/v1/jobs/{id}").status, 404);

    const std::string maker = client.token();
    // Somebody else sees none of it, and the same answer as for what does not exist.
    signUp("stranger@example.com");
    for (const char* tail : {"", "/content", "/poster", "/sprite"}) {
        const std::string pattern = std::string("/api/v1/videos/{id}") + tail;
        const HttpAnswer foreign = ask("GET", "/api/v1/videos/" + videoId + tail, pattern);
        const HttpAnswer absent = ask("GET", "/api/v1/videos/" + AbsentId + tail, pattern);
        EXPECT_EQ(foreign.status, 404);
        EXPECT_EQ(foreign.json().at("detail"), absent.json().at("detail"));
    }
    EXPECT_EQ(ask("PATCH", "/api/v1/videos/" + videoId, "/api/v1/videos/{id}", edit).status, 404);
    EXPECT_EQ(ask("POST", restore, "/api/v1/videos/{id}/restore").status, 404);
    for (const char* tail : {"", "/events"}) {
        const std::string pattern = std::string("/api/v1/jobs/{id}") + tail;
        EXPECT_EQ(ask("GET", "/api/v1/jobs/" + id + tail, pattern).status, 404);
    }
    EXPECT_EQ(ask("POST", "/api/v1/jobs/" + id + "/cancel", "/api/v1/jobs/{id}/cancel").status, 404);
    const std::string bring = "/api/v1/videos/import";
    const HttpClient::Fields mp4{{"Content-Type", "video/mp4"}, {"Kinora-Video", "eyJ0aXRsZSI6IkJvYXQifQ"}};
    const HttpAnswer brought = send("POST", bring, bring, whole.body, mp4);
    ASSERT_EQ(brought.status, 201) << brought.body;
    EXPECT_EQ(brought.json().at("title"), "Boat");
    EXPECT_EQ(brought.json().at("sha256").as_string(), sha256);
    EXPECT_EQ(send("POST", bring, bring, whole.body, mp4).status, 200);
    const std::string forever = "/api/v1/videos/" + videoId + "?forever=true";
    EXPECT_EQ(ask("DELETE", forever, "/api/v1/videos/{id}").status, 404);

    client.setToken(maker);
    EXPECT_EQ(ask("DELETE", forever, "/api/v1/videos/{id}").status, 204);
    EXPECT_EQ(ask("DELETE", forever, "/api/v1/videos/{id}").status, 204) << "as before";
    EXPECT_EQ(ask("GET", content, "/api/v1/videos/{id}/content").status, 404);
    const HttpAnswer gone = ask("GET", "/api/v1/library/changes", "/api/v1/library/changes");
    EXPECT_EQ(gone.json().at("changes").at(0).at("deleted").as_string(), videoId);
}

TEST_F(LiveTest, aRelayThatAsksItsAdministratorFirst) {
    RelayProcess strict(*folder / "strict", {{"KINORA_REGISTRATION", "approval"}, {"KINORA_SIM_JOB_SECONDS", "30"}});
    client.setBase(strict.url());
    signUp("first@example.com");
    const json::value stranger{{"email", "waits@example.com"}, {"password", "correct horse"}};
    EXPECT_EQ(ask("POST", "/api/v1/auth/register", "/api/v1/auth/register", stranger).status, 202);

    SseReader events(client, "/api/v1/events");
    ASSERT_TRUE(events.nextNamed("snapshot"));
    const auto begun = [&](const std::string& key) {
        const json::value wish{{"prompt", "A " + key}};
        const HttpAnswer accepted = ask("POST", "/api/v1/jobs", "/api/v1/jobs", wish, {{"Idempotency-Key", key}});
        const json::value id = accepted.json().at("items").at(0).at("id");
        for (auto told = events.nextNamed("progress"); told; told = events.nextNamed("progress"))
            if (told->json().at("id") == id && told->json().at("stage") == "generating")
                break;
        return std::string(id.as_string());
    };
    const std::string own = "/api/v1/jobs/" + begun("kite") + "/cancel";
    EXPECT_EQ(ask("POST", own, "/api/v1/jobs/{id}/cancel").status, 202);
    const std::string any = "/api/v1/admin/jobs/" + begun("boat") + "/cancel";
    EXPECT_EQ(ask("POST", any, "/api/v1/admin/jobs/{id}/cancel").status, 202);
    EXPECT_EQ(ask("POST", "/api/v1/queue/pause").status, 200);
    const json::value wish{{"prompt", "A lamp"}};
    const HttpAnswer held = ask("POST", "/api/v1/jobs", "/api/v1/jobs", wish, {{"Idempotency-Key", "lamp"}});
    const std::string id(held.json().at("items").at(0).at("id").as_string());
    EXPECT_EQ(ask("POST", "/api/v1/admin/jobs/" + id + "/cancel", "/api/v1/admin/jobs/{id}/cancel").status, 200);
}

// The last one: the other direction. What the contract promises and nothing here has ever answered is a promise that
// nobody keeps, or one that nobody looks at.
TEST_F(LiveTest, theContractPromisesNothingThatWasNotSeen) {
    // Event streams are read by SseReader, event by event.
    seen.insert({"GET /api/v1/events 200", "GET /api/v1/jobs/{id}/events 200"});
    EXPECT_THAT(unseen(200, 400), IsEmpty());
}
