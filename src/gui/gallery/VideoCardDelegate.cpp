#include "gui/gallery/VideoCardDelegate.h"

#include "gui/gallery/GalleryModel.h"
#include "gui/gallery/GalleryText.h"
#include "gui/gallery/PosterCache.h"
#include "gui/gallery/SpriteCache.h"
#include "gui/gallery/VideoCardPainter.h"
#include "media/SpriteSheet.h"

#include <QPainter>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

constexpr int roomForText = 92; ///< narrower cards show picture and length only

} // namespace

VideoCardDelegate::VideoCardDelegate(PosterCache& posters, SpriteCache& sprites, const Clock& clock, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_posters(posters)
    , m_sprites(sprites)
    , m_clock(clock) {
}

void VideoCardDelegate::setScrub(const QModelIndex& index, double at) {
    m_scrubbed = index;
    m_at = at;
}

QRect VideoCardDelegate::markRect(const QRect& card) {
    constexpr int side = 36; // more than what is seen of it: corners are hard to hit
    return {card.topLeft(), QSize(side, side)};
}

void VideoCardDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto row = index.data(GalleryModel::VideoRole).value<LibraryVideo>();
    const QString fileState = index.data(GalleryModel::FileStateRole).toString();
    const double ratio = painter->device()->devicePixelRatioF();
    VideoCardLook look;
    look.prompt = GalleryText::name(row.video);
    look.orientation = row.video.orientation;
    look.length = GalleryText::clock(row.video.seconds);
    look.favorite = row.video.favorite;
    look.rating = row.video.rating;
    look.poster =
        m_posters.card(index.data(GalleryModel::PosterRole).toString(), option.rect.size(), videoCardRadius, ratio);
    if (fileState.isEmpty()) {
        look.footnote = GalleryText::age(row.video.createdAt, m_clock.now());
    } else {
        look.footnote = fileState;
        look.footnoteShort = index.data(GalleryModel::FileNoteRole).toString();
        look.footnoteIcon = row.fileState == FileState::Failed   ? u"warning"_s
                            : row.fileState == FileState::Wanted ? u"download"_s
                            : row.fileState == FileState::Here   ? u"folder"_s
                                                                 : u"cloud"_s;
    }
    look.withText = option.rect.width() >= roomForText;
    look.focused = option.state.testFlag(QStyle::State_HasFocus);
    look.chosen = option.state.testFlag(QStyle::State_Selected);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    look.marked = m_choosing || hovered;
    look.lit = !m_choosing && (look.focused || hovered);
    if (hovered && index == m_scrubbed)
        scrub(look, option.rect.size(), index, ratio);
    paintVideoCard(*painter, option.rect, look);
}

void VideoCardDelegate::scrub(VideoCardLook& look, const QSize& size, const QModelIndex& index, double ratio) const {
    const QString sheet = index.data(GalleryModel::SpriteRole).toString();
    if (sheet.isEmpty())
        return;
    const QPixmap picture = m_sprites.card(sheet, sprite::frameAt(m_at), size, videoCardRadius, ratio);
    if (picture.isNull())
        return;
    look.poster = picture;
    look.scrubbedTo = m_at;
}

} // namespace kinora
