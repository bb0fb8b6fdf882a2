#include "gui/gallery/GalleryLayout.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace kinora {

namespace {

// What no camera makes: keeps a broken row from being a hairline or filling the window.
constexpr float slimmest = 0.3F;
constexpr float widest = 3.5F;

float aspectOf(const VideoPlace& place) {
    if (place.width <= 0 || place.height <= 0)
        return 1.0F;
    return std::clamp(static_cast<float>(place.width) / static_cast<float>(place.height), slimmest, widest);
}

} // namespace

void GalleryLayout::arrange(const QList<VideoPlace>& places, const GalleryMetrics& metrics) {
    m_metrics = metrics;
    m_rows.clear();
    m_headings.clear();
    m_aspects.clear();
    m_aspects.reserve(places.size());
    for (const VideoPlace& place : places)
        m_aspects << aspectOf(place);

    if (const QTimeZone zone = QTimeZone::systemTimeZone(); zone != m_zone) {
        m_daysByStart.clear();
        m_zone = zone;
    }
    int y = 0;
    for (int first = 0; first < count();) {
        int last = count();
        if (m_metrics.days) {
            const Day& day = dayOf(places.at(first).createdAtMs);
            last = first + 1;
            while (last < count() && places.at(last).createdAtMs >= day.start && places.at(last).createdAtMs < day.end)
                ++last;
            if (!m_headings.isEmpty())
                y += m_metrics.dayGap;
            m_headings << Heading{.day = day.date, .y = y};
            y += m_metrics.headingHeight;
        }
        arrangeRows(first, last, y);
        first = last;
    }
    m_height = y;
}

const GalleryLayout::Day& GalleryLayout::dayOf(qint64 createdAtMs) {
    const auto later = m_daysByStart.upperBound(createdAtMs);
    if (later != m_daysByStart.begin()) {
        if (const Day& known = *std::prev(later); createdAtMs < known.end)
            return known;
    }
    // With a zone that is known: local time without one looks at the system's zone file for every conversion.
    const bool zoned = m_zone.isValid();
    const auto startOf = [this, zoned](QDate day) {
        return (zoned ? day.startOfDay(m_zone) : day.startOfDay()).toMSecsSinceEpoch();
    };
    const QDate date =
        (zoned ? QDateTime::fromMSecsSinceEpoch(createdAtMs, m_zone) : QDateTime::fromMSecsSinceEpoch(createdAtMs))
            .date();
    const QDate next = date.addDays(1);
    const bool nextKnown = later != m_daysByStart.end() && later->date == next;
    const Day day{.date = date, .start = startOf(date), .end = nextKnown ? later->start : startOf(next)};
    return *m_daysByStart.insert(day.start, day);
}

void GalleryLayout::arrangeRows(int first, int last, int& y) {
    const auto rowHeightFor = [this](float aspects, int cards) {
        return (static_cast<float>(m_metrics.width) - static_cast<float>((cards - 1) * m_metrics.gap)) / aspects;
    };
    const auto target = static_cast<float>(m_metrics.rowHeight);
    while (first < last) {
        float aspects = 0;
        int cards = 0;
        float height = target;
        bool full = false;
        while (first + cards < last && !full) {
            const float before = height;
            aspects += m_aspects.at(first + cards);
            ++cards;
            height = rowHeightFor(aspects, cards);
            if (height > target)
                continue;
            full = true;
            // With the last card too low, or without it too high: whichever is nearer, but never higher than 1.4 of the
            // aim.
            const bool nearerWithout = cards > 1 && before / target < target / height && before < target * 1.4F;
            if (nearerWithout) {
                --cards;
                height = before;
            }
        }
        if (!full)
            height = target; // the last row of a day is not blown up
        const int pixels = std::max(1, static_cast<int>(std::floor(height)));
        m_rows << Row{.first = first, .count = cards, .y = y, .height = pixels, .exactHeight = height};
        y += pixels + m_metrics.gap;
        first += cards;
    }
}

int GalleryLayout::rowOf(int card) const {
    const auto after = std::ranges::upper_bound(m_rows, card, {}, &Row::first);
    return static_cast<int>(after - m_rows.begin()) - 1;
}

int GalleryLayout::rowAtOrBelow(int y) const {
    const auto found = std::ranges::partition_point(m_rows, [y](const Row& row) { return row.y + row.height <= y; });
    return static_cast<int>(found - m_rows.begin());
}

QRect GalleryLayout::cardRect(int card) const {
    if (card < 0 || card >= count())
        return {};
    const Row& row = m_rows.at(rowOf(card));
    // Edges are rounded, not widths, so that errors do not add up along the row.
    float left = 0;
    for (int i = row.first; i < card; ++i)
        left += m_aspects.at(i) * row.exactHeight + static_cast<float>(m_metrics.gap);
    const float right = left + m_aspects.at(card) * row.exactHeight;
    const int x = static_cast<int>(std::lround(left));
    const int width = std::max(1, static_cast<int>(std::lround(right)) - x);
    return {m_metrics.mirrored ? m_metrics.width - x - width : x, row.y, width, row.height};
}

int GalleryLayout::cardAt(const QPoint& point) const {
    const int index = rowAtOrBelow(point.y());
    if (index >= m_rows.size())
        return -1;
    const Row& row = m_rows.at(index);
    for (int card = row.first; card < row.first + row.count; ++card) {
        if (cardRect(card).contains(point))
            return card;
    }
    return -1;
}

int GalleryLayout::neighbour(int card, int direction) const {
    if (card < 0 || card >= count())
        return -1;
    const int target = rowOf(card) + direction;
    if (target < 0 || target >= m_rows.size())
        return card;
    const Row& row = m_rows.at(target);
    const int middle = cardRect(card).center().x();
    int best = row.first;
    for (int candidate = row.first; candidate < row.first + row.count; ++candidate) {
        const auto distance = [&](int other) {
            return std::abs(cardRect(other).center().x() - middle);
        };
        if (distance(candidate) < distance(best))
            best = candidate;
    }
    return best;
}

std::span<const GalleryLayout::Heading> GalleryLayout::headingsBetween(int top, int bottom) const {
    const std::span<const Heading> all(m_headings.constData(), static_cast<std::size_t>(m_headings.size()));
    const int height = m_metrics.headingHeight;
    const auto first =
        std::ranges::partition_point(all, [&](const Heading& heading) { return heading.y + height <= top; });
    const auto last = std::ranges::partition_point(all, [&](const Heading& heading) { return heading.y < bottom; });
    return first < last ? std::span<const Heading>(first, last) : std::span<const Heading>();
}

int GalleryLayout::topWithHeading(int card) const {
    const int top = cardRect(card).top();
    const int above = top - m_metrics.headingHeight;
    const std::span<const Heading> near = headingsBetween(above, above + 1);
    return !near.empty() && near.front().y == above ? above : top;
}

std::pair<int, int> GalleryLayout::cardsBetween(int top, int bottom) const {
    const int firstRow = rowAtOrBelow(top);
    int lastRow = firstRow;
    while (lastRow < m_rows.size() && m_rows.at(lastRow).y < bottom)
        ++lastRow;
    if (firstRow == lastRow)
        return {0, 0};
    const Row& last = m_rows.at(lastRow - 1);
    return {m_rows.at(firstRow).first, last.first + last.count};
}

} // namespace kinora
