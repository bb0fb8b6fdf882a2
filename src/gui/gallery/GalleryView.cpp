#include "gui/gallery/GalleryView.h"

#include "gui/gallery/GalleryModel.h"
#include "gui/gallery/GalleryText.h"
#include "gui/theme/Theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace kinora {

namespace {

/// Room around the content, so that the focus ring of a card at the edge is not cut.
constexpr int margin = 4;
constexpr int smallestRow = 188;
constexpr int usualRow = 208;

} // namespace

GalleryView::GalleryView(QWidget* parent)
    : QListView(parent) {
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    setUniformItemSizes(true);
    // The current card carries the ring, not the whole view.
    setProperty("focusRadius", -1);
    connect(this, &QAbstractItemView::clicked, this, &GalleryView::activate);
}

void GalleryView::show(GalleryModel& model, const Clock& clock) {
    m_gallery = &model;
    m_clock = &clock;
    setModel(&model);
    connect(&model, &QAbstractItemModel::modelReset, this, &GalleryView::arrange);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &GalleryView::arrange);
    arrange();
}

GalleryMetrics GalleryView::metrics() const {
    GalleryMetrics metrics;
    metrics.width = std::max(1, viewport()->width() - 2 * margin);
    // A narrow window still fits a landscape card beside an upright one.
    metrics.rowHeight = std::clamp(metrics.width / 4, smallestRow, usualRow);
    return metrics;
}

QPoint GalleryView::origin() const {
    return {margin, margin - verticalOffset()};
}

int GalleryView::verticalOffset() const {
    return verticalScrollBar()->value();
}

void GalleryView::arrange() {
    if (!m_gallery)
        return;
    m_layout.arrange(m_gallery->places(), metrics());
    updateGeometries();
    viewport()->update();
}

void GalleryView::doItemsLayout() {
    arrange();
    QAbstractItemView::doItemsLayout();
}

void GalleryView::updateGeometries() {
    QScrollBar* bar = verticalScrollBar();
    bar->setRange(0, std::max(0, m_layout.height() + 2 * margin - viewport()->height()));
    bar->setPageStep(viewport()->height());
    bar->setSingleStep(48);
    QAbstractItemView::updateGeometries();
}

void GalleryView::scrollContentsBy(int /*dx*/, int dy) {
    viewport()->scroll(0, dy);
    if (underMouse())
        hover(indexAt(viewport()->mapFromGlobal(QCursor::pos())));
}

void GalleryView::resizeEvent(QResizeEvent* event) {
    QAbstractItemView::resizeEvent(event);
    arrange();
}

void GalleryView::rowsInserted(const QModelIndex& parent, int start, int end) {
    QAbstractItemView::rowsInserted(parent, start, end);
    const bool scrolled = verticalOffset() > 0;
    const int before = m_layout.height();
    arrange();
    // Whoever is looking at something further down keeps seeing it.
    if (scrolled && start < m_layout.cardsBetween(verticalOffset(), verticalOffset() + 1).first)
        verticalScrollBar()->setValue(verticalOffset() + m_layout.height() - before);
}

void GalleryView::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QAbstractItemView::currentChanged(current, previous);
    // The focus ring lies outside the card.
    for (const QModelIndex& index : {current, previous})
        viewport()->update(visualRect(index).adjusted(-margin, -margin, margin, margin));
}

QRect GalleryView::visualRect(const QModelIndex& index) const {
    return index.isValid() ? m_layout.cardRect(index.row()).translated(origin()) : QRect();
}

QModelIndex GalleryView::indexAt(const QPoint& point) const {
    const int card = m_layout.cardAt(point - origin());
    return card < 0 || !model() ? QModelIndex() : model()->index(card, 0);
}

void GalleryView::scrollTo(const QModelIndex& index, ScrollHint hint) {
    if (!index.isValid())
        return;
    QRect rect = m_layout.cardRect(index.row()).translated(0, margin);
    // With the first row of a day its heading is shown too.
    for (const GalleryLayout::Heading& heading : m_layout.headings()) {
        if (heading.y + metrics().headingHeight == rect.top() - margin)
            rect.setTop(heading.y);
    }
    const int top = verticalOffset();
    const int room = viewport()->height();
    if (hint == PositionAtCenter)
        verticalScrollBar()->setValue(rect.center().y() - room / 2);
    else if (rect.top() < top || hint == PositionAtTop)
        verticalScrollBar()->setValue(rect.top());
    else if (rect.bottom() + margin > top + room)
        verticalScrollBar()->setValue(rect.bottom() + margin - room);
}

