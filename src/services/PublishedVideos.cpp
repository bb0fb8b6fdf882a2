#include "services/PublishedVideos.h"

#include "core/Receive.h"
#include "core/RunIn.h"
#include "storage/MediaFolder.h"

#include <QDir>
#include <QFile>
#include <QPromise>

#include <utility>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

using FileAnswer = std::shared_ptr<QPromise<Result<QString>>>;

FileAnswer startAnswer() {
    auto answer = std::make_shared<QPromise<Result<QString>>>();
    answer->start();
    return answer;
}

void giveFile(const FileAnswer& answer, const Result<QString>& file) {
    answer->addResult(file);
    answer->finish();
}

/// Gives the whole file its name, if it is what it should be; else it goes.
Result<QString> takeWhole(const QString& partial, const QString& target, const QString& sha256) {
    if (const QString hash = sha256Of(partial); hash != sha256) {
        QFile::remove(partial);
        return failure(hash.isEmpty() ? ErrorCode::FileFailed : ErrorCode::CorruptFile);
    }
    QFile::remove(target);
    return QFile::rename(partial, target) ? Result<QString>(target) : failure(ErrorCode::FileFailed);
}

} // namespace

PublishedVideos::PublishedVideos(PeopleApi& people, RelayApi& relay, QObject* parent)
    : QObject(parent)
    , m_people(people)
    , m_relay(relay) {
    m_hashing.setMaxThreadCount(1);
}

PublishedVideos::~PublishedVideos() {
    stopFilm();
    m_hashing.waitForDone();
}

QFuture<Result<Page<PublishedVideo>>> PublishedVideos::of(const QString& handle, const QString& cursor) {
    return m_people.published(handle, cursor);
}

QFuture<Result<PublishedVideo>> PublishedVideos::setLiked(const QString& videoId, bool liked) {
    return m_people.setLiked(videoId, liked);
}

QString PublishedVideos::place(const QString& name) {
    if (!m_folder)
        m_folder = std::make_unique<QTemporaryDir>(QDir::temp().filePath(u"kinora-shown-XXXXXX"_s));
    return m_folder->isValid() ? m_folder->filePath(name) : QString();
}

QFuture<Result<QString>> PublishedVideos::poster(const QString& videoId) {
    const QString file = place(videoId + u".jpg"_s);
    if (file.isEmpty())
        return readyResult<QString>(failure(ErrorCode::FileFailed));
    if (QFile::exists(file))
        return readyResult<QString>(file);
    const FileAnswer answer = startAnswer();
    receive(m_people.publishedPoster(videoId), this, [answer, file](const Result<QByteArray>& jpeg) {
        QFile target(file);
        if (!jpeg)
            giveFile(answer, Failure(jpeg.error()));
        else if (target.open(QIODevice::WriteOnly) && target.write(*jpeg) == jpeg->size())
            giveFile(answer, file);
        else
            giveFile(answer, failure(ErrorCode::FileFailed));
    });
    return answer->future();
}

QFuture<Result<QString>> PublishedVideos::film(const Video& video, const Progress& progress) {
    stopFilm();
    const QString file = place(video.id + u".mp4"_s);
    if (file.isEmpty())
        return readyResult<QString>(failure(ErrorCode::FileFailed));
    if (QFile::exists(file)) {
        keep(file);
        return readyResult<QString>(file);
    }
    // Each try its own, so that the end of one before it takes nothing away.
    const QString partial = place(u"%1.%2.partial"_s.arg(video.id).arg(++m_tries));
    m_coming = m_relay.download({.videoId = video.id, .targetFile = partial, .etag = {}, .onProgress = progress});
    const FileAnswer answer = startAnswer();
    receive(m_coming, this, [this, answer, partial, file, sha256 = video.sha256](const Result<Download>& download) {
        if (!download) {
            QFile::remove(partial);
            giveFile(answer, Failure(download.error()));
            return;
        }
        receive(runIn<QString>(m_hashing, [partial, file, sha256] { return takeWhole(partial, file, sha256); }), this,
            [this, answer](const Result<QString>& whole) {
                if (whole)
                    keep(*whole);
                giveFile(answer, whole);
            });
    });
    return answer->future();
}

void PublishedVideos::stopFilm() {
    m_coming.cancel();
}

void PublishedVideos::keep(const QString& file) {
    m_films.removeAll(file);
    m_films.append(file);
    while (m_films.size() > mostFilms)
        QFile::remove(m_films.takeFirst());
}

} // namespace kinora
