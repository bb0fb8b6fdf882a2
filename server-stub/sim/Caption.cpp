#include "sim/Caption.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <glib.h>
#include <memory>
#include <pango/pangocairo.h>

namespace kinora::sim {

namespace {

struct ObjectDeleter {
    void operator()(void* object) const { g_object_unref(object); }
};
struct FontDeleter {
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};
using Layout = std::unique_ptr<PangoLayout, ObjectDeleter>;
using Font = std::unique_ptr<PangoFontDescription, FontDeleter>;

/// Pango keeps a font map for each thread, so layouts made on different threads do not meet.
Layout makeLayout(cairo_t* context, double size, PangoWeight weight) {
    Layout layout(pango_cairo_create_layout(context));
    const Font font(pango_font_description_from_string("Inter, Noto Sans CJK SC, Noto Sans, DejaVu Sans, sans-serif"));
    pango_font_description_set_absolute_size(font.get(), size * PANGO_SCALE);
    pango_font_description_set_weight(font.get(), weight);
    pango_layout_set_font_description(layout.get(), font.get());
    return layout;
}

void setText(PangoLayout* layout, std::string_view text) {
    pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
}

struct Extents {
    int width = 0;
    int height = 0;
};

Extents extentsOf(PangoLayout* layout) {
    Extents extents;
    pango_layout_get_pixel_size(layout, &extents.width, &extents.height);
    return extents;
}

} // namespace

std::string captionText(std::string_view prompt) {
    const std::unique_ptr<char, decltype(&g_free)> valid(
        g_utf8_make_valid(prompt.data(), static_cast<gssize>(prompt.size())), &g_free);
    std::string text;
    bool gap = false;
    for (const char* at = valid.get(); *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar letter = g_utf8_get_char(at);
        if (g_unichar_isspace(letter) || g_unichar_iscntrl(letter)) {
            gap = !text.empty();
            continue;
        }
        if (gap) {
            text += ' ';
            gap = false;
        }
        text.append(at, static_cast<std::size_t>(g_utf8_next_char(at) - at));
    }
    return text;
}

Caption makeCaption(std::string_view prompt, int width, int height) {
    const std::string text = captionText(prompt);
    const bool portrait = height > width;
    const int unit = std::min(width, height);
    const int margin = static_cast<int>(unit * 0.085);
    const int boxWidth = portrait ? width - 2 * margin : static_cast<int>(width * 0.62);
    const int boxHeight = static_cast<int>(height * (portrait ? 0.34 : 0.42));

    const Surface probe = makeSurface(1, 1);
    const Context measuring = makeContext(probe.get());
    Caption caption;
    Layout layout;
    Extents extents;
    // From a headline down to small print, until it fits.
    for (const double share : {0.082, 0.07, 0.06, 0.051, 0.044, 0.038, 0.033}) {
        caption.fontSize = std::round(unit * share);
        layout = makeLayout(measuring.get(), caption.fontSize, PANGO_WEIGHT_SEMIBOLD);
        pango_layout_set_width(layout.get(), boxWidth * PANGO_SCALE);
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
        pango_layout_set_spacing(layout.get(), static_cast<int>(caption.fontSize * 0.06 * PANGO_SCALE));
        setText(layout.get(), text);
        extents = extentsOf(layout.get());
        if (extents.height <= boxHeight) {
            break;
        }
    }
    if (extents.height > boxHeight) {
        pango_layout_set_height(layout.get(), boxHeight * PANGO_SCALE);
        pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
        extents = extentsOf(layout.get());
    }
    caption.shortened = pango_layout_is_ellipsized(layout.get()) != 0;
    caption.lines = pango_layout_get_line_count(layout.get());

    const int halo = static_cast<int>(unit * 0.05);
    const int imageWidth = boxWidth + 2 * halo;
    const int imageHeight = extents.height + 2 * halo;
    const Surface letters = makeSurface(imageWidth, imageHeight);
    {
        const Context context = makeContext(letters.get());
        cairo_translate(context.get(), halo, halo);
        setColour(context.get(), Colour::hex(0xffffff));
        pango_cairo_update_layout(context.get(), layout.get());
        pango_cairo_show_layout(context.get(), layout.get());
    }
    // A wide dim halo keeps white words legible over a bright sky, a tight one keeps their edges crisp.
    caption.image = softShadow(letters.get(), unit * 0.045, Colour::hex(0x050a1c, 0.55));
    const Surface tight = softShadow(letters.get(), unit * 0.012, Colour::hex(0x050a1c, 0.5));
    const Context context = makeContext(caption.image.get());
    for (cairo_surface_t* layer : {tight.get(), letters.get()}) {
        cairo_set_source_surface(context.get(), layer, 0, layer == tight.get() ? 2 : 0);
        cairo_paint(context.get());
    }
    caption.x = margin - halo;
    caption.y = static_cast<int>(height * 0.2) - halo; // below the badges that a gallery lays over a poster
    return caption;
}

Caption makeDemoMark(int width, int height) {
    const double unit = std::min(width, height);
    const double size = std::round(unit * 0.023);
    const Surface probe = makeSurface(1, 1);
    const Context measuring = makeContext(probe.get());
    const Layout layout = makeLayout(measuring.get(), size, PANGO_WEIGHT_SEMIBOLD);
    setText(layout.get(), "Demo");
    const Extents extents = extentsOf(layout.get());
    const int padding = static_cast<int>(size * 0.7);
    const int boxWidth = extents.width + 2 * padding;
    const int boxHeight = extents.height + padding;

    Caption mark;
    mark.fontSize = size;
    mark.lines = 1;
    mark.image = makeSurface(boxWidth, boxHeight);
    const Context context = makeContext(mark.image.get());
    const double radius = boxHeight / 2.0;
    cairo_arc(context.get(), radius, radius, radius, G_PI / 2, 3 * G_PI / 2);
    cairo_arc(context.get(), boxWidth - radius, radius, radius, 3 * G_PI / 2, G_PI / 2);
    cairo_close_path(context.get());
    setColour(context.get(), Colour::hex(0x050a1c, 0.32));
    cairo_fill(context.get());
    setColour(context.get(), Colour::hex(0xffffff, 0.72));
    cairo_move_to(context.get(), padding, padding / 2.0);
    pango_cairo_update_layout(context.get(), layout.get());
    pango_cairo_show_layout(context.get(), layout.get());
    const int margin = static_cast<int>(unit * 0.035);
    mark.x = width - boxWidth - margin;
    mark.y = height - boxHeight - margin;
    return mark;
}

} // namespace kinora::sim
