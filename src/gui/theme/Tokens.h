// The colours, radii, spacings and type sizes of Kinora, by role. Nothing else in the app names a colour.
#pragma once

#include <QColor>
#include <QString>
#include <QVector>

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
    QColor raised;      // raised controls, tracks of progress bars
    QColor raisedHover; // raised controls under the mouse
    QColor line;        // decorative hairlines
    QColor edge;        // borders of fields and controls
    QColor text;        // body text
    QColor mute;        // secondary text
    QColor dim;         // tertiary text
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
    bool flat = false;  // no glows and gradients (high contrast)
};

[[nodiscard]] const Tokens& tokensFor(ThemeKind kind);

// Every token with the name the style sheet knows it by ("@card"), for the template and for tests.
[[nodiscard]] QVector<std::pair<QString, QColor>> namedColors(const Tokens& tokens);

// WCAG contrast ratio of two opaque colours, 1 to 21.
[[nodiscard]] double contrastRatio(const QColor& first, const QColor& second);

namespace radius {
inline constexpr int badge = 8;
inline constexpr int control = 10;
inline constexpr int card = 14;
inline constexpr int panel = 18;
} // namespace radius

// 4 · 8 · 12 · 16 · 28, nothing in between.
namespace space {
inline constexpr int xs = 4;
inline constexpr int s = 8;
inline constexpr int m = 12;
inline constexpr int l = 16;
inline constexpr int xl = 28;
} // namespace space

// Pixel sizes of type.
namespace type {
inline constexpr int small = 12;
inline constexpr int body = 13;
inline constexpr int section = 14;
inline constexpr int title = 20;
inline constexpr int hero = 40;
} // namespace type

} // namespace kinora
