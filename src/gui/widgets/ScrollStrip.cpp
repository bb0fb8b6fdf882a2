#include "gui/widgets/ScrollStrip.h"

#include "gui/theme/Tokens.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>

namespace kinora {

namespace {

// The focus ring lies outside of a control.
constexpr int ringRoom = 4;
constexpr int leastStripWidth = 100;

} // namespace

ScrollStrip::ScrollStrip(QWidget* parent)
    : QScrollArea(parent)
    , m_strip(new QWidget(this))
    , m_layout(new QHBoxLayout(m_strip)) {
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::NoFocus);
    setWidgetResizable(true);
    setWidget(m_strip);
    m_layout->setContentsMargins(ringRoom, ringRoom, ringRoom, ringRoom);
    m_layout->setSpacing(space::s);
    m_layout->addStretch(1);
}

QSize ScrollStrip::sizeHint() const {
    int height = 0;
    for (int i = 0; i < m_layout->count(); ++i) {
        height = std::max(height, m_layout->itemAt(i)->sizeHint().height());
    }
    return {2 * leastStripWidth, height + 2 * ringRoom};
}

QSize ScrollStrip::minimumSizeHint() const {
    return {leastStripWidth, sizeHint().height()};
}

void ScrollStrip::insert(int index, QWidget& control) {
    m_layout->insertWidget(index < 0 ? m_layout->count() - 1 : index, &control);
    control.installEventFilter(this);
}

void ScrollStrip::wheelEvent(QWheelEvent* event) {
    // There is no other way to move it by a mouse.
    const int step = event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - step);
    event->accept();
}

bool ScrollStrip::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn) {
        ensureWidgetVisible(qobject_cast<QWidget*>(watched), space::xl, 0);
    }
    return QScrollArea::eventFilter(watched, event);
}

} // namespace kinora
