#include "config/File.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace kinora::config;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

class FileTest : public testing::Test {
protected:
    FileContents read(const std::string& text) {
        problems.clear();
        FileContext context;
        context.path = "k.toml";
        context.environment = [](const std::string& name) {
            return name == "TOKEN" ? std::optional<std::string>("sk-env") : std::nullopt;
        };
        context.readFile = [](const std::filesystem::path& path) {
            return path == "/run/key" ? std::optional<std::string>("sk-file\n") : std::nullopt;
        };
        return readConfigFile(text, context, problems);
    }

    std::vector<std::string> problems;
};

constexpr auto Full = R"(
[[upstream]]
name = "studio"
dialect = "videos"
base_url = "https://gateway.example/v1"
keys = [{ id = "k1", env = "TOKEN" }]
max_in_flight = 2
result_hosts = ["cdn.example"]
[[upstream.model]]
id = "sora-2"
label = "Sora 2"
orientations = ["portrait", "landscape"]
sizes = { portrait = "720x1280", landscape = "1280x720" }
seconds = [8, 4]
price_per_second = 0.10
deadline_minutes = 15
reference_image = true
max_cameos = 2
negative_prompt = true
seed = true
)";

} // namespace

TEST_F(FileTest, readsTheExampleOfTheGuide) {
    const FileContents contents = read(Full);
    EXPECT_THAT(problems, ElementsAre());
    ASSERT_TRUE(contents.upstream);
    const Upstream& upstream = *contents.upstream;
    EXPECT_EQ(upstream.name, "studio");
    EXPECT_EQ(upstream.url, "https://gateway.example/v1/videos");
    EXPECT_EQ(upstream.key.reveal(), "sk-env");
    EXPECT_EQ(upstream.maxInFlight, 2);
    EXPECT_THAT(*upstream.resultHosts, ElementsAre("cdn.example"));
    const Model& model = upstream.models.at(0);
    EXPECT_EQ(model.seconds, (std::vector<int>{8, 4}));
    EXPECT_EQ(model.pricePerSecondMicroUsd, 100'000);
    EXPECT_EQ(model.deadline, std::chrono::minutes(15));
    EXPECT_TRUE(model.referenceImage);
    EXPECT_EQ(model.maxCameos, 2);
    EXPECT_TRUE(model.negativePrompt);
    EXPECT_TRUE(model.seed);
}

TEST_F(FileTest, aChatStreamHasNoPlaceForSomeThings) {
    const FileContents contents = read("[[upstream]]\nname = \"s\"\nbase_url = \"https://g.example/chat/completions\"\n"
                                       "[[upstream.model]]\nid = \"m\"\nseed = true\n");
    EXPECT_THAT(problems, ElementsAre(HasSubstr("no place for")));
}

TEST_F(FileTest, deadlinesMayBeShort) {
    const auto with = [this](const std::string& minutes) {
        return read("[[upstream]]\nname = \"s\"\nbase_url = \"https://g.example\"\n[[upstream.model]]\nid = \"m\"\n"
                    "deadline_minutes = " +
                    minutes + "\n");
    };
    EXPECT_EQ(with("0.2").upstream->models.at(0).deadline, std::chrono::seconds(12));
    EXPECT_EQ(with("1440").upstream->models.at(0).deadline, std::chrono::hours(24));
    EXPECT_THAT(problems, ElementsAre());
    for (const char* wrong : {"0", "-1", "1441", "nan", "inf", "\"10\"", "true"}) {
        with(wrong);
        EXPECT_THAT(problems, ElementsAre(HasSubstr("\"deadline_minutes\" must be"))) << wrong;
        problems.clear();
    }
}

TEST_F(FileTest, plainSettingsOfEveryForm) {
    const FileContents contents =
        read("listen = \"127.0.0.1:1\"\ninsecure_http = true\ntrusted_proxies = [\"10.0.0.1\", \"10.0.0.2\"]\n");
    EXPECT_THAT(problems, ElementsAre());
    EXPECT_EQ(contents.values.at("listen"), "127.0.0.1:1");
    EXPECT_EQ(contents.values.at("insecure_http"), "true");
    EXPECT_EQ(contents.values.at("trusted_proxies"), "10.0.0.1,10.0.0.2");
}

TEST_F(FileTest, limitsHaveATableOfTheirOwn) {
    const FileContents contents = read(
        "log_level = \"info\"\n[limits]\nmoney_per_month = 12.5\nvideos_per_hour = 5\nseconds_per_month = \"none\"\n");
    EXPECT_THAT(problems, ElementsAre());
    EXPECT_EQ(contents.values.at("limits.money_per_month"), "12.5");
    EXPECT_EQ(contents.values.at("limits.videos_per_hour"), "5");
    EXPECT_EQ(contents.values.at("limits.seconds_per_month"), "none");
    read("[limits]\nvideos_per_our = 5\nlisten = \"127.0.0.1:1\"\n");
    EXPECT_THAT(problems, testing::UnorderedElementsAre(HasSubstr("did you mean \"limits.videos_per_hour\""),
                              HasSubstr("unknown setting \"limits.listen\"")));
    read("limits = 5\n\"limits.videos_per_hour\" = 5\nvideos_per_hour = 5\n");
    EXPECT_THAT(problems,
        testing::UnorderedElementsAre(HasSubstr("is written as [limits]"),
            HasSubstr("unknown setting \"limits.videos_per_hour\""), HasSubstr("unknown setting \"videos_per_hour\"")));
}

TEST_F(FileTest, pricesAreDollarsThatCanBeCounted) {
    const auto model = [this](const std::string& price) {
        const auto contents = read(
            "[[upstream]]\nname = \"s\"\nbase_url = \"https://g.example\"\n[[upstream.model]]\nid = \"m\"\n" + price);
        return contents.upstream->models.at(0);
    };
    EXPECT_EQ(model("price_per_video = 0.25\n").pricePerVideoMicroUsd, 250'000);
    EXPECT_EQ(model("price_per_video = 1\n").pricePerVideoMicroUsd, 1'000'000);
    EXPECT_EQ(model("price_per_video = 0\n").pricePerVideoMicroUsd, 0);
    EXPECT_EQ(model("price_per_video = 0.1234567\n").pricePerVideoMicroUsd, 123'457);
    EXPECT_FALSE(model("").pricePerVideoMicroUsd);
    EXPECT_THAT(problems, ElementsAre());
    for (const char* wrong : {"nan", "inf", "-inf", "-0.01", "1000.01", "1e300", "\"0.10\"", "true", "[1]"}) {
        EXPECT_FALSE(model(std::string("price_per_video = ") + wrong + "\n").pricePerVideoMicroUsd);
        EXPECT_THAT(problems, ElementsAre(HasSubstr("must be US dollars"))) << wrong;
    }
    EXPECT_FALSE(model("price_per_video = 0.0000001\n").pricePerVideoMicroUsd);
    EXPECT_THAT(problems, ElementsAre(HasSubstr("a millionth of a dollar")));
    model("price_per_second = 0.1\n");
    EXPECT_THAT(problems, ElementsAre(HasSubstr("needs \"seconds\"")));
    model("seconds = [4]\nprice_per_second = 0.1\nprice_per_video = 0.1\n");
    EXPECT_THAT(problems, ElementsAre(HasSubstr("not both")));
}

TEST_F(FileTest, aModelMayHaveSeveralSizesAndPricesForSome) {
    const std::string start =
        "[[upstream]]\nname = \"s\"\nbase_url = \"https://g.example\"\n[[upstream.model]]\nid = \"m\"\n";
    const std::string sizes = "sizes = { portrait = [\"720x1280\", \"1024x1792\"], landscape = \"1280x720\" }\n";
    const auto good = read(start + sizes + "price_per_video = 0.1\nsize_prices = { \"1024x1792\" = 0.25 }\n");
    EXPECT_THAT(problems, ElementsAre());
    const Model& model = good.upstream->models.at(0);
    EXPECT_THAT(model.sizes.at("portrait"), ElementsAre("720x1280", "1024x1792"));
    EXPECT_THAT(model.sizes.at("landscape"), ElementsAre("1280x720"));
    EXPECT_EQ(model.sizePricesMicroUsd.at("1024x1792"), 250'000);
    read(start + sizes + "size_prices = { \"1024x1792\" = 0.25 }\n");
    EXPECT_THAT(problems, ElementsAre(HasSubstr("\"size_prices\" needs")));
    read(start + sizes + "price_per_video = 0.1\nsize_prices = { \"1x1\" = 0.25, \"1280x720\" = -1 }\n");
    EXPECT_THAT(problems, testing::UnorderedElementsAre(
                              HasSubstr("none of the model's sizes"), HasSubstr("\"size_prices\" must be US dollars")));
    read(start + "price_per_video = 0.1\nsize_prices = 5\n");
    EXPECT_THAT(problems, ElementsAre(HasSubstr("a table by size")));
    for (const char* wrong : {"[]", "[1]", "7"}) {
        read(start + "sizes = { portrait = " + wrong + ", landscape = \"1280x720\" }\n");
        EXPECT_THAT(problems, testing::Contains(HasSubstr("a size or a list of sizes"))) << wrong;
    }
    read(start + "sizes = { portrait = [\"720x1280\", \"720x1280\"], landscape = \"1280x720\" }\n");
    EXPECT_THAT(problems, testing::Contains(HasSubstr("stands there twice")));
}

TEST_F(FileTest, unknownNamesAreErrorsWithTheNearestKnownOne) {
    read("lisen = \"127.0.0.1:1\"\nfavourite_colour = \"blue\"\n");
    EXPECT_THAT(problems,
        testing::UnorderedElementsAre(testing::AllOf(HasSubstr("k.toml:1"), HasSubstr("did you mean \"listen\"")),
            HasSubstr("k.toml:2: unknown setting \"favourite_colour\"")));
}

TEST_F(FileTest, everyMistakeInAnUpstreamIsNamed) {
    read(R"(
[[upstream]]
dialect = "videos"
base_url = "gateway"
keys = [{ id = "k1" }]
max_in_flight = 0
max_inflight = 4
[[upstream.model]]
label = "No id"
orientations = ["square"]
sizes = { portrait = "big", landscape = "1280x720" }
seconds = [0]
price_per_second = -1
)");
    EXPECT_THAT(problems,
        testing::UnorderedElementsAre(HasSubstr("needs a \"name\""), HasSubstr("\"base_url\" must be an address"),
            HasSubstr("\"env\" or \"file\""), HasSubstr("\"max_in_flight\" must be from"),
            HasSubstr("did you mean \"max_in_flight\""), HasSubstr("needs an \"id\""), HasSubstr("\"orientations\""),
            HasSubstr("\"big\""), HasSubstr("\"seconds\""), HasSubstr("\"price_per_second\"")));
}

TEST_F(FileTest, keysFromFilesAndMissingOnes) {
    const auto keyed = [](const std::string& keys) {
        return "[[upstream]]\nname = \"s\"\nbase_url = \"https://g.example\"\nkeys = " + keys + "\n";
    };
    EXPECT_EQ(read(keyed(R"([{ id = "k", file = "/run/key" }])")).upstream->key.reveal(), "sk-file");
    EXPECT_THAT(problems, ElementsAre());
    read(keyed(R"([{ id = "k", file = "/absent" }])"));
    EXPECT_THAT(problems, ElementsAre(HasSubstr("/absent cannot be read")));
    read(keyed(R"([{ id = "k", env = "ABSENT" }])"));
    EXPECT_THAT(problems, ElementsAre(HasSubstr("no ABSENT")));
    read(keyed(R"([{ id = "a", env = "TOKEN" }, { id = "b", env = "TOKEN" }])"));
    EXPECT_THAT(problems, ElementsAre(HasSubstr("more than one key")));
}

TEST_F(FileTest, moreThanOneUpstreamIsRefusedByName) {
    read(std::string(Full) + "[[upstream]]\nname = \"b\"\nbase_url = \"https://b.example\"\n");
    EXPECT_THAT(problems, ElementsAre(HasSubstr("more than one [[upstream]]")));
}

TEST_F(FileTest, anUpstreamWithoutModelsHasTheDefaultOne) {
    const FileContents contents =
        read("[[upstream]]\nname = \"s\"\nbase_url = \"https://g.example/v1/chat/completions\"\n");
    EXPECT_EQ(contents.upstream->models.at(0).id, "sora_video2-hd");
    EXPECT_TRUE(contents.upstream->key.empty());
}

TEST_F(FileTest, brokenTomlIsTheOnlyProblem) {
    read("listen = \n");
    EXPECT_THAT(problems, ElementsAre(HasSubstr("k.toml:1")));
}
