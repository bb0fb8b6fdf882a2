// The look of the whole app: fills QPalette, the style sheet and the fonts from Tokens, and says when they change.
#pragma once

#include "gui/theme/Tokens.h"

#include <QFont>
#include <QObject>

class QApplication;

namespace kinora {

class SystemAppearance;

// What the person chose. System follows the desktop's colour scheme and contrast, and is dark where the desktop states
// no preference.
enum class ThemeChoice { System, Dark, Light, HighContrast };

// Lives on the GUI thread. Like QStyle there is one per application, because widgets made by forms take no constructor
// arguments and delegates paint far from the composition root. A widget that paints itself reads tokens() in paintEvent
// and needs nothing else: applying a theme re-polishes and repaints every widget. Only caches of painted pixmaps must
// listen to changed().
class Theme : public QObject {
    Q_OBJECT

public:
    // Styles the application at once and until the application ends.
    explicit Theme(QApplication& application, ThemeChoice choice = ThemeChoice::System);
    ~Theme() override;

    // The theme in force; a plain dark one where none was made (unit tests of a single widget).
    [[nodiscard]] static const Theme& current();

    [[nodiscard]] const Tokens& tokens() const { return tokensFor(m_kind); }
    [[nodiscard]] ThemeKind kind() const { return m_kind; }
    [[nodiscard]] ThemeChoice choice() const { return m_choice; }
    void setChoice(ThemeChoice choice);

    // Milliseconds a transition may take, or 0 where the system asks for reduced motion.
    [[nodiscard]] int motion() const { return m_reducedMotion ? 0 : motion::transition; }
    [[nodiscard]] bool reducedMotion() const { return m_reducedMotion; }
    // Until the system says something else.
    void setReducedMotion(bool reduced);

    // Inter where it is installed, else the system's font; size in pixels (see namespace type).
    [[nodiscard]] static QFont font(int pixelSize = type::body, QFont::Weight weight = QFont::Normal);

signals:
    // Colours or motion.
    void changed();
    void choiceChanged(kinora::ThemeChoice choice);

private:
    struct Bare {};
    explicit Theme(Bare);
    void followSystem();
    void become(ThemeKind kind, bool reducedMotion);
    void apply();

    QApplication* m_application = nullptr;
    SystemAppearance* m_system = nullptr;
    ThemeChoice m_choice = ThemeChoice::System;
    ThemeKind m_kind = ThemeKind::Dark;
    bool m_reducedMotion = false;
};

// Tokens of the theme in force, for paint code.
[[nodiscard]] inline const Tokens& tokens() {
    return Theme::current().tokens();
}

} // namespace kinora
