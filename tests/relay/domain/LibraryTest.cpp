#include "domain/Library.h"

#include "base/Timeout.h"
#include "relay/domain/LibraryEnvironment.h"

#include <boost/asio/detached.hpp>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>

using namespace kinora;
using namespace kinora::domain;
using namespace std::chrono_literals;

namespace {

class LibraryTest : public test::LibraryEnvironment {
protected:
    Result<json::object> edit(const SignedIn& whose, const std::string& id, const json::object& body) {
        return run(library.edit(principalOf(whose), id, *readVideoEdit(body)));
    }

    Result<> remove(const SignedIn& whose, const std::string& id) {
        return run(library.remove(principalOf(whose), id));
    }

    json::object changesSince(const SignedIn& whose, std::int64_t since, int limit = 500) {
        const auto found = run(library.changes(principalOf(whose), std::to_string(since), std::to_string(limit)));
        EXPECT_TRUE(found) << found.error().detail;
        return found.value_or(json::object());
    }

    std::int64_t count(const std::string& from) {
        return run(pool.query("SELECT count(*) AS n FROM " + from)).front().get<std::int64_t>("n");
    }

    bool isThere(const std::string& bytes) { return content.open(toHex(sha256(bytes))).has_value(); }

    SignedIn ann = signUp("ann@example.org");
    SignedIn bob = signUp("bob@example.org");
};

} // namespace

TEST_F(LibraryTest, anEditIsAnswerEventAndChange) {
    const std::string id = film(ann);
    const std::string still = film(ann);
    auto subscription = hub.subscribe(ann.user.id, context.get_executor());
    const auto edited = edit(ann, id, {{"title", "Kite"}, {"addTags", {"sky"}}, {"rating", 3}, {"favorite", true}});
    ASSERT_TRUE(edited) << edited.error().detail;
    EXPECT_EQ(edited->at("title"), "Kite");
    EXPECT_EQ(edited->at("seq"), 3);
    EXPECT_EQ(run(videos.get(principalOf(ann), id)), *edited);
    const auto heard = run(subscription.next(5s));
    ASSERT_EQ(heard.size(), 1U);
    EXPECT_EQ(json::parse(heard.front().event.body).at("video"), json::value(*edited));
    const auto logged = run(store::eventsAfter(pool, ann.user.id, 0, 10));
    ASSERT_EQ(logged.size(), 1U);
    EXPECT_EQ(logged.front().body, heard.front().event.body);
    const json::object changes = changesSince(ann, 0);
    ASSERT_EQ(changes.at("changes").as_array().size(), 2U) << "each video once, where it was changed last";
    EXPECT_EQ(changes.at("changes").at(0).at("video").at("id").as_string(), still);
    EXPECT_EQ(changes.at("changes").at(1).at("video"), json::value(*edited));
    EXPECT_EQ(changes.at("next"), 3);
    EXPECT_EQ(changes.at("more"), false);
    // Once more is no change, nor is one from before that.
    EXPECT_EQ(edit(ann, id, {{"favorite", true}})->at("seq"), 3);
    EXPECT_EQ(edit(ann, id, {{"favorite", false}, {"editedAt", "2026-01-01T00:00:00Z"}}), *edited);
    EXPECT_TRUE(changesSince(ann, 3).at("changes").as_array().empty());
}

TEST_F(LibraryTest, listsInEveryOrderPageByPage) {
    std::vector<std::string> ids;
    for (int i = 0; i < 5; ++i) {
        ids.push_back(film(ann, std::string(static_cast<std::size_t>(i) + 1, 'x')));
        // Two are rated alike, two as long.
        EXPECT_TRUE(edit(ann, ids.back(), {{"rating", i / 2}}));
        run(pool.query("UPDATE videos SET duration_ms = $2::int WHERE id = $1::uuid", ids.back(), 100 - i / 2));
    }
    const std::map<std::string, std::vector<int>> orders{{"newest", {4, 3, 2, 1, 0}}, {"oldest", {0, 1, 2, 3, 4}},
        {"rating", {4, 3, 2, 1, 0}}, {"longest", {1, 0, 3, 2, 4}}, {"largest", {4, 3, 2, 1, 0}}};
    for (const auto& [sort, order] : orders) {
        std::vector<std::string> found;
        OwnVideosQuery query{.sort = sort, .limit = "2"};
        do {
            const auto page = run(videos.list(principalOf(ann), query));
            ASSERT_TRUE(page) << page.error().detail;
            for (const json::value& item : page->at("items").as_array())
                found.emplace_back(item.at("id").as_string());
            const auto* next = page->at("nextCursor").if_string();
            query.cursor = next == nullptr ? std::nullopt : std::optional(std::string(*next));
        } while (query.cursor);
        std::vector<std::string> expected;
        for (const int place : order)
            expected.push_back(ids[static_cast<std::size_t>(place)]);
        EXPECT_EQ(found, expected) << sort;
    }
    EXPECT_TRUE(run(videos.list(principalOf(bob), {}))->at("items").as_array().empty());
}

