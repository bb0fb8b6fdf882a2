#include "sim/Painter.h"

#include "sim/Caption.h"
#include "sim/Figures.h"
#include "sim/Landscape.h"
#include "sim/Palette.h"
#include "sim/Random.h"
#include "sim/SceneChoice.h"
#include "sim/Shapes.h"
#include "sim/Sky.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kinora::sim {

namespace {

using std::numbers::pi;

void paintAt(cairo_t* context, cairo_surface_t* image, double x, double y) {
    cairo_set_source_surface(context, image, x, y);
    // Between two pixels rather than jumping from one to the next: slow movements would stutter.
    cairo_pattern_set_filter(cairo_get_source(context), CAIRO_FILTER_BILINEAR);
    cairo_paint(context);
}

struct Drop {
    double x = 0;
    double y = 0;
    double depth = 0; ///< 0 far, 1 near.
    double phase = 0;
};

} // namespace

class Painter::Scene {
public:
    explicit Scene(const ClipSpec& spec)
        : m_width(spec.width)
        , m_height(spec.height)
        , m_seconds(spec.seconds)
        , m_unit(std::min(spec.width, spec.height))
        , m_choice(chooseScene(spec.prompt, spec.seed))
        , m_palette(paletteFor(m_choice))
        , m_land(makeLand(m_choice, m_palette, spec.width, spec.height, spec.seconds))
        , m_sky(makeSky(m_choice, m_palette, spec.width, spec.height, spec.seconds, m_land.horizon))
        , m_caption(makeCaption(spec.prompt, spec.width, spec.height))
        , m_mark(makeDemoMark(spec.width, spec.height))
        , m_pixels(static_cast<std::size_t>(m_width) * static_cast<std::size_t>(m_height) * 4)
        , m_frame(cairo_image_surface_create_for_data(
              reinterpret_cast<unsigned char*>(m_pixels.data()), CAIRO_FORMAT_RGB24, m_width, m_height, m_width * 4)) {
        Random random(hashOf("weather", m_choice.seed));
        const int drops = m_choice.weather == Weather::Clear ? 0 : m_choice.weather == Weather::Rain ? 130 : 150;
        for (int i = 0; i < drops; ++i) {
            m_drops.push_back(
                {.x = random.unit(), .y = random.unit(), .depth = random.unit(), .phase = random.between(0, 2 * pi)});
        }
    }

    [[nodiscard]] int frameCount() const { return m_seconds * framesPerSecond; }

    std::span<const std::byte> frame(int index) {
        const double share = static_cast<double>(index) / frameCount();
        const Context context = makeContext(m_frame.get());
        cairo_set_operator(context.get(), CAIRO_OPERATOR_SOURCE);
        cairo_set_source_surface(context.get(), m_sky.backdrop.get(), 0, 0);
        cairo_paint(context.get());
        cairo_set_operator(context.get(), CAIRO_OPERATOR_OVER);
        paintStars(context.get(), share);
        paintAt(context.get(), m_sky.light.get(), lightX() - reach(), lightY(share) - reach());
        for (const Sheet& cloudSheet : m_sky.clouds) {
            paintSheet(context.get(), cloudSheet, share);
        }
        paintBalloon(context.get(), share);
        paintBirds(context.get(), share);
        for (std::size_t i = 0; i < m_land.sheets.size(); ++i) {
            paintSheet(context.get(), m_land.sheets[i], share);
            if (m_choice.land == Land::Sea && i < 4) {
                paintGlitter(context.get(), i, share);
            }
            if (m_land.lantern && m_land.lantern->sheet == i) {
                paintBeam(context.get(), share);
            }
            // Rain and snow fall outside.
            if (m_choice.land == Land::Room && i + 2 == m_land.sheets.size()) {
                paintWeather(context.get(), share);
            }
        }
        paintFigure(context.get(), share);
        if (m_choice.land == Land::Reef) {
            paintWater(context.get(), share);
        } else if (m_choice.land != Land::Room) {
            paintWeather(context.get(), share);
        }
        for (const Caption* words : {&m_caption, &m_mark}) {
            cairo_set_source_surface(context.get(), words->image.get(), words->x, words->y);
            cairo_paint(context.get());
        }
        cairo_surface_flush(m_frame.get());
        return m_pixels;
    }

private:
    [[nodiscard]] double reach() const { return cairo_image_surface_get_width(m_sky.light.get()) / 2.0; }
    [[nodiscard]] double lightX() const { return m_sky.lightX; }
    [[nodiscard]] double lightY(double share) const { return m_sky.lightY - m_sky.lightRise * share; }

