#include "domain/Cameos.h"

#include "AccountsEnvironment.h"
#include "base/Ids.h"
#include "domain/Profile.h"
#include "domain/Uploads.h"
#include "media/ContentStore.h"
#include "support/Pictures.h"
#include "support/TempDir.h"

using namespace kinora;
using namespace kinora::domain;

namespace {

class CameosTest : public test::AccountsEnvironment {
protected:
    CameosTest() { EXPECT_TRUE(content.prepare()); }

    std::string upload(const SignedIn& whose, std::string_view picture) {
        const auto added = run(uploads.add(principalOf(whose), std::string(picture)));
        EXPECT_TRUE(added) << added.error().detail;
        return std::string(added->at("id").as_string());
    }

    Result<json::object> create(const SignedIn& whose, const json::object& body) {
        auto wish = readNewCameo(body);
        if (!wish)
            return std::unexpected(wish.error());
        return run(cameos.create(principalOf(whose), std::move(*wish)));
    }

    Result<json::object> change(const SignedIn& whose, const std::string& id, const json::object& body) {
        auto wish = readCameoChange(body);
        if (!wish)
            return std::unexpected(wish.error());
        return run(cameos.change(principalOf(whose), id, std::move(*wish)));
    }

    std::int64_t count(const std::string& table) {
        return run(pool.query("SELECT count(*) AS n FROM " + table)).front().get<std::int64_t>("n");
    }

    test::TempDir folder;
    media::ContentStore content{folder / "media"};
    WorkPool pictures{"media", 1, 16};
    Uploads uploads{pool, content, {pictures, pictures}};
    Cameos cameos{pool, content, pictures};
    SignedIn ann = signUp("ann@example.org");
    SignedIn bob = signUp("bob@example.org");
};

std::string idOf(const json::object& cameo) {
    return std::string(cameo.at("id").as_string());
}

} // namespace

TEST_F(CameosTest, whatWasSentIsGivenBackToWhoeverSentIt) {
    const std::string id = upload(ann, test::RedPng);
    const auto seen = run(uploads.image(principalOf(ann), id));
    ASSERT_TRUE(seen) << seen.error().detail;
    EXPECT_EQ(seen->contentType, "image/jpeg");
    EXPECT_EQ(run(uploads.image(principalOf(bob), id)).error().code, Code::NotFound);
    EXPECT_EQ(run(uploads.image(principalOf(ann), "1")).error().code, Code::NotFound);
    EXPECT_EQ(run(uploads.image(principalOf(ann), newId())).error().code, Code::NotFound);
}

TEST_F(CameosTest, isMadeSeenChangedAndDeleted) {
    const auto made = create(ann, {{"handle", "maya"}, {"description", " A red raincoat. "}});
    ASSERT_TRUE(made) << made.error().detail;
    EXPECT_EQ(made->at("name"), "maya") << "until it is given another";
    EXPECT_EQ(made->at("description"), "A red raincoat.");
    EXPECT_EQ(made->at("imageUrl"), nullptr);
    const std::string id = idOf(*made);
    const json::object more{
        {"name", "Maya"}, {"imageId", upload(ann, test::RedPng)}, {"characters", {{"studio", "m1"}}}};
    const auto changed = change(ann, id, more);
    ASSERT_TRUE(changed) << changed.error().detail;
    EXPECT_EQ(changed->at("handle"), "maya");
    EXPECT_EQ(changed->at("characters").at("studio"), "m1");
    EXPECT_TRUE(changed->at("imageUrl").as_string().starts_with("/api/v1/cameos/" + id + "/image?v="));
    const auto seen = run(cameos.image(principalOf(ann), id));
    ASSERT_TRUE(seen);
    EXPECT_TRUE(content.open(seen->sha256));
    const json::object bare{{"imageId", nullptr}};
    EXPECT_EQ(change(ann, id, bare)->at("imageUrl"), nullptr);
    EXPECT_EQ(run(cameos.image(principalOf(ann), id)).error().code, Code::NotFound);
    EXPECT_TRUE(content.open(seen->sha256)) << "the upload has it still";
    EXPECT_TRUE(run(cameos.remove(principalOf(ann), id)));
    EXPECT_EQ(run(cameos.get(principalOf(ann), id)).error().code, Code::NotFound);
}

