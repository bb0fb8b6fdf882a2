// The colours, radii, spacings, type sizes and durations of Kinora, by role. Nothing else in the app names one: a test
// reads the sources (tests/architecture/check_look.py).
#pragma once

#include <QColor>
#include <QString>
#include <QVector>

#include <array>
#include <utility>

namespace kinora {

enum class ThemeKind { Dark, Light, HighContrast };

// Colours by what they are for. Text roles (text, mute, dim, accent, ok, danger, dangerText, info) reach 4.5:1 on
// window, field, card and raised; edge reaches 3:1 there; line is decorative only. ThemeTest holds every theme to this.
struct Tokens {
    QColor window;      // ink 0: start of the page's diagonal
    QColor windowEnd;   // ink 1: its end
    QColor glowWarm;    // projector light, top left; alpha included
    QColor glowCool;    // indigo, bottom right; alpha included
    QColor sideBar;     // wash over the page behind the side bar; alpha included
    QColor field;       // inside of text fields and chips
    QColor card;        // cards and panels
    QColor raised;      // raised controls
    QColor track;       // of progress bars
    QColor raisedHover; // raised controls under the mouse
    QColor line;        // decorative hairlines
    QColor edge;        // borders of fields and controls
    QColor text;        // body text
    QColor mute;        // secondary text
    QColor dim;         // tertiary text
    QColor disabled;    // words and icons of what cannot be used now
    QColor accent;      // links, selection, focus ring, start of progress
    QColor accentEnd;   // end of progress
    QColor accentWash;  // behind what is selected; alpha included
    QColor fill;        // primary action, start of its gradient
    QColor fillEnd;     // primary action, end of its gradient
    QColor onFill;      // text on the primary action and on badges
    QColor ok;          // reachable, verified
    QColor danger;      // destructive, failed: borders and icons
    QColor dangerText;  // sentences about failures
    QColor dangerWash;  // behind such sentences; alpha included
    QColor info;        // second series in charts
    QColor scrim;       // over pictures, under text; alpha included
    QColor onScrim;     // text over pictures, the same in every theme
    QColor onScrimMute; // secondary text over pictures
    QColor stage;       // around a playing video
    QColor hoverVeil;   // over a filled control under the mouse; alpha included
    QColor pressVeil;   // over a filled control that is pressed; alpha included
    bool flat = false;  // no glows and gradients (high contrast)
};

[[nodiscard]] const Tokens& tokensFor(ThemeKind kind);

// Every token with the name the style sheet knows it by ("@card"), for the template and for tests.
[[nodiscard]] QVector<std::pair<QString, QColor>> namedColors(const Tokens& tokens);

// Every radius and type size with the name the style sheet knows it by ("@radius.card@", "@type.body@").
[[nodiscard]] QVector<std::pair<QString, int>> namedSizes();

// Decorations that stay the same in every theme, as pictures do.
namespace picture {

// A sky from top to bottom; degrees as in CSS: 180 runs straight down. at is the place of the middle, 0 to 1.
struct Sky {
    int degrees;
    QColor top;
    QColor middle;
    double at;
    QColor bottom;
};
[[nodiscard]] const std::array<Sky, 8>& skies();

// A person's colours, bright enough for dark initials on every theme.
struct Portrait {
    QColor from;
    QColor to;
};
[[nodiscard]] const std::array<Portrait, 5>& portraits();
[[nodiscard]] QColor initials();

} // namespace picture

// WCAG contrast ratio of two opaque colours, 1 to 21.
[[nodiscard]] double contrastRatio(const QColor& first, const QColor& second);

namespace radius {
inline constexpr int mark = 5; // check boxes
inline constexpr int link = 6; // around text that can be clicked
inline constexpr int badge = 8;
inline constexpr int control = 10;
inline constexpr int card = 14;
inline constexpr int panel = 18;
} // namespace radius

// 4 · 8 · 12 · 16 · 28, nothing in between; 56 around a page that is one panel.
namespace space {
inline constexpr int xs = 4;
inline constexpr int s = 8;
inline constexpr int m = 12;
inline constexpr int l = 16;
inline constexpr int xl = 28;
inline constexpr int page = 56;
} // namespace space

// Pixel sizes of type.
namespace type {
inline constexpr int badge = 11;
inline constexpr int small = 12;
inline constexpr int body = 13;
inline constexpr int section = 14;
inline constexpr int lead = 15;
inline constexpr int number = 16;
inline constexpr int wordmark = 17;
inline constexpr int title = 20;
inline constexpr int headline = 24;
inline constexpr int hero = 40;
} // namespace type

// Milliseconds. Ask Theme::motion() for a transition: under reduced motion it takes no time.
namespace motion {
inline constexpr int transition = 150;
inline constexpr int sweep = 1600; // once across a busy bar
} // namespace motion

} // namespace kinora
