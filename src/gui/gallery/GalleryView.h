// Shows a GalleryModel as justified rows, under a heading for each day.
#pragma once

#include "core/Clock.h"
#include "gui/gallery/GalleryLayout.h"

#include <QAccessible>
#include <QBasicTimer>
#include <QElapsedTimer>
#include <QItemSelection>
#include <QListView>
#include <QPersistentModelIndex>
#include <QPointF>
#include <QStringList>

#include <optional>
#include <vector>

namespace kinora {

class GalleryModel;
class VideoCardDelegate;

/// A QListView, because assistive technology sees the items of one; geometry, painting and selection are our own, so
/// 100,000 cards scroll like ten. One card is current and in focus; arrows, Home, End and Page keys move it; Enter,
/// Space and a click open it. Chosen cards are another thing: Ctrl and Shift with keys or clicks, the mark in a card's
/// corner and a frame drawn between the cards choose; while some are chosen a click chooses more, and Escape lets go.
/// Dragging a card gives the files of the chosen ones to other programs, as far as they are on this computer.
class GalleryView : public QListView {
    Q_OBJECT

public:
    explicit GalleryView(QWidget* parent = nullptr);

    /// All outlive the view. Use this, not setModel() and setItemDelegate().
    void show(GalleryModel& model, VideoCardDelegate& delegate, const Clock& clock);

    /// Percent of the cards' usual size.
    void setZoom(int percent);
    /// Whether each day has a heading.
    void setDays(bool days);
    /// To the first card, which becomes the current one.
    void goToTop();
    /// A poster or sprite sheet can be painted now: paints the cards in view that show it.
    void takePicture(const QString& file);

    /// Rows of the chosen cards, in order; where none are, the row of the current one, if it has the keyboard.
    [[nodiscard]] QList<int> subjects() const;
    [[nodiscard]] int chosenCount() const { return m_chosenCount; }

    [[nodiscard]] QRect visualRect(const QModelIndex& index) const override;
    [[nodiscard]] QModelIndex indexAt(const QPoint& point) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    void doItemsLayout() override;
    void selectAll() override;
    /// Typing does not look for a row: there are letters for other things, and a field for that.
    void keyboardSearch(const QString& /*search*/) override {}

signals:
    void videoActivated(const QString& videoId);
    void chosenChanged(int count);
    /// Scrolling or the keyboard has come to rest: these rows are in view, as [first, last).
    void restedOn(int first, int last);
    /// Once for each card that the mouse comes to; invalid when it leaves.
    void hovered(const QModelIndex& index);
    void zoomWished(int steps);
    /// As many of those that are dragged are not on this computer; `toFetch` are the ids of what is not on its way.
    void leftOut(int missing, int dragged, const QStringList& toFetch);
    /// At this place, in global coordinates; for subjects().
    void menuWished(const QPoint& place);
    // Keys, for subjects().
    void favoriteWished();
    void ratingWished(int rating);
    void trashWished();

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    [[nodiscard]] int horizontalOffset() const override { return 0; }
    [[nodiscard]] int verticalOffset() const override;
    void setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command) override;
    [[nodiscard]] QRegion visualRegionForSelection(const QItemSelection& selection) const override;
    [[nodiscard]] QItemSelectionModel::SelectionFlags selectionCommand(
        const QModelIndex& index, const QEvent* event) const override;
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;
    void rowsInserted(const QModelIndex& parent, int start, int end) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void timerEvent(QTimerEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void startDrag(Qt::DropActions actions) override;
    // The person's hands: GalleryViewInput.cpp.
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    /// Room around the content, so that the focus ring of a card at the edge is not cut.
    static constexpr int margin = 4;

    void paintCards(QPainter& painter, const QRegion& exposed);
    /// A card that is being looked at and where it lies in the view: what stays there when all others move.
    struct Anchor {
        qint64 key = 0;
        int y = 0;
    };
    // GalleryViewHold.cpp. `going` tells by row which cards go and cannot be held on to.
    [[nodiscard]] std::optional<Anchor> anchor(const std::vector<bool>& going = {}) const;
    void arrangeHeld();
    void startAnew();
    void prepare(const std::vector<bool>& going);
    void settle(bool moved);
    void passOn(const std::vector<bool>& going);
    void setCurrentQuietly(int row);
    void arrange();
    [[nodiscard]] GalleryMetrics metrics(int viewWidth) const;
    /// How far there is to scroll.
    [[nodiscard]] int heightBeyondView() const;
    /// Where the content's origin lies in the viewport.
    [[nodiscard]] QPoint origin() const;

    /// To screen readers.
    void announce(QAccessible::Event what, const QModelIndex& index);
    void hover(const QModelIndex& index, const QPoint& point);
    void activate(const QModelIndex& index);
    void walk(CursorAction action, Qt::KeyboardModifiers modifiers);
    void chooseTo(int row, bool adding);
    void toggle(const QModelIndex& index);
    void clickOn(const QModelIndex& index, const QPoint& point, Qt::KeyboardModifiers modifiers);
    void stretchFrame(const QPoint& point);
    void endFrame();
    [[nodiscard]] QItemSelection cardsIn(const QRect& content) const;

    GalleryModel* m_gallery = nullptr;
    VideoCardDelegate* m_cards = nullptr;
    const Clock* m_clock = nullptr;
    GalleryLayout m_layout;
    int m_zoom = 100;
    bool m_days = true;
    bool m_changing = false;      ///< the model is, and arrangeHeld() comes after it
    std::optional<Anchor> m_held; ///< until then
    qint64 m_heldCurrent = 0;     ///< key of the current card, while the model starts anew
    bool m_currentSeen = false;   ///< the current card was in view before
    int m_chosenCount = 0;
    QPersistentModelIndex m_hovered;
    QPersistentModelIndex m_from;    ///< where a choice by Shift begins
    QPersistentModelIndex m_pressed; ///< card under the pressed button, until it is dragged
    bool m_pressedCard = false;      ///< the button went down on one
    QPoint m_pressedAt;              ///< in the viewport
    QPoint m_frameFrom;              ///< in the content
    std::optional<QRect> m_frame;    ///< being drawn, in the content
    QItemSelection m_beforeFrame;
    int m_wheelRest = 0;       ///< turned with Ctrl since the last step of the zoom
    QBasicTimer m_frameScroll; ///< while the frame is drawn beyond the edge
    QBasicTimer m_rest;
    QElapsedTimer m_sinceLeap;
    bool m_scrolled = false; ///< since it last came to rest
    bool m_leaping = false;  ///< scrolled by leaps, one upon the other: cards are painted without what must be read
};

} // namespace kinora
