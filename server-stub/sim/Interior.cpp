#include "sim/Interior.h"

#include "sim/Random.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kinora::sim {

namespace {

class Room {
public:
    Room(const SceneChoice& choice, const Palette& palette, int width, int height)
        : m_choice(choice)
        , m_palette(palette)
        , m_width(width)
        , m_height(height)
        , m_unit(std::min(width, height))
        , m_floor(height * (width > height ? 0.8 : 0.78))
        , m_random(hashOf("room", choice.seed))
        , m_image(makeSurface(width, height))
        , m_context(makeContext(m_image.get())) {}

    Sheet build() && {
        wall();
        if (!m_choice.fire) {
            pictures();
        }
        window();
        floor();
        m_choice.fire ? fireplace() : cupboard();
        sofa();
        lamp();
        m_context.reset();
        return {.image = std::move(m_image), .x = 0, .y = 0, .edge = m_floor};
    }

private:
    [[nodiscard]] cairo_t* context() const { return m_context.get(); }
    [[nodiscard]] Colour wallColour() const { return mix(Colour::hex(0x5b3a63), m_palette.near, 0.35); }
    [[nodiscard]] Colour wood() const { return mix(Colour::hex(0x7a4a38), m_palette.near, 0.3); }

    void box(double left, double top, double right, double bottom, const Colour& colour, double radius = 0) {
        constexpr double quarter = std::numbers::pi / 2;
        cairo_new_sub_path(context());
        cairo_arc(context(), right - radius, top + radius, radius, -quarter, 0);
        cairo_arc(context(), right - radius, bottom - radius, radius, 0, quarter);
        cairo_arc(context(), left + radius, bottom - radius, radius, quarter, 2 * quarter);
        cairo_arc(context(), left + radius, top + radius, radius, 2 * quarter, 3 * quarter);
        cairo_close_path(context());
        setColour(context(), colour);
        cairo_fill(context());
    }

    /// A soft edge below and beside a thing, as of paper a finger's breadth in front of the wall.
    void shade(double left, double top, double right, double bottom) {
        for (int i = 4; i > 0; --i) {
            const double reach = m_unit * 0.006 * i;
            box(left - reach * 0.4, top, right + reach, bottom + reach, Colour::hex(0x000000, 0.07), m_unit * 0.012);
        }
    }

    void wall() {
        const Colour colour = wallColour();
        const Pattern fill = verticalGradient(0, m_floor, mix(colour, Colour::hex(0x000000), 0.32), colour);
        cairo_set_source(context(), fill.get());
        cairo_paint(context());
        setColour(context(), mix(colour, Colour::hex(0xffffff), 0.5).withAlpha(0.05));
        for (double x = m_unit * 0.05; x < m_width; x += m_unit * 0.1) {
            cairo_rectangle(context(), x, 0, m_unit * 0.05, m_floor);
        }
        cairo_fill(context());
    }

    void pictures() {
        const bool wide = m_width > m_height;
        const double y = wide ? m_height * 0.44 : m_height * 0.56;
        for (int i = 0; i < (wide ? 2 : 1); ++i) {
            const double size = m_unit * (i == 0 ? 0.15 : 0.11);
            const double x = m_width * (wide ? 0.1 : 0.08) + i * m_unit * 0.2;
            shade(x, y, x + size, y + size * 1.25);
            box(x, y, x + size, y + size * 1.25, mix(wood(), Colour::hex(0xffffff), 0.18));
            box(x + size * 0.1, y + size * 0.1, x + size * 0.9, y + size * 1.15,
                mix(m_palette.sky[1 + static_cast<std::size_t>(i)], m_palette.glow, 0.25));
            setColour(context(), m_palette.glow.withAlpha(0.8));
            cairo_arc(context(), x + size * 0.6, y + size * 0.5, size * 0.14, 0, 2 * std::numbers::pi);
            cairo_fill(context());
        }
    }

    void window() {
        const WindowFrame pane = windowOf(static_cast<int>(m_width), static_cast<int>(m_height));
        const double left = pane.left * m_width;
        const double right = pane.right * m_width;
        const double top = pane.top * m_height;
        const double bottom = pane.bottom * m_height;
        const double frame = m_unit * 0.018;
        const Colour paint = mix(Colour::hex(0xf3e7dc), m_palette.near, m_palette.moon ? 0.4 : 0.16);
        shade(left - frame, top - frame, right + frame, bottom + frame * 2);
        box(left - frame, top - frame, right + frame, bottom + frame, paint, frame * 0.5);
        cairo_set_operator(context(), CAIRO_OPERATOR_CLEAR);
        cairo_rectangle(context(), left, top, right - left, bottom - top);
        cairo_fill(context());
        cairo_set_operator(context(), CAIRO_OPERATOR_OVER);
        const double middle = (left + right) / 2;
        box(middle - frame * 0.3, top, middle + frame * 0.3, bottom, paint);
        box(left, top + (bottom - top) * 0.42, right, top + (bottom - top) * 0.42 + frame * 0.6, paint);
        box(left - frame * 2, bottom + frame * 0.6, right + frame * 2, bottom + frame * 1.7, paint, frame * 0.4);
        for (const double side : {-1.0, 1.0}) {
            curtain(side < 0 ? left : right, side, top - frame * 2.4, bottom + m_unit * 0.05);
        }
        box(left - m_unit * 0.12, top - frame * 3, right + m_unit * 0.12, top - frame * 2.3, wood(), frame * 0.3);
    }

