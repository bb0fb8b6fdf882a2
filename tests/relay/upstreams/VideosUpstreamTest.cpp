// The /v1/videos dialect against a server that answers as real ones have been seen to: what each answer means.
#include "upstreams/VideosUpstream.h"

#include "base/IoThreads.h"
#include "support/ScriptedServer.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <mutex>

using namespace kinora;
using namespace kinora::upstreams;
using namespace std::chrono_literals;
using test::ScriptedServer;
using Peer = ScriptedServer::Peer;

namespace {

std::string reply(const std::string& status, const std::string& body, const std::string& headers = "") {
    return "HTTP/1.1 " + status + "\r\nConnection: close\r\n" + headers +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

class Deaf final : public SubmitSink {
public:
    void onAccepted(boost::json::object) override {}
    void onObservation(Observation) override {}
};

class VideosUpstreamTest : public testing::Test {
protected:
    VideosUpstreamTest() {
        m_threads.start();
        m_intent.model.id = "sora-2";
        m_intent.prompt = "rain";
    }

    template <class T>
    T wait(Task<T> task) {
        return boost::asio::co_spawn(m_threads.executor(0), std::move(task), boost::asio::use_future).get();
    }

    VideosUpstream at(const std::string& url) {
        Definition definition;
        definition.name = "studio";
        definition.dialect = "videos";
        definition.url = url;
        definition.key = Secret("sk-1");
        return {std::move(definition), m_client};
    }

    // What a create means that is answered like this, and how often it was sent.
    Submitted submit(std::function<void(Peer&)> script) {
        const ScriptedServer server([&](Peer& peer) {
            m_requests.push_back(peer.readRequest());
            script(peer);
        });
        VideosUpstream upstream = at(server.url("/v1/videos"));
        Deaf sink;
        auto submitted = wait(upstream.submit(m_intent, upstream.prepare(m_intent), sink));
        EXPECT_LE(server.connections(), 1) << "a create is sent once";
        return submitted;
    }
    Submitted submitAnswered(const std::string& answer) {
        return submit([&](Peer& peer) { peer.send(answer); });
    }

    // Reads the list from pages by the id they come after.
    Reconciled reconcile(std::function<std::string(const std::string& request)> answer) {
        std::mutex mutex;
        const ScriptedServer server([&](Peer& peer) {
            const std::string request = peer.readRequest();
            const std::scoped_lock lock(mutex);
            m_requests.push_back(request);
            peer.send(answer(request));
        });
        VideosUpstream upstream = at(server.url("/v1/videos"));
        return wait(upstream.reconcile(m_intent, upstream.prepare(m_intent), TimePoint(1000s)));
    }

    IoThreads m_threads{1};
    fetch::Client m_client{m_threads, fetch::ClientOptions{}};
    Intent m_intent;
    std::vector<std::string> m_requests;
};

std::string page(const std::string& entries, const std::string& rest) {
    return reply("200 OK", R"({"data":[)" + entries + "]" + rest + "}");
}

std::string entry(const std::string& id, int createdAt, const std::string& prompt = "rain") {
    return R"({"id":")" + id + R"(","model":"sora-2","prompt":")" + prompt + R"(","created_at":)" +
           std::to_string(createdAt) + "}";
}

} // namespace

TEST_F(VideosUpstreamTest, surelyNotAcceptedAndLater) {
    const Submitted limited =
        submitAnswered(reply("429 Too Many Requests", R"({"error":{"message":"slow down"}})", "Retry-After: 7\r\n"));
    EXPECT_EQ(limited.answer, Submitted::Answer::Busy);
    EXPECT_EQ(limited.retryAfter, 7s);
    const Submitted busy = submitAnswered(reply("503 Unavailable", R"({"error":{"message":"heavy load"}})"));
    EXPECT_EQ(busy.answer, Submitted::Answer::Busy);
    VideosUpstream nowhere = at("http://127.0.0.1:1/v1/videos");
    Deaf sink;
    EXPECT_EQ(wait(nowhere.submit(m_intent, nowhere.prepare(m_intent), sink)).answer, Submitted::Answer::Busy);
    VideosUpstream nameless = at("http://kinora.invalid/v1/videos");
    EXPECT_EQ(wait(nameless.submit(m_intent, nameless.prepare(m_intent), sink)).answer, Submitted::Answer::Busy);
}

TEST_F(VideosUpstreamTest, surelyNotAcceptedForGood) {
    const auto codeOf = [this](const std::string& status, const std::string& body = R"({"error":{"message":"m"}})") {
        const Submitted submitted = submitAnswered(reply(status, body));
        EXPECT_EQ(submitted.answer, Submitted::Answer::Refused) << status;
        return submitted.failure.code;
    };
    EXPECT_EQ(codeOf("400 Bad Request"), FailureCode::UpstreamRejected);
    EXPECT_EQ(codeOf("400 Bad Request", R"({"error":{"code":"moderation_blocked"}})"), FailureCode::ModerationBlocked);
    EXPECT_EQ(codeOf("401 Unauthorized"), FailureCode::NoAccess);
    EXPECT_EQ(codeOf("403 Forbidden"), FailureCode::NoAccess);
    EXPECT_EQ(codeOf("404 Not Found"), FailureCode::UpstreamGone);
    EXPECT_EQ(codeOf("410 Gone"), FailureCode::UpstreamGone);
    EXPECT_EQ(codeOf("429 Too Many Requests", R"({"error":{"code":"insufficient_quota"}})"), FailureCode::UpstreamFull);
}

TEST_F(VideosUpstreamTest, whatMayHaveBeenAcceptedIsUnknown) {
    const auto unknown = [this](const std::string& answer) {
        EXPECT_EQ(submitAnswered(answer).answer, Submitted::Answer::Unknown) << answer;
    };
    unknown(reply("500 Oops", R"({"error":{"message":"m"}})"));
    unknown(reply("502 Bad Gateway", "<html>"));
    unknown(reply("503 Unavailable", "<html>the proxy's own page</html>"));
    unknown(reply("504 Gateway Timeout", ""));
    unknown(reply("408 Request Timeout", ""));
    unknown(reply("409 Conflict", ""));
    unknown(reply("200 OK", "<html>"));
    unknown(reply("200 OK", R"({"status":"queued"})"));
    unknown("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":");
    unknown("");
    EXPECT_EQ(submit([](Peer& peer) { peer.reset(); }).answer, Submitted::Answer::Unknown);
}

TEST_F(VideosUpstreamTest, aCreateThatHangsIsGivenUpWithinTheDeadline) {
    m_intent.model.deadline = 1s;
    EXPECT_EQ(submit([](Peer& peer) { peer.waitForClose(); }).answer, Submitted::Answer::Unknown);
}

TEST_F(VideosUpstreamTest, aPollIsNoVerdictButFor410) {
    const auto ask = [this](const std::string& answer) {
        const ScriptedServer server([&](Peer& peer) {
            (void)peer.readRequest();
            peer.send(answer);
        });
        VideosUpstream upstream = at(server.url("/v1/videos"));
        return wait(upstream.observe({{"upstreamId", "v1"}}));
    };
    for (const char* status : {"404 Not Found", "401 Unauthorized", "403 Forbidden", "500 Oops", "429 Slow"}) {
        const auto observed = ask(reply(status, "{}"));
        ASSERT_FALSE(observed);
        EXPECT_FALSE(observed.error().verdict) << status;
        EXPECT_EQ(observed.error().noAccess, std::string(status).starts_with("40") && status[2] != '4') << status;
    }
    EXPECT_FALSE(ask("")) << "cut";
    EXPECT_FALSE(ask(reply("200 OK", "<html>")));
    EXPECT_EQ(ask(reply("410 Gone", "{}")).error().verdict->code, FailureCode::UpstreamGone);
    EXPECT_EQ(ask(reply("200 OK", R"({"id":"v1","status":"contemplating"})"))->phase, Phase::Running)
        << "an unknown word means go on asking";
}

TEST_F(VideosUpstreamTest, theListIsReadToTheEnd) {
    const Reconciled read = reconcile([](const std::string& request) {
        if (request.contains("after=b"))
            return page(entry("c", 1001) + "," + entry("d", 1001, "snow"), R"(,"has_more":false)");
        return page(entry("a", 1003, "snow") + "," + entry("b", 1002, "fog"), R"(,"has_more":true,"last_id":"b")");
    });
    EXPECT_EQ(read.answer, Reconciled::Answer::Listed);
    ASSERT_EQ(read.candidates.size(), 1U);
    EXPECT_EQ(read.candidates[0].upstreamId, "c");
    EXPECT_TRUE(read.candidates[0].certain);
    EXPECT_EQ(read.candidates[0].createdAt, TimePoint(1001s));
    EXPECT_EQ(m_requests.size(), 2U);
    EXPECT_TRUE(m_requests[0].contains("Authorization: Bearer sk-1"));
}

TEST_F(VideosUpstreamTest, theListIsReadPastTheTimeOfSending) {
    const Reconciled read = reconcile([](const std::string&) {
        // Older than the request by more than two clocks may differ.
        return page(entry("a", 999) + "," + entry("b", 800), R"(,"has_more":true,"last_id":"b")");
    });
    EXPECT_EQ(read.answer, Reconciled::Answer::Listed);
    EXPECT_EQ(m_requests.size(), 1U);
    ASSERT_EQ(read.candidates.size(), 1U);
    EXPECT_EQ(read.candidates[0].upstreamId, "a");
}

TEST_F(VideosUpstreamTest, aListThatBreaksOffIsNotComplete) {
    const auto answerOf = [this](std::function<std::string(const std::string&)> answer) {
        return reconcile(std::move(answer)).answer;
    };
    EXPECT_EQ(answerOf([](const std::string& request) {
        return request.contains("after=") ? reply("502 Bad Gateway", "")
                                          : page(entry("a", 1003), R"(,"has_more":true,"last_id":"a")");
    }),
        Reconciled::Answer::TryLater);
    EXPECT_EQ(answerOf([](const std::string&) { return page(entry("a", 1003), R"(,"has_more":true,"last_id":"a")"); }),
        Reconciled::Answer::TryLater)
        << "the same page again and again";
    EXPECT_EQ(
        answerOf([](const std::string&) { return page(R"({"status":"queued"})", ""); }), Reconciled::Answer::TryLater)
        << "an entry that names no task";
    EXPECT_EQ(answerOf([](const std::string&) { return reply("401 Unauthorized", ""); }), Reconciled::Answer::TryLater);
    EXPECT_EQ(answerOf([](const std::string&) { return reply("404 Not Found", ""); }), Reconciled::Answer::CannotTell);
}

TEST_F(VideosUpstreamTest, aListWithoutPromptsIsNotCertain) {
    const Reconciled read = reconcile([](const std::string&) { return page(R"({"id":"a"})", ""); });
    ASSERT_EQ(read.candidates.size(), 1U);
    EXPECT_FALSE(read.candidates[0].certain);
    EXPECT_FALSE(read.candidates[0].createdAt);
}

TEST_F(VideosUpstreamTest, accountsAreToldApart) {
    EXPECT_EQ(accountOf("https://a/v1/videos", Secret("k")), accountOf("https://a/v1/videos", Secret("k")));
    EXPECT_NE(accountOf("https://a/v1/videos", Secret("k")), accountOf("https://a/v1/videos", Secret("l")));
    EXPECT_NE(accountOf("https://a/v1/videos", Secret("k")), accountOf("https://b/v1/videos", Secret("k")));
    EXPECT_NE(accountOf("https://a", Secret()), accountOf("https://a", Secret("none")));
}

TEST_F(VideosUpstreamTest, aPictureGoesAsAFormWithTheRest) {
    m_intent.seed = 7;
    m_intent.negativePrompt = "blur";
    m_intent.reference = Reference{.sha256 = "abc", .jpeg = std::make_shared<const std::string>("\xff\xd8 picture")};
    EXPECT_EQ(submitAnswered(reply("200 OK", R"({"id":"v1"})")).answer, Submitted::Answer::Accepted);
    const std::string& sent = m_requests.front();
    EXPECT_NE(sent.find("multipart/form-data"), std::string::npos) << sent;
    EXPECT_NE(sent.find("name=\"input_reference\"; filename=\"reference.jpg\""), std::string::npos) << sent;
    EXPECT_NE(sent.find("\xff\xd8 picture"), std::string::npos);
    EXPECT_NE(sent.find("name=\"seed\"\r\n\r\n7\r\n"), std::string::npos) << sent;
    EXPECT_NE(sent.find("name=\"negative_prompt\"\r\n\r\nblur\r\n"), std::string::npos) << sent;
    const auto state = at("http://127.0.0.1:1/v1/videos").prepare(m_intent);
    EXPECT_EQ(state.at("reference"), "abc") << "what tells two requests apart; the bytes are not kept with the attempt";
    EXPECT_EQ(boost::json::serialize(state).find("picture"), std::string::npos);
}

TEST_F(VideosUpstreamTest, charactersGoByTheirIds) {
    m_intent.characters = {"char_1"};
    m_intent.reference = Reference{.sha256 = "abc", .jpeg = std::make_shared<const std::string>("picture")};
    EXPECT_EQ(submitAnswered(reply("200 OK", R"({"id":"v1"})")).answer, Submitted::Answer::Accepted);
    const std::string& sent = m_requests.front();
    EXPECT_NE(sent.find(R"("characters":[{"id":"char_1"}])"), std::string::npos) << sent;
    EXPECT_NE(sent.find(R"("input_reference":{"image_url":"data:image/jpeg;base64,cGljdHVyZQ=="})"), std::string::npos)
        << sent;
}

TEST_F(VideosUpstreamTest, aRemixIsAskedForAtTheVideo) {
    m_intent.remixTarget = "v/1";
    EXPECT_EQ(submitAnswered(reply("200 OK", R"({"id":"v2"})")).answer, Submitted::Answer::Accepted);
    const std::string& sent = m_requests.front();
    EXPECT_TRUE(sent.starts_with("POST /v1/videos/v%2F1/remix HTTP/1.1\r\n")) << sent;
    EXPECT_TRUE(sent.contains("Authorization: Bearer sk-1"));
    EXPECT_TRUE(sent.ends_with("\r\n\r\n{\"prompt\":\"rain\"}")) << sent;
}

TEST_F(VideosUpstreamTest, aRemixOfWhatIsGoneSaysNothingOfTheUpstream) {
    m_intent.remixTarget = "v1";
    for (const char* status : {"404 Not Found", "405 Method Not Allowed", "410 Gone"}) {
        const Submitted submitted = submitAnswered(reply(status, R"({"error":{"message":"m"}})"));
        EXPECT_EQ(submitted.answer, Submitted::Answer::Refused) << status;
        EXPECT_EQ(submitted.failure.code, FailureCode::UpstreamRejected) << status;
    }
    EXPECT_EQ(submitAnswered(reply("429 Too Many Requests", "")).answer, Submitted::Answer::Busy);
    EXPECT_EQ(submitAnswered(reply("502 Bad Gateway", "")).answer, Submitted::Answer::Unknown);
}

TEST_F(VideosUpstreamTest, aRemixIsToldFromOthersInTheList) {
    const auto entryOf = [](const std::string& id, const std::string& from) {
        return R"({"id":")" + id + R"(","prompt":"rain","created_at":1001,"remixed_from_video_id":)" + from + "}";
    };
    const auto only = [&](const std::string& entries) {
        const Reconciled read = reconcile([&](const std::string&) { return page(entries, R"(,"has_more":false)"); });
        EXPECT_EQ(read.candidates.size(), 1U);
        return read.candidates.front();
    };
    const std::string all =
        entryOf("plain", "null") + "," + entryOf("ours", R"("v1")") + "," + entryOf("else", R"("v9")");
    EXPECT_EQ(only(all).upstreamId, "plain");
    EXPECT_TRUE(only(all).certain);
    m_intent.remixTarget = "v1";
    EXPECT_EQ(only(all).upstreamId, "ours");
    EXPECT_TRUE(only(all).certain);
    EXPECT_FALSE(only(entryOf("ours", "null")).certain) << "some leave out what a remix was made from";
}
