#include "sim/Landscape.h"

#include "sim/Interior.h"
#include "sim/Random.h"
#include "sim/Ridge.h"
#include "sim/Shapes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace kinora::sim {

namespace {

using std::numbers::pi;

struct Spot {
    double x = 0;
    double base = 0;
    double size = 0;
};

/// A building, from the left wall to the right one.
struct Block {
    double left = 0;
    double right = 0;
    double top = 0;
};

class Builder {
public:
    Builder(const SceneChoice& choice, const Palette& palette, int width, int height, int seconds)
        : m_choice(choice)
        , m_palette(palette)
        , m_width(width)
        , m_height(height)
        , m_unit(std::min(width, height))
        , m_seconds(seconds)
        , m_random(choice.seed)
        , m_horizon(height * (width > height ? 0.6 : 0.62)) {}

    Landscape build() {
        switch (m_choice.land) {
        case Land::Hills:
            hills();
            break;
        case Land::Mountains:
            mountains();
            break;
        case Land::Sea:
            sea();
            break;
        case Land::City:
            city();
            break;
        case Land::Forest:
            forest();
            break;
        case Land::Desert:
            desert();
            break;
        case Land::Space:
            space();
            break;
        case Land::Reef:
            reef();
            break;
        case Land::Room:
            outside();
            break;
        }
        const bool overgrown =
            m_choice.land == Land::Forest || m_choice.land == Land::City || m_choice.land == Land::Mountains;
        if (m_choice.figure && overgrown) {
            addForeground();
        }
        Landscape land{.sheets = {}, .lantern = m_lantern, .path = {}, .horizon = m_horizon};
        for (std::size_t i = 0; i < m_ridges.size(); ++i) {
            // What the next sheet hides need not be moved about in every frame.
            const bool last = i + 1 == m_ridges.size();
            const double hidden = last ? m_height + m_unit * 0.02 : m_ridges[i + 1].lowest() + m_unit * 0.02;
            land.sheets.push_back(sheetOf(m_ridges[i], std::min(hidden, m_height + m_unit * 0.02)));
        }
        if (m_choice.land == Land::Room) {
            Sheet room = makeInterior(m_choice, m_palette, m_width, m_height);
            const auto columns = static_cast<std::size_t>(m_width);
            land.path.assign(columns, room.edge + (m_height - room.edge) * 0.62);
            land.sheets.push_back(std::move(room));
        } else if (m_choice.land != Land::Sea && m_choice.land != Land::Reef && m_choice.land != Land::Space) {
            land.path = m_ridges.back().tops;
        }
        return land;
    }

private:
    [[nodiscard]] double driftAt(double depth) const {
        return m_unit * 0.028 * m_seconds * (0.1 + 0.9 * depth * depth);
    }
    [[nodiscard]] double baseAt(double depth) const {
        return m_horizon + (m_height - m_horizon) * (0.02 + 0.74 * std::pow(depth, 1.15));
    }
    [[nodiscard]] Colour colourAt(double depth) const {
        return mix(m_palette.far, m_palette.near, std::pow(depth, 0.85));
    }
    [[nodiscard]] double spanOf(double depth, double sway) const {
        return std::ceil(m_width + driftAt(depth) + 2 * sway) + 2;
    }

    template <class Top>
    Ridge& addRidge(double depth, double sway, const Top& top) {
        Ridge& ridge = m_ridges.emplace_back();
        ridge.depth = depth;
        ridge.sway = sway;
        ridge.tops.resize(static_cast<std::size_t>(spanOf(depth, sway)));
        for (std::size_t x = 0; x < ridge.tops.size(); ++x) {
            ridge.tops[x] = top(static_cast<double>(x));
        }
        return ridge;
    }

