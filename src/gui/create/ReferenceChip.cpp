#include "gui/create/ReferenceChip.h"

#include "core/Receive.h"
#include "gui/theme/Paint.h"
#include "services/PictureFile.h"

#include <QEvent>
#include <QMenu>
#include <QPainter>

namespace kinora {

namespace {

constexpr int thumbnailSide = 20;
constexpr int thumbnailRadius = 4;
constexpr int longestThumbnail = 160;

} // namespace

ReferenceChip::ReferenceChip(QWidget* parent)
    : Chip(parent) {
    connect(this, &QPushButton::clicked, this, [this] {
        if (m_reference.isEmpty()) {
            emit fileRequested();
        }
    });
    showReference();
}

void ReferenceChip::setReference(const ReferencePicture& picture) {
    if (picture == m_reference) {
        return;
    }
    const bool isSameFile = picture.file == m_reference.file;
    m_reference = picture;
    if (!isSameFile) {
        m_thumbnail = {};
        m_cover = {};
        if (!picture.isEmpty()) {
            receive(readPictureFile(picture.file, longestThumbnail), this,
                [this, file = picture.file](const Result<QImage>& image) {
                    if (file != m_reference.file) {
                        return;
                    }
                    if (!image) {
                        emit fileMissing();
                        return;
                    }
                    m_thumbnail = *image;
                    update();
                });
        }
    }
    showReference();
}

void ReferenceChip::changeEvent(QEvent* event) {
    Chip::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        showReference();
    }
}

void ReferenceChip::paintEvent(QPaintEvent* event) {
    Chip::paintEvent(event);
    if (m_thumbnail.isNull()) {
        return;
    }
    const QSize side(thumbnailSide, thumbnailSide);
    if (m_cover.isNull() || m_cover.devicePixelRatio() != devicePixelRatioF()) {
        m_cover = roundedCover(m_thumbnail, side, thumbnailRadius, devicePixelRatioF());
    }
    // Over the icon, in whose place it stands.
    QPainter painter(this);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int x = mirrored ? width() - space::m + 1 - thumbnailSide : space::m - 1;
    painter.drawPixmap(x, (height() - thumbnailSide) / 2, m_cover);
}

void ReferenceChip::showReference() {
    const bool has = !m_reference.isEmpty();
    setIconName(has ? QStringLiteral("gallery") : QStringLiteral("plus"));
    setText(tr("Reference image"));
    setAccessibleName(has ? tr("Reference image: chosen") : tr("Add a reference image"));
    setToolTip(tr("A picture that the video begins with. Drop one here, or paste it."));
    QMenu* old = menu();
    if (has) {
        auto* actions = new QMenu(this);
        const auto add = [actions](const QString& text, const char* name) {
            QAction* action = actions->addAction(text);
            action->setObjectName(QLatin1String(name));
            return action;
        };
        connect(add(tr("Choose the part…"), "partAction"), &QAction::triggered, this, &ReferenceChip::partRequested);
        connect(add(tr("Another picture…"), "fileAction"), &QAction::triggered, this, &ReferenceChip::fileRequested);
        connect(add(tr("Remove"), "removeAction"), &QAction::triggered, this, &ReferenceChip::removed);
        setMenu(actions);
    } else {
        setMenu(nullptr);
    }
    if (old != nullptr) {
        old->deleteLater(); // it may be what asked for this
    }
    updateGeometry();
    update();
}

} // namespace kinora
