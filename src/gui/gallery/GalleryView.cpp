#include "gui/gallery/GalleryView.h"

#include "gui/gallery/GalleryModel.h"
#include "gui/gallery/GalleryText.h"
#include "gui/gallery/VideoCardDelegate.h"
#include "gui/gallery/VideoCardPainter.h"
#include "gui/theme/Paint.h"
#include "gui/theme/Theme.h"

#include <QDrag>
#include <QLocale>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>
#include <QTimerEvent>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace kinora {

namespace {

constexpr int smallestRow = 188;
constexpr int usualRow = 208;
constexpr int restMs = 150;
constexpr int leapRestMs = 50; ///< the cards are waited for
constexpr int dragPictureHeight = 96;

} // namespace

GalleryView::GalleryView(QWidget* parent)
    : QListView(parent) {
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    setUniformItemSizes(true);
    // The current card carries the ring, not the whole view.
    setProperty("focusRadius", -1);
}

void GalleryView::show(GalleryModel& model, VideoCardDelegate& delegate, const Clock& clock) {
    m_gallery = &model;
    m_cards = &delegate;
    m_clock = &clock;
    setItemDelegate(&delegate);
    setModel(&model);
    connect(&model, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        const QModelIndex current = currentIndex();
        m_heldCurrent = current.isValid() ? m_gallery->places().at(current.row()).key : 0;
        prepare({});
    });
    connect(&model, &QAbstractItemModel::modelReset, this, &GalleryView::startAnew);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &GalleryView::arrange);
    connect(&model, &GalleryModel::becoming, this, &GalleryView::prepare);
    connect(&model, &GalleryModel::became, this, &GalleryView::settle);
    arrange();
}

void GalleryView::setZoom(int percent) {
    if (percent == m_zoom)
        return;
    m_held = anchor();
    m_zoom = percent;
    arrangeHeld();
}

void GalleryView::setDays(bool days) {
    m_days = days;
}

void GalleryView::goToTop() {
    setCurrentIndex(model() ? model()->index(0, 0) : QModelIndex());
    verticalScrollBar()->setValue(0);
}

void GalleryView::takePicture(const QString& file) {
    const int top = verticalOffset() - margin;
    const auto [first, last] = m_layout.cardsBetween(top, top + viewport()->height());
    for (int card = first; card < last; ++card) {
        const QModelIndex index = model()->index(card, 0);
        if (index.data(GalleryModel::PosterRole).toString() == file ||
            (index == m_hovered && index.data(GalleryModel::SpriteRole).toString() == file))
            viewport()->update(visualRect(index));
    }
}

GalleryMetrics GalleryView::metrics(int viewWidth) const {
    GalleryMetrics metrics;
    metrics.width = std::max(1, viewWidth - 2 * margin);
    metrics.days = m_days;
    metrics.mirrored = isRightToLeft();
    // At the usual size a narrow window still fits a landscape card beside an upright one; at any, a landscape card.
    const int usual = std::clamp(metrics.width / 4, smallestRow, usualRow);
    metrics.rowHeight = std::min(usual * m_zoom / 100, std::max(smallestRow, metrics.width / 2));
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
    m_layout.arrange(m_gallery->places(), metrics(viewport()->width()));
    updateGeometries();
    viewport()->update();
    m_rest.start(restMs, this);
}

void GalleryView::doItemsLayout() {
    arrange();
    // NOLINTNEXTLINE(bugprone-parent-virtual-call): the list's own geometry must not come in
    QAbstractItemView::doItemsLayout();
}

int GalleryView::heightBeyondView() const {
    const int room = viewport()->height() - 2 * margin;
    const int beyond = std::max(0, m_layout.height() - room);
    const int widest = maximumViewportSize().width();
    if (beyond > 0 || !m_gallery || viewport()->width() >= widest)
        return beyond;
    // Beside the bar rows are lower. Where all fits only because of that, the bar stays: without it there would be no
    // room again, and so on for ever.
    GalleryLayout without;
    without.arrange(m_gallery->places(), metrics(widest));
    return without.height() > room ? 1 : 0;
}

void GalleryView::updateGeometries() {
    QScrollBar* bar = verticalScrollBar();
    bar->setRange(0, heightBeyondView());
    bar->setPageStep(viewport()->height());
    bar->setSingleStep(48);
    // NOLINTNEXTLINE(bugprone-parent-virtual-call): the list's own geometry must not come in
    QAbstractItemView::updateGeometries();
}

