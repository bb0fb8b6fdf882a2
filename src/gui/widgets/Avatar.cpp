#include "gui/widgets/Avatar.h"

#include "gui/theme/Theme.h"

#include <QPainter>
#include <QTextBoundaryFinder>

#include <array>

namespace kinora {

namespace {

struct Pair {
    QColor from;
    QColor to;
};

// Bright enough for dark initials on every theme.
const std::array<Pair, 5>& pairs() {
    static const std::array<Pair, 5> colors{{{QColor(0x6E, 0xA8, 0xFF), QColor(0xB3, 0x88, 0xFF)},
        {QColor(0xFF, 0xB2, 0x4A), QColor(0xFF, 0x8A, 0x6B)}, {QColor(0x3D, 0xDC, 0x97), QColor(0x5C, 0xC8, 0xFF)},
        {QColor(0xFF, 0x9A, 0xB5), QColor(0xC9, 0xA2, 0xFF)}, {QColor(0x8B, 0xD9, 0xE6), QColor(0xA8, 0xE0, 0x9A)}}};
    return colors;
}

QString firstGrapheme(const QString& word) {
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, word);
    const qsizetype end = finder.toNextBoundary();
    return word.left(end > 0 ? end : 0).toUpper();
}

bool isIdeographic(const QString& grapheme) {
    return !grapheme.isEmpty() &&
           (grapheme.at(0).script() == QChar::Script_Han || grapheme.at(0).script() == QChar::Script_Hangul ||
               grapheme.at(0).script() == QChar::Script_Hiragana || grapheme.at(0).script() == QChar::Script_Katakana);
}

} // namespace

Avatar::Avatar(QWidget* parent)
    : QWidget(parent) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void Avatar::setName(const QString& displayName) {
    m_name = displayName;
    update();
}

void Avatar::setDiameter(int pixels) {
    m_diameter = pixels;
    updateGeometry();
    update();
}

QString Avatar::initials(const QString& displayName) {
    const QStringList words = displayName.split(QChar::Space, Qt::SkipEmptyParts);
    if (words.isEmpty()) {
        return {};
    }
    QString first = firstGrapheme(words.first());
    if (words.size() == 1 || isIdeographic(first)) {
        return first;
    }
    return first + firstGrapheme(words.last());
}

void Avatar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paint(painter, QRectF((width() - m_diameter) / 2.0, (height() - m_diameter) / 2.0, m_diameter, m_diameter), m_name);
}

void Avatar::paint(QPainter& painter, const QRectF& circle, const QString& displayName) {
    // Not qHash: that differs from one start to the next.
    const Pair& colors = pairs().at(qChecksum(displayName.toUtf8()) % pairs().size());
    QLinearGradient gradient(circle.topLeft(), circle.bottomRight());
    gradient.setColorAt(0, colors.from);
    gradient.setColorAt(1, colors.to);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(gradient);
    painter.drawEllipse(circle);
    painter.setFont(Theme::font(static_cast<int>(circle.width()) * 38 / 100, QFont::Bold));
    painter.setPen(QColor(0x0B, 0x0D, 0x13));
    painter.drawText(circle, Qt::AlignCenter, initials(displayName));
    painter.restore();
}

} // namespace kinora
