#include "gui/gallery/SpriteCache.h"

#include "gui/gallery/PosterCache.h"
#include "gui/theme/Paint.h"
#include "media/SpriteSheet.h"

namespace kinora {

SpriteCache::SpriteCache(PosterCache& pictures, QObject* parent)
    : QObject(parent)
    , m_pictures(pictures) {
    connect(&m_pictures, &PosterCache::ready, this, &SpriteCache::ready);
}

QImage SpriteCache::sheet(const QString& file) {
    return m_pictures.image(file);
}

QPixmap SpriteCache::card(
    const QString& file, int frame, const QSize& size, int cornerRadius, double devicePixelRatio) {
    if (file == m_file && frame == m_frame && m_card.size() == size * devicePixelRatio)
        return m_card;
    const QImage whole = sheet(file);
    if (whole.isNull())
        return {};
    m_file = file;
    m_frame = frame;
    m_card = roundedCover(whole.copy(sprite::tile(whole.size(), frame)), size, cornerRadius, devicePixelRatio);
    return m_card;
}

} // namespace kinora