    static void paintSheet(cairo_t* context, const Sheet& sheet, double share) {
        const double swing = std::sin(2 * pi * sheet.swings * share + sheet.phase);
        const double heave = std::cos(2 * pi * sheet.swings * share + sheet.phase);
        paintAt(context, sheet.image.get(), sheet.x - sheet.drift * share + sheet.sway * swing,
            sheet.y + sheet.bob * heave);
    }

    void paintStars(cairo_t* context, double share) const {
        for (const Star& star : m_sky.stars) {
            const double twinkle = 0.55 + 0.45 * std::sin(2 * pi * star.swings * share + star.phase);
            setColour(context, Colour::hex(0xffffff, twinkle * (1 - star.y / m_land.horizon)));
            cairo_arc(context, star.x, star.y, star.radius * (0.8 + 0.2 * twinkle), 0, 2 * pi);
            cairo_fill(context);
        }
    }

    void paintBirds(cairo_t* context, double share) const {
        setColour(context, mix(m_palette.near, m_palette.sky[3], 0.15).withAlpha(0.85));
        cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND);
        for (const Bird& one : m_sky.birds) {
            cairo_set_line_width(context, one.span * 0.085);
            const double flap = std::sin(2 * pi * m_seconds * 1.6 * share + one.phase);
            bird(context, one.x + one.way * share, one.y - m_unit * 0.012 * flap * 0.3 - m_unit * 0.03 * share,
                one.span, flap);
            cairo_stroke(context);
        }
    }

    void paintFigure(cairo_t* context, double share) const {
        if (!m_choice.figure) {
            return;
        }
        const Figure figure = *m_choice.figure;
        const double size = m_unit * (m_choice.land == Land::Room ? 0.34 : 0.2);
        const double way = paceOf(figure, size) * m_seconds;
        const double stride = 2 * pi * std::round(m_seconds * 1.4) * share;
        if (figure == Figure::Rocket) {
            const double x = m_width * 0.3 + m_unit * 0.02 * std::sin(2 * pi * share);
            const double fromBelow = m_land.horizon * 0.98 - way * share;
            drawFigure(context, figure, {.x = x, .base = fromBelow, .size = size, .stride = stride * 3}, m_palette);
            return;
        }
        if (m_land.path.empty()) {
            return;
        }
        const Sheet& ground = m_land.sheets.back();
        const double x = m_width * 0.5 + (share - 0.5) * std::min(way, m_width * 1.1);
        const double column = std::clamp(x + ground.drift * share, 0.0, static_cast<double>(m_land.path.size() - 1));
        const double base = m_land.path.at(static_cast<std::size_t>(column)) + m_unit * 0.012;
        drawFigure(context, figure, {.x = x, .base = base, .size = size, .stride = stride}, m_palette);
    }

    /// Shafts of light from above, fish of all sizes both ways, and bubbles.
    void paintWater(cairo_t* context, double share) const {
        Random random(hashOf("water", m_choice.seed));
        for (int i = 0; i < 5; ++i) {
            const double x = m_width * (0.1 + 0.2 * i) + m_unit * 0.03 * std::sin(2 * pi * share + i);
            const double broad = m_unit * random.between(0.03, 0.09);
            const Pattern shaft = verticalGradient(
                0, m_height * 0.8, Colour::hex(0xffffff, random.between(0.08, 0.2)), Colour::hex(0xffffff, 0));
            cairo_move_to(context, x, 0);
            cairo_line_to(context, x + broad, 0);
            cairo_line_to(context, x + broad * 2.4 - m_unit * 0.25, m_height * 0.8);
            cairo_line_to(context, x - m_unit * 0.25, m_height * 0.8);
            cairo_close_path(context);
            cairo_set_source(context, shaft.get());
            cairo_fill(context);
        }
        for (int i = 0; i < 9; ++i) {
            const double size = m_unit * random.between(0.05, 0.16);
            const bool left = random.unit() < 0.4;
            const double way = paceOf(Figure::Fish, m_unit * 0.1) * m_seconds * (left ? -1 : 1);
            const double x = m_width * random.between(-0.1, 1.1) + way * (share - 0.5);
            const double y = m_height * random.between(0.36, 0.76) + m_unit * 0.01 * std::sin(2 * pi * share + i);
            const double stride = 2 * pi * std::round(m_seconds * 2.2) * share + i;
            drawFigure(
                context, Figure::Fish, {.x = x, .base = y, .size = size, .stride = stride, .left = left}, m_palette);
        }
        cairo_set_line_width(context, m_unit * 0.002);
        for (int i = 0; i < 26; ++i) {
            const double rise = random.unit() + std::round(m_seconds * random.between(0.3, 0.7)) * share;
            const double y = m_height * (1 - (rise - std::floor(rise)));
            const double x = m_width * random.unit() + m_unit * 0.012 * std::sin(2 * pi * share * 3 + i);
            setColour(context, Colour::hex(0xffffff, 0.4));
            cairo_new_sub_path(context);
            cairo_arc(context, x, y, m_unit * random.between(0.003, 0.01), 0, 2 * pi);
            cairo_stroke(context);
        }
    }

    void paintBalloon(cairo_t* context, double share) const {
        if (!m_choice.balloon) {
            return;
        }
        const double radius = m_unit * 0.085;
        const double x = m_width * 0.3 + m_unit * 0.02 * m_seconds * share;
        const double y = m_land.horizon * 0.72 + m_unit * 0.012 * std::sin(2 * pi * share) - m_unit * 0.03 * share;
        balloon(context, x, y, radius);
        const Pattern fill(cairo_pattern_create_linear(x - radius, 0, x + radius, 0));
        addStop(fill.get(), 0, Colour::hex(0xffb24a));
        addStop(fill.get(), 0.5, Colour::hex(0xff6b5e));
        addStop(fill.get(), 1, Colour::hex(0x9c2f5c));
        cairo_set_source(context, fill.get());
        cairo_fill(context);
    }

    /// The path of light on the water, in bars that widen towards the viewer and come and go.
    void paintGlitter(cairo_t* context, std::size_t layer, double share) const {
        if (m_choice.light == Light::Storm) {
            return;
        }
        const double top = m_land.sheets[layer].edge;
        const double bottom = m_land.sheets[layer + 1].edge;
        const double widest = m_unit * (0.09 + 0.05 * static_cast<double>(layer));
        Random random(hashOf("glitter", m_choice.seed + layer));
        const int bars = std::clamp(static_cast<int>((bottom - top) / (m_unit * 0.011)), 2, 9);
        for (int i = 0; i < bars; ++i) {
            const double y = top + (bottom - top) * (i + 0.5) / bars;
            const double swings = std::round(m_seconds * random.between(0.5, 1.2));
            const double shimmer = 0.5 + 0.5 * std::sin(2 * pi * swings * share + random.between(0, 2 * pi));
            const double half = widest * random.between(0.35, 1) * (0.55 + 0.45 * shimmer);
            const double x = lightX() + random.between(-0.4, 0.4) * widest;
            setColour(context, mix(m_palette.glow, Colour::hex(0xffffff), 0.3).withAlpha(0.12 + 0.4 * shimmer));
            cairo_save(context);
            cairo_translate(context, x, y);
            cairo_scale(context, half, m_unit * 0.0028);
            cairo_arc(context, 0, 0, 1, 0, 2 * pi);
            cairo_restore(context);
            cairo_fill(context);
        }
    }

    /// The beam of the lighthouse, which goes round: seen from the side it grows, thins out and comes back on the
    /// other.
    void paintBeam(cairo_t* context, double share) const {
        const Lantern& lantern = *m_land.lantern;
        const Sheet& sheet = m_land.sheets[lantern.sheet];
        const double swing = std::sin(2 * pi * sheet.swings * share + sheet.phase);
        const double x = lantern.x - sheet.drift * share + sheet.sway * (1 + swing);
        const double turn = 2 * pi * std::max(1.0, std::round(m_seconds / 4.0)) * share + 0.5;
        const double reach = m_unit * 0.85 * std::cos(turn);
        const double spread = m_unit * 0.075 * std::abs(std::cos(turn));
        const double strength = (m_palette.moon ? 0.5 : 0.28) * std::min(1.0, std::abs(std::cos(turn)) * 2);
        for (const double side : {1.0, -1.0}) {
            const Pattern fade(cairo_pattern_create_linear(x, 0, x + side * reach, 0));
            addStop(fade.get(), 0, m_palette.lamp.withAlpha(strength));
            addStop(fade.get(), 1, m_palette.lamp.withAlpha(0));
            cairo_move_to(context, x, lantern.y - m_unit * 0.008);
            cairo_line_to(context, x + side * reach, lantern.y - spread);
            cairo_line_to(context, x + side * reach, lantern.y + spread);
            cairo_line_to(context, x, lantern.y + m_unit * 0.008);
            cairo_close_path(context);
            cairo_set_source(context, fade.get());
            cairo_fill(context);
        }
    }

    void paintWeather(cairo_t* context, double share) const {
        for (const Drop& drop : m_drops) {
            // A whole number of falls in a clip, so that the end meets the beginning.
            const bool rain = m_choice.weather == Weather::Rain;
            const double falls =
                std::round(m_seconds * (rain ? 1.1 + 0.7 * drop.depth : 0.12 + 0.22 * drop.depth) + 0.6);
            const double fall = drop.y + falls * share;
            const double y = (fall - std::floor(fall)) * m_height * 1.1 - m_height * 0.05;
            if (rain) {
                const double length = m_unit * (0.02 + 0.035 * drop.depth);
                const double x = drop.x * m_width * 1.15 - y * 0.08;
                cairo_set_line_width(context, m_unit * (0.0012 + 0.0014 * drop.depth));
                setColour(context, Colour::hex(0xdfeaf5, 0.14 + 0.24 * drop.depth));
                cairo_move_to(context, x, y);
                cairo_line_to(context, x - length * 0.12, y + length);
                cairo_stroke(context);
            } else {
                const double x = drop.x * m_width + std::sin(2 * pi * share + drop.phase) * m_unit * 0.025;
                setColour(context, Colour::hex(0xffffff, 0.35 + 0.5 * drop.depth));
                cairo_arc(context, x, y, m_unit * (0.0018 + 0.0042 * drop.depth), 0, 2 * pi);
                cairo_fill(context);
            }
        }
    }

    int m_width;
    int m_height;
    int m_seconds;
    double m_unit;
    SceneChoice m_choice;
    Palette m_palette;
    Landscape m_land;
    Sky m_sky;
    Caption m_caption;
    Caption m_mark;
    std::vector<std::byte> m_pixels;
    Surface m_frame;
    std::vector<Drop> m_drops;
};

Painter::Painter(const ClipSpec& spec)
    : m_scene(std::make_unique<Scene>(spec)) {
}

Painter::~Painter() = default;

int Painter::frameCount() const {
    return m_scene->frameCount();
}

std::span<const std::byte> Painter::frame(int index) {
    return m_scene->frame(index);
}

} // namespace kinora::sim