TEST_F(LibraryTest, findsByWordsAndMarks) {
    const std::string id = film(ann);
    const std::string other = film(ann, "another");
    EXPECT_TRUE(edit(ann, id, {{"title", "Straße"}, {"addTags", {"雨の海", "50%_off"}}, {"favorite", true}}));
    EXPECT_TRUE(edit(ann, other, {{"state", "trashed"}}));
    const auto idsOf = [&](const OwnVideosQuery& query) {
        const auto page = run(videos.list(principalOf(ann), query));
        EXPECT_TRUE(page) << page.error().detail;
        std::vector<std::string> ids;
        for (const json::value& item : page.value_or(json::object{{"items", json::array()}}).at("items").as_array())
            ids.emplace_back(item.at("id").as_string());
        return ids;
    };
    const std::vector<std::string> one{id};
    for (const char* text : {"KITE", "straße", "雨", "%_", " kite "})
        EXPECT_EQ(idsOf({.text = text}), one) << text;
    EXPECT_TRUE(idsOf({.text = "boat"}).empty());
    EXPECT_EQ(idsOf({.favorite = "true"}), one);
    EXPECT_TRUE(idsOf({.favorite = "false"}).empty());
    EXPECT_EQ(idsOf({.state = "draft"}), one);
    EXPECT_EQ(idsOf({.state = "trashed"}), std::vector<std::string>{other});
    EXPECT_TRUE(idsOf({.orientation = "landscape"}).empty());
    const OwnVideosQuery wrong{.sort = "oldest", .cursor = "newest.x"};
    EXPECT_EQ(run(videos.list(principalOf(ann), wrong)).error().fields.front().field, "cursor");
}

TEST_F(LibraryTest, othersVideosAnswerLikeNone) {
    const std::string id = film(ann);
    EXPECT_EQ(edit(bob, id, {{"favorite", true}}).error().code, Code::NotFound);
    EXPECT_EQ(edit(bob, "1", {{"favorite", true}}).error().code, Code::NotFound);
    EXPECT_EQ(remove(bob, id).error().code, Code::NotFound);
    EXPECT_EQ(remove(bob, "1").error().code, Code::NotFound);
    EXPECT_TRUE(changesSince(bob, 0).at("changes").as_array().empty());
    const std::string own = film(bob, "another");
    const std::string absent = newId();
    const auto batch = readVideosEdit({{"ids", {id, own, absent}}, {"state", "trashed"}});
    const auto done = run(library.editAll(principalOf(bob), *batch));
    ASSERT_TRUE(done) << done.error().detail;
    EXPECT_EQ(done->at("items").as_array().size(), 1U);
    EXPECT_EQ(done->at("missing"), json::value({id, absent}));
    EXPECT_EQ(run(videos.get(principalOf(ann), id))->at("state"), "draft");
}

TEST_F(LibraryTest, manyAtOnceAreManyChanges) {
    json::array ids;
    for (int i = 0; i < 20; ++i)
        ids.emplace_back(film(ann));
    const auto batch = readVideosEdit({{"ids", ids}, {"addTags", {"kites"}}});
    const auto done = run(library.editAll(principalOf(ann), *batch));
    ASSERT_TRUE(done) << done.error().detail;
    std::set<std::int64_t> seqs;
    for (const json::value& video : done->at("items").as_array())
        seqs.insert(video.at("seq").as_int64());
    EXPECT_EQ(seqs.size(), 20U);
    EXPECT_EQ(*seqs.begin(), 21);
    const json::object some = changesSince(ann, 20, 7);
    EXPECT_EQ(some.at("changes").as_array().size(), 7U);
    EXPECT_EQ(some.at("more"), true);
    EXPECT_EQ(changesSince(ann, some.at("next").as_int64()).at("changes").as_array().size(), 13U);
}

