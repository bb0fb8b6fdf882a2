#include "sim/Shapes.h"

#include <cmath>
#include <numbers>

namespace kinora::sim {

namespace {

using std::numbers::pi;

void disc(cairo_t* context, double x, double y, double radius) {
    cairo_new_sub_path(context);
    cairo_arc(context, x, y, radius, 0, 2 * pi);
    cairo_close_path(context);
}

void polygon(cairo_t* context, std::initializer_list<std::pair<double, double>> points) {
    bool first = true;
    for (const auto& [x, y] : points) {
        first ? cairo_move_to(context, x, y) : cairo_line_to(context, x, y);
        first = false;
    }
    cairo_close_path(context);
}

void roundedBar(cairo_t* context, double x, double top, double bottom, double width) {
    const double radius = width / 2;
    cairo_new_sub_path(context);
    cairo_arc(context, x, top + radius, radius, pi, 2 * pi);
    cairo_arc(context, x, bottom - radius, radius, 0, pi);
    cairo_close_path(context);
}

} // namespace

void conifer(cairo_t* context, double x, double base, double height) {
    cairo_rectangle(context, x - height * 0.03, base - height * 0.2, height * 0.06, height * 0.25);
    constexpr int tiers = 4;
    for (int i = 0; i < tiers; ++i) {
        const double share = static_cast<double>(i) / tiers;
        const double top = base - height * (1.0 - share * 0.72);
        const double bottom = top + height * (0.3 + share * 0.1);
        const double half = height * (0.1 + share * 0.17);
        polygon(context, {{x, top}, {x + half, bottom}, {x - half, bottom}});
    }
}

void roundTree(cairo_t* context, double x, double base, double height) {
    cairo_rectangle(context, x - height * 0.035, base - height * 0.45, height * 0.07, height * 0.5);
    disc(context, x, base - height * 0.68, height * 0.3);
    disc(context, x - height * 0.2, base - height * 0.52, height * 0.2);
    disc(context, x + height * 0.21, base - height * 0.54, height * 0.19);
}

void cactus(cairo_t* context, double x, double base, double height) {
    const double width = height * 0.15;
    roundedBar(context, x, base - height, base + width, width);
    roundedBar(context, x - height * 0.24, base - height * 0.72, base - height * 0.34, width * 0.75);
    cairo_rectangle(context, x - height * 0.24, base - height * 0.42, height * 0.24, width * 0.62);
    roundedBar(context, x + height * 0.23, base - height * 0.82, base - height * 0.48, width * 0.75);
    cairo_rectangle(context, x, base - height * 0.56, height * 0.23, width * 0.62);
}

void house(cairo_t* context, double x, double base, double size) {
    cairo_rectangle(context, x - size * 0.5, base - size * 0.55, size, size * 0.65);
    polygon(context, {{x - size * 0.62, base - size * 0.52}, {x, base - size}, {x + size * 0.62, base - size * 0.52}});
    cairo_rectangle(context, x + size * 0.2, base - size * 0.98, size * 0.14, size * 0.35);
}

void lighthouseTower(cairo_t* context, double x, double base, double height) {
    polygon(context, {{x - height * 0.1, base}, {x - height * 0.062, base - height * 0.76},
                         {x + height * 0.062, base - height * 0.76}, {x + height * 0.1, base}});
    cairo_rectangle(context, x - height * 0.095, base - height * 0.79, height * 0.19, height * 0.035);
    cairo_rectangle(context, x - height * 0.05, base - height * 0.9, height * 0.1, height * 0.12);
    polygon(context,
        {{x - height * 0.08, base - height * 0.89}, {x, base - height}, {x + height * 0.08, base - height * 0.89}});
}

void sailingBoat(cairo_t* context, double x, double base, double size) {
    cairo_move_to(context, x - size * 0.5, base - size * 0.16);
    cairo_line_to(context, x + size * 0.56, base - size * 0.16);
    cairo_curve_to(context, x + size * 0.45, base, x + size * 0.3, base + size * 0.04, x, base + size * 0.04);
    cairo_curve_to(
        context, x - size * 0.3, base + size * 0.04, x - size * 0.42, base, x - size * 0.5, base - size * 0.16);
    cairo_close_path(context);
    cairo_rectangle(context, x - size * 0.012, base - size * 1.2, size * 0.03, size * 1.1);
    cairo_move_to(context, x + size * 0.05, base - size * 1.16);
    cairo_curve_to(context, x + size * 0.34, base - size * 0.8, x + size * 0.46, base - size * 0.5, x + size * 0.48,
        base - size * 0.25);
    cairo_line_to(context, x + size * 0.05, base - size * 0.25);
    cairo_close_path(context);
    cairo_move_to(context, x - size * 0.05, base - size * 1.02);
    cairo_curve_to(context, x - size * 0.2, base - size * 0.7, x - size * 0.32, base - size * 0.45, x - size * 0.38,
        base - size * 0.25);
    cairo_line_to(context, x - size * 0.05, base - size * 0.25);
    cairo_close_path(context);
}

void seaweed(cairo_t* context, double x, double base, double height, double phase) {
    const double lean = std::sin(phase * 1.7) * height * 0.22;
    const double half = height * 0.045;
    cairo_move_to(context, x - half, base);
    cairo_curve_to(context, x - half - lean, base - height * 0.35, x - half + lean, base - height * 0.7, x + lean * 0.6,
        base - height);
    cairo_curve_to(
        context, x + half + lean, base - height * 0.7, x + half - lean, base - height * 0.35, x + half, base);
    cairo_close_path(context);
}

void coralFan(cairo_t* context, double x, double base, double height) {
    cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND);
    for (int branch = -2; branch <= 2; ++branch) {
        const double tipX = x + branch * height * 0.24;
        const double tipY = base - height * (1.0 - 0.12 * std::abs(branch));
        cairo_set_line_width(context, height * 0.11);
        cairo_move_to(context, x, base);
        cairo_curve_to(context, x, base - height * 0.4, tipX, base - height * 0.4, tipX, tipY);
        cairo_stroke(context);
        cairo_set_line_width(context, height * 0.08);
        cairo_move_to(context, tipX, base - height * 0.5);
        cairo_line_to(context, tipX + height * 0.11 * (branch < 0 ? -1 : 1), base - height * 0.72);
        cairo_stroke(context);
    }
}