    Sheet sheetOf(const Ridge& ridge, double bottom) {
        const Colour edge = colourAt(ridge.depth);
        const RidgeColours colours{.edge = edge,
            .foot = mix(edge, m_palette.near, 0.6),
            .rim = mix(edge, m_palette.glow, 0.55).withAlpha(0.26),
            .shadow = mix(m_palette.near, Colour::hex(0x000000), 0.5).withAlpha(0.34)};
        RidgePicture picture = drawRidge(ridge, colours, bottom, m_unit);
        return {.image = std::move(picture.image),
            .x = -ridge.sway,
            .y = picture.top,
            .edge = ridge.lowest(),
            .drift = driftAt(ridge.depth),
            .sway = ridge.sway,
            .bob = ridge.bob,
            .phase = m_random.between(0, 2 * pi),
            .swings = std::max(1.0, std::round(m_seconds / 4.0))};
    }

    /// Places along the ridge, with gaps that look natural.
    std::vector<Spot> scatter(const Ridge& ridge, double gap, double size) {
        std::vector<Spot> spots;
        for (double x = m_random.between(0, gap); x < static_cast<double>(ridge.tops.size());
            x += gap * m_random.between(0.35, 1.7)) {
            const double own = size * m_random.between(0.6, 1.2);
            spots.push_back({.x = x, .base = ridge.at(x) + own * 0.06, .size = own});
        }
        return spots;
    }

    using Shape = void (*)(cairo_t*, double, double, double);
    void plant(Ridge& ridge, Shape shape, double gap, double size) {
        ridge.headroom = size * 1.25;
        ridge.behind = [spots = scatter(ridge, gap, size), shape](cairo_t* context, const Ridge&) {
            for (const Spot& spot : spots) {
                shape(context, spot.x, spot.base, spot.size);
                cairo_fill(context);
            }
        };
    }

    void hills() {
        constexpr int layers = 5;
        for (int i = 0; i < layers; ++i) {
            const double depth = i / (layers - 1.0);
            const Noise noise(m_random);
            const double wave = m_unit * (0.34 + 0.3 * depth);
            const double swell = m_unit * (0.065 + 0.02 * depth);
            Ridge& ridge = addRidge(depth, 0, [&](double x) { return baseAt(depth) + noise.smooth(x / wave) * swell; });
            if (i == 1) {
                plant(ridge, roundTree, m_unit * 0.14, m_unit * 0.05);
            } else if (i == 2) {
                addHouses(ridge);
            } else if (i == 3) {
                plant(ridge, roundTree, m_unit * 0.34, m_unit * 0.17);
            }
        }
    }

    void addHouses(Ridge& ridge) {
        const std::vector<Spot> spots = scatter(ridge, m_unit * 0.26, m_unit * 0.07);
        ridge.headroom = m_unit * 0.1;
        ridge.behind = [spots](cairo_t* context, const Ridge&) {
            for (const Spot& spot : spots) {
                house(context, spot.x, spot.base, spot.size);
                cairo_fill(context);
            }
        };
        ridge.inFront = [spots, lamp = m_palette.lamp](cairo_t* context, const Ridge&) {
            setColour(context, lamp.withAlpha(0.9));
            for (const Spot& spot : spots) {
                const double pane = spot.size * 0.16;
                cairo_rectangle(context, spot.x - spot.size * 0.28, spot.base - spot.size * 0.42, pane, pane);
                cairo_rectangle(context, spot.x + spot.size * 0.1, spot.base - spot.size * 0.42, pane, pane);
            }
            cairo_fill(context);
        };
    }

    void mountains() {
        constexpr int layers = 5;
        for (int i = 0; i < layers; ++i) {
            const double depth = i / (layers - 1.0);
            const Noise noise(m_random);
            const bool rock = i < 3;
            const double wave = m_unit * (rock ? 0.17 + 0.05 * i : 0.5);
            const double swell = m_unit * (rock ? 0.19 - 0.045 * i : 0.05);
            const double base = baseAt(depth) - (rock ? m_unit * 0.04 : 0);
            Ridge& ridge = addRidge(depth, 0,
                [&](double x) { return base + (rock ? noise.jagged(x / wave) : noise.smooth(x / wave)) * swell; });
            if (i < 2) {
                addSnowCaps(ridge, base - swell * 0.2, swell * 0.22);
            } else if (!rock) {
                plant(ridge, conifer, m_unit * (i == 3 ? 0.045 : 0.12), m_unit * (i == 3 ? 0.1 : 0.22));
            }
        }
    }

