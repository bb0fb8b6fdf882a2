#include "gui/widgets/StrengthMeter.h"

#include "gui/theme/Theme.h"

#include <QPainter>
#include <QSet>

#include <algorithm>

namespace kinora {

namespace {

constexpr int bars = 4;
constexpr double barGap = 5;

} // namespace

StrengthMeter::StrengthMeter(QWidget* parent)
    : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void StrengthMeter::setStrength(int strength) {
    m_strength = std::clamp(strength, 0, bars);
    update();
}

int StrengthMeter::strengthOf(const QString& password, int minLength) {
    const QList<uint> points = password.toUcs4();
    const auto length = static_cast<int>(points.size());
    if (length < minLength) {
        return 0;
    }
    const auto distinct = static_cast<int>(QSet<uint>(points.begin(), points.end()).size());
    if (distinct < 4) {
        return 1;
    }
    const int byLength = length >= minLength + 8 ? 4 : length >= minLength + 4 ? 3 : 2;
    return std::min(byLength, distinct >= 8 ? 4 : 2);
}

void StrengthMeter::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const QColor lit = m_strength <= 1 ? tokens().danger : m_strength == 2 ? tokens().accent : tokens().ok;
    const double barWidth = (width() - (bars - 1) * barGap) / bars;
    for (int i = 0; i < bars; ++i) {
        painter.setBrush(i < m_strength ? lit : (tokens().flat ? tokens().raisedHover : tokens().track));
        painter.drawRoundedRect(QRectF(i * (barWidth + barGap), 0, barWidth, 4), 2, 2);
    }
}

} // namespace kinora
