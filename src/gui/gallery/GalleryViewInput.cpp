// What mouse and keyboard do in a GalleryView.
#include "gui/gallery/GalleryModel.h"
#include "gui/gallery/GalleryView.h"
#include "gui/gallery/VideoCardDelegate.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <utility>

namespace kinora {

namespace {

constexpr int frameTickMs = 16;
constexpr int wheelStep = 120; ///< what one notch of a usual wheel tells

} // namespace

void GalleryView::keyPressEvent(QKeyEvent* event) {
    const Qt::KeyboardModifiers modifiers = event->modifiers() & ~Qt::KeypadModifier;
    const bool plain = modifiers == Qt::NoModifier;
    switch (event->key()) {
    case Qt::Key_Left:
        return walk(isRightToLeft() ? MoveRight : MoveLeft, modifiers);
    case Qt::Key_Right:
        return walk(isRightToLeft() ? MoveLeft : MoveRight, modifiers);
    case Qt::Key_Up:
        return walk(MoveUp, modifiers);
    case Qt::Key_Down:
        return walk(MoveDown, modifiers);
    case Qt::Key_Home:
        return walk(MoveHome, modifiers);
    case Qt::Key_End:
        return walk(MoveEnd, modifiers);
    case Qt::Key_PageUp:
        return walk(MovePageUp, modifiers);
    case Qt::Key_PageDown:
        return walk(MovePageDown, modifiers);
    case Qt::Key_Space:
        return modifiers.testFlag(Qt::ControlModifier) ? toggle(currentIndex()) : activate(currentIndex());
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return activate(currentIndex());
    case Qt::Key_Escape:
        if (m_chosenCount > 0)
            return clearSelection();
        break;
    case Qt::Key_Delete:
        return emit trashWished();
    case Qt::Key_F:
        if (plain)
            return emit favoriteWished();
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        if (modifiers.testFlag(Qt::ControlModifier))
            return emit zoomWished(1);
        break;
    case Qt::Key_Minus:
        if (modifiers.testFlag(Qt::ControlModifier))
            return emit zoomWished(-1);
        break;
    default:
        // Some keyboards, French ones among them, have the digits on Shift.
        if ((modifiers & ~Qt::ShiftModifier) == Qt::NoModifier && event->key() >= Qt::Key_0 &&
            event->key() <= Qt::Key_5)
            return emit ratingWished(event->key() - Qt::Key_0);
        break;
    }
    QListView::keyPressEvent(event); // select all, copy
}

void GalleryView::walk(CursorAction action, Qt::KeyboardModifiers modifiers) {
    const QModelIndex next = moveCursor(action, modifiers);
    if (!next.isValid())
        return;
    if (modifiers.testFlag(Qt::ShiftModifier)) {
        chooseTo(next.row(), modifiers.testFlag(Qt::ControlModifier));
        return;
    }
    setCurrentIndex(next);
    m_from = next;
    if (!modifiers.testFlag(Qt::ControlModifier))
        clearSelection();
}

void GalleryView::chooseTo(int row, bool adding) {
    if (!m_from.isValid() || m_chosenCount == 0) // where one stands, once a choice is given up
        m_from = currentIndex().isValid() ? currentIndex() : model()->index(0, 0);
    const QModelIndex to = model()->index(row, 0);
    const auto [first, last] = std::minmax(m_from.row(), row);
    setCurrentIndex(to);
    selectionModel()->select(QItemSelection(model()->index(first, 0), model()->index(last, 0)),
        adding ? QItemSelectionModel::Select : QItemSelectionModel::ClearAndSelect);
}

void GalleryView::toggle(const QModelIndex& index) {
    if (!index.isValid())
        return;
    setCurrentIndex(index);
    m_from = index;
    selectionModel()->select(index, QItemSelectionModel::Toggle);
}

void GalleryView::activate(const QModelIndex& index) {
    if (index.isValid())
        emit videoActivated(index.data(GalleryModel::IdRole).toString());
}

void GalleryView::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return; // the menu has an event of its own
    m_pressedAt = event->position().toPoint();
    m_pressed = indexAt(m_pressedAt);
    m_pressedCard = m_pressed.isValid();
    m_frameFrom = m_pressedAt - origin();
    m_beforeFrame = event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier) ? selectionModel()->selection()
                                                                                   : QItemSelection();
}