TEST_F(LibraryTest, forEverIsForEver) {
    const std::string id = film(ann, "seen by both");
    const std::string other = film(ann, "hers alone");
    const std::string same = film(bob, "seen by both");
    EXPECT_TRUE(remove(ann, id));
    EXPECT_TRUE(remove(ann, id)) << "may be sent again";
    EXPECT_TRUE(remove(ann, other));
    EXPECT_EQ(edit(ann, id, {{"state", "draft"}}).error().code, Code::NotFound);
    EXPECT_TRUE(isThere("seen by both"));
    EXPECT_FALSE(isThere("hers alone"));
    const json::object changes = changesSince(ann, 0);
    ASSERT_EQ(changes.at("changes").as_array().size(), 2U);
    EXPECT_EQ(changes.at("changes").at(0), json::value({{"seq", 3}, {"deleted", id}}));
    EXPECT_EQ(run(store::eventsAfter(pool, ann.user.id, 0, 10)).back().body,
        json::serialize(json::object{{"seq", 4}, {"deleted", other}}));
    EXPECT_TRUE(remove(bob, same));
    EXPECT_FALSE(isThere("seen by both"));
    EXPECT_EQ(count("blobs"), 0);
}

TEST_F(LibraryTest, aLostFileIsToldFromAStoreThatIsAway) {
    const std::string lost = film(ann, "lost");
    const std::string kept = film(ann, "kept");
    content.remove(toHex(sha256("lost")));
    const auto codeOf = [&](const SignedIn& whose, const std::string& id) {
        const auto opened = run(videos.file(principalOf(whose), id, VideoFile::Content));
        return opened ? std::optional<Code>() : opened.error().code;
    };
    EXPECT_EQ(codeOf(ann, lost), Code::NotFound);
    EXPECT_EQ(codeOf(ann, kept), std::nullopt);
    EXPECT_TRUE(run(videos.get(principalOf(ann), lost))) << "the rest of it is there";
    std::filesystem::rename(folder / "media", folder / "unmounted");
    EXPECT_EQ(codeOf(ann, kept), Code::Unavailable);
    std::filesystem::create_directory(folder / "media"); // where it would be mounted
    EXPECT_EQ(codeOf(ann, kept), Code::Unavailable);
    EXPECT_EQ(codeOf(bob, kept), Code::NotFound) << "and says nothing to others";
}

TEST_F(LibraryTest, theTrashIsEmptiedOfWhatIsOld) {
    const std::string old = film(ann, "old");
    const std::string young = film(ann, "young");
    const std::string restored = film(ann, "restored");
    for (const std::string& id : {old, young, restored})
        EXPECT_TRUE(edit(ann, id, {{"state", "trashed"}}));
    run(pool.query("UPDATE videos SET trashed_at = now() - interval '31 days' WHERE id <> $1::uuid", young));
    VideoEdit restore;
    restore.restore = true;
    EXPECT_EQ(run(library.edit(principalOf(ann), restored, restore))->at("state"), "draft");
    run(library.emptyTrash(std::chrono::days(30)));
    EXPECT_EQ(run(videos.get(principalOf(ann), old)).error().code, Code::NotFound);
    EXPECT_TRUE(run(videos.get(principalOf(ann), young)));
    EXPECT_TRUE(run(videos.get(principalOf(ann), restored)));
    EXPECT_FALSE(isThere("old"));
    EXPECT_EQ(count("deleted_videos"), 1);
}