    void addSnowCaps(Ridge& ridge, double line, double raggedness) {
        const Noise noise(m_random);
        const Colour snow = mix(Colour::hex(0xffffff), m_palette.sky[3], 0.3).withAlpha(0.8);
        ridge.inFront = [noise, line, raggedness, snow, unit = m_unit](cairo_t* context, const Ridge& self) {
            const auto width = static_cast<double>(self.tops.size());
            cairo_save(context);
            self.outline(context, line + unit);
            cairo_clip(context);
            cairo_move_to(context, 0, 0);
            for (double x = 0; x <= width + 4; x += 4) {
                cairo_line_to(context, x, line + noise.jagged(x / (unit * 0.035)) * raggedness);
            }
            cairo_line_to(context, width + 4, 0);
            cairo_close_path(context);
            setColour(context, snow);
            cairo_fill(context);
            cairo_restore(context);
        };
    }

    void sea() {
        constexpr int layers = 6;
        for (int i = 0; i < layers; ++i) {
            const double depth = i / (layers - 1.0) * 0.92;
            const double wave = m_unit * (0.1 + 0.28 * depth);
            const double swell = m_unit * (0.001 + 0.018 * depth);
            const double shift = m_random.between(0, 2 * pi);
            const double base = baseAt(depth);
            Ridge& ridge = addRidge(depth, m_unit * 0.045 * depth, [&](double x) {
                // Pointed crests, round troughs.
                return base - swell * (1 - 2 * std::abs(std::sin(x / wave * pi / 2 + shift)));
            });
            ridge.bob = m_unit * 0.006 * depth;
            if (i == 1 && m_choice.lighthouse) {
                addLighthouse(ridge, base);
            } else if (i == 3) {
                addBoat(ridge, base);
            }
        }
    }

    void addBoat(Ridge& ridge, double base) {
        const double size = m_unit * 0.14;
        const double x = m_width * m_random.between(0.34, 0.6);
        ridge.headroom = size * 1.3;
        ridge.behind = [x, base, size, sail = mix(m_palette.near, m_palette.glow, 0.82)](
                           cairo_t* context, const Ridge&) {
            setColour(context, sail);
            sailingBoat(context, x, base, size);
            cairo_fill(context);
        };
    }

    void addLighthouse(Ridge& ridge, double base) {
        const double height = m_unit * 0.4;
        // In a wide picture the words stand on the left.
        const double side = m_random.unit() < 0.5 ? 0.24 : 0.76;
        const double x = m_width * (m_width > m_height ? 0.6 : side);
        const Colour rock = colourAt(0.72);
        m_lantern = Lantern{.sheet = m_ridges.size() - 1, .x = x - ridge.sway, .y = base - height * 0.875};
        ridge.headroom = height * 1.1;
        ridge.behind = [x, base, height, rock, stone = mix(rock, m_palette.glow, 0.3), lamp = m_palette.lamp](
                           cairo_t* context, const Ridge&) {
            setColour(context, stone);
            lighthouseTower(context, x, base - height * 0.12, height * 0.9);
            cairo_fill(context);
            setColour(context, lamp);
            cairo_rectangle(context, x - height * 0.03, base - height * 0.915, height * 0.06, height * 0.08);
            cairo_fill(context);
            setColour(context, rock);
            cairo_move_to(context, x - height * 0.5, base + 8);
            cairo_curve_to(context, x - height * 0.3, base - height * 0.26, x + height * 0.22, base - height * 0.22,
                x + height * 0.58, base + 8);
            cairo_close_path(context);
            cairo_fill(context);
        };
    }

    void city() {
        constexpr int layers = 4;
        for (int i = 0; i < layers; ++i) {
            const double depth = i / (layers - 1.0);
            const double base = baseAt(depth * 0.62) + m_unit * 0.08;
            const double tall = m_unit * (0.46 - 0.06 * depth);
            std::vector<Block> blocks;
            for (double left = -m_random.between(0, m_unit * 0.1); left < spanOf(depth, 0);) {
                const double right = left + m_unit * m_random.between(0.07, 0.13) * (0.75 + 0.5 * depth);
                blocks.push_back(
                    {.left = left, .right = right, .top = base - tall * std::pow(m_random.between(0.3, 1), 1.6)});
                left = right + (m_random.unit() < 0.25 ? m_unit * 0.02 : 0);
            }
            Ridge& ridge = addRidge(depth, 0, [&](double x) {
                const auto block = std::ranges::find_if(
                    blocks, [x](const Block& candidate) { return x >= candidate.left && x < candidate.right; });
                return block == blocks.end() ? base : block->top;
            });
            addAntennas(ridge, blocks);
            addWindows(ridge, blocks);
        }
    }

