#include "gui/settings/NewsSettings.h"

#include "settings/ui_NewsSettings.h"

#include <QEvent>

namespace kinora {

NewsSettings::NewsSettings(JobNews& news, QWidget* parent)
    : QFrame(parent)
    , m_ui(std::make_unique<Ui::NewsSettings>())
    , m_news(news) {
    m_ui->setupUi(this);
    m_ui->tellCheckBox->setChecked(m_news.isEnabled());
    connect(m_ui->tellCheckBox, &QCheckBox::toggled, &m_news, &JobNews::setEnabled);
    connect(&m_news.notifier(), &Notifier::availableChanged, this, &NewsSettings::showReach);
    showReach();
}

NewsSettings::~NewsSettings() = default;

void NewsSettings::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        showReach();
    }
}

void NewsSettings::showReach() {
    const bool available = m_news.notifier().isAvailable();
    m_ui->tellCheckBox->setEnabled(available);
    m_ui->reachLabel->setText(
        available ? tr("By the notifications of this desktop, one for all that ended; a click opens the video.")
                  : tr("This desktop shows no notifications. What is ready waits in your gallery, what failed in the "
                       "queue."));
}

} // namespace kinora
