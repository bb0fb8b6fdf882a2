#include "sim/Ridge.h"

#include <algorithm>
#include <cmath>

namespace kinora::sim {

Noise::Noise(Random& random) {
    for (double& value : m_values) {
        value = random.between(-1, 1);
    }
}

double Noise::smooth(double x) const {
    return (curve(x) + 0.4 * curve(x * 2.1 + 17) + 0.12 * curve(x * 4.3 + 5)) / 1.3;
}

double Noise::jagged(double x) const {
    return (line(x) + 0.42 * line(x * 2.3 + 7) + 0.2 * line(x * 5.1 + 3) + 0.09 * line(x * 11.3)) / 1.4;
}

double Noise::value(int index) const {
    constexpr int count = 64;
    return m_values.at(static_cast<std::size_t>(((index % count) + count) % count));
}

double Noise::line(double x) const {
    const double cell = std::floor(x);
    const int index = static_cast<int>(cell);
    return value(index) + (value(index + 1) - value(index)) * (x - cell);
}

double Noise::curve(double x) const {
    const double cell = std::floor(x);
    const double share = x - cell;
    const int index = static_cast<int>(cell);
    return value(index) + (value(index + 1) - value(index)) * share * share * (3 - 2 * share);
}

double Ridge::at(double x) const {
    return tops[static_cast<std::size_t>(std::clamp(x, 0.0, static_cast<double>(tops.size() - 1)))];
}

double Ridge::highest() const {
    return *std::ranges::min_element(tops);
}

double Ridge::lowest() const {
    return *std::ranges::max_element(tops);
}

void Ridge::outline(cairo_t* context, double bottom) const {
    // Its sides lie outside the picture: they must not show a lit edge.
    const double outside = 16;
    cairo_move_to(context, -outside, bottom + outside);
    cairo_line_to(context, -outside, tops.front());
    for (std::size_t x = 0; x < tops.size(); ++x) {
        cairo_line_to(context, static_cast<double>(x) + 0.5, tops[x]);
    }
    cairo_line_to(context, static_cast<double>(tops.size()) + outside, tops.back());
    cairo_line_to(context, static_cast<double>(tops.size()) + outside, bottom + outside);
    cairo_close_path(context);
}

RidgePicture drawRidge(const Ridge& ridge, const RidgeColours& colours, double bottom, double unit) {
    const double reach = unit * 0.03;
    const double top = std::floor(ridge.highest() - ridge.headroom - reach);
    const int width = static_cast<int>(ridge.tops.size());
    const int height = static_cast<int>(std::ceil(bottom - top));

    const Surface body = makeSurface(width, height);
    {
        const Context context = makeContext(body.get());
        cairo_translate(context.get(), 0, -top);
        if (ridge.behind) {
            setColour(context.get(), colours.edge);
            ridge.behind(context.get(), ridge);
        }
        ridge.outline(context.get(), bottom + 1);
        const Pattern fill = verticalGradient(ridge.highest(), bottom + unit * 0.1, colours.edge, colours.foot);
        cairo_set_source(context.get(), fill.get());
        cairo_fill_preserve(context.get());
        cairo_save(context.get());
        cairo_clip_preserve(context.get());
        setColour(context.get(), colours.rim);
        cairo_set_line_width(context.get(), unit * 0.006);
        cairo_stroke(context.get());
        cairo_restore(context.get());
        if (ridge.inFront) {
            ridge.inFront(context.get(), ridge);
        }
    }
    RidgePicture picture{.image = softShadow(body.get(), reach, colours.shadow), .top = top};
    const Context whole = makeContext(picture.image.get());
    cairo_set_source_surface(whole.get(), body.get(), 0, 0);
    cairo_paint(whole.get());
    return picture;
}

} // namespace kinora::sim
