#include "sim/SceneChoice.h"

#include <gtest/gtest.h>

namespace kinora::sim {
namespace {

TEST(SceneChoiceTest, readsWordsOfThreeLanguages) {
    struct Case {
        std::string prompt;
        Light light;
        Land land;
        Weather weather;
    };
    for (const Case& one : {
             Case{"Sunset over mountains", Light::Golden, Land::Mountains, Weather::Clear},
             Case{"A NEON city at night in the rain", Light::Night, Land::City, Weather::Rain},
             Case{"Ein Fuchs im Wald, Morgen, Schnee", Light::Dawn, Land::Forest, Weather::Snow},
             Case{"夜晚的城市，下雨", Light::Night, Land::City, Weather::Rain},
             Case{"日落时的海边", Light::Golden, Land::Sea, Weather::Clear},
             Case{"Camels cross the desert by day", Light::Day, Land::Desert, Weather::Clear},
         }) {
        const SceneChoice choice = chooseScene(one.prompt, 1);
        EXPECT_EQ(choice.light, one.light) << one.prompt;
        EXPECT_EQ(choice.land, one.land) << one.prompt;
        EXPECT_EQ(choice.weather, one.weather) << one.prompt;
    }
}

TEST(SceneChoiceTest, knowsRoomsSpaceAndWater) {
    EXPECT_EQ(chooseScene("A cosy room with a fireplace", 1).land, Land::Room);
    EXPECT_TRUE(chooseScene("A cosy room with a fireplace", 1).fire);
    EXPECT_EQ(chooseScene("Ein Zimmer im Regen", 1).weather, Weather::Rain) << "outside the window";
    EXPECT_EQ(chooseScene("Lost in space", 1).land, Land::Space);
    EXPECT_TRUE(chooseScene("Lost in space", 1).planet);
    EXPECT_EQ(chooseScene("珊瑚和鱼", 1).land, Land::Reef);
    EXPECT_EQ(chooseScene("A coral reef in the rain", 1).weather, Weather::Clear);
}

TEST(SceneChoiceTest, letsFiguresGoWhereTheyFit) {
    EXPECT_EQ(chooseScene("Ein Fuchs im Wald", 1).figure, Figure::Fox);
    EXPECT_EQ(chooseScene("一只猫在房间里", 1).figure, Figure::Cat);
    EXPECT_EQ(chooseScene("A train in the hills", 1).figure, Figure::Train);
    EXPECT_EQ(chooseScene("A rocket in space", 1).figure, Figure::Rocket);
    EXPECT_EQ(chooseScene("A dog in space", 1).figure, std::nullopt);
    EXPECT_EQ(chooseScene("A train through the living room", 1).figure, std::nullopt);
    EXPECT_EQ(chooseScene("A cat and a coral reef", 1).figure, Figure::Fish);
    EXPECT_EQ(chooseScene("Quiet hills", 1).figure, std::nullopt);
}

TEST(SceneChoiceTest, doesNotFindWordsInsideOthers) {
    const SceneChoice quiet = chooseScene("it starts", 1);
    EXPECT_EQ(quiet.light, chooseScene("it starts", 1).light);
    // "train" holds "rain", "research" holds "sea".
    EXPECT_EQ(chooseScene("a train to research", 1).weather, Weather::Clear);
    EXPECT_EQ(chooseScene("a rainy day", 1).weather, Weather::Rain);
}

TEST(SceneChoiceTest, choosesTheRestByHashAndSeed) {
    EXPECT_EQ(chooseScene("xyzzy", 4), chooseScene("xyzzy", 4));
    bool varies = false;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        varies = varies || chooseScene("xyzzy", seed).land != chooseScene("xyzzy", 0).land;
    }
    EXPECT_TRUE(varies);
}

} // namespace
} // namespace kinora::sim
