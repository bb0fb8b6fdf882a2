#include "sim/Sky.h"

#include "sim/Interior.h"
#include "sim/Random.h"
#include "sim/Shapes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace kinora::sim {

namespace {

using std::numbers::pi;

Surface makeBackdrop(const Palette& palette, int width, int height, double horizon, Random& random) {
    Surface backdrop(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
    const Context context = makeContext(backdrop.get());
    // Leaning a little, so that the sky is not the same from side to side.
    const Pattern gradient(cairo_pattern_create_linear(width * 0.42, 0, width * 0.58, horizon * 1.04));
    for (std::size_t i = 0; i < palette.sky.size(); ++i) {
        addStop(
            gradient.get(), static_cast<double>(i) / static_cast<double>(palette.sky.size() - 1), palette.sky.at(i));
    }
    cairo_set_source(context.get(), gradient.get());
    cairo_paint(context.get());

    const int faint = static_cast<int>(palette.stars * 260);
    for (int i = 0; i < faint; ++i) {
        const double y = horizon * std::pow(random.unit(), 1.4);
        setColour(context.get(), Colour::hex(0xffffff, random.between(0.12, 0.5) * (1 - y / horizon)));
        cairo_arc(context.get(), random.between(0, width), y, random.between(0.5, 1.3), 0, 2 * pi);
        cairo_fill(context.get());
    }
    return backdrop;
}

void paintAurora(cairo_surface_t* backdrop, int width, double horizon, Random& random) {
    const Context context = makeContext(backdrop);
    cairo_set_operator(context.get(), CAIRO_OPERATOR_SCREEN);
    for (int curtain = 0; curtain < 3; ++curtain) {
        const double base = horizon * random.between(0.5, 0.86);
        const double tall = horizon * random.between(0.3, 0.5);
        const double shift = random.between(0, 2 * pi);
        const double wave = width * random.between(0.14, 0.24);
        const Colour colour = mix(Colour::hex(0x58ffb4), Colour::hex(0x7a7cff), random.unit() * 0.8);
        for (int x = 0; x < width; x += 2) {
            const double foot = base + std::sin(x / wave + shift) * horizon * 0.09;
            const double strength = 0.16 * (0.6 + 0.4 * std::sin(x / (wave * 0.31) + shift * 2));
            const Pattern ray(cairo_pattern_create_linear(0, foot - tall, 0, foot));
            addStop(ray.get(), 0, colour.withAlpha(0));
            addStop(ray.get(), 0.8, colour.withAlpha(strength));
            addStop(ray.get(), 1, colour.withAlpha(0));
            cairo_set_source(context.get(), ray.get());
            cairo_rectangle(context.get(), x, foot - tall, 2, tall);
            cairo_fill(context.get());
        }
    }
}

void paintNebula(cairo_surface_t* backdrop, int width, double horizon, Random& random) {
    const Context context = makeContext(backdrop);
    cairo_set_operator(context.get(), CAIRO_OPERATOR_SCREEN);
    constexpr std::array tints{0x7a3cff, 0xff4f8a, 0x2c8cff, 0xff8a4a};
    // A band of soft patches from one side to the other.
    for (int i = 0; i < 26; ++i) {
        const double along = random.unit();
        const double x = along * width;
        const double y = horizon * (0.75 - 0.5 * along + random.between(-0.16, 0.16));
        const double reach = horizon * random.between(0.08, 0.26);
        const Colour tint =
            Colour::hex(static_cast<std::uint32_t>(tints.at(static_cast<std::size_t>(random.below(4)))));
        const Pattern patch(cairo_pattern_create_radial(x, y, 0, x, y, reach));
        addStop(patch.get(), 0, tint.withAlpha(0.16));
        addStop(patch.get(), 1, tint.withAlpha(0));
        cairo_set_source(context.get(), patch.get());
        cairo_rectangle(context.get(), x - reach, y - reach, reach * 2, reach * 2);
        cairo_fill(context.get());
    }
}

void paintMoon(cairo_t* context, double middle, double radius, const Palette& palette) {
    setColour(context, palette.sun);
    cairo_arc(context, middle, middle, radius, 0, 2 * pi);
    cairo_fill_preserve(context);
    cairo_clip(context);
    setColour(context, mix(palette.sun, palette.sky[3], 0.35).withAlpha(0.5));
    constexpr double seas[][3] = {{-0.35, -0.3, 0.28}, {0.25, 0.1, 0.34}, {-0.2, 0.42, 0.2}, {0.42, -0.45, 0.15}};
    for (const auto& [x, y, size] : seas) {
        cairo_arc(context, middle + x * radius, middle + y * radius, size * radius, 0, 2 * pi);
        cairo_fill(context);
    }
    cairo_reset_clip(context);
}

void paintPlanet(cairo_t* context, double middle, double radius, const Palette& palette) {
    const auto ring = [&](double from, double to) {
        cairo_save(context);
        cairo_translate(context, middle, middle);
        cairo_rotate(context, -0.32);
        cairo_scale(context, 1, 0.26);
        cairo_set_line_width(context, radius * 0.26);
        setColour(context, mix(palette.glow, Colour::hex(0xffffff), 0.35).withAlpha(0.75));
        cairo_arc(context, 0, 0, radius * 1.62, from, to);
        cairo_stroke(context);
        cairo_restore(context);
    };
    ring(pi, 2 * pi);
    const Pattern ball(cairo_pattern_create_radial(middle - radius * 0.4, middle - radius * 0.4, radius * 0.1,
        middle - radius * 0.1, middle - radius * 0.1, radius * 1.15));
    addStop(ball.get(), 0, Colour::hex(0xffd9a8));
    addStop(ball.get(), 0.55, Colour::hex(0xe8895e));
    addStop(ball.get(), 1, Colour::hex(0x6b2c52));
    cairo_set_source(context, ball.get());
    cairo_arc(context, middle, middle, radius, 0, 2 * pi);
    cairo_fill(context);
    ring(0, pi);
}

/// Sun, moon or planet in the middle of its own glow.
Surface makeLight(const SceneChoice& choice, const Palette& palette, double radius, double reach) {
    const int size = static_cast<int>(std::ceil(reach * 2));
    Surface light = makeSurface(size, size);
    const Context context = makeContext(light.get());
    const double middle = size / 2.0;
    const double strength = choice.light == Light::Storm ? 0.35 : palette.moon ? 0.42 : 0.75;
    const Pattern glow(cairo_pattern_create_radial(middle, middle, radius * 0.6, middle, middle, reach));
    // Roughly 1 / (1 + d²): bright near the disc, with a long tail that ends without an edge.
    for (int i = 0; i <= 10; ++i) {
        const double share = i / 10.0;
        addStop(
            glow.get(), share, palette.glow.withAlpha(strength * (1 - share) * (1 - share) / (1 + 4 * share * share)));
    }
    cairo_set_source(context.get(), glow.get());
    cairo_paint(context.get());
    if (choice.planet) {
        paintPlanet(context.get(), middle, radius, palette);
    } else if (palette.moon) {
        paintMoon(context.get(), middle, radius, palette);
    } else if (choice.light != Light::Storm && choice.land != Land::Reef) {
        setColour(context.get(), palette.sun);
        cairo_arc(context.get(), middle, middle, radius, 0, 2 * pi);
        cairo_fill(context.get());
    }
    return light;
}

Sheet makeCloud(
    const Palette& palette, double width, double x, double y, double drift, double thickness, Random& random) {
    const double reach = width * 0.06;
    const int imageWidth = static_cast<int>(width + 2 * reach);
    const int imageHeight = static_cast<int>(width * 0.45 + 2 * reach);
    const Surface body = makeSurface(imageWidth, imageHeight);
    {
        const Context context = makeContext(body.get());
        cloud(context.get(), imageWidth / 2.0, imageHeight - reach, width, random);
        const Pattern fill = verticalGradient(imageHeight * 0.35, imageHeight - reach,
            mix(palette.cloud, Colour::hex(0xffffff), 0.35).withAlpha(thickness),
            palette.cloud.withAlpha(thickness * 0.72));
        cairo_set_source(context.get(), fill.get());
        cairo_fill(context.get());
    }
    Sheet sheet{.image = softShadow(body.get(), reach, mix(palette.sky[1], Colour::hex(0x000000), 0.3).withAlpha(0.22)),
        .x = x,
        .y = y,
        .drift = drift};
    const Context whole = makeContext(sheet.image.get());
    cairo_set_source_surface(whole.get(), body.get(), 0, -reach * 0.35);
    cairo_paint(whole.get());
    return sheet;
}

} // namespace

Sky makeSky(const SceneChoice& choice, const Palette& palette, int width, int height, int seconds, double horizon) {
    Random random(hashOf("sky", choice.seed));
    const double unit = std::min(width, height);
    Sky sky;
    sky.backdrop = makeBackdrop(palette, width, height, horizon, random);
    if (choice.light == Light::Aurora) {
        paintAurora(sky.backdrop.get(), width, horizon, random);
    }

    if (choice.land == Land::Space) {
        paintNebula(sky.backdrop.get(), width, horizon, random);
    }

    const int bright = static_cast<int>(palette.stars * 34);
    for (int i = 0; i < bright; ++i) {
        sky.stars.push_back({.x = random.between(0, width),
            .y = horizon * 0.85 * std::pow(random.unit(), 1.3),
            .radius = unit * random.between(0.0012, 0.0028),
            .phase = random.between(0, 2 * pi),
            .swings = std::round(seconds * random.between(0.3, 0.9))});
    }

    const bool low = choice.light == Light::Golden || choice.light == Light::Dawn || choice.light == Light::Dusk;
    sky.lightRadius = unit * (choice.planet ? 0.14 : palette.moon ? 0.065 : low ? 0.1 : 0.075);
    const double reach = unit * (palette.moon ? 0.42 : 0.62);
    sky.light = makeLight(choice, palette, sky.lightRadius, reach);
    const bool left = random.unit() < 0.5;
    const bool wide = width > height;
    // Words stand on the left of a wide picture and across the top of a tall one: the light keeps clear of them.
    sky.lightX = wide ? width * random.between(0.7, 0.84)
                      : width * (left ? random.between(0.26, 0.4) : random.between(0.6, 0.74));
    sky.lightY = low ? horizon - unit * random.between(0.08, 0.13) : horizon * (wide ? 0.42 : 0.68);
    if (choice.land == Land::Room) {
        // Seen through the window, off its bars.
        const WindowFrame window = windowOf(width, height);
        sky.lightRadius = unit * 0.05;
        sky.lightX = width * (window.left + (window.right - window.left) * 0.72);
        sky.lightY = height * (window.top + (window.bottom - window.top) * (low ? 0.56 : 0.24));
    } else if (choice.land == Land::Reef) {
        sky.lightY = 0;
    }
    sky.lightRise = unit * 0.012 * seconds * (choice.light == Light::Golden || choice.light == Light::Dusk ? -1 : 1);

    if (choice.light != Light::Aurora && choice.land != Land::Reef && choice.land != Land::Space &&
        !(choice.planet && choice.light == Light::Night)) {
        const bool heavy = choice.light == Light::Storm || choice.weather != Weather::Clear;
        const int count = heavy ? 7 : 4;
        for (int i = 0; i < count; ++i) {
            const double size = unit * random.between(0.26, 0.5) * (heavy ? 1.3 : 1);
            const double y = horizon * random.between(heavy ? 0.02 : 0.46, 0.84) - size * 0.3;
            const double x = width * ((i + random.unit()) / count) - size / 2;
            const double drift = unit * 0.012 * seconds * random.between(0.4, 1.1);
            const double thickness = (palette.moon ? 0.22 : 0.62) * random.between(0.7, 1);
            sky.clouds.push_back(makeCloud(palette, size, x, y, drift, thickness, random));
        }
    }

    if (choice.birds) {
        const double flockX = width * random.between(0.1, 0.4);
        const double flockY = horizon * random.between(0.6, 0.76);
        for (int i = 0; i < 5; ++i) {
            // A loose wedge: every second bird on the other arm.
            const int rank = (i + 1) / 2;
            const double arm = i % 2 == 0 ? rank : -rank;
            sky.birds.push_back({.x = flockX - std::abs(arm) * unit * 0.045,
                .y = flockY + arm * unit * 0.026 + random.between(-1, 1) * unit * 0.008,
                .span = unit * random.between(0.03, 0.042),
                .phase = random.between(0, 2 * pi),
                .way = unit * 0.05 * seconds});
        }
    }
    return sky;
}

} // namespace kinora::sim
