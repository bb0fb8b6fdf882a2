#include "gui/settings/AppearanceSettings.h"

#include "gui/language/Language.h"
#include "gui/theme/Theme.h"
#include "settings/ui_AppearanceSettings.h"

#include <QEvent>
#include <QLocale>

#include <array>

namespace kinora {

namespace {

// In the order of the chips.
constexpr std::array themeChoices{
    ThemeChoice::System, ThemeChoice::Dark, ThemeChoice::Light, ThemeChoice::HighContrast};

int themeIndex(ThemeChoice choice) {
    return static_cast<int>(std::find(themeChoices.begin(), themeChoices.end(), choice) - themeChoices.begin());
}

// 0 is the system's; "de_AT" counts as "de".
int languageIndex(const QString& language) {
    const QStringList offered = Language::offered();
    for (int i = 0; i < offered.size() && !language.isEmpty(); ++i) {
        if (QLocale(offered.at(i)).language() == QLocale(language).language()) {
            return i + 1;
        }
    }
    return 0;
}

} // namespace

AppearanceSettings::AppearanceSettings(Theme& theme, Language& language, QWidget* parent)
    : QFrame(parent)
    , m_ui(std::make_unique<Ui::AppearanceSettings>())
    , m_theme(theme)
    , m_language(language) {
    m_ui->setupUi(this);
    translate();
    connect(m_ui->themeChoices, &ChoiceChips::chosenChanged, this,
        [this](int index) { m_theme.setChoice(themeChoices.at(static_cast<size_t>(index))); });
    connect(m_ui->languageChoices, &ChoiceChips::chosenChanged, this,
        [this](int index) { m_language.setChoice(index == 0 ? QString() : Language::offered().at(index - 1)); });
    connect(&m_theme, &Theme::choiceChanged, this, &AppearanceSettings::translate);
}

AppearanceSettings::~AppearanceSettings() = default;

void AppearanceSettings::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        translate();
    }
}

void AppearanceSettings::translate() {
    m_ui->themeChoices->setChoices({tr("Like the system"), tr("Dark"), tr("Light"), tr("High contrast")});
    m_ui->themeChoices->setChosen(themeIndex(m_theme.choice()));
    QStringList languages{tr("Like the system")};
    for (const QString& language : Language::offered()) {
        languages << Language::nativeName(language);
    }
    m_ui->languageChoices->setChoices(languages);
    m_ui->languageChoices->setChosen(languageIndex(m_language.choice()));
}

} // namespace kinora
