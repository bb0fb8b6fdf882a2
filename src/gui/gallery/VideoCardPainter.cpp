#include "gui/gallery/VideoCardPainter.h"

#include "gui/theme/Icon.h"
#include "gui/theme/Paint.h"
#include "gui/theme/Theme.h"

#include <QPainter>
#include <QTextLayout>

#include <algorithm>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

constexpr int cardPromptLines = 2;
constexpr double promptLine = 17;
constexpr double footnoteLine = 16;
constexpr double fadeAbove = 36; ///< the scrim begins this far above the text
constexpr int mostRating = 5;
constexpr double dotSide = 4;
constexpr double dotStep = 7;
constexpr double roomForDots = 130; ///< of a card; what is said of the file goes before

/// The text broken at width into at most `most` lines, the last one elided.
QStringList linesOf(const QString& text, const QFont& font, double width, int most) {
    QStringList lines;
    const QFontMetricsF metrics(font);
    const QString plain = text.simplified();
    QTextLayout layout(plain, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    while (lines.size() < most) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(width);
        const bool last = lines.size() == most - 1;
        const QString rest = plain.mid(line.textStart());
        lines << (last ? metrics.elidedText(rest, Qt::ElideRight, width)
                       : plain.mid(line.textStart(), line.textLength()).trimmed());
    }
    layout.endLayout();
    return lines;
}

void paintPlain(QPainter& painter, const QRectF& bounds) {
    constexpr int iconSize = 28;
    paintPlainCard(painter, bounds);
    painter.drawPixmap(bounds.center() - QPointF(iconSize / 2.0, iconSize / 2.0),
        iconPixmap(u"film"_s, tokens().dim, iconSize, painter.device()->devicePixelRatioF()));
}

void paintPlay(QPainter& painter, const QPointF& center, double room) {
    const double diameter = std::clamp(room * 0.5, 24.0, 46.0);
    const QRectF circle(center - QPointF(diameter / 2, diameter / 2), QSizeF(diameter, diameter));
    painter.setPen(Qt::NoPen);
    QColor fill = tokens().scrim;
    fill.setAlpha(tokens().flat ? 255 : 184);
    painter.setBrush(fill);
    painter.drawEllipse(circle);
    const int icon = static_cast<int>(diameter * 0.48);
    painter.drawPixmap(circle.center() - QPointF(icon / 2.0, icon / 2.0),
        iconPixmap(u"play"_s, tokens().onScrim, icon, painter.device()->devicePixelRatioF()));
}

/// Whether the card is chosen, in its left top corner.
void paintMark(QPainter& painter, const QPointF& leftTop, bool chosen) {
    constexpr double side = 22;
    constexpr int checkSize = 14;
    const QRectF circle(leftTop, QSizeF(side, side));
    QColor veil = tokens().scrim;
    veil.setAlpha(tokens().flat ? 255 : 184);
    painter.setPen(QPen(chosen ? tokens().fill : tokens().onScrim, 2));
    painter.setBrush(chosen ? tokens().fill : veil);
    painter.drawEllipse(circle.adjusted(1, 1, -1, -1));
    if (chosen)
        painter.drawPixmap(circle.center() - QPointF(checkSize / 2.0, checkSize / 2.0),
            iconPixmap(u"check"_s, tokens().onFill, checkSize, painter.device()->devicePixelRatioF()));
}

/// Five dots, of which as many are full as the rating is high, from where one begins to read.
void paintRating(QPainter& painter, const QRectF& room, int rating, bool mirrored) {
    painter.setPen(Qt::NoPen);
    for (int dot = 0; dot < mostRating; ++dot) {
        QColor ink = tokens().onScrim;
        ink.setAlpha((mirrored ? mostRating - 1 - dot : dot) < rating ? 255 : 90);
        painter.setBrush(ink);
        painter.drawEllipse(QRectF(room.left() + dot * dotStep, room.center().y() - dotSide / 2, dotSide, dotSide));
    }
}