    void addAntennas(Ridge& ridge, const std::vector<Block>& blocks) {
        ridge.headroom = m_unit * 0.08;
        ridge.behind = [blocks, unit = m_unit, random = Random(m_random.next())](
                           cairo_t* context, const Ridge&) mutable {
            for (const Block& block : blocks) {
                if (random.unit() < 0.3) {
                    cairo_rectangle(context, (block.left + block.right) / 2, block.top - unit * 0.06, 3, unit * 0.07);
                }
            }
            cairo_fill(context);
        };
    }

    void addWindows(Ridge& ridge, const std::vector<Block>& blocks) {
        const bool day = m_choice.light == Light::Day;
        const double share = day ? 0.25 : 0.16 + 0.26 * ridge.depth;
        const double strength = (day ? 0.35 : 0.85) * (0.35 + 0.65 * ridge.depth);
        const double pane = m_unit * 0.011 * (0.75 + 0.5 * ridge.depth);
        ridge.inFront = [blocks, share, strength, pane, bottom = m_height, lamp = m_palette.lamp,
                            random = Random(m_random.next())](cairo_t* context, const Ridge&) mutable {
            for (const Block& block : blocks) {
                for (double y = block.top + pane * 1.6; y < bottom; y += pane * 2.3) {
                    for (double x = block.left + pane * 1.2; x + pane * 1.7 < block.right; x += pane * 2.1) {
                        if (random.unit() < share) {
                            setColour(context, lamp.withAlpha(strength * random.between(0.4, 1)));
                            cairo_rectangle(context, x, y, pane, pane * 1.25);
                            cairo_fill(context);
                        }
                    }
                }
            }
        };
    }

    void forest() {
        constexpr int layers = 5;
        for (int i = 0; i < layers; ++i) {
            const double depth = i / (layers - 1.0);
            const Noise noise(m_random);
            const double size = m_unit * (0.09 + 0.24 * depth);
            Ridge& ridge = addRidge(depth, 0,
                [&](double x) { return baseAt(depth) + m_unit * (0.02 + noise.smooth(x / (m_unit * 0.6)) * 0.05); });
            plant(ridge, conifer, size * 0.32, size);
        }
    }

    void desert() {
        constexpr int layers = 5;
        for (int i = 0; i < layers; ++i) {
            const double depth = i / (layers - 1.0);
            const Noise noise(m_random);
            const double wave = m_unit * (0.6 + 0.4 * depth);
            const double swell = m_unit * (0.08 + 0.02 * depth);
            Ridge& ridge = addRidge(depth, 0, [&](double x) {
                // Dunes end in a sharp crest where the noise changes its sign.
                return baseAt(depth) + swell * (1.5 * std::sqrt(std::abs(noise.smooth(x / wave))) - 0.8);
            });
            if (i == 3) {
                plant(ridge, cactus, m_unit * 0.55, m_unit * 0.2);
            }
        }
    }

    /// A low bank in front of trees and houses, so that who walks there is seen whole.
    void addForeground() {
        const Noise noise(m_random);
        const double level = m_height * (m_width > m_height ? 0.9 : 0.93);
        const double swell = m_choice.land == Land::City ? 0 : m_unit * 0.02;
        addRidge(1, 0, [&](double x) { return level + noise.smooth(x / (m_unit * 0.8)) * swell; });
    }

