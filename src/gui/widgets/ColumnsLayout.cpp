#include "gui/widgets/ColumnsLayout.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>

namespace kinora {

ColumnsLayout::ColumnsLayout(QWidget* parent, int minimumColumnWidth, int spacing)
    : QLayout(parent)
    , m_minimumColumnWidth(minimumColumnWidth) {
    setContentsMargins(0, 0, 0, 0);
    setSpacing(spacing);
}

ColumnsLayout::~ColumnsLayout() {
    qDeleteAll(m_items);
}

void ColumnsLayout::insert(int index, QWidget* widget) {
    addChildWidget(widget);
    m_items.insert(index, new QWidgetItem(widget));
    invalidate();
}

void ColumnsLayout::addItem(QLayoutItem* item) {
    m_items.append(item);
}

QLayoutItem* ColumnsLayout::itemAt(int index) const {
    return m_items.value(index);
}

QLayoutItem* ColumnsLayout::takeAt(int index) {
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

int ColumnsLayout::heightForWidth(int width) const {
    return arrange(QRect(0, 0, width, 0), false);
}

QSize ColumnsLayout::minimumSize() const {
    QSize size;
    for (const QLayoutItem* item : m_items) {
        size = size.expandedTo(item->minimumSize());
    }
    return size;
}

QSize ColumnsLayout::sizeHint() const {
    return {m_minimumColumnWidth, heightForWidth(m_minimumColumnWidth)};
}

void ColumnsLayout::setGeometry(const QRect& rect) {
    QLayout::setGeometry(rect);
    static_cast<void>(arrange(rect, true));
}

int ColumnsLayout::arrange(const QRect& rect, bool apply) const {
    const int columns = std::max(1, (rect.width() + spacing()) / (m_minimumColumnWidth + spacing()));
    const int columnWidth = (rect.width() - (columns - 1) * spacing()) / columns;
    const Qt::LayoutDirection direction =
        parentWidget() != nullptr ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    int y = rect.y();
    for (qsizetype first = 0; first < m_items.size(); first += columns) {
        const qsizetype end = std::min<qsizetype>(first + columns, m_items.size());
        int rowHeight = 0;
        for (qsizetype i = first; i < end; ++i) {
            const QLayoutItem* item = m_items.at(i);
            rowHeight = std::max(
                rowHeight, item->hasHeightForWidth() ? item->heightForWidth(columnWidth) : item->sizeHint().height());
        }
        if (apply) {
            for (qsizetype i = first; i < end; ++i) {
                const QRect place(
                    rect.x() + static_cast<int>(i - first) * (columnWidth + spacing()), y, columnWidth, rowHeight);
                m_items.at(i)->setGeometry(QStyle::visualRect(direction, rect, place));
            }
        }
        y += rowHeight + (end < m_items.size() ? spacing() : 0);
    }
    return y - rect.y();
}

} // namespace kinora
