#include "gui/settings/SettingsPage.h"

#include "settings/ui_SettingsPage.h"

#include <QEvent>

namespace kinora {

SettingsPage::SettingsPage(QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::SettingsPage>()) {
    m_ui->setupUi(this);
}

SettingsPage::~SettingsPage() = default;

void SettingsPage::addSection(QWidget* section) {
    m_ui->sectionsLayout->addWidget(section);
}

void SettingsPage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
    }
}

} // namespace kinora