TEST_F(CameosTest, isOnesOwn) {
    const std::string picture = upload(ann, test::RedPng);
    const auto made = create(ann, {{"handle", "maya"}, {"imageId", picture}});
    const std::string id = idOf(*made);
    EXPECT_EQ(run(cameos.get(principalOf(bob), id)).error().code, Code::NotFound);
    EXPECT_EQ(run(cameos.image(principalOf(bob), id)).error().code, Code::NotFound);
    EXPECT_EQ(change(bob, id, {{"name", "Mine"}}).error().code, Code::NotFound);
    EXPECT_EQ(run(cameos.remove(principalOf(bob), id)).error().code, Code::NotFound);
    EXPECT_TRUE(run(cameos.list(principalOf(bob), {}, {}))->at("items").as_array().empty());
    EXPECT_EQ(run(cameos.list(principalOf(ann), {}, {}))->at("items").as_array().size(), 1U);
    EXPECT_TRUE(create(bob, {{"handle", "maya"}})) << "handles are for each user";
    const auto stolen = create(bob, {{"handle", "otto"}, {"imageId", picture}});
    EXPECT_EQ(stolen.error().fields.front().field, "imageId");
}

TEST_F(CameosTest, refusesWhatCannotBe) {
    ASSERT_TRUE(create(ann, {{"handle", "maya"}}));
    EXPECT_EQ(create(ann, {{"handle", "maya"}}).error().code, Code::Conflict);
    const auto other = create(ann, {{"handle", "otto"}});
    EXPECT_EQ(change(ann, idOf(*other), {{"handle", "maya"}}).error().code, Code::Conflict);
    for (const json::object& body : {json::object{}, json::object{{"handle", "Ma"}}, json::object{{"handle", "ma ya"}},
             json::object{{"handle", "good"}, {"name", "  "}}, json::object{{"handle", "good"}, {"name", "a\nb"}},
             json::object{{"handle", "good"}, {"description", std::string(501, 'x')}},
             json::object{{"handle", "good"}, {"imageId", "nonsense"}},
             json::object{{"handle", "good"}, {"characters", {{"studio", 1}}}},
             json::object{{"handle", "good"}, {"stranger", true}}})
        EXPECT_EQ(create(ann, body).error().code, Code::ValidationFailed) << json::serialize(body);
    EXPECT_EQ(change(ann, idOf(*other), {}).error().code, Code::ValidationFailed);
}

TEST_F(CameosTest, thereIsAnEnd) {
    run(pool.query("INSERT INTO cameos (id, user_id, handle, name, description) SELECT gen_random_uuid(), $1::uuid, "
                   "'c' || n, 'c', '' "
                   "FROM generate_series(1, 100) n",
        ann.user.id));
    EXPECT_EQ(create(ann, {{"handle", "maya"}}).error().code, Code::Conflict);
    run(pool.query("INSERT INTO blobs (sha256, bytes, content_type) VALUES (decode(repeat('ab', 32), 'hex'), 1, 'x')"));
    run(pool.query("INSERT INTO uploads (id, user_id, sha256, width, height) SELECT gen_random_uuid(), $1::uuid, "
                   "decode(repeat('ab', 32), 'hex'), 1, 1 FROM generate_series(1, 100) n",
        ann.user.id));
    EXPECT_EQ(run(uploads.add(principalOf(ann), std::string(test::RedPng))).error().code, Code::Conflict);
}

TEST_F(CameosTest, whatNothingUsesGoesAfterADay) {
    EXPECT_EQ(run(uploads.add(principalOf(ann), "<svg/>")).error().code, Code::ValidationFailed);
    const std::string kept = upload(ann, test::RedPng);
    upload(ann, test::RedPng);
    const std::string ofCameo = upload(ann, test::BluePng);
    ASSERT_TRUE(create(ann, {{"handle", "maya"}, {"imageId", ofCameo}}));
    EXPECT_EQ(count("blobs"), 2) << "equal pictures are one file";
    run(uploads.sweep());
    EXPECT_EQ(count("uploads"), 3) << "none is old";
    run(pool.query("UPDATE uploads SET created_at = now() - interval '25 hours' WHERE id <> $1::uuid", kept));
    run(uploads.sweep());
    EXPECT_EQ(count("uploads"), 1);
    EXPECT_EQ(count("blobs"), 2) << "the cameo has its picture";
    run(pool.query("UPDATE uploads SET created_at = now() - interval '25 hours'"));
    run(uploads.sweep());
    EXPECT_EQ(count("uploads"), 0);
    EXPECT_EQ(count("blobs"), 1);
    EXPECT_EQ(content.entries().size(), 1U);
}

TEST_F(CameosTest, goesWithItsOwner) {
    ASSERT_TRUE(create(bob, {{"handle", "maya"}, {"imageId", upload(bob, test::BluePng)}}));
    upload(bob, test::RedPng);
    Profile profile{pool, passwords, watch, content, pictures};
    ASSERT_TRUE(run(profile.remove(principalOf(bob), "correct horse", as(bob.user))));
    EXPECT_EQ(count("cameos"), 0);
    EXPECT_EQ(count("uploads"), 0);
    EXPECT_EQ(count("blobs"), 0);
    EXPECT_TRUE(content.entries().empty());
}
