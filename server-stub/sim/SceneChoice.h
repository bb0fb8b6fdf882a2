// Which scene the words of a prompt call for. Pure: the same words and seed always choose the same scene.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace kinora::sim {

enum class Light { Dawn, Day, Golden, Dusk, Night, Storm, Aurora };
enum class Land { Hills, Mountains, Sea, City, Forest, Desert, Space, Reef, Room };
enum class Weather { Clear, Rain, Snow };
enum class Figure { Person, Couple, Cat, Dog, Fox, Horse, Camel, Car, Train, Rocket, Fish };

struct SceneChoice {
    Light light = Light::Golden;
    Land land = Land::Hills;
    Weather weather = Weather::Clear;
    bool birds = false;
    bool planet = false;     ///< A large ringed planet instead of sun and moon.
    bool sailingBoat = true; ///< Only where there is a sea.
    bool lighthouse = false; ///< Only where there is a sea.
    bool balloon = false;
    bool fire = false; ///< Only in a room: in the fireplace.
    std::optional<Figure> figure;
    std::uint64_t seed = 0; ///< For everything that is left to chance inside the scene.

    bool operator==(const SceneChoice&) const = default;
};

/// Reads English, German and Chinese words, wherever they stand; what the words leave open is chosen by their hash.
[[nodiscard]] SceneChoice chooseScene(std::string_view prompt, std::uint64_t seed);

} // namespace kinora::sim
