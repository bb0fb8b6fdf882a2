#include "sim/Palette.h"

namespace kinora::sim {

namespace {

constexpr std::array<Colour, 5> sky(
    std::uint32_t zenith, std::uint32_t high, std::uint32_t middle, std::uint32_t low, std::uint32_t horizon) {
    return {Colour::hex(zenith), Colour::hex(high), Colour::hex(middle), Colour::hex(low), Colour::hex(horizon)};
}

Palette forLight(Light light) {
    switch (light) {
    case Light::Dawn:
        return {.sky = sky(0x33437a, 0x6a5a9c, 0xb877a4, 0xf0a09a, 0xffd9b0),
            .sun = Colour::hex(0xfff3d6),
            .glow = Colour::hex(0xffd2a0),
            .far = Colour::hex(0xd09ab0),
            .near = Colour::hex(0x2c2450),
            .cloud = Colour::hex(0xffe3d8),
            .lamp = Colour::hex(0xffe2a8),
            .stars = 0.12,
            .moon = false};
    case Light::Day:
        return {.sky = sky(0x1557a0, 0x2f7cc4, 0x5ba6de, 0x9dd2ee, 0xdff3f4),
            .sun = Colour::hex(0xfffbe6),
            .glow = Colour::hex(0xfff2c0),
            .far = Colour::hex(0x9fcfd2),
            .near = Colour::hex(0x124a43),
            .cloud = Colour::hex(0xffffff),
            .lamp = Colour::hex(0xe6f4ff),
            .stars = 0,
            .moon = false};
    case Light::Golden:
        return {.sky = sky(0x262a5e, 0x6b3a78, 0xc7526b, 0xff8a5a, 0xffd58a),
            .sun = Colour::hex(0xfff0c4),
            .glow = Colour::hex(0xffc36a),
            .far = Colour::hex(0xd8656a),
            .near = Colour::hex(0x22122f),
            .cloud = Colour::hex(0xffb49a),
            .lamp = Colour::hex(0xffdf8e),
            .stars = 0.08,
            .moon = false};
    case Light::Dusk:
        return {.sky = sky(0x0f1640, 0x2a2c72, 0x5d429a, 0xa85aa8, 0xf08aa6),
            .sun = Colour::hex(0xffd9c8),
            .glow = Colour::hex(0xff8fb0),
            .far = Colour::hex(0x83559f),
            .near = Colour::hex(0x0f0c2a),
            .cloud = Colour::hex(0xc98ac4),
            .lamp = Colour::hex(0xffd27a),
            .stars = 0.45,
            .moon = false};
    case Light::Night:
        return {.sky = sky(0x050a1e, 0x0a1638, 0x142a5a, 0x24467e, 0x44729f),
            .sun = Colour::hex(0xfdf6e0),
            .glow = Colour::hex(0xa9c8f0),
            .far = Colour::hex(0x35608f),
            .near = Colour::hex(0x040a18),
            .cloud = Colour::hex(0x5f86b8),
            .lamp = Colour::hex(0xffcf70),
            .stars = 1,
            .moon = true};
    case Light::Storm:
        return {.sky = sky(0x1d2630, 0x33404c, 0x566672, 0x83929a, 0xbac4c4),
            .sun = Colour::hex(0xf2f4ee),
            .glow = Colour::hex(0xd8e0de),
            .far = Colour::hex(0x8496a0),
            .near = Colour::hex(0x111a21),
            .cloud = Colour::hex(0x8b99a3),
            .lamp = Colour::hex(0xffd890),
            .stars = 0,
            .moon = false};
    case Light::Aurora:
        return {.sky = sky(0x04121f, 0x062a36, 0x0c5454, 0x1d8a78, 0x8fdcb4),
            .sun = Colour::hex(0xf2fff2),
            .glow = Colour::hex(0x9ff0cc),
            .far = Colour::hex(0x2a8a80),
            .near = Colour::hex(0x031318),
            .cloud = Colour::hex(0x5fc0a8),
            .lamp = Colour::hex(0xffdc8c),
            .stars = 0.8,
            .moon = true};
    }
    return {};
}

} // namespace

Palette paletteFor(const SceneChoice& choice) {
    Palette palette = forLight(choice.light);
    switch (choice.land) {
    case Land::Desert:
        palette.far = mix(palette.far, Colour::hex(0xf0b070), 0.55);
        palette.near = mix(palette.near, Colour::hex(0x6b2d1c), 0.55);
        break;
    case Land::Forest:
        palette.far = mix(palette.far, Colour::hex(0x7fb09a), 0.25);
        palette.near = mix(palette.near, Colour::hex(0x062018), 0.5);
        break;
    case Land::Sea:
        palette.far = mix(palette.far, palette.sky[3], 0.35);
        palette.near = mix(palette.near, Colour::hex(0x06283c), 0.45);
        break;
    case Land::Space:
        palette.sky = sky(0x03040f, 0x0a0a24, 0x1a1240, 0x2c1a58, 0x45256b);
        palette.far = Colour::hex(0x6a5a8a);
        palette.near = Colour::hex(0x14101f);
        palette.stars = 1.6;
        break;
    case Land::Reef:
        palette.sky = sky(0x7fd8e0, 0x38b0cc, 0x1a86b0, 0x0f5f92, 0x0b4470);
        palette.glow = Colour::hex(0xd8fbff);
        palette.far = Colour::hex(0x1f7fa0);
        palette.near = Colour::hex(0x06233f);
        break;
    case Land::Room:
    case Land::Hills:
    case Land::Mountains:
    case Land::City:
        break;
    }
    if (choice.weather == Weather::Snow) {
        const Colour snow = mix(Colour::hex(0xf4f8ff), palette.sky[3], 0.25);
        palette.far = mix(palette.far, snow, 0.35);
        palette.near = mix(palette.near, snow, choice.land == Land::City ? 0.1 : 0.3);
    }
    return palette;
}

} // namespace kinora::sim