void balloon(cairo_t* context, double x, double y, double radius) {
    cairo_move_to(context, x - radius * 0.26, y + radius * 1.22);
    cairo_curve_to(context, x - radius * 0.5, y + radius * 0.75, x - radius, y + radius * 0.55, x - radius, y);
    cairo_arc(context, x, y, radius, pi, 2 * pi);
    cairo_curve_to(context, x + radius, y + radius * 0.55, x + radius * 0.5, y + radius * 0.75, x + radius * 0.26,
        y + radius * 1.22);
    cairo_close_path(context);
    cairo_rectangle(context, x - radius * 0.17, y + radius * 1.48, radius * 0.34, radius * 0.26);
    for (const double side : {-1.0, 1.0}) {
        polygon(
            context, {{x + side * radius * 0.24, y + radius * 1.2}, {x + side * radius * 0.21, y + radius * 1.2},
                         {x + side * radius * 0.14, y + radius * 1.5}, {x + side * radius * 0.17, y + radius * 1.5}});
    }
}

void bird(cairo_t* context, double x, double y, double span, double flap) {
    const double tip = y - span * 0.28 * flap;
    const double shoulder = y - span * (0.16 + 0.1 * flap);
    cairo_move_to(context, x - span / 2, tip);
    cairo_curve_to(context, x - span * 0.32, shoulder, x - span * 0.12, shoulder, x, y);
    cairo_curve_to(context, x + span * 0.12, shoulder, x + span * 0.32, shoulder, x + span / 2, tip);
}

void cloud(cairo_t* context, double x, double base, double width, Random& random) {
    constexpr int puffs = 6;
    const double foot = width * 0.07;
    cairo_new_sub_path(context);
    cairo_arc(context, x - width / 2 + foot, base - foot, foot, pi / 2, 3 * pi / 2);
    cairo_arc(context, x + width / 2 - foot, base - foot, foot, 3 * pi / 2, pi / 2);
    cairo_close_path(context);
    for (int i = 0; i < puffs; ++i) {
        const double share = (i + 0.5) / puffs;
        // Largest in the middle, so that the heap tapers to both ends.
        const double swell = std::sin(share * pi);
        const double radius = width * (0.06 + 0.1 * swell * random.between(0.75, 1.1));
        disc(context, x + (share - 0.5) * width * 0.82, base - foot - radius * 0.55 * swell, radius);
    }
}

} // namespace kinora::sim