void GalleryView::scrollContentsBy(int /*dx*/, int dy) {
    // Nobody reads cards of which none stays in view for two frames, and to read them from the disk takes longer than a
    // frame may. A single leap, as by a Page key, shows them at once.
    constexpr int soonMs = 80;
    const bool leap = std::abs(dy) > viewport()->height() / 2;
    if (leap && m_sinceLeap.isValid() && m_sinceLeap.elapsed() < soonMs)
        m_leaping = true;
    if (leap)
        m_sinceLeap.start();
    viewport()->scroll(0, dy);
    // What passes below the mouse is not pointed at (it would be read from the disk); the card that stays there is.
    hover({}, {});
    m_scrolled = true;
    m_rest.start(m_leaping ? leapRestMs : restMs, this);
}

void GalleryView::resizeEvent(QResizeEvent* event) {
    // The layout is still the one of the old width.
    if (!m_changing)
        m_held = anchor();
    // NOLINTNEXTLINE(bugprone-parent-virtual-call): the list's own geometry must not come in
    QAbstractItemView::resizeEvent(event);
    m_changing ? arrange() : arrangeHeld();
}

void GalleryView::rowsInserted(const QModelIndex& parent, int start, int end) {
    // NOLINTNEXTLINE(bugprone-parent-virtual-call): the list's own geometry must not come in
    QAbstractItemView::rowsInserted(parent, start, end);
    arrange();
}

void GalleryView::timerEvent(QTimerEvent* event) {
    if (event->timerId() == m_rest.timerId()) {
        m_rest.stop();
        if (std::exchange(m_leaping, false))
            viewport()->update();
        if (std::exchange(m_scrolled, false) && underMouse()) {
            const QPoint point = viewport()->mapFromGlobal(QCursor::pos());
            hover(indexAt(point), point);
        }
        const int top = verticalOffset() - margin;
        const auto [first, last] = m_layout.cardsBetween(top, top + viewport()->height());
        emit restedOn(first, last);
    } else if (event->timerId() == m_frameScroll.timerId()) {
        const QPoint point = viewport()->mapFromGlobal(QCursor::pos());
        const int beyond = point.y() < 0 ? point.y() : std::max(0, point.y() - viewport()->height());
        verticalScrollBar()->setValue(verticalOffset() + beyond / 2);
        stretchFrame(point);
    } else {
        QListView::timerEvent(event);
    }
}

void GalleryView::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    // NOLINTNEXTLINE(bugprone-parent-virtual-call): the list's own geometry must not come in
    QAbstractItemView::currentChanged(current, previous);
    // The focus ring lies outside the card.
    for (const QModelIndex& index : {current, previous})
        viewport()->update(visualRect(index).adjusted(-margin, -margin, margin, margin));
    if (hasFocus())
        announce(QAccessible::Focus, current);
}

void GalleryView::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) {
    // NOLINTNEXTLINE(bugprone-parent-virtual-call): the list's own geometry must not come in
    QAbstractItemView::selectionChanged(selected, deselected);
    for (const auto& [changed, what] :
        {std::pair(&selected, QAccessible::SelectionAdd), std::pair(&deselected, QAccessible::SelectionRemove)}) {
        if (!changed->isEmpty())
            announce(what, changed->first().topLeft());
    }
    int count = 0;
    for (const QItemSelectionRange& range : selectionModel()->selection())
        count += range.height();
    if (const int before = std::exchange(m_chosenCount, count); before != count) {
        if (before == 0 || count == 0)
            viewport()->update(); // marks appear on all cards, or go
        emit chosenChanged(count);
    }
}

void GalleryView::announce(QAccessible::Event what, const QModelIndex& index) {
    // QListView asks its own layout for the place, which is not used here.
    if (!QAccessible::isActive() || !index.isValid())
        return;
    QAccessibleEvent event(this, what);
    event.setChild(index.row());
    QAccessible::updateAccessibility(&event);
}

QItemSelectionModel::SelectionFlags GalleryView::selectionCommand(
    const QModelIndex& /*index*/, const QEvent* /*event*/) const {
    // Being current is not being chosen: see chooseTo() and toggle().
    return QItemSelectionModel::NoUpdate;
}

QList<int> GalleryView::subjects() const {
    QList<int> rows;
    if (selectionModel() && selectionModel()->hasSelection()) {
        for (const QItemSelectionRange& range : selectionModel()->selection()) {
            for (int row = range.top(); row <= range.bottom(); ++row)
                rows << row;
        }
        std::ranges::sort(rows);
    } else if (currentIndex().isValid()) {
        rows << currentIndex().row();
    }
    return rows;
}

