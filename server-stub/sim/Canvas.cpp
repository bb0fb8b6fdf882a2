#include "sim/Canvas.h"

#include <algorithm>
#include <cstddef>
#include <new>
#include <vector>

namespace kinora::sim {

namespace {

constexpr int reduction = 4;

/// One pass of a running mean along a line of alpha values, `step` bytes apart.
void blurLine(unsigned char* line, int count, std::ptrdiff_t step, int radius, std::vector<unsigned char>& scratch) {
    scratch.resize(static_cast<std::size_t>(count));
    const int window = 2 * radius + 1;
    const auto at = [&](int index) {
        return static_cast<int>(line[std::clamp(index, 0, count - 1) * step]);
    };
    int sum = 0;
    for (int i = -radius; i <= radius; ++i) {
        sum += at(i);
    }
    for (int i = 0; i < count; ++i) {
        scratch[static_cast<std::size_t>(i)] = static_cast<unsigned char>(sum / window);
        sum += at(i + radius + 1) - at(i - radius);
    }
    for (int i = 0; i < count; ++i) {
        line[i * step] = scratch[static_cast<std::size_t>(i)];
    }
}

void blurAlpha(cairo_surface_t* mask, int radius) {
    cairo_surface_flush(mask);
    unsigned char* pixels = cairo_image_surface_get_data(mask);
    const int width = cairo_image_surface_get_width(mask);
    const int height = cairo_image_surface_get_height(mask);
    const std::ptrdiff_t stride = cairo_image_surface_get_stride(mask);
    std::vector<unsigned char> scratch;
    // Two box passes each way are close enough to a Gaussian for a shadow.
    for (int pass = 0; pass < 2; ++pass) {
        for (int y = 0; y < height; ++y) {
            blurLine(pixels + y * stride, width, 1, radius, scratch);
        }
        for (int x = 0; x < width; ++x) {
            blurLine(pixels + x, height, stride, radius, scratch);
        }
    }
    cairo_surface_mark_dirty(mask);
}

Surface checked(cairo_surface_t* surface) {
    Surface owned(surface);
    if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS) {
        throw std::bad_alloc();
    }
    return owned;
}

} // namespace

Surface makeSurface(int width, int height) {
    return checked(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, std::max(width, 1), std::max(height, 1)));
}

Context makeContext(cairo_surface_t* surface) {
    return Context(cairo_create(surface));
}

Pattern verticalGradient(double top, double bottom, const Colour& from, const Colour& to) {
    Pattern pattern(cairo_pattern_create_linear(0, top, 0, bottom));
    addStop(pattern.get(), 0, from);
    addStop(pattern.get(), 1, to);
    return pattern;
}

void addStop(cairo_pattern_t* pattern, double offset, const Colour& colour) {
    cairo_pattern_add_color_stop_rgba(pattern, offset, colour.red, colour.green, colour.blue, colour.alpha);
}

void setColour(cairo_t* context, const Colour& colour) {
    cairo_set_source_rgba(context, colour.red, colour.green, colour.blue, colour.alpha);
}

Surface softShadow(cairo_surface_t* source, double radius, const Colour& colour) {
    const int width = cairo_image_surface_get_width(source);
    const int height = cairo_image_surface_get_height(source);
    const Surface mask =
        checked(cairo_image_surface_create(CAIRO_FORMAT_A8, width / reduction + 1, height / reduction + 1));
    {
        const Context small = makeContext(mask.get());
        cairo_scale(small.get(), 1.0 / reduction, 1.0 / reduction);
        cairo_set_source_surface(small.get(), source, 0, 0);
        cairo_pattern_set_filter(cairo_get_source(small.get()), CAIRO_FILTER_BILINEAR);
        cairo_paint(small.get());
    }
    blurAlpha(mask.get(), std::max(1, static_cast<int>(radius / reduction / 1.5)));

    Surface shadow = makeSurface(width, height);
    const Context context = makeContext(shadow.get());
    cairo_scale(context.get(), reduction, reduction);
    setColour(context.get(), colour);
    const Pattern soft(cairo_pattern_create_for_surface(mask.get()));
    cairo_pattern_set_filter(soft.get(), CAIRO_FILTER_BILINEAR);
    cairo_pattern_set_extend(soft.get(), CAIRO_EXTEND_PAD);
    cairo_mask(context.get(), soft.get());
    return shadow;
}

} // namespace kinora::sim