    /// The ground of some moon, with its craters.
    void space() {
        m_horizon = m_height * 0.86;
        constexpr int layers = 3;
        for (int i = 0; i < layers; ++i) {
            const double depth = i / (layers - 1.0);
            const Noise noise(m_random);
            const double swell = m_unit * (0.05 - 0.012 * i);
            const double base = m_horizon + (m_height - m_horizon) * (0.05 + 0.5 * depth);
            Ridge& ridge = addRidge(depth, 0, [&](double x) {
                const double wave = x / (m_unit * (0.3 + 0.3 * depth));
                return base + (i == 0 ? noise.jagged(wave) : noise.smooth(wave)) * swell;
            });
            if (i > 0) {
                addCraters(ridge);
            }
        }
    }

    void addCraters(Ridge& ridge) {
        const std::vector<Spot> spots = scatter(ridge, m_unit * 0.22, m_unit * 0.045);
        ridge.inFront = [spots, pit = m_palette.near.withAlpha(0.5), rim = m_palette.far.withAlpha(0.5)](
                            cairo_t* context, const Ridge&) {
            for (const Spot& spot : spots) {
                for (const bool lit : {true, false}) {
                    cairo_save(context);
                    cairo_translate(context, spot.x, spot.base + spot.size * (lit ? 0.92 : 1.0));
                    cairo_scale(context, spot.size, spot.size * 0.26);
                    cairo_arc(context, 0, 0, lit ? 1.06 : 1, 0, 2 * pi);
                    cairo_restore(context);
                    setColour(context, lit ? rim : pit);
                    cairo_fill(context);
                }
            }
        };
    }

    void reef() {
        m_horizon = m_height * 0.7;
        constexpr int layers = 4;
        for (int i = 0; i < layers; ++i) {
            const double depth = i / (layers - 1.0);
            const Noise noise(m_random);
            const double base = m_horizon + (m_height - m_horizon) * (0.02 + 0.62 * depth);
            Ridge& ridge = addRidge(depth, m_unit * 0.004,
                [&](double x) { return base + noise.smooth(x / (m_unit * 0.4)) * m_unit * 0.05; });
            const double size = m_unit * (0.08 + 0.2 * depth);
            ridge.headroom = size * 1.5;
            ridge.behind = [coral = scatter(ridge, size * 1.5, size), weed = scatter(ridge, size * 0.9, size),
                               tints = coralTints(depth)](cairo_t* context, const Ridge&) {
                for (std::size_t k = 0; k < weed.size(); ++k) {
                    setColour(context, tints[0]);
                    seaweed(context, weed[k].x, weed[k].base, weed[k].size * 1.2, static_cast<double>(k));
                    cairo_fill(context);
                }
                for (std::size_t k = 0; k < coral.size(); ++k) {
                    setColour(context, tints.at(1 + k % 3));
                    coralFan(context, coral[k].x, coral[k].base, coral[k].size * 0.8);
                }
            };
        }
    }

    [[nodiscard]] std::array<Colour, 4> coralTints(double depth) const {
        const auto tinted = [&](std::uint32_t own) {
            return mix(colourAt(depth), Colour::hex(own), 0.3 + 0.4 * depth);
        };
        return {tinted(0x1f8f74), tinted(0xff7a6a), tinted(0xffb24a), tinted(0xc86ac0)};
    }

    /// What is seen through the window of a room.
    void outside() {
        const WindowFrame window = windowOf(m_width, m_height);
        m_horizon = m_height * (window.top + (window.bottom - window.top) * 0.72);
        for (int i = 0; i < 2; ++i) {
            const Noise noise(m_random);
            const double base = m_horizon + m_unit * 0.05 * i;
            Ridge& ridge = addRidge(
                0.2 + 0.4 * i, 0, [&](double x) { return base + noise.smooth(x / (m_unit * 0.3)) * m_unit * 0.035; });
            if (i == 1) {
                plant(ridge, roundTree, m_unit * 0.12, m_unit * 0.07);
            }
        }
    }

    const SceneChoice& m_choice;
    const Palette& m_palette;
    int m_width;
    int m_height;
    double m_unit;
    int m_seconds;
    Random m_random;
    double m_horizon;
    std::vector<Ridge> m_ridges;
    std::optional<Lantern> m_lantern;
};

} // namespace

Landscape makeLand(const SceneChoice& choice, const Palette& palette, int width, int height, int seconds) {
    return Builder(choice, palette, width, height, seconds).build();
}

} // namespace kinora::sim
