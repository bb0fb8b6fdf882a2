#include "gui/create/JobPicture.h"

#include "gui/theme/Icon.h"
#include "gui/theme/Theme.h"
#include "gui/widgets/FramesPicture.h"

#include <QPainter>

namespace kinora {

namespace {

constexpr int iconSide = 22;

} // namespace

JobPicture::JobPicture(QWidget* parent)
    : QWidget(parent) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void JobPicture::setJob(const QString& jobId, Orientation orientation, bool failed) {
    m_sky = qChecksum(jobId.toUtf8()); // not qHash: that differs from one start to the next
    m_failed = failed;
    if (m_orientation != orientation) {
        m_orientation = orientation;
        updateGeometry();
    }
    update();
}

void JobPicture::setCompact() {
    m_compact = true;
    updateGeometry();
}

QSize JobPicture::sizeHint() const {
    if (m_compact) {
        return {56, 56};
    }
    return m_orientation == Orientation::Portrait ? QSize(64, 96) : QSize(96, 60);
}

void JobPicture::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setOpacity(m_failed ? 0.25 : 0.55);
    painter.setPen(Qt::NoPen);
    painter.setBrush(skyGradient(m_sky, frame));
    painter.drawRoundedRect(frame, radius::control, radius::control);
    painter.setOpacity(1);
    if (m_failed) {
        painter.drawPixmap((width() - iconSide) / 2, (height() - iconSide) / 2,
            iconPixmap(QStringLiteral("warning"), tokens().danger, iconSide, devicePixelRatioF()));
    }
}

} // namespace kinora
