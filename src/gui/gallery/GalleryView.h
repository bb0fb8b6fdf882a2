// Shows a GalleryModel as justified rows under a heading for each day.
#pragma once

#include "core/Clock.h"
#include "gui/gallery/GalleryLayout.h"

#include <QListView>
#include <QPersistentModelIndex>

namespace kinora {

class GalleryModel;

/// A QListView, because assistive technology sees the items of one; geometry and painting are our own, so 100,000 cards
/// scroll like ten. One card is current and in focus; arrows, Home, End and Page keys move it, Enter, Space and a click
/// activate it.
class GalleryView : public QListView {
    Q_OBJECT

public:
    explicit GalleryView(QWidget* parent = nullptr);

    /// Both outlive the view. Use this, not setModel().
    void show(GalleryModel& model, const Clock& clock);

    [[nodiscard]] QRect visualRect(const QModelIndex& index) const override;
    [[nodiscard]] QModelIndex indexAt(const QPoint& point) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    void doItemsLayout() override;

signals:
    void videoActivated(const QString& videoId);

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    [[nodiscard]] int horizontalOffset() const override { return 0; }
    [[nodiscard]] int verticalOffset() const override;
    void setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command) override;
    [[nodiscard]] QRegion visualRegionForSelection(const QItemSelection& selection) const override;
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;
    void rowsInserted(const QModelIndex& parent, int start, int end) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    void arrange();
    void hover(const QModelIndex& index);
    void activate(const QModelIndex& index);
    [[nodiscard]] GalleryMetrics metrics() const;
    /// Where the content's origin lies in the viewport.
    [[nodiscard]] QPoint origin() const;

    GalleryModel* m_gallery = nullptr;
    const Clock* m_clock = nullptr;
    GalleryLayout m_layout;
    QPersistentModelIndex m_hovered;
};

} // namespace kinora
