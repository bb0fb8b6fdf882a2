#include "sim/SceneChoice.h"

#include "sim/Random.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <string>

namespace kinora::sim {

namespace {

/// Lower-cases ASCII only: the few German and Chinese words below need no more.
std::string folded(std::string_view text) {
    std::string lower(text);
    std::ranges::transform(
        lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return lower;
}

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

/// A Latin word counts as a whole, also with an ending ("stars", "rainy"), so that "starts" is no star; a Chinese one
/// counts anywhere.
bool contains(std::string_view text, std::string_view word) {
    constexpr std::array<std::string_view, 9> endings{"", "s", "es", "n", "e", "en", "y", "ry", "ing"};
    const bool latin = static_cast<unsigned char>(word.front()) < 0x80;
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        if (!latin) {
            return true;
        }
        const std::string_view rest = text.substr(at + word.size());
        const auto end = std::ranges::find_if_not(rest, isLetter);
        const std::string_view ending = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
        if ((at == 0 || !isLetter(text[at - 1])) && std::ranges::find(endings, ending) != endings.end()) {
            return true;
        }
    }
    return false;
}

bool anyOf(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::ranges::any_of(words, [&](std::string_view word) { return contains(text, word); });
}

std::optional<Light> lightIn(std::string_view text) {
    if (anyOf(text, {"aurora", "northern light", "nordlicht", "polarlicht", "极光"})) {
        return Light::Aurora;
    }
    if (anyOf(text, {"storm", "thunder", "grey", "gray", "black and white", "gewitter", "sturm", "暴风", "雷"})) {
        return Light::Storm;
    }
    if (anyOf(text, {"sunset", "golden", "evening", "autumn", "sonnenuntergang", "abend", "herbst", "日落", "夕阳",
                        "黄昏", "秋"})) {
        return Light::Golden;
    }
    if (anyOf(text, {"night", "midnight", "moon", "star", "space", "galaxy", "planet", "firefly", "fireflies", "nacht",
                        "mond", "stern", "weltall", "夜", "月", "星", "宇宙"})) {
        return Light::Night;
    }
    if (anyOf(text, {"dusk", "twilight", "neon", "cyber", "jazz", "dämmerung", "霓虹", "暮"})) {
        return Light::Dusk;
    }
    if (anyOf(text, {"dawn", "sunrise", "morning", "spring", "cherry", "blossom", "morgen", "sonnenaufgang", "frühling",
                        "黎明", "日出", "早晨", "清晨", "春", "樱花"})) {
        return Light::Dawn;
    }
    // Mist has the light of its hour, where one is named.
    if (anyOf(text, {"fog", "mist", "nebel", "雾"})) {
        return Light::Storm;
    }
    if (anyOf(text, {"day", "noon", "summer", "sunny", "blue sky", "sun", "meadow", "tag", "sommer", "sonne", "wiese",
                        "白天", "夏", "晴", "阳光", "草"})) {
        return Light::Day;
    }
    return std::nullopt;
}

std::optional<Land> landIn(std::string_view text) {
    if (anyOf(text, {"underwater", "reef", "coral", "aquarium", "jellyfish", "deep sea", "fish", "diver", "unterwasser",
                        "riff", "koralle", "aquarium", "fisch", "taucher", "海底", "水下", "珊瑚", "鱼"})) {
        return Land::Reef;
    }
    if (anyOf(text, {"room", "kitchen", "bedroom", "fireplace", "sofa", "living room", "library", "cafe", "indoor",
                        "studio", "desk", "zimmer", "wohnzimmer", "küche", "kamin", "bibliothek", "房间", "客厅",
                        "厨房", "室内", "壁炉", "书房"})) {
        return Land::Room;
    }
    if (anyOf(text, {"space", "galaxy", "nebula", "astronaut", "rocket", "spaceship", "orbit", "weltall", "rakete",
                        "galaxie", "raumschiff", "宇宙", "太空", "火箭", "银河"})) {
        return Land::Space;
    }
    if (anyOf(text, {"city", "street", "town", "skyline", "tokyo", "new york", "building", "neon", "market", "subway",
                        "traffic", "stadt", "straße", "strasse", "gasse", "城", "街", "都市", "东京"})) {
        return Land::City;
    }
    if (anyOf(text, {"sea", "ocean", "beach", "wave", "lake", "ship", "boat", "sail", "island", "lighthouse", "harbour",
                        "harbor", "whale", "surf", "river", "meer", "strand", "welle", "schiff", "leuchtturm", "insel",
                        "海", "湖", "船", "浪", "岛", "灯塔"})) {
        return Land::Sea;
    }
    if (anyOf(text, {"mountain", "alps", "peak", "glacier", "cliff", "valley", "dragon", "berg", "gipfel", "gletscher",
                        "山", "峰", "雪山"})) {
        return Land::Mountains;
    }
    if (anyOf(text, {"forest", "wood", "tree", "jungle", "fox", "bear", "deer", "wolf", "firefly", "fireflies", "wald",
                        "baum", "fuchs", "森", "林", "树", "狐"})) {
        return Land::Forest;
    }
    if (anyOf(text, {"desert", "dune", "sand", "camel", "mars", "canyon", "cowboy", "wüste", "düne", "沙漠", "沙"})) {
        return Land::Desert;
    }
    if (anyOf(text, {"hill", "meadow", "field", "farm", "village", "garden", "hügel", "feld", "dorf", "garten", "田",
                        "村", "花"})) {
        return Land::Hills;
    }
    return std::nullopt;
}

std::optional<Figure> figureIn(std::string_view text) {
    if (anyOf(text, {"couple", "two people", "dancing", "dance", "lovers", "friend", "paar", "tanzen", "freunde",
                        "跳舞", "情侣", "朋友"})) {
        return Figure::Couple;
    }
    if (anyOf(text, {"fox", "fuchs", "狐"})) {
        return Figure::Fox;
    }
    if (anyOf(text, {"cat", "kitten", "katze", "kätzchen", "猫"})) {
        return Figure::Cat;
    }
    if (anyOf(text, {"dog", "puppy", "wolf", "wolves", "hund", "welpe", "狗", "狼"})) {
        return Figure::Dog;
    }
    if (anyOf(text, {"horse", "pony", "deer", "pferd", "hirsch", "reh", "马", "鹿"})) {
        return Figure::Horse;
    }
    if (anyOf(text, {"camel", "caravan", "kamel", "karawane", "骆驼"})) {
        return Figure::Camel;
    }
    if (anyOf(text, {"train", "tram", "railway", "zug", "straßenbahn", "火车", "列车", "电车"})) {
        return Figure::Train;
    }
    if (anyOf(text, {"car", "taxi", "drive", "driving", "road trip", "auto", "fahrt", "汽车", "出租车", "开车"})) {
        return Figure::Car;
    }
    if (anyOf(text, {"rocket", "spaceship", "astronaut", "rakete", "raumschiff", "火箭", "飞船"})) {
        return Figure::Rocket;
    }
    if (anyOf(text, {"man", "woman", "person", "people", "boy", "girl", "child", "children", "walk", "walker", "hiker",
                        "dancer", "cowboy", "robot", "samurai", "mann", "frau", "mensch", "junge", "mädchen", "kind",
                        "spaziergang", "wanderer", "人", "女孩", "男孩", "孩子", "行走"})) {
        return Figure::Person;
    }
    return std::nullopt;
}

/// A train under water would be odd.
bool fits(Figure figure, Land land) {
    const bool large =
        figure == Figure::Car || figure == Figure::Train || figure == Figure::Horse || figure == Figure::Camel;
    switch (land) {
    case Land::Sea:
        return false;
    case Land::Reef:
        return figure == Figure::Fish;
    case Land::Space:
        return figure == Figure::Rocket;
    case Land::Room:
        return !large && figure != Figure::Rocket && figure != Figure::Fish;
    default:
        return figure != Figure::Fish;
    }
}

} // namespace

SceneChoice chooseScene(std::string_view prompt, std::uint64_t seed) {
    const std::string text = folded(prompt);
    Random random(hashOf(prompt, seed));
    constexpr std::array lights{Light::Golden, Light::Dawn, Light::Dusk, Light::Day, Light::Night, Light::Aurora};
    constexpr std::array lands{Land::Hills, Land::Mountains, Land::Sea, Land::Forest, Land::City, Land::Desert};
    // Drawn before they are needed, so that one word more does not change everything else in the scene.
    const Light anyLight = lights.at(static_cast<std::size_t>(random.below(static_cast<int>(lights.size()))));
    const Land anyLand = lands.at(static_cast<std::size_t>(random.below(static_cast<int>(lands.size()))));

    SceneChoice choice;
    if (anyOf(text, {"rain", "drizzle", "regen", "雨"})) {
        choice.weather = Weather::Rain;
    } else if (anyOf(text, {"snow", "winter", "blizzard", "ice", "frost", "christmas", "schnee", "雪", "冬", "冰"})) {
        choice.weather = Weather::Snow;
    }
    const bool wet = choice.weather == Weather::Rain;
    choice.light = lightIn(text).value_or(wet ? Light::Storm : anyLight);
    choice.land = landIn(text).value_or(anyLand);
    choice.figure = figureIn(text);
    if (choice.land == Land::Space || choice.land == Land::Reef) {
        choice.weather = Weather::Clear;
        choice.light = choice.land == Land::Space ? Light::Night : Light::Day;
    }
    if (choice.land == Land::Reef) {
        choice.figure = Figure::Fish;
    } else if (choice.figure && !fits(*choice.figure, choice.land)) {
        choice.figure.reset();
    }
    choice.fire = anyOf(text,
        {"fire", "fireplace", "candle", "cosy", "cozy", "feuer", "kamin", "kerze", "gemütlich", "火", "壁炉", "蜡烛"});
    choice.planet = choice.land == Land::Space ||
                    anyOf(text, {"planet", "space", "galaxy", "saturn", "alien", "weltall", "宇宙", "星球"});
    choice.lighthouse = anyOf(text, {"lighthouse", "leuchtturm", "灯塔"});
    choice.balloon = anyOf(text, {"balloon", "zeppelin", "airship", "ballon", "热气球", "气球"});
    choice.birds = choice.land != Land::Reef && choice.land != Land::Room && choice.weather == Weather::Clear &&
                   choice.light != Light::Night && choice.light != Light::Aurora;
    choice.seed = random.next();
    return choice;
}

} // namespace kinora::sim
