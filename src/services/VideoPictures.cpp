#include "services/VideoPictures.h"

#include "core/Receive.h"

#include <QFile>
#include <QImageReader>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

constexpr int postersAtOnce = 50; ///< looked up at a time
constexpr int mostSprites = 100;  ///< asked for and not begun; older wishes are forgotten

} // namespace

VideoPictures::VideoPictures(
    RelayApi& relay, VideoStore& videos, const MediaFolder& folder, Thumbnailer& thumbnailer, QObject* parent)
    : QObject(parent)
    , m_relay(relay)
    , m_videos(videos)
    , m_folder(folder)
    , m_thumbnailer(thumbnailer) {
    connect(&m_retry, &RetryTimer::timeout, this, &VideoPictures::check);
    connect(&m_fetchAgain, &RetryTimer::timeout, this, &VideoPictures::check);
}

VideoPictures::~VideoPictures() {
    stop();
}

void VideoPictures::start() {
    m_started = true;
    m_notFetched.clear();
    m_notMade.clear();
    m_retry.stop();
    m_fetchAgain.stop();
    m_fetchAgain.forgetFailures();
    check();
}

void VideoPictures::stop() {
    m_started = false;
    m_fetchAgain.stop();
    for (QFuture<Result<Download>>& future : m_running)
        future.cancel();
}

void VideoPictures::setOnScreen(const QStringList& videoIds) {
    m_onScreen = videoIds;
    check();
}

void VideoPictures::wantSprite(const QString& videoId) {
    m_sprites.removeAll(videoId);
    m_sprites.prepend(videoId);
    m_sprites.resize(std::min<qsizetype>(m_sprites.size(), mostSprites));
    check();
}

void VideoPictures::check() {
    if (m_retry.isActive())
        return;
    for (const QString& id : m_onScreen) {
        if (m_running.size() >= lanes)
            return;
        begin({.videoId = id, .part = VideoPart::Poster});
    }
    QStringList putOff; // until the relay can be asked again
    while (!m_sprites.isEmpty() && m_running.size() < lanes) {
        const Picture sprite{.videoId = m_sprites.takeFirst(), .part = VideoPart::Sprite};
        if (!begin(sprite) && m_fetchAgain.isActive() && !m_notFetched.contains(sprite))
            putOff << sprite.videoId;
    }
    m_sprites = putOff + m_sprites;
    if (m_running.size() >= lanes)
        return;
    const auto passedOver = static_cast<int>(m_notFetched.size() + m_notMade.size());
    const Result<QStringList> missing = m_videos.withoutPoster(postersAtOnce + passedOver);
    for (const QString& id : missing.value_or(QStringList())) {
        if (m_running.size() >= lanes)
            return;
        begin({.videoId = id, .part = VideoPart::Poster});
    }
}

bool VideoPictures::begin(const Picture& picture) {
    if (m_running.contains(picture))
        return false;
    const Result<LibraryVideo> row = m_videos.find(picture.videoId);
    if (!row || !(picture.part == VideoPart::Poster ? row->poster : row->sprite).isEmpty())
        return false;
    if (row->fileState == FileState::Here && !m_notMade.contains(picture)) {
        make(picture, m_folder.absolute(row->file));
        return true;
    }
    const bool mayFetch = m_started && !m_fetchAgain.isActive() && !m_notFetched.contains(picture);
    if (row->fileState != FileState::Here && row->onRelay && mayFetch) {
        fetch(picture);
        return true;
    }
    return false;
}

void VideoPictures::make(const Picture& picture, const QString& videoFile) {
    m_running.insert(picture, {});
    const QString target = m_folder.absolute(fileOf(picture));
    const auto take = [this, picture](const auto& result) {
        if (!result)
            m_notMade.insert(picture);
        done(picture, result.has_value());
    };
    if (picture.part == VideoPart::Poster)
        receive(m_thumbnailer.readAndSave(videoFile, posterSide, target), this, take);
    else
        receive(m_thumbnailer.saveSprite(videoFile, target), this, take);
}

void VideoPictures::fetch(const Picture& picture) {
    DownloadRequest request;
    request.videoId = picture.videoId;
    request.part = picture.part;
    request.targetFile =
        m_folder.partialFile(picture.videoId + (picture.part == VideoPart::Poster ? u"-poster"_s : u"-sprite"_s));
    const QFuture<Result<Download>> future = m_relay.download(request);
    m_running.insert(picture, future);
    receive(future, this, [this, picture, partial = request.targetFile](const Result<Download>& download) {
        const QString target = m_folder.absolute(fileOf(picture));
        bool made = download && QImageReader(partial).canRead();
        if (made) {
            QFile::remove(target);
            made = QFile::rename(partial, target);
        }
        if (!made)
            QFile::remove(partial);
        if (download || download.error().code == ErrorCode::NotFound) {
            m_fetchAgain.forgetFailures();
            if (!made)
                m_notFetched.insert(picture);
        } else if (m_started && !m_fetchAgain.isActive()) { // both lanes may meet the same trouble
            const std::chrono::milliseconds atLeast = download.error().retryAfter.value_or(std::chrono::seconds());
            m_fetchAgain.startLonger(atLeast);
        }
        if (!download && picture.part == VideoPart::Sprite && !m_notFetched.contains(picture))
            m_sprites.append(picture.videoId);
        done(picture, made);
    });
}

void VideoPictures::done(const Picture& picture, bool made) {
    if (!made) {
        m_running.remove(picture);
        check();
        return;
    }
    const QString file = fileOf(picture);
    const auto stored = picture.part == VideoPart::Poster ? m_videos.setPoster(picture.videoId, file)
                                                          : m_videos.setSprite(picture.videoId, file);
    // Until then it is not begun again, so that what is removed here is not another one.
    receive(stored, this, [this, picture](const Result<void>& kept) {
        m_running.remove(picture);
        if (!kept && kept.error().code == ErrorCode::NotFound) {
            QFile::remove(m_folder.absolute(fileOf(picture)));
        } else if (!kept) { // a full disk, perhaps: it would be made again at once, and again
            m_retry.startLonger();
        } else {
            m_retry.forgetFailures();
        }
        check();
    });
}

QString VideoPictures::fileOf(const Picture& picture) {
    return picture.part == VideoPart::Poster ? MediaFolder::posterFile(picture.videoId)
                                             : MediaFolder::spriteFile(picture.videoId);
}

} // namespace kinora