    void curtain(double edge, double side, double top, double bottom) {
        const double broad = m_unit * 0.1;
        for (int fold = 0; fold < 4; ++fold) {
            const double from = edge + side * (broad * (0.9 - 0.32 * fold));
            const Colour cloth = mix(Colour::hex(0xd8656a), m_palette.near, 0.25 + 0.12 * (fold % 2));
            setColour(context(), cloth);
            cairo_move_to(context(), from, top);
            cairo_line_to(context(), from - side * broad * 0.36, top);
            cairo_curve_to(context(), from - side * broad * 0.36, (top + bottom) / 2, from - side * broad * 0.1,
                bottom - (bottom - top) * 0.3, from - side * broad * 0.16, bottom);
            cairo_line_to(context(), from + side * broad * 0.12, bottom);
            cairo_close_path(context());
            cairo_fill(context());
        }
    }

    void floor() {
        const Pattern fill = verticalGradient(m_floor, m_height, wood(), mix(wood(), Colour::hex(0x000000), 0.45));
        cairo_rectangle(context(), 0, m_floor, m_width, m_height - m_floor);
        cairo_set_source(context(), fill.get());
        cairo_fill(context());
        box(0, m_floor - m_unit * 0.022, m_width, m_floor, mix(wallColour(), Colour::hex(0xffffff), 0.2));
        setColour(context(), Colour::hex(0x000000, 0.12));
        for (int board = 1; board < 6; ++board) {
            const double y = m_floor + (m_height - m_floor) * std::pow(board / 6.0, 1.5);
            cairo_rectangle(context(), 0, y, m_width, 1.5);
        }
        cairo_fill(context());
        setColour(context(), mix(Colour::hex(0x3f6f7f), m_palette.near, 0.3));
        cairo_save(context());
        cairo_translate(context(), m_width * 0.5, m_floor + (m_height - m_floor) * 0.55);
        cairo_scale(context(), m_width * 0.36, (m_height - m_floor) * 0.3);
        cairo_arc(context(), 0, 0, 1, 0, 2 * std::numbers::pi);
        cairo_restore(context());
        cairo_fill(context());
    }

    void sofa() {
        const bool wide = m_width > m_height;
        const double size = m_unit * (wide ? 0.5 : 0.46);
        const double left = wide ? m_width * 0.6 : m_width * 0.5;
        const double base = m_floor + m_unit * 0.05;
        const Colour cloth = mix(Colour::hex(0x2f7c86), m_palette.near, 0.32);
        const Colour light = mix(cloth, Colour::hex(0xffffff), 0.12);
        shade(left, base - size * 0.5, left + size, base - size * 0.04);
        box(left + size * 0.06, base - size * 0.52, left + size * 0.94, base - size * 0.06, cloth, size * 0.07);
        box(left + size * 0.1, base - size * 0.28, left + size * 0.5, base - size * 0.1, light, size * 0.05);
        box(left + size * 0.5, base - size * 0.28, left + size * 0.9, base - size * 0.1, light, size * 0.05);
        box(left - size * 0.02, base - size * 0.36, left + size * 0.13, base - size * 0.04, cloth, size * 0.06);
        box(left + size * 0.87, base - size * 0.36, left + size * 1.02, base - size * 0.04, cloth, size * 0.06);
        box(left + size * 0.18, base - size * 0.44, left + size * 0.36, base - size * 0.26,
            mix(Colour::hex(0xffb24a), m_palette.near, 0.2), size * 0.03);
    }

    void glow(double x, double y, double reach, double strength) {
        const Pattern light(cairo_pattern_create_radial(x, y, 0, x, y, reach));
        addStop(light.get(), 0, m_palette.lamp.withAlpha(strength));
        addStop(light.get(), 0.4, m_palette.lamp.withAlpha(strength * 0.3));
        addStop(light.get(), 1, m_palette.lamp.withAlpha(0));
        cairo_set_source(context(), light.get());
        cairo_rectangle(context(), x - reach, y - reach, reach * 2, reach * 2);
        cairo_fill(context());
    }

