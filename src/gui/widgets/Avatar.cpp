#include "gui/widgets/Avatar.h"

#include "gui/theme/Paint.h"
#include "gui/theme/Theme.h"

#include <QPainter>
#include <QTextBoundaryFinder>

namespace kinora {

namespace {

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

void Avatar::setPicture(const QImage& picture) {
    m_picture = picture;
    m_round = {};
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
    const QRectF circle((width() - m_diameter) / 2.0, (height() - m_diameter) / 2.0, m_diameter, m_diameter);
    if (m_picture.isNull()) {
        paint(painter, circle, m_name);
        return;
    }
    const QSize side(m_diameter, m_diameter);
    if (m_round.size() != side * devicePixelRatioF()) {
        m_round = roundedCover(m_picture, side, m_diameter / 2.0, devicePixelRatioF());
    }
    painter.drawPixmap(circle.topLeft(), m_round);
}

void Avatar::paint(QPainter& painter, const QRectF& circle, const QString& displayName) {
    // Not qHash: that differs from one start to the next.
    const auto& all = picture::portraits();
    const picture::Portrait& colors = all.at(qChecksum(displayName.toUtf8()) % all.size());
    QLinearGradient gradient(circle.topLeft(), circle.bottomRight());
    gradient.setColorAt(0, colors.from);
    gradient.setColorAt(1, colors.to);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(gradient);
    painter.drawEllipse(circle);
    painter.setFont(Theme::font(static_cast<int>(circle.width()) * 38 / 100, QFont::Bold));
    painter.setPen(picture::initials());
    painter.drawText(circle, Qt::AlignCenter, initials(displayName));
    painter.restore();
}

} // namespace kinora
