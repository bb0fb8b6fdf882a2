// What one can choose about the app, a panel for each subject.
#pragma once

#include <QWidget>

#include <memory>

namespace Ui {
class SettingsPage;
}

namespace kinora {

class SettingsPage : public QWidget {
    Q_OBJECT

public:
    explicit SettingsPage(QWidget* parent = nullptr);
    ~SettingsPage() override;

    // Under those that are there. A section is a QFrame of kind "panel" with a form of its own; its choices hold at
    // once, there is no button to confirm. The page becomes its parent.
    void addSection(QWidget* section);

protected:
    void changeEvent(QEvent* event) override;

private:
    std::unique_ptr<Ui::SettingsPage> m_ui;
};

} // namespace kinora
