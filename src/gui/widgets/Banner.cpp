#include "gui/widgets/Banner.h"

#include "gui/theme/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace kinora {

Banner::Banner(QWidget* parent)
    : QFrame(parent)
    , m_text(new QLabel(this))
    , m_action(new QPushButton(this)) {
    m_text->setObjectName(QStringLiteral("bannerLabel"));
    m_text->setProperty("kind", QStringLiteral("banner"));
    m_text->setWordWrap(true);
    m_action->setObjectName(QStringLiteral("bannerButton"));
    m_action->setProperty("kind", QStringLiteral("link"));
    m_action->setProperty("focusRadius", 6);
    m_action->setCursor(Qt::PointingHandCursor);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::xl, 6, space::xl, 6);
    row->setSpacing(space::l);
    row->addWidget(m_text, 1);
    row->addWidget(m_action);
    connect(m_action, &QPushButton::clicked, this, &Banner::actionTriggered);
}

void Banner::showMessage(const QString& text, const QString& action) {
    if (m_text->text() != text) {
        m_text->setText(text);
    }
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    show();
}

QString Banner::message() const {
    return isHidden() ? QString() : m_text->text();
}

void Banner::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), tokens().accentWash);
    QColor border = tokens().accent;
    border.setAlpha(tokens().flat ? 255 : 100);
    painter.fillRect(QRect(0, height() - 1, width(), 1), border);
}

} // namespace kinora