QModelIndex GalleryView::moveCursor(CursorAction action, Qt::KeyboardModifiers /*modifiers*/) {
    const int count = m_layout.count();
    if (count == 0 || !model())
        return {};
    if (!currentIndex().isValid())
        return model()->index(0, 0);
    int card = currentIndex().row();
    switch (action) {
    case MoveLeft:
    case MovePrevious:
        --card;
        break;
    case MoveRight:
    case MoveNext:
        ++card;
        break;
    case MoveUp:
        card = m_layout.neighbour(card, -1);
        break;
    case MoveDown:
        card = m_layout.neighbour(card, 1);
        break;
    case MoveHome:
        card = 0;
        break;
    case MoveEnd:
        card = count - 1;
        break;
    case MovePageUp:
    case MovePageDown: {
        const int direction = action == MovePageUp ? -1 : 1;
        const int from = m_layout.cardRect(card).center().y();
        for (int next = m_layout.neighbour(card, direction); next != card; next = m_layout.neighbour(card, direction)) {
            if (std::abs(m_layout.cardRect(next).center().y() - from) > viewport()->height())
                break;
            card = next;
        }
        break;
    }
    }
    return model()->index(std::clamp(card, 0, count - 1), 0);
}

void GalleryView::setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command) {
    if (!model() || !selectionModel())
        return;
    QItemSelection selection;
    const QRect content = rect.normalized().translated(-origin());
    const auto [first, last] = m_layout.cardsBetween(content.top(), content.bottom() + 1);
    for (int card = first; card < last; ++card) {
        if (m_layout.cardRect(card).intersects(content))
            selection.select(model()->index(card, 0), model()->index(card, 0));
    }
    selectionModel()->select(selection, command);
}

QRegion GalleryView::visualRegionForSelection(const QItemSelection& selection) const {
    QRegion region;
    const auto [first, last] = m_layout.cardsBetween(verticalOffset(), verticalOffset() + viewport()->height());
    for (int card = first; card < last; ++card) {
        const QModelIndex index = model()->index(card, 0);
        if (selection.contains(index))
            region += visualRect(index).adjusted(-margin, -margin, margin, margin);
    }
    return region;
}

void GalleryView::paintEvent(QPaintEvent* event) {
    if (!m_gallery)
        return;
    QPainter painter(viewport());
    const QRect exposed = event->rect().translated(-origin());
    const QDate today = m_clock->now().toLocalTime().date();
    painter.setFont(Theme::font(type::section, QFont::Bold));
    painter.setPen(tokens().mute);
    const int headingHeight = metrics().headingHeight;
    for (const GalleryLayout::Heading& heading : m_layout.headings()) {
        if (heading.y + headingHeight < exposed.top() || heading.y > exposed.bottom())
            continue;
        painter.drawText(QRect(0, heading.y, metrics().width, headingHeight).translated(origin()),
            Qt::AlignVCenter | Qt::AlignLeading, GalleryText::day(heading.day, today));
    }
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const QStyle::State plain = option.state & ~(QStyle::State_HasFocus | QStyle::State_MouseOver);
    const auto [first, last] = m_layout.cardsBetween(exposed.top() - margin, exposed.bottom() + margin);
    for (int card = first; card < last; ++card) {
        const QModelIndex index = model()->index(card, 0);
        option.rect = visualRect(index);
        option.state = plain;
        if (index == currentIndex() && hasFocus())
            option.state |= QStyle::State_HasFocus;
        if (index == m_hovered)
            option.state |= QStyle::State_MouseOver;
        itemDelegate()->paint(&painter, option, index);
    }
}

void GalleryView::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Space:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (currentIndex().isValid()) {
            activate(currentIndex());
            return;
        }
        break;
    default:
        break;
    }
    QListView::keyPressEvent(event);
}

void GalleryView::mouseMoveEvent(QMouseEvent* event) {
    hover(indexAt(event->position().toPoint()));
    QAbstractItemView::mouseMoveEvent(event);
}

bool GalleryView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::Leave)
        hover({});
    return QListView::viewportEvent(event);
}

void GalleryView::focusInEvent(QFocusEvent* event) {
    // Coming by keyboard there must be a card to stand on.
    if (!currentIndex().isValid() && model() && model()->rowCount() > 0)
        setCurrentIndex(model()->index(0, 0));
    QListView::focusInEvent(event);
}

void GalleryView::hover(const QModelIndex& index) {
    if (index == m_hovered)
        return;
    update(m_hovered);
    m_hovered = index;
    update(m_hovered);
    viewport()->setCursor(index.isValid() ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void GalleryView::activate(const QModelIndex& index) {
    if (index.isValid())
        emit videoActivated(index.data(GalleryModel::IdRole).toString());
}

} // namespace kinora