TEST_F(LibraryTest, numbersThatWereNeverGivenOut) {
    film(ann);
    const auto ahead = run(library.changes(principalOf(ann), "2", std::nullopt));
    EXPECT_EQ(ahead.error().code, Code::ResyncRequired);
    EXPECT_EQ(ahead.error().seq, 1);
    for (const char* since : {"-1", "x", "1x", "99999999999999999999"})
        EXPECT_EQ(run(library.changes(principalOf(ann), since, std::nullopt)).error().code, Code::ValidationFailed);
    for (const char* limit : {"0", "501", "many"})
        EXPECT_EQ(run(library.changes(principalOf(ann), "0", limit)).error().code, Code::ValidationFailed);
}

TEST_F(LibraryTest, numbersThatARestoreHasLost) {
    film(ann);
    film(ann, "another");
    run(pool.query("INSERT INTO number_gaps (user_id, after_seq, until_seq) VALUES ($1::uuid, 1, 10)", ann.user.id));
    run(pool.query("UPDATE user_counters SET last_seq = 20"));
    const json::array lost{json::object{{"after", 1}, {"until", 10}}};
    for (const char* since : {"2", "9", "21"}) {
        const auto refused = run(library.changes(principalOf(ann), since, std::nullopt));
        ASSERT_FALSE(refused) << since;
        EXPECT_EQ(refused.error().code, Code::ResyncRequired);
        EXPECT_EQ(refused.error().seq, 20);
        EXPECT_EQ(refused.error().lost, (std::vector<LostNumbers>{{.after = 1, .until = 10}}));
    }
    // Whoever asks from before it may have heard of more, by events.
    EXPECT_EQ(changesSince(ann, 1).at("lost"), lost);
    EXPECT_EQ(changesSince(ann, 20).at("lost"), lost);
    EXPECT_EQ(changesSince(bob, 0).at("lost"), json::array());
}

// Writers that make, edit and remove at once, and a reader that goes on from wherever it was: it ends up with exactly
// what there is.
TEST_F(LibraryTest, aReaderMissesNothingOfManyWriters) {
    constexpr int writers = 4;
    constexpr int turns = 25;
    std::vector<std::string> ids;
    ids.reserve(6);
    for (int i = 0; i < 6; ++i)
        ids.push_back(film(ann, "shared " + std::to_string(i)));
    const Principal principal = principalOf(ann);
    int left = writers;
    const auto write = [&](int writer) -> Task<> {
        for (int turn = 0; turn < turns; ++turn) {
            std::string bytes = std::to_string(writer) + " " + std::to_string(turn);
            std::string own = co_await makeFilm(ann.user.id, std::move(bytes), "A kite");
            VideoEdit edit;
            edit.title = std::to_string(writer) + "." + std::to_string(turn);
            // All of the shared ones, in an order of its own.
            VideosEdit all;
            all.ids = ids;
            std::ranges::rotate(all.ids, all.ids.begin() + (writer + turn) % 6);
            all.edit = edit;
            (void)co_await library.editAll(principal, std::move(all));
            if (turn % 3 == 0)
                (void)co_await library.remove(principal, std::move(own));
        }
        --left;
    };
    std::map<std::string, std::int64_t> known;
    const auto read = [&]() -> Task<> {
        std::int64_t since = 0;
        for (bool last = false; !last;) {
            last = left == 0;
            std::string from = std::to_string(since);
            const auto found = co_await library.changes(principal, std::move(from), "3");
            EXPECT_TRUE(found);
            if (!found)
                co_return;
            for (const json::value& change : found->at("changes").as_array()) {
                EXPECT_GT(change.at("seq").as_int64(), since);
                since = change.at("seq").as_int64();
                if (const auto* deleted = change.as_object().if_contains("deleted"))
                    known.erase(std::string(deleted->as_string()));
                else
                    known[std::string(change.at("video").at("id").as_string())] = since;
            }
            since = found->at("next").as_int64();
            last = last && !found->at("more").as_bool();
        }
    };
    for (int writer = 0; writer < writers; ++writer)
        boost::asio::co_spawn(context, write(writer), boost::asio::detached);
    run(read());
    std::map<std::string, std::int64_t> there;
    for (const pg::Row row : run(pool.query("SELECT id, seq FROM videos WHERE user_id = $1", ann.user.id)))
        there.emplace(row.get<std::string>("id"), row.get<std::int64_t>("seq"));
    EXPECT_EQ(known, there);
    EXPECT_EQ(there.size(), 6U + writers * (turns - (turns + 2) / 3));
}