void GalleryView::selectAll() {
    if (const int count = m_layout.count(); count > 0)
        selectionModel()->select(
            QItemSelection(model()->index(0, 0), model()->index(count - 1, 0)), QItemSelectionModel::ClearAndSelect);
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
    QRect rect = m_layout.cardRect(index.row());
    // With the first row of a day its heading is shown too.
    rect.setTop(m_layout.topWithHeading(index.row()));
    rect.translate(0, margin);
    const int top = verticalOffset();
    const int room = viewport()->height();
    if (hint == PositionAtCenter)
        verticalScrollBar()->setValue(rect.center().y() - room / 2);
    else if (rect.top() < top || hint == PositionAtTop)
        verticalScrollBar()->setValue(rect.top() - margin);
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

QItemSelection GalleryView::cardsIn(const QRect& content) const {
    QItemSelection selection;
    const auto [first, last] = m_layout.cardsBetween(content.top(), content.bottom() + 1);
    int from = -1;
    for (int card = first; card <= last; ++card) {
        const bool in = card < last && m_layout.cardRect(card).intersects(content);
        if (in && from < 0)
            from = card;
        if (!in && from >= 0) {
            selection.select(model()->index(from, 0), model()->index(card - 1, 0));
            from = -1;
        }
    }
    return selection;
}

void GalleryView::setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command) {
    if (model() && selectionModel())
        selectionModel()->select(cardsIn(rect.normalized().translated(-origin())), command);
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
    const GalleryMetrics sizes = metrics(viewport()->width());
    for (const GalleryLayout::Heading& heading : m_layout.headingsBetween(exposed.top(), exposed.bottom() + 1))
        painter.drawText(QRect(0, heading.y, sizes.width, sizes.headingHeight).translated(origin()),
            Qt::AlignVCenter | Qt::AlignLeading, GalleryText::day(heading.day, today));
    paintCards(painter, event->region());
    if (m_frame) {
        painter.setPen(tokens().accent);
        if (!tokens().flat) // where nothing shines through, it would hide the cards
            painter.setBrush(tokens().accentWash);
        painter.drawRect(m_frame->translated(origin()));
    }
}

void GalleryView::paintCards(QPainter& painter, const QRegion& exposed) {
    const QRect content = exposed.boundingRect().translated(-origin());
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const QStyle::State plain = option.state & ~(QStyle::State_HasFocus | QStyle::State_MouseOver);
    m_cards->setChoosing(m_chosenCount > 0);
    const auto [first, last] = m_layout.cardsBetween(content.top() - margin, content.bottom() + margin);
    for (int card = first; card < last; ++card) {
        const QModelIndex index = model()->index(card, 0);
        option.rect = visualRect(index);
        if (!exposed.intersects(option.rect.adjusted(-margin, -margin, margin, margin)))
            continue;
        if (m_leaping) {
            paintPlainCard(painter, option.rect);
            continue;
        }
        option.state = plain;
        option.state.setFlag(QStyle::State_HasFocus, index == currentIndex() && hasFocus());
        option.state.setFlag(QStyle::State_MouseOver, index == m_hovered);
        option.state.setFlag(QStyle::State_Selected, m_chosenCount > 0 && selectionModel()->isSelected(index));
        m_cards->paint(&painter, option, index);
    }
}

void GalleryView::startDrag(Qt::DropActions /*actions*/) {
    const QModelIndexList dragged =
        selectionModel()->isSelected(m_pressed) ? selectedIndexes() : QModelIndexList{m_pressed};
    const GalleryModel::Files files = m_gallery->files(dragged);
    const int here = static_cast<int>(files.here.size());
    if (files.missing > 0)
        emit leftOut(files.missing, here + files.missing, files.toFetch);
    if (here == 0)
        return;
    auto* drag = new QDrag(this);
    const QPixmap card = viewport()->grab(visualRect(m_pressed));
    QPixmap picture =
        card.scaledToHeight(static_cast<int>(dragPictureHeight * devicePixelRatioF()), Qt::SmoothTransformation);
    picture.setDevicePixelRatio(devicePixelRatioF());
    if (here > 1) {
        QPainter painter(&picture);
        paintBadge(
            painter, QPointF(picture.deviceIndependentSize().width() - space::xs, space::xs), QLocale().toString(here));
    }
    drag->setPixmap(picture);
    auto* data = new QMimeData;
    data->setUrls(files.here);
    drag->setMimeData(data);
    // The toolkit knows no other way than to wait here; the event loop goes on.
    drag->exec(Qt::CopyAction);
}

void GalleryView::focusInEvent(QFocusEvent* event) {
    // Coming by keyboard there must be a card to stand on.
    if (!currentIndex().isValid() && model() && model()->rowCount() > 0)
        setCurrentIndex(model()->index(0, 0));
    QListView::focusInEvent(event);
}

} // namespace kinora
