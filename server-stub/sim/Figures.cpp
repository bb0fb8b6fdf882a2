#include "sim/Figures.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <numbers>
#include <utility>

namespace kinora::sim {

namespace {

using std::numbers::pi;

/// What tells one four-legged animal from another; lengths as shares of a grown person.
struct Animal {
    Colour coat;
    double legs = 0.3;
    double length = 0.5;
    double girth = 0.2;
    double neck = 0.2;   ///< Length of the neck …
    double rise = 0.7;   ///< … and how steeply it stands, in radians.
    double head = 0.09;  ///< Radius.
    double snout = 0.12; ///< From the middle of the head.
    double ear = 0.08;
    double tail = 0.3;
    double tailWidth = 0.05;
    double tailRise = 0.2; ///< Radians above level.
    double humps = 0;
    double pace = 0.8; ///< Lengths of a grown person in a second.
};

Animal animalOf(Figure figure) {
    switch (figure) {
    case Figure::Cat:
        return {.coat = Colour::hex(0x3a3448),
            .legs = 0.15,
            .length = 0.3,
            .girth = 0.13,
            .neck = 0.07,
            .rise = 0.7,
            .head = 0.075,
            .snout = 0.06,
            .ear = 0.07,
            .tail = 0.3,
            .tailWidth = 0.035,
            .tailRise = 1.05,
            .pace = 0.5};
    case Figure::Dog:
        return {.coat = Colour::hex(0x9a6a48),
            .legs = 0.24,
            .length = 0.4,
            .girth = 0.17,
            .neck = 0.14,
            .rise = 0.85,
            .head = 0.085,
            .snout = 0.14,
            .ear = 0.07,
            .tail = 0.24,
            .tailWidth = 0.04,
            .tailRise = 0.85,
            .pace = 1.1};
    case Figure::Horse:
        return {.coat = Colour::hex(0x7d4a35),
            .legs = 0.48,
            .length = 0.72,
            .girth = 0.31,
            .neck = 0.38,
            .rise = 0.95,
            .head = 0.1,
            .snout = 0.22,
            .ear = 0.05,
            .tail = 0.36,
            .tailWidth = 0.09,
            .tailRise = -0.75,
            .pace = 1.6};
    case Figure::Camel:
        return {.coat = Colour::hex(0xc08d5a),
            .legs = 0.58,
            .length = 0.66,
            .girth = 0.27,
            .neck = 0.42,
            .rise = 0.85,
            .head = 0.085,
            .snout = 0.16,
            .ear = 0.05,
            .tail = 0.24,
            .tailWidth = 0.04,
            .tailRise = -0.9,
            .humps = 2,
            .pace = 0.7};
    default:
        return {.coat = Colour::hex(0xe8743b),
            .legs = 0.19,
            .length = 0.38,
            .girth = 0.14,
            .neck = 0.1,
            .rise = 0.55,
            .head = 0.08,
            .snout = 0.13,
            .ear = 0.09,
            .tail = 0.38,
            .tailWidth = 0.13,
            .tailRise = 0.12,
            .pace = 1.3};
    }
}

void dot(cairo_t* context, double x, double y, double radius) {
    cairo_new_sub_path(context);
    cairo_arc(context, x, y, radius, 0, 2 * pi);
    cairo_fill(context);
}

void shape(cairo_t* context, std::initializer_list<std::pair<double, double>> corners) {
    for (const auto& [x, y] : corners) {
        cairo_line_to(context, x, y);
    }
    cairo_close_path(context);
    cairo_fill(context);
}

/// A limb with a joint: bent back by `bend` at half its way.
void limb(cairo_t* context, double x, double y, double length, double swing, double bend, double width) {
    const double jointX = x + std::sin(swing) * length * 0.5;
    const double jointY = y + std::cos(swing) * length * 0.5;
    cairo_set_line_width(context, width);
    cairo_move_to(context, x, y);
    cairo_line_to(context, jointX, jointY);
    cairo_line_to(
        context, jointX + std::sin(swing - bend) * length * 0.5, jointY + std::cos(swing - bend) * length * 0.5);
    cairo_stroke(context);
}

Colour darker(const Colour& colour) {
    return mix(colour, Colour::hex(0x000000), 0.3);
}

void drawPerson(cairo_t* context, double stride, const Colour& coat, const Palette& palette) {
    const Colour trousers = mix(palette.near, coat, 0.2);
    const double swing = std::sin(stride) * 0.5;
    const double lift = 0.02 * std::abs(std::cos(stride));
    setColour(context, darker(trousers));
    limb(context, 0, -0.46 - lift, 0.46, -swing, std::max(0.0, std::cos(stride)) * 0.7, 0.1);
    setColour(context, darker(coat));
    limb(context, 0, -0.76 - lift, 0.36, swing, -0.3, 0.07);
    setColour(context, trousers);
    limb(context, 0, -0.46 - lift, 0.46, swing, std::max(0.0, -std::cos(stride)) * 0.7, 0.1);
    setColour(context, coat);
    shape(context, {{-0.1, -0.8 - lift}, {0.1, -0.8 - lift}, {0.15, -0.36 - lift}, {-0.15, -0.36 - lift}});
    setColour(context, mix(coat, Colour::hex(0xffffff), 0.15));
    limb(context, 0, -0.76 - lift, 0.36, -swing, -0.3, 0.07);
    setColour(context, mix(Colour::hex(0xe8b48c), palette.near, 0.25));
    dot(context, 0.015, -0.91 - lift, 0.085);
    setColour(context, darker(trousers));
    cairo_arc(context, 0.005, -0.925 - lift, 0.09, pi * 0.85, pi * 1.95);
    cairo_fill(context);
}

void drawAnimal(cairo_t* context, const Animal& animal, const Colour& coat, double stride) {
    const double back = -animal.length / 2;
    const double front = animal.length / 2;
    const double belly = -animal.legs;
    const double middle = belly - animal.girth / 2 - 0.01 * std::abs(std::sin(stride));
    const double legWidth = std::max(0.035, animal.girth * 0.28);
    const auto leg = [&](double x, double phase) {
        limb(context, x, middle + animal.girth * 0.2, animal.legs + animal.girth * 0.3, std::sin(stride + phase) * 0.42,
            std::max(0.0, std::cos(stride + phase)) * 0.6, legWidth);
    };
    setColour(context, darker(coat));
    leg(back + legWidth, pi);
    leg(front - legWidth, 0.3);
    const double wag = std::sin(stride * 0.5) * 0.12;
    setColour(context, coat);
    cairo_set_line_width(context, animal.tailWidth);
    cairo_move_to(context, back, middle - animal.girth * 0.2);
    cairo_curve_to(context, back - animal.tail * 0.4, middle - animal.girth * 0.1,
        back - animal.tail * 0.8 * std::cos(animal.tailRise + wag),
        middle - animal.tail * 0.5 * std::sin(animal.tailRise + wag),
        back - animal.tail * std::cos(animal.tailRise + wag),
        middle - animal.girth * 0.2 - animal.tail * std::sin(animal.tailRise + wag));
    cairo_stroke(context);
    cairo_set_line_width(context, animal.girth);
    cairo_move_to(context, back + animal.girth * 0.3, middle);
    cairo_line_to(context, front - animal.girth * 0.3, middle);
    cairo_stroke(context);
    for (int hump = 0; hump < static_cast<int>(animal.humps); ++hump) {
        dot(context, back + animal.length * (0.34 + 0.34 * hump), middle - animal.girth * 0.52, animal.girth * 0.38);
    }
    const double nod = std::sin(stride) * 0.03;
    const double headX = front - animal.girth * 0.2 + std::cos(animal.rise) * animal.neck;
    const double headY = middle - animal.girth * 0.2 - std::sin(animal.rise) * animal.neck + nod * animal.neck;
    cairo_set_line_width(context, std::max(animal.head * 1.25, animal.girth * 0.55));
    cairo_move_to(context, front - animal.girth * 0.3, middle - animal.girth * 0.1);
    cairo_line_to(context, headX, headY);
    cairo_stroke(context);
    dot(context, headX, headY, animal.head);
    shape(context,
        {{headX, headY - animal.head * 0.75}, {headX + animal.snout, headY + animal.head * 0.35},
            {headX + animal.snout * 0.9, headY + animal.head * 0.7}, {headX - animal.head * 0.3, headY + animal.head}});
    for (const double side : {-0.75, 0.1}) {
        shape(context, {{headX + animal.head * side, headY - animal.head * 0.6},
                           {headX + animal.head * (side + 0.2), headY - animal.head * 0.7 - animal.ear},
                           {headX + animal.head * (side + 0.75), headY - animal.head * 0.6}});
    }
    leg(back + legWidth * 1.4, 0);
    leg(front - legWidth * 1.2, pi + 0.3);
}

void drawWheel(cairo_t* context, double x, double radius, const Palette& palette) {
    setColour(context, mix(palette.near, Colour::hex(0x000000), 0.5));
    dot(context, x, -radius, radius);
    setColour(context, mix(palette.near, Colour::hex(0xffffff), 0.4));
    dot(context, x, -radius, radius * 0.45);
}

void drawCar(cairo_t* context, const Colour& paint, const Palette& palette) {
    setColour(context, paint);
    cairo_move_to(context, -1.05, -0.14);
    cairo_curve_to(context, -1.1, -0.5, -0.95, -0.52, -0.75, -0.52);
    cairo_curve_to(context, -0.6, -0.8, -0.5, -0.84, -0.1, -0.84);
    cairo_curve_to(context, 0.25, -0.84, 0.35, -0.76, 0.52, -0.53);
    cairo_curve_to(context, 0.85, -0.5, 1.1, -0.46, 1.08, -0.14);
    cairo_close_path(context);
    cairo_fill(context);
    setColour(context, mix(palette.sky[3], Colour::hex(0xffffff), 0.4));
    shape(context, {{-0.58, -0.54}, {-0.45, -0.75}, {-0.14, -0.76}, {-0.14, -0.54}});
    shape(context, {{-0.06, -0.54}, {-0.06, -0.76}, {0.2, -0.72}, {0.36, -0.54}});
    const Pattern beam(cairo_pattern_create_linear(1.05, 0, 2.6, 0));
    addStop(beam.get(), 0, palette.lamp.withAlpha(palette.stars > 0 ? 0.5 : 0.12));
    addStop(beam.get(), 1, palette.lamp.withAlpha(0));
    cairo_move_to(context, 1.05, -0.36);
    cairo_line_to(context, 2.6, -0.62);
    cairo_line_to(context, 2.6, -0.02);
    cairo_close_path(context);
    cairo_set_source(context, beam.get());
    cairo_fill(context);
    setColour(context, palette.lamp);
    dot(context, 1.02, -0.36, 0.06);
    drawWheel(context, -0.62, 0.2, palette);
    drawWheel(context, 0.62, 0.2, palette);
}

void drawTrain(cairo_t* context, const Colour& paint, const Palette& palette) {
    constexpr int wagons = 4;
    for (int wagon = 0; wagon < wagons; ++wagon) {
        const double right = 1.6 - wagon * 1.74;
        const bool engine = wagon == 0;
        setColour(context, wagon % 2 == 0 ? paint : mix(paint, Colour::hex(0xffffff), 0.12));
        cairo_move_to(context, right - 1.64, -0.1);
        cairo_line_to(context, right - 1.64, -0.86);
        cairo_line_to(context, right - (engine ? 0.5 : 0.06), -0.86);
        cairo_curve_to(context, right - (engine ? 0.1 : 0), -0.86, right, engine ? -0.6 : -0.86, right, -0.1);
        cairo_close_path(context);
        cairo_fill(context);
        setColour(context, palette.lamp.withAlpha(0.9));
        for (int pane = 0; pane < 4; ++pane) {
            cairo_rectangle(context, right - 1.52 + pane * 0.3, -0.72, 0.2, 0.24);
        }
        cairo_fill(context);
        drawWheel(context, right - 1.34, 0.11, palette);
        drawWheel(context, right - 0.36, 0.11, palette);
    }
}

void drawRocket(cairo_t* context, double stride, const Colour& paint) {
    const double flicker = 0.75 + 0.25 * std::sin(stride * 3);
    const Pattern flame(cairo_pattern_create_linear(0, 0, 0, 0.9 * flicker));
    addStop(flame.get(), 0, Colour::hex(0xfff3c4));
    addStop(flame.get(), 0.4, Colour::hex(0xffb24a, 0.9));
    addStop(flame.get(), 1, Colour::hex(0xff6b5e, 0));
    cairo_move_to(context, -0.16, 0);
    cairo_curve_to(context, -0.14, 0.4 * flicker, -0.05, 0.6 * flicker, 0, 0.9 * flicker);
    cairo_curve_to(context, 0.05, 0.6 * flicker, 0.14, 0.4 * flicker, 0.16, 0);
    cairo_set_source(context, flame.get());
    cairo_fill(context);
    setColour(context, Colour::hex(0xff6b5e));
    shape(context, {{-0.2, -0.45}, {-0.45, 0.05}, {-0.18, -0.04}});
    shape(context, {{0.2, -0.45}, {0.45, 0.05}, {0.18, -0.04}});
    setColour(context, paint);
    cairo_move_to(context, -0.18, 0);
    cairo_curve_to(context, -0.36, -0.6, -0.2, -1.1, 0, -1.35);
    cairo_curve_to(context, 0.2, -1.1, 0.36, -0.6, 0.18, 0);
    cairo_close_path(context);
    cairo_fill(context);
    setColour(context, Colour::hex(0x35608f));
    dot(context, 0, -0.75, 0.12);
}

void drawFish(cairo_t* context, double stride, const Colour& scales) {
    const double beat = std::sin(stride) * 0.12;
    setColour(context, darker(scales));
    shape(context, {{-0.3, 0}, {-0.62, -0.22 + beat}, {-0.52, beat}, {-0.62, 0.22 + beat}});
    shape(context, {{0.05, -0.15}, {-0.2, -0.34}, {-0.22, -0.08}});
    setColour(context, scales);
    cairo_move_to(context, -0.42, beat * 0.3);
    cairo_curve_to(context, -0.15, -0.34, 0.3, -0.26, 0.46, 0);
    cairo_curve_to(context, 0.3, 0.26, -0.15, 0.34, -0.42, beat * 0.3);
    cairo_fill(context);
    setColour(context, mix(scales, Colour::hex(0xffffff), 0.55));
    cairo_set_line_width(context, 0.07);
    cairo_move_to(context, 0.12, -0.18);
    cairo_curve_to(context, 0.06, -0.08, 0.06, 0.08, 0.12, 0.18);
    cairo_stroke(context);
    setColour(context, Colour::hex(0x10131c));
    dot(context, 0.3, -0.05, 0.04);
}

} // namespace

void drawFigure(cairo_t* context, Figure figure, const FigurePose& pose, const Palette& palette) {
    // The light of the hour lies on everything.
    const auto toned = [&palette](const Colour& own) {
        return mix(own, palette.near, palette.moon ? 0.4 : 0.2);
    };
    cairo_save(context);
    cairo_translate(context, pose.x, pose.base);
    cairo_scale(context, pose.left ? -pose.size : pose.size, pose.size);
    cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND);
    switch (figure) {
    case Figure::Person:
        drawPerson(context, pose.stride, toned(Colour::hex(0xff6b5e)), palette);
        break;
    case Figure::Couple:
        cairo_translate(context, -0.24, 0);
        drawPerson(context, pose.stride + 0.6, toned(Colour::hex(0x5cc8ff)), palette);
        cairo_translate(context, 0.48, 0);
        drawPerson(context, pose.stride, toned(Colour::hex(0xff6b5e)), palette);
        break;
    case Figure::Cat:
    case Figure::Dog:
    case Figure::Fox:
    case Figure::Horse:
    case Figure::Camel: {
        const Animal animal = animalOf(figure);
        // Camels go one behind the other.
        const int behind = figure == Figure::Camel ? 2 : 0;
        cairo_translate(context, -1.25 * behind, 0);
        for (int i = behind; i >= 0; --i) {
            drawAnimal(context, animal, toned(animal.coat), pose.stride + i * 1.9);
            cairo_translate(context, 1.25, 0);
        }
        break;
    }
    case Figure::Car:
        drawCar(context, toned(Colour::hex(0xff6b5e)), palette);
        break;
    case Figure::Train:
        drawTrain(context, toned(Colour::hex(0xb23a48)), palette);
        break;
    case Figure::Rocket:
        drawRocket(context, pose.stride, Colour::hex(0xf2f0ea));
        break;
    case Figure::Fish:
        drawFish(context, pose.stride, toned(Colour::hex(0xffa04a)));
        break;
    }
    cairo_restore(context);
}

double paceOf(Figure figure, double size) {
    switch (figure) {
    case Figure::Person:
    case Figure::Couple:
        return size * 0.55;
    case Figure::Car:
        return size * 2.2;
    case Figure::Train:
        return size * 2.6;
    case Figure::Rocket:
        return size * 1.1;
    case Figure::Fish:
        return size * 0.8;
    default:
        return size * animalOf(figure).pace;
    }
}

} // namespace kinora::sim