void GalleryView::mouseMoveEvent(QMouseEvent* event) {
    const QPoint point = event->position().toPoint();
    if (!event->buttons().testFlag(Qt::LeftButton)) {
        hover(indexAt(point), point);
        return;
    }
    if (m_frame) {
        stretchFrame(point);
        return;
    }
    if ((point - m_pressedAt).manhattanLength() < QApplication::startDragDistance())
        return;
    if (m_pressed.isValid()) {
        startDrag(Qt::CopyAction);
        m_pressed = QModelIndex(); // the release went to whoever took it, or comes where there was nothing to take
    } else if (!m_pressedCard) {
        hover({}, point);
        stretchFrame(point);
        m_frameScroll.start(frameTickMs, this);
    }
}

void GalleryView::stretchFrame(const QPoint& point) {
    m_frame = QRect(m_frameFrom, point - origin()).normalized();
    QItemSelection chosen = m_beforeFrame;
    chosen.merge(cardsIn(*m_frame), QItemSelectionModel::Select);
    selectionModel()->select(chosen, QItemSelectionModel::ClearAndSelect);
    viewport()->update();
}

void GalleryView::endFrame() {
    const QRect frame = *std::exchange(m_frame, std::nullopt);
    viewport()->update();
    const QItemSelection framed = cardsIn(frame);
    if (framed.isEmpty())
        return;
    // Shift goes on from the card at which it began, the arrows from the one at which it ended.
    const int first = framed.first().top();
    const int last = framed.last().bottom();
    const auto wayTo = [this](int row) {
        return (m_layout.cardRect(row).center() - m_frameFrom).manhattanLength();
    };
    const bool forwards = wayTo(first) <= wayTo(last);
    m_from = model()->index(forwards ? first : last, 0);
    setCurrentQuietly(forwards ? last : first);
}

void GalleryView::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    m_frameScroll.stop();
    const QPersistentModelIndex pressed = std::exchange(m_pressed, QPersistentModelIndex());
    if (m_frame) {
        endFrame();
        return;
    }
    const QPoint point = event->position().toPoint();
    if (pressed.isValid() && indexAt(point) == pressed)
        clickOn(pressed, point, event->modifiers());
    else if (!m_pressedCard && event->modifiers() == Qt::NoModifier)
        clearSelection();
}

void GalleryView::mouseDoubleClickEvent(QMouseEvent* event) {
    mousePressEvent(event); // two clicks
}

void GalleryView::clickOn(const QModelIndex& index, const QPoint& point, Qt::KeyboardModifiers modifiers) {
    const bool onMark = VideoCardDelegate::markRect(visualRect(index)).contains(point);
    if (modifiers.testFlag(Qt::ShiftModifier)) {
        chooseTo(index.row(), modifiers.testFlag(Qt::ControlModifier));
    } else if (modifiers.testFlag(Qt::ControlModifier) || onMark || m_chosenCount > 0) {
        toggle(index);
    } else {
        setCurrentIndex(index);
        m_from = index;
        activate(index);
    }
}

void GalleryView::hover(const QModelIndex& index, const QPoint& point) {
    const QRect rect = visualRect(index);
    const double at =
        index.isValid() ? std::clamp((point.x() - rect.left()) / static_cast<double>(rect.width()), 0.0, 1.0) : 0.0;
    if (m_cards)
        m_cards->setScrub(index, at);
    if (index.isValid())
        viewport()->update(rect);
    if (index == m_hovered)
        return;
    viewport()->update(visualRect(m_hovered));
    m_hovered = index;
    viewport()->setCursor(index.isValid() ? Qt::PointingHandCursor : Qt::ArrowCursor);
    emit hovered(index);
}

void GalleryView::wheelEvent(QWheelEvent* event) {
    if (!event->modifiers().testFlag(Qt::ControlModifier)) {
        m_wheelRest = 0;
        QListView::wheelEvent(event);
        return;
    }
    // Touchpads and fine wheels tell a notch in many small parts.
    const int turned = event->angleDelta().y();
    if ((turned > 0 && m_wheelRest < 0) || (turned < 0 && m_wheelRest > 0))
        m_wheelRest = 0;
    m_wheelRest += turned;
    const int steps = m_wheelRest / wheelStep;
    m_wheelRest %= wheelStep;
    if (steps != 0)
        emit zoomWished(steps);
    event->accept();
}

void GalleryView::contextMenuEvent(QContextMenuEvent* event) {
    const bool byMouse = event->reason() == QContextMenuEvent::Mouse;
    const QModelIndex index = byMouse ? indexAt(event->pos()) : currentIndex();
    if (!index.isValid())
        return;
    // Of the chosen ones if it is one of them, else of this one alone.
    if (!selectionModel()->isSelected(index))
        clearSelection();
    setCurrentIndex(index);
    m_from = index;
    emit menuWished(byMouse ? event->globalPos() : viewport()->mapToGlobal(visualRect(index).center()));
}

bool GalleryView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::Leave)
        hover({}, {});
    return QListView::viewportEvent(event);
}

} // namespace kinora