    void lamp() {
        const bool wide = m_width > m_height;
        const double x = wide ? m_width * 0.53 : m_width * 0.41;
        const double base = m_floor + m_unit * 0.03;
        const double tall = m_unit * 0.46;
        box(x - m_unit * 0.006, base - tall, x + m_unit * 0.006, base, mix(wood(), Colour::hex(0x000000), 0.4));
        box(x - m_unit * 0.05, base - m_unit * 0.014, x + m_unit * 0.05, base, mix(wood(), Colour::hex(0x000000), 0.4));
        glow(x, base - tall + m_unit * 0.03, m_unit * 0.4, m_palette.moon ? 0.55 : 0.32);
        setColour(context(), mix(m_palette.lamp, Colour::hex(0xffffff), 0.2));
        cairo_move_to(context(), x - m_unit * 0.045, base - tall - m_unit * 0.04);
        cairo_line_to(context(), x + m_unit * 0.045, base - tall - m_unit * 0.04);
        cairo_line_to(context(), x + m_unit * 0.08, base - tall + m_unit * 0.07);
        cairo_line_to(context(), x - m_unit * 0.08, base - tall + m_unit * 0.07);
        cairo_close_path(context());
        cairo_fill(context());
    }

    void cupboard() {
        const bool wide = m_width > m_height;
        const double left = m_width * (wide ? 0.08 : 0.06);
        const double broad = m_unit * (wide ? 0.5 : 0.3);
        const double top = m_floor - m_unit * 0.16;
        shade(left, top, left + broad, m_floor);
        box(left, top, left + broad, m_floor + m_unit * 0.012, mix(wood(), Colour::hex(0xffffff), 0.08),
            m_unit * 0.008);
        constexpr int doors = 3;
        for (int door = 0; door < doors; ++door) {
            const double from = left + broad * (0.03 + door * 0.325);
            box(from, top + m_unit * 0.02, from + broad * 0.29, m_floor - m_unit * 0.015, wood(), m_unit * 0.006);
        }
        const double potX = left + broad * (m_width > m_height ? 0.78 : 0.55);
        setColour(context(), mix(Colour::hex(0x2f8a5c), m_palette.near, 0.3));
        for (int leaf = 0; leaf < 7; ++leaf) {
            const double turn = -1.1 + 2.2 * leaf / 6.0;
            const double length = m_unit * m_random.between(0.09, 0.14);
            cairo_save(context());
            cairo_translate(context(), potX, top - m_unit * 0.045);
            cairo_rotate(context(), turn);
            cairo_move_to(context(), 0, 0);
            cairo_curve_to(context(), -length * 0.28, -length * 0.5, -length * 0.1, -length * 0.9, 0, -length);
            cairo_curve_to(context(), length * 0.1, -length * 0.9, length * 0.28, -length * 0.5, 0, 0);
            cairo_restore(context());
            cairo_fill(context());
        }
        box(potX - m_unit * 0.032, top - m_unit * 0.055, potX + m_unit * 0.032, top,
            mix(Colour::hex(0xe8b48c), m_palette.near, 0.2), m_unit * 0.008);
    }

    void fireplace() {
        const bool wide = m_width > m_height;
        const double left = m_width * (wide ? 0.1 : 0.05);
        const double broad = m_unit * (wide ? 0.42 : 0.32);
        const double top = m_floor - broad * 0.78;
        const Colour stone = mix(Colour::hex(0xa58a86), m_palette.near, 0.35);
        shade(left, top, left + broad, m_floor);
        box(left, top, left + broad, m_floor + m_unit * 0.012, stone, m_unit * 0.006);
        box(left - broad * 0.06, top - m_unit * 0.02, left + broad * 1.06, top + m_unit * 0.015, wood(),
            m_unit * 0.006);
        box(left + broad * 0.2, top + broad * 0.2, left + broad * 0.8, m_floor, Colour::hex(0x140a10), broad * 0.08);
        const double x = left + broad * 0.5;
        glow(x, m_floor - broad * 0.2, broad * 1.5, 0.5);
        for (const double share : {1.0, 0.66, 0.36}) {
            const double tall = broad * 0.42 * share;
            const double half = broad * 0.2 * share;
            setColour(context(), mix(Colour::hex(0xfff3c4), Colour::hex(0xff6b3a), share));
            cairo_move_to(context(), x - half, m_floor - broad * 0.06);
            cairo_curve_to(context(), x - half * 1.3, m_floor - tall * 0.6, x - half * 0.2, m_floor - tall * 0.6, x,
                m_floor - tall - broad * 0.06);
            cairo_curve_to(context(), x + half * 0.3, m_floor - tall * 0.6, x + half * 1.3, m_floor - tall * 0.5,
                x + half, m_floor - broad * 0.06);
            cairo_close_path(context());
            cairo_fill(context());
        }
        box(left + broad * 0.28, m_floor - broad * 0.09, left + broad * 0.72, m_floor - broad * 0.02,
            Colour::hex(0x3a2018), broad * 0.03);
    }

    const SceneChoice& m_choice;
    const Palette& m_palette;
    double m_width;
    double m_height;
    double m_unit;
    double m_floor;
    Random m_random;
    Surface m_image;
    Context m_context;
};

} // namespace

WindowFrame windowOf(int width, int height) {
    if (width > height)
        return {.left = 0.64, .top = 0.16, .right = 0.9, .bottom = 0.54};
    return {.left = 0.22, .top = 0.26, .right = 0.78, .bottom = 0.5};
}

Sheet makeInterior(const SceneChoice& choice, const Palette& palette, int width, int height) {
    return Room(choice, palette, width, height).build();
}

} // namespace kinora::sim
