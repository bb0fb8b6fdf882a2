#include "gui/gallery/PosterCache.h"

#include "gui/theme/Paint.h"

#include <QImageReader>
#include <QMutexLocker>

#include <algorithm>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

/// Posters have up to 960 pixels, sheets 1200. What is larger comes from elsewhere, and is not kept as it is.
constexpr int longestSide = 1280;
constexpr int bytesOfPixel = 4;
/// Two posters and a sheet are looked at together, and asked for again until all are there: less room, and they would
/// drive each other out for ever.
constexpr int imagesKept = 4;
// In kilobytes: the whole pictures that are looked at; and the least that is kept of cards.
constexpr int imagesLimit = imagesKept * (longestSide * longestSide * bytesOfPixel / 1024 + 1);
constexpr int cardsLimit = 8 * 1024;
/// The one that is seen, one above, one below, and rows that are cut.
constexpr int screensKept = 4;
constexpr int lanes = 2;
constexpr qsizetype mostWaiting = 96; ///< more than one screen shows

int kilobytes(const QImage& image) {
    return static_cast<int>(image.sizeInBytes() / 1024) + 1;
}

/// The picture in a size that covers `pixels`, which decoders of JPEG reach faster than the whole one; the whole one
/// for none.
QImage readToCover(const QString& file, const QSize& pixels) {
    QImageReader reader(file);
    const QSize whole = reader.size();
    if (whole.isValid() && !pixels.isEmpty() && whole.width() > pixels.width() && whole.height() > pixels.height())
        reader.setScaledSize(whole.scaled(pixels, Qt::KeepAspectRatioByExpanding));
    else if (pixels.isEmpty() && std::max(whole.width(), whole.height()) > longestSide)
        reader.setScaledSize(whole.scaled(longestSide, longestSide, Qt::KeepAspectRatio).expandedTo({1, 1}));
    return reader.read();
}

} // namespace

PosterCache::PosterCache(QObject* parent)
    : QObject(parent)
    , m_images(imagesLimit)
    , m_cards(cardsLimit) {
    m_pool.setMaxThreadCount(lanes);
}

void PosterCache::prepare() {
    m_pool.start([] { (void)QImageReader::supportedImageFormats(); });
}

PosterCache::~PosterCache() {
    {
        const QMutexLocker locked(&m_mutex);
        m_waiting.clear();
    }
    m_pool.waitForDone();
}

QPixmap PosterCache::card(const QString& file, const QSize& size, int cornerRadius, double devicePixelRatio) {
    if (file.isEmpty() || size.isEmpty())
        return {};
    const Shape shape{.size = size, .cornerRadius = cornerRadius, .devicePixelRatio = devicePixelRatio};
    const Card* known = m_cards.object(file);
    if (!known || known->shape != shape)
        want({.file = file, .shape = shape});
    return known ? known->picture : QPixmap();
}

void PosterCache::retry(const QString& file) {
    m_unreadable.remove(file);
    m_retried.insert(file);
}

void PosterCache::keepFor(const QSize& viewPixels) {
    const qint64 screen = qint64{viewPixels.width()} * viewPixels.height() * bytesOfPixel / 1024;
    const qint64 limit = std::max<qint64>(cardsLimit, screensKept * screen);
    m_cards.setMaxCost(static_cast<qsizetype>(limit));
}

QImage PosterCache::image(const QString& file) {
    if (const QImage* known = m_images.object(file))
        return *known;
    if (!file.isEmpty())
        want({.file = file, .shape = {}});
    return {};
}

void PosterCache::want(const Wanted& wanted) {
    const QMutexLocker locked(&m_mutex);
    if (m_making.contains(wanted) || m_unreadable.contains(wanted.file))
        return;
    m_waiting.removeOne(wanted);
    m_waiting << wanted;
    if (m_waiting.size() > mostWaiting)
        m_waiting.removeFirst();
    // Threads take their next by themselves, since this one may be painting for a while.
    if (m_lanes < lanes) {
        ++m_lanes;
        // The pool is waited for before this object goes, so the pointer is good in the thread; the queued calls die
        // with the object.
        m_pool.start([this] { makeWaiting(); });
    }
}

void PosterCache::makeWaiting() {
    while (const std::optional<Wanted> next = takeNext()) {
        const Shape& shape = next->shape;
        const QSize pixels = shape.size * shape.devicePixelRatio;
        QImage image = readToCover(next->file, pixels);
        if (!image.isNull() && !pixels.isEmpty())
            image = roundedCover(image, pixels, shape.cornerRadius * shape.devicePixelRatio);
        QMetaObject::invokeMethod(this, [this, made = *next, image] { take(made, image); }, Qt::QueuedConnection);
    }
}

std::optional<PosterCache::Wanted> PosterCache::takeNext() {
    const QMutexLocker locked(&m_mutex);
    if (m_waiting.isEmpty()) {
        --m_lanes;
        return std::nullopt;
    }
    // The latest first: what has been scrolled past is of no use any more.
    m_making << m_waiting.takeLast();
    return m_making.last();
}

void PosterCache::take(const Wanted& wanted, const QImage& image) {
    {
        const QMutexLocker locked(&m_mutex);
        m_making.removeOne(wanted);
    }
    if (image.isNull()) {
        const bool isFirstTime = !m_unreadable.contains(wanted.file) && !m_retried.contains(wanted.file);
        m_unreadable.insert(wanted.file);
        if (isFirstTime)
            emit unreadable(wanted.file);
        return;
    }
    if (wanted.shape.size.isEmpty()) {
        m_images.insert(wanted.file, new QImage(image), kilobytes(image));
    } else {
        auto* card = new Card{.shape = wanted.shape, .picture = QPixmap::fromImage(image)};
        card->picture.setDevicePixelRatio(wanted.shape.devicePixelRatio);
        m_cards.insert(wanted.file, card, kilobytes(image));
    }
    emit ready(wanted.file);
}

} // namespace kinora
