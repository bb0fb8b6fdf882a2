#include "domain/VideoEdit.h"

#include "base/Ids.h"
#include "base/Time.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace kinora;
using namespace kinora::domain;
using namespace std::chrono_literals;

namespace {

const TimePoint Now = *fromRfc3339("2026-03-01T12:00:00.000Z");

VideoEdit editOf(const json::object& body) {
    const auto edit = readVideoEdit(body);
    EXPECT_TRUE(edit) << edit.error().detail;
    return *edit;
}

/// Done so long before Now.
VideoEdit editOf(json::object body, std::chrono::milliseconds ago) {
    body["editedAt"] = toRfc3339(Now - ago);
    return editOf(body);
}

Edited apply(store::EditableVideo& video, const VideoEdit& edit, TimePoint now = Now) {
    return *applyEdit(edit, video, now);
}

std::string fieldOf(const json::object& body) {
    const auto edit = readVideoEdit(body);
    if (edit || edit.error().fields.empty())
        return {};
    return edit.error().fields.front().field + " " + edit.error().fields.front().code;
}

} // namespace

TEST(VideoEditTest, whatIsWrongIsNamed) {
    EXPECT_EQ(readVideoEdit({}).error().code, Code::ValidationFailed);
    EXPECT_EQ(readVideoEdit({{"editedAt", "2026-03-01T12:00:00Z"}}).error().code, Code::ValidationFailed);
    EXPECT_EQ(fieldOf({{"rating", 6}}), "rating out_of_range");
    EXPECT_EQ(fieldOf({{"state", "gone"}}), "state invalid");
    EXPECT_EQ(fieldOf({{"title", std::string(201, 'x')}}), "title too_long");
    EXPECT_EQ(fieldOf({{"title", "a\nb"}}), "title invalid");
    EXPECT_EQ(fieldOf({{"addTags", {" "}}}), "addTags invalid");
    EXPECT_EQ(fieldOf({{"addTags", {std::string(51, 'x')}}}), "addTags too_long");
    EXPECT_EQ(fieldOf({{"addTags", {"sea"}}, {"removeTags", {"sea"}}}), "removeTags invalid");
    EXPECT_EQ(fieldOf({{"favorite", true}, {"editedAt", "yesterday"}}), "editedAt invalid");
    EXPECT_EQ(fieldOf({{"favorite", true}, {"seq", 1}}), "seq unknown");
    EXPECT_EQ(readVideosEdit({{"ids", json::array()}, {"favorite", true}}).error().fields.front().field, "ids");
    EXPECT_EQ(readVideosEdit({{"ids", {"1"}}, {"favorite", true}}).error().fields.front().code, "invalid");
    const std::string id = newId();
    EXPECT_EQ(readVideosEdit({{"ids", {id, id}}, {"favorite", true}})->ids.size(), 1U);
}

TEST(VideoEditTest, textIsKeptInOneForm) {
    EXPECT_EQ(editOf({{"title", " Cafe\u0301 "}}).title, "Caf\u00e9");
    EXPECT_EQ(editOf({{"title", nullptr}}).title, "");
    EXPECT_EQ(editOf({{"addTags", {"sea", " sea "}}}).addTags, std::vector<std::string>{"sea"});
}

TEST(VideoEditTest, laterEditsWinInWhateverOrderTheyArrive) {
    std::vector<VideoEdit> edits{editOf({{"title", "one"}, {"favorite", true}}, 4s),
        editOf({{"title", "two"}, {"addTags", {"sea", "boat"}}}, 3s),
        editOf({{"favorite", false}, {"removeTags", {"sea"}}, {"state", "trashed"}}, 2s),
        editOf({{"rating", 4}, {"state", "published"}}, 1s)};
    std::vector<std::size_t> order{0, 1, 2, 3};
    do {
        store::EditableVideo video;
        for (const std::size_t one : order)
            apply(video, edits[one]);
        EXPECT_EQ(video.video.title, "two");
        EXPECT_FALSE(video.video.favorite);
        EXPECT_EQ(video.video.rating, 4);
        EXPECT_EQ(video.video.tags, std::vector<std::string>{"boat"});
        EXPECT_EQ(video.video.state, "published");
        EXPECT_FALSE(video.trashedAt);
    } while (std::ranges::next_permutation(order).found);
}

