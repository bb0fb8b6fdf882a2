#include "gui/shell/AccountBox.h"

#include "gui/theme/Paint.h"
#include "gui/theme/Theme.h"
#include "gui/widgets/Avatar.h"
#include "gui/widgets/ToolTip.h"

#include <QEvent>
#include <QPainter>
#include <QResizeEvent>

#include <algorithm>

namespace kinora {

namespace {

constexpr int inset = 10;
constexpr int lightSize = 8;
constexpr int rowHeight = 18;
constexpr int mostRows = 3;       // for the line on the connection
constexpr int sideBarWidth = 191; // before the first layout

QColor lightColor(ConnectionView::Light light) {
    switch (light) {
    case ConnectionView::Light::Good:
        return tokens().ok;
    case ConnectionView::Light::Waiting:
        return tokens().accent;
    case ConnectionView::Light::Off:
        break;
    }
    return tokens().danger;
}

} // namespace

AccountBox::AccountBox(QWidget* parent)
    : QPushButton(parent)
    , m_avatar(new Avatar(this)) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    setProperty("focusRadius", radius::card);
}

void AccountBox::setPerson(const QString& displayName, const QImage& picture) {
    m_name = displayName;
    m_avatar->setName(displayName);
    m_avatar->setPicture(picture);
    describe();
}

void AccountBox::setConnection(ConnectionView::Light light, const QString& line) {
    m_light = light;
    m_line = line;
    describe();
}

void AccountBox::describe() {
    setAccessibleName(tr("Account: %1").arg(m_name));
    setTextToolTip(*this, m_line);
    // Before the first layout: one that has been made with the height of the style sheet may keep it.
    ensurePolished();
    claimHeight();
    updateGeometry();
    update();
}

void AccountBox::claimHeight() {
    // The style sheet's least height of push buttons, set whenever it looks at the widget, would let layouts cut this
    // one.
    setMinimumHeight(sizeHint().height());
}

void AccountBox::showEvent(QShowEvent* event) {
    QPushButton::showEvent(event);
    claimHeight();
}

void AccountBox::changeEvent(QEvent* event) {
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::StyleChange) {
        claimHeight();
    }
}

QSize AccountBox::sizeHint() const {
    return {sideBarWidth, 2 * inset + rowHeight * (1 + lineRows())};
}

QRect AccountBox::textArea() const {
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int taken = inset + m_avatar->sizeHint().width() + inset;
    const QRect box(0, 0, std::max(width(), sideBarWidth), height());
    return box.adjusted(mirrored ? inset : taken, inset, mirrored ? -taken : -inset, -inset);
}

int AccountBox::lineRows() const {
    const int room = textArea().width() - lightSize - 6;
    const QFontMetrics metrics(Theme::font(type::small));
    const QRect needed = metrics.boundingRect(QRect(0, 0, room, 1000), Qt::TextWordWrap, m_line);
    return std::clamp(needed.height() / std::max(1, metrics.height()), 1, mostRows);
}

void AccountBox::resizeEvent(QResizeEvent* event) {
    QPushButton::resizeEvent(event);
    if (event->size().width() != event->oldSize().width()) {
        claimHeight(); // the line may need another number of rows now
    }
    const QSize size = m_avatar->sizeHint();
    const int x = layoutDirection() == Qt::RightToLeft ? width() - inset - size.width() : inset;
    m_avatar->setGeometry(x, (height() - size.height()) / 2, size.width(), size.height());
}

void AccountBox::paintEvent(QPaintEvent*) {
    const Tokens& t = tokens();
    QPainter painter(this);
    const bool lit = underMouse() || isDown();
    paintCard(painter, rect(), radius::card, lit ? t.raised : t.card, t.edge);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const QRect texts = textArea();
    const int flags = static_cast<int>(mirrored ? Qt::AlignRight : Qt::AlignLeft);
    painter.setFont(Theme::font(type::body, QFont::Bold));
    painter.setPen(t.text);
    const QRect nameRow(texts.left(), texts.top(), texts.width(), rowHeight);
    painter.drawText(
        nameRow, flags | Qt::AlignVCenter, painter.fontMetrics().elidedText(m_name, Qt::ElideRight, nameRow.width()));
    QRect lineRow(texts.left(), nameRow.bottom() + 1, texts.width(), rowHeight * lineRows());
    painter.setPen(Qt::NoPen);
    painter.setBrush(lightColor(m_light));
    painter.drawEllipse(QRectF(mirrored ? lineRow.right() - lightSize + 1 : lineRow.left(),
        lineRow.top() + (rowHeight - lightSize) / 2.0, lightSize, lightSize));
    lineRow.adjust(mirrored ? 0 : lightSize + 6, 0, mirrored ? -lightSize - 6 : 0, 0);
    painter.setFont(Theme::font(type::small));
    painter.setPen(t.mute);
    painter.drawText(lineRow, flags | Qt::AlignVCenter | Qt::TextWordWrap, m_line);
}

} // namespace kinora
