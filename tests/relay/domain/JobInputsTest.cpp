#include "domain/JobInputs.h"

#include <gtest/gtest.h>

using namespace kinora;
using domain::weave;

namespace {

store::Cameo cameo(std::string handle, std::string name, std::string description = {}) {
    store::Cameo made;
    made.handle = std::move(handle);
    made.name = std::move(name);
    made.description = std::move(description);
    return made;
}

} // namespace

TEST(JobInputsTest, aHandleBecomesANameAndWhatItLooksLikeIsSaidBehind) {
    const std::vector<store::Cameo> cameos{cameo("maya", "Maya", "A woman in a red raincoat."), cameo("otto", "Otto")};
    EXPECT_EQ(weave("@maya and @otto walk, @Maya first", cameos, "studio"),
        "Maya and Otto walk, Maya first\n\nMaya: A woman in a red raincoat.");
    EXPECT_EQ(weave("@otto's hat", {cameo("otto", "Otto")}, "studio"), "Otto's hat");
}

TEST(JobInputsTest, whatOnlyLooksLikeAHandleStays) {
    const std::vector<store::Cameo> cameos{cameo("maya", "Maya")};
    for (const char* prompt : {"@mayas dog", "write to ann@maya", "@ maya", "@", "an e-mail@", "@nobody", "纸船 @船"})
        EXPECT_EQ(weave(prompt, cameos, "studio"), prompt);
    EXPECT_EQ(weave("纸船@maya🚤", cameos, "studio"), "纸船Maya🚤");
}

TEST(JobInputsTest, anUpstreamThatKnowsTheCharacterGetsItsId) {
    store::Cameo known = cameo("maya", "Maya", "A woman in a red raincoat.");
    known.characters["studio"] = "maya.films";
    EXPECT_EQ(weave("@maya walks", {known}, "studio"), "@maya.films walks");
    EXPECT_EQ(weave("@maya walks", {known}, "other"), "Maya walks\n\nMaya: A woman in a red raincoat.");
}
