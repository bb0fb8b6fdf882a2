// Settings: how the app looks and which language it speaks. Both change at once.
#pragma once

#include <QFrame>

#include <memory>

namespace Ui {
class AppearanceSettings;
}

namespace kinora {

class Language;
class Theme;

class AppearanceSettings : public QFrame {
    Q_OBJECT

public:
    // Both outlive the section.
    AppearanceSettings(Theme& theme, Language& language, QWidget* parent = nullptr);
    ~AppearanceSettings() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void translate();

    std::unique_ptr<Ui::AppearanceSettings> m_ui;
    Theme& m_theme;
    Language& m_language;
};

} // namespace kinora
