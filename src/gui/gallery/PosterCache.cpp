#include "gui/gallery/PosterCache.h"

#include "gui/theme/Paint.h"

#include <QImageReader>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

// In kilobytes: more cards than a screen shows, and as many whole posters as cards are made of at a time.
constexpr int imagesLimit = 32 * 1024;
constexpr int cardsLimit = 64 * 1024;

template <class Picture>
int kilobytes(const Picture& picture) {
    return picture.width() * picture.height() * 4 / 1024 + 1;
}

} // namespace

PosterCache::PosterCache(QObject* parent)
    : QObject(parent)
    , m_images(imagesLimit)
    , m_cards(cardsLimit) {
    m_pool.setMaxThreadCount(2);
}

PosterCache::~PosterCache() {
    m_pool.clear();
    m_pool.waitForDone();
}

QPixmap PosterCache::card(const QString& file, const QSize& size, int cornerRadius, double devicePixelRatio) {
    if (file.isEmpty() || size.isEmpty())
        return {};
    const QString key =
        u"%1|%2x%3|%4|%5"_s.arg(file).arg(size.width()).arg(size.height()).arg(cornerRadius).arg(devicePixelRatio);
    if (const QPixmap* known = m_cards.object(key))
        return *known;
    const QImage poster = image(file);
    if (poster.isNull())
        return {};
    const QPixmap made = roundedCover(poster, size, cornerRadius, devicePixelRatio);
    m_cards.insert(key, new QPixmap(made), kilobytes(made));
    return made;
}

QImage PosterCache::image(const QString& file) {
    if (const QImage* known = m_images.object(file))
        return *known;
    if (!file.isEmpty() && !m_reading.contains(file) && !m_unreadable.contains(file))
        read(file);
    return {};
}

void PosterCache::read(const QString& file) {
    m_reading.insert(file);
    // The pool is waited for before this object goes, so the pointer is good in the thread; the queued call dies with
    // the object.
    m_pool.start([this, file] {
        const QImage image = QImageReader(file).read();
        QMetaObject::invokeMethod(this, [this, file, image] { take(file, image); }, Qt::QueuedConnection);
    });
}

void PosterCache::take(const QString& file, const QImage& image) {
    m_reading.remove(file);
    if (image.isNull()) {
        m_unreadable.insert(file);
        return;
    }
    m_images.insert(file, new QImage(image), kilobytes(image));
    emit ready(file);
}

} // namespace kinora
