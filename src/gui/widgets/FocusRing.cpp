#include "gui/widgets/FocusRing.h"

#include "gui/theme/Paint.h"
#include "gui/theme/Theme.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QFocusEvent>
#include <QLineEdit>
#include <QPainter>

namespace kinora {

namespace {

bool isKeyboardReason(Qt::FocusReason reason) {
    return reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
}

int cornerRadius(const QWidget& widget) {
    const QVariant own = widget.property("focusRadius");
    return own.isValid() ? own.toInt() : radius::control;
}

bool marksItself(const QWidget& widget) {
    return cornerRadius(widget) < 0 || qobject_cast<const QAbstractScrollArea*>(&widget) != nullptr ||
           widget.isWindow();
}

class Frame : public QFocusFrame {
protected:
    void paintEvent(QPaintEvent* event) override;
};

void Frame::paintEvent(QPaintEvent*) {
    if (widget() == nullptr) {
        return;
    }
    const QRectF inner = QRectF(rect()).adjusted(space::xs, space::xs, -space::xs, -space::xs);
    QPainter painter(this);
    if (qobject_cast<QLineEdit*>(widget()) != nullptr && !tokens().flat) {
        // A field's own border turns to the accent; around it a soft glow.
        QColor glow = tokens().accent;
        glow.setAlpha(56);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(glow, 3));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(inner.adjusted(-1.5, -1.5, 1.5, 1.5), radius::control + 1.5, radius::control + 1.5);
        return;
    }
    paintFocusRing(painter, inner, cornerRadius(*widget()));
}

} // namespace

FocusRing::FocusRing(QApplication& application) {
    application.installEventFilter(this);
    connect(&application, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) { follow(now); });
}

FocusRing::~FocusRing() {
    delete m_frame;
}

QWidget* FocusRing::marked() const {
    return m_frame ? m_frame->widget() : nullptr;
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn && watched->isWidgetType()) {
        m_byKeyboard = isKeyboardReason(static_cast<QFocusEvent*>(event)->reason());
        follow(static_cast<QWidget*>(watched));
    } else if (event->type() == QEvent::KeyPress && watched == marked()) {
        // Arrow keys inside a group keep the mark on the move.
        m_byKeyboard = true;
    }
    return QObject::eventFilter(watched, event);
}

void FocusRing::follow(QWidget* focused) {
    const bool isField = qobject_cast<QLineEdit*>(focused) != nullptr;
    const bool shown = focused != nullptr && !marksItself(*focused) && (isField || m_byKeyboard);
    if (!shown) {
        if (m_frame) {
            m_frame->setWidget(nullptr);
        }
        return;
    }
    if (!m_frame) {
        m_frame = new Frame;
    }
    m_frame->setWidget(focused);
}

} // namespace kinora