TEST(VideoEditTest, mayBeSentAgain) {
    store::EditableVideo video;
    const VideoEdit first = editOf({{"favorite", true}, {"addTags", {"sea"}}}, 2s);
    EXPECT_EQ(apply(video, first), Edited::Values);
    EXPECT_EQ(apply(video, first), Edited::Nothing);
    EXPECT_EQ(apply(video, editOf({{"favorite", false}}, 2s)), Edited::Nothing) << "at the same moment: the first";
    EXPECT_EQ(apply(video, editOf({{"favorite", true}}, 1s)), Edited::Times) << "the same, but later";
    EXPECT_EQ(apply(video, editOf({{"favorite", false}}, 1500ms)), Edited::Nothing);
    EXPECT_TRUE(video.video.favorite);
}

TEST(VideoEditTest, whatIsDoneNowComesLast) {
    store::EditableVideo video;
    apply(video, editOf({{"rating", 1}}));
    EXPECT_EQ(apply(video, editOf({{"rating", 2}})), Edited::Values) << "within the same millisecond";
    EXPECT_EQ(video.video.rating, 2);
    // A clock that goes ahead gains nothing by it.
    apply(video, editOf({{"rating", 3}}, -1h));
    EXPECT_EQ(apply(video, editOf({{"rating", 4}}, -1s), Now + 2s), Edited::Values);
    EXPECT_EQ(video.video.rating, 4);
}

TEST(VideoEditTest, aRestoredVideoIsWhatItWas) {
    store::EditableVideo video;
    VideoEdit restore;
    restore.restore = true;
    EXPECT_EQ(apply(video, restore), Edited::Nothing);
    apply(video, editOf({{"state", "published"}}));
    apply(video, editOf({{"state", "trashed"}}));
    EXPECT_EQ(video.trashedAt, Now);
    apply(video, editOf({{"state", "trashed"}}), Now + 1h);
    EXPECT_EQ(video.trashedAt, Now) << "for as long as it has been there";
    apply(video, restore, Now + 2h);
    EXPECT_EQ(video.video.state, "published");
    EXPECT_FALSE(video.trashedAt);
    EXPECT_FALSE(video.trashedFrom);
}

TEST(VideoEditTest, restoringIsAnEditOfItsTime) {
    const auto restoreOf = [](std::chrono::milliseconds ago) {
        return *readRestore({{"editedAt", toRfc3339(Now - ago)}});
    };
    const VideoEdit trash = editOf({{"state", "trashed"}}, 3s);
    store::EditableVideo video;
    apply(video, editOf({{"state", "published"}}, 4s));
    apply(video, trash);
    EXPECT_EQ(apply(video, restoreOf(4s)), Edited::Nothing) << "done before it was put there";
    EXPECT_EQ(video.video.state, "trashed");
    EXPECT_EQ(apply(video, restoreOf(2s)), Edited::Values);
    EXPECT_EQ(video.video.state, "published");
    // Its answer was lost, and another device has put it there once more.
    apply(video, editOf({{"state", "trashed"}}, 1s));
    EXPECT_EQ(apply(video, restoreOf(2s)), Edited::Nothing);
    EXPECT_EQ(video.video.state, "trashed");

    store::EditableVideo other;
    EXPECT_EQ(apply(other, restoreOf(2s)), Edited::Times) << "it comes before what it undoes";
    EXPECT_EQ(apply(other, trash), Edited::Nothing);
    EXPECT_EQ(other.video.state, "draft");
    EXPECT_EQ(readRestore({{"editedAt", "yesterday"}}).error().fields.front().code, "invalid");
    EXPECT_EQ(readRestore({{"state", "draft"}}).error().fields.front().code, "unknown");
    EXPECT_FALSE(readRestore({})->editedAt);
}

TEST(VideoEditTest, tagsAreCounted) {
    store::EditableVideo video;
    VideoEdit add;
    for (std::size_t i = 0; i < VideoEdit::MostTags; ++i)
        add.addTags.push_back("word " + std::to_string(i));
    apply(video, add);
    EXPECT_EQ(applyEdit(editOf({{"addTags", {"one more"}}}), video, Now).error().code, Code::Conflict);
    video.video.tags.pop_back(); // as the database still has it
    // However many come and go, what is remembered of them has a bound.
    for (int i = 0; i < 300; ++i) {
        const std::string tag = "passing " + std::to_string(i);
        apply(video, editOf({{"addTags", {tag}}}));
        apply(video, editOf({{"removeTags", {tag}}}));
    }
    EXPECT_LE(video.edited.at("tags").as_object().size(), 301U);
    EXPECT_TRUE(video.edited.at("tags").as_object().contains("word 0"));
}
