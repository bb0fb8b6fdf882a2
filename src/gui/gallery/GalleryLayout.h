// Where the cards of a gallery lie: justified rows under a heading for each day. Pure geometry.
#pragma once

#include "core/LibraryVideo.h"

#include <QDate>
#include <QList>
#include <QMap>
#include <QPoint>
#include <QRect>
#include <QTimeZone>

#include <span>
#include <utility>

namespace kinora {

struct GalleryMetrics {
    int width = 0;       ///< room for the rows
    int rowHeight = 208; ///< aimed at; full rows stretch or shrink a little to end flush
    int gap = 12;        ///< between cards and between rows
    int headingHeight = 32;
    int dayGap = 12;       ///< above each heading but the first
    bool days = true;      ///< a heading for each day; without, the rows follow each other
    bool mirrored = false; ///< rows begin on the right

    bool operator==(const GalleryMetrics&) const = default;
};

/// Every card keeps its video's aspect: nothing is cropped or letterboxed. 100,000 cards take a few milliseconds.
class GalleryLayout {
public:
    struct Heading {
        QDate day; ///< local
        int y = 0;
    };

    /// With days, places of one day must lie together, in whichever order; days in local time.
    void arrange(const QList<VideoPlace>& places, const GalleryMetrics& metrics);

    [[nodiscard]] int count() const { return static_cast<int>(m_aspects.size()); }
    [[nodiscard]] int height() const { return m_height; }
    [[nodiscard]] QRect cardRect(int card) const;
    /// -1 between the cards.
    [[nodiscard]] int cardAt(const QPoint& point) const;
    /// The card in the row above (-1) or below (+1) that lies nearest; the card itself at the edge.
    [[nodiscard]] int neighbour(int card, int direction) const;
    /// Cards whose rows touch the span, as [first, last).
    [[nodiscard]] std::pair<int, int> cardsBetween(int top, int bottom) const;
    /// Headings that touch the span.
    [[nodiscard]] std::span<const Heading> headingsBetween(int top, int bottom) const;
    /// Top of the heading above this card if no row lies between them, else the card's own.
    [[nodiscard]] int topWithHeading(int card) const;
    [[nodiscard]] const QList<Heading>& headings() const { return m_headings; }

private:
    struct Row {
        int first = 0;
        int count = 0;
        int y = 0;
        int height = 0;
        /// Before rounding; widths follow from it, so that a full row ends flush with the right edge.
        float exactHeight = 0;
    };

    /// A local day, from its first millisecond to the first of the next one.
    struct Day {
        QDate date;
        qint64 start = 0;
        qint64 end = 0;
    };

    void arrangeRows(int first, int last, int& y);
    [[nodiscard]] const Day& dayOf(qint64 createdAtMs);
    [[nodiscard]] int rowOf(int card) const;
    /// The first row that ends below y.
    [[nodiscard]] int rowAtOrBelow(int y) const;

    GalleryMetrics m_metrics;
    QList<float> m_aspects;
    QList<Row> m_rows;
    QList<Heading> m_headings;
    QMap<qint64, Day> m_daysByStart; ///< what was once converted: to convert takes longer than all the rest
    QTimeZone m_zone;                ///< the system's, when they were
    int m_height = 0;
};

} // namespace kinora
