#include "gui/create/RemixChip.h"

#include "gui/theme/Paint.h"

#include <QEvent>
#include <QMenu>
#include <QPainter>

namespace kinora {

namespace {

constexpr int pictureSide = 20;
constexpr int pictureRadius = 4;
constexpr qsizetype shownCharacters = 28;

} // namespace

RemixChip::RemixChip(QWidget* parent)
    : Chip(parent) {
    setIconName(QStringLiteral("gallery"));
    auto* menu = new QMenu(this);
    QAction* removal = menu->addAction(QString());
    removal->setObjectName(QStringLiteral("removeRemixAction"));
    connect(removal, &QAction::triggered, this, &RemixChip::removed);
    setMenu(menu);
    showVideo();
}

void RemixChip::setSources(const RemixSources& sources) {
    m_sources = sources;
    showVideo();
}

void RemixChip::setVideoId(const QString& videoId) {
    if (videoId == m_videoId) {
        return;
    }
    m_videoId = videoId;
    m_picture = {};
    showVideo();
}

void RemixChip::changeEvent(QEvent* event) {
    Chip::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        showVideo();
    }
}

void RemixChip::showEvent(QShowEvent* event) {
    showVideo(); // it may have arrived on this computer since
    Chip::showEvent(event);
}

void RemixChip::paintEvent(QPaintEvent* event) {
    Chip::paintEvent(event);
    if (m_picture.isNull() && m_sources && !m_videoId.isEmpty()) {
        // Read in the background; whoever gives the pictures has this painted again.
        m_picture = m_sources(m_videoId).picture;
        m_cover = {};
    }
    if (m_picture.isNull()) {
        return;
    }
    const QSize side(pictureSide, pictureSide);
    if (m_cover.isNull() || m_cover.devicePixelRatio() != devicePixelRatioF()) {
        m_cover = roundedCover(m_picture, side, pictureRadius, devicePixelRatioF());
    }
    // Over the icon, in whose place it stands.
    QPainter painter(this);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int x = mirrored ? width() - space::m + 1 - pictureSide : space::m - 1;
    painter.drawPixmap(x, (height() - pictureSide) / 2, m_cover);
}

void RemixChip::showVideo() {
    const QString words = m_sources && !m_videoId.isEmpty() ? m_sources(m_videoId).words.simplified() : QString();
    const QString beginning = words.size() > shownCharacters ? words.left(shownCharacters - 1) + QChar(0x2026) : words;
    setText(words.isEmpty() ? tr("Remix of a video") : tr("Remix of “%1”", "beginning of a prompt").arg(beginning));
    setAccessibleName(words.isEmpty() ? text() : tr("Remix of “%1”", "beginning of a prompt").arg(words));
    setToolTip(words);
    menu()->actions().constFirst()->setText(tr("Not as a remix"));
    updateGeometry();
    update();
}

} // namespace kinora