/// Answers where the text begins.
double paintWords(QPainter& painter, const QRectF& bounds, const VideoCardLook& look) {
    const double width = bounds.width() - 2 * space::m;
    const QFont promptFont = Theme::font(type::body);
    const QStringList lines = linesOf(look.prompt, promptFont, width, cardPromptLines);
    const double height = static_cast<double>(lines.size()) * promptLine + footnoteLine + space::m;
    const double scrimHeight = std::min(bounds.height(), height + fadeAbove);
    paintScrim(painter, bounds.adjusted(0, bounds.height() - scrimHeight, 0, 0), videoCardRadius);

    double y = bounds.bottom() - height;
    const double x = bounds.left() + space::m;
    painter.setFont(promptFont);
    painter.setPen(tokens().onScrim);
    // Where the page begins, but as the prompt itself is read: else the dots of a cut one stand before it.
    const bool mirrored = painter.layoutDirection() == Qt::RightToLeft;
    const int flags = Qt::AlignVCenter | Qt::AlignAbsolute | (mirrored ? Qt::AlignRight : Qt::AlignLeft) |
                      (look.prompt.isRightToLeft() ? Qt::TextForceRightToLeft : Qt::TextForceLeftToRight);
    for (const QString& line : lines) {
        painter.drawText(QRectF(x, y, width, promptLine), flags, line);
        y += promptLine;
    }
    painter.setFont(Theme::font(type::small - 1));
    painter.setPen(tokens().onScrimMute);
    const QRectF foot(x, y, width, footnoteLine);
    const auto place = [&](const QRectF& part) {
        return mirrored ? QRectF(foot.left() + foot.right() - part.right(), y, part.width(), footnoteLine) : part;
    };
    double indent = 0;
    if (!look.footnoteIcon.isEmpty()) {
        constexpr int iconSize = 12;
        painter.drawPixmap(place({x, y, iconSize, footnoteLine}).topLeft() + QPointF(0, (footnoteLine - iconSize) / 2),
            iconPixmap(look.footnoteIcon, tokens().onScrimMute, iconSize, painter.device()->devicePixelRatioF()));
        indent = iconSize + space::xs;
    }
    constexpr double dotsWidth = mostRating * dotStep;
    const bool dots = look.rating > 0 && bounds.width() >= roomForDots;
    if (dots)
        paintRating(painter, place({x + width - dotsWidth, y, dotsWidth, footnoteLine}), look.rating, mirrored);
    painter.setPen(tokens().onScrimMute);
    const int room = static_cast<int>(width - indent - (dots ? dotsWidth + space::s : 0));
    const bool fits = look.footnoteShort.isEmpty() || painter.fontMetrics().horizontalAdvance(look.footnote) <= room;
    painter.drawText(place(QRectF(x + indent, y, room, footnoteLine)), Qt::AlignVCenter | Qt::AlignLeading,
        painter.fontMetrics().elidedText(fits ? look.footnote : look.footnoteShort, Qt::ElideRight, room));
    return bounds.bottom() - height;
}

} // namespace

void paintPlainCard(QPainter& painter, const QRectF& bounds) {
    paintCard(painter, bounds, videoCardRadius, tokens().raised, tokens().line);
}

void paintVideoCard(QPainter& painter, const QRectF& bounds, const VideoCardLook& look) {
    painter.save();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    if (look.poster.isNull())
        paintPlain(painter, bounds);
    else
        painter.drawPixmap(bounds.toRect(), look.poster);
    if (look.scrubbedTo) {
        const double x = bounds.left() + *look.scrubbedTo * bounds.width();
        painter.fillRect(QRectF(std::clamp(x - 1, bounds.left(), bounds.right() - 2), bounds.top(), 2, bounds.height()),
            tokens().fill);
    }
    const double textTop = look.withText ? paintWords(painter, bounds, look) : bounds.bottom();
    // A hairline keeps dark posters from melting into the page.
    painter.setPen(QPen(tokens().line, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(bounds.adjusted(0.5, 0.5, -0.5, -0.5), videoCardRadius - 0.5, videoCardRadius - 0.5);

    constexpr double badgeHeight = 20;
    constexpr double roomForBoth = 100; // narrower cards show the length only: their shape is the orientation
    const QPointF corner = bounds.topLeft() + QPointF(space::s, space::s);
    if (look.marked)
        paintMark(painter, corner, look.chosen);
    else if (look.withText && bounds.width() >= roomForBoth)
        paintIconBadge(painter, corner, look.orientation == Orientation::Portrait ? u"portrait"_s : u"landscape"_s);
    if (!look.length.isEmpty()) {
        const double top = look.withText ? bounds.top() + space::s : bounds.bottom() - space::s - badgeHeight;
        paintBadge(
            painter, QPointF(bounds.right() - space::s, top), look.length, look.favorite ? u"heart-full"_s : QString());
    }
    if (look.lit) {
        // In the middle of the card, or of what badges and text leave of a small one.
        const double top = bounds.top() + (look.withText ? space::s + badgeHeight : 0);
        const double y = std::min(bounds.center().y(), (top + textTop) / 2);
        paintPlay(painter, QPointF(bounds.center().x(), y), std::min(bounds.width(), textTop - top));
    }
    if (look.chosen) {
        painter.setPen(QPen(tokens().fill, 3));
        painter.setBrush(tokens().flat ? QColor(Qt::transparent) : tokens().accentWash);
        painter.drawRoundedRect(bounds.adjusted(1.5, 1.5, -1.5, -1.5), videoCardRadius - 1.5, videoCardRadius - 1.5);
    }
    if (look.focused)
        paintFocusRing(painter, bounds, videoCardRadius);
    painter.restore();
}

} // namespace kinora
