#include "gui/gallery/VideoCardDelegate.h"

#include "gui/gallery/GalleryModel.h"
#include "gui/gallery/GalleryText.h"
#include "gui/gallery/PosterCache.h"
#include "gui/gallery/VideoCardPainter.h"

#include <QPainter>

namespace kinora {

using namespace Qt::StringLiterals;

VideoCardDelegate::VideoCardDelegate(PosterCache& posters, const Clock& clock, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_posters(posters)
    , m_clock(clock) {
}

void VideoCardDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto row = index.data(GalleryModel::VideoRole).value<LibraryVideo>();
    const QString fileState = index.data(GalleryModel::FileStateRole).toString();
    VideoCardLook look;
    look.prompt = row.video.prompt;
    look.orientation = row.video.orientation;
    look.length = GalleryText::clock(row.video.seconds);
    look.poster = m_posters.card(index.data(GalleryModel::PosterRole).toString(), option.rect.size(), videoCardRadius,
        painter->device()->devicePixelRatioF());
    if (fileState.isEmpty()) {
        look.footnote = GalleryText::age(row.video.createdAt, m_clock.now());
    } else {
        look.footnote = fileState;
        look.footnoteShort = index.data(GalleryModel::FileNoteRole).toString();
        look.footnoteIcon = row.fileState == FileState::Failed   ? u"warning"_s
                            : row.fileState == FileState::Wanted ? u"download"_s
                                                                 : u"cloud"_s;
    }
    look.focused = option.state.testFlag(QStyle::State_HasFocus);
    look.lit = look.focused || option.state.testFlag(QStyle::State_MouseOver);
    paintVideoCard(*painter, option.rect, look);
}

} // namespace kinora
