#include "services/ReferencePictures.h"

#include "core/Logging.h"
#include "core/Receive.h"
#include "services/PictureFile.h"
#include "services/RunIn.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSaveFile>

#include <memory>
#include <utility>

namespace kinora {

namespace {

/// More than any video is wide.
constexpr int longestKept = 3072;
constexpr int longestSent = 2048;
/// The relay keeps what nothing uses for a day.
constexpr std::chrono::hours uploadUsable{20};

template <class T>
QFuture<Result<T>> onPool(std::function<Result<T>()> work) {
    return runIn<T>(*QThreadPool::globalInstance(), std::move(work));
}

Result<ReferencePicture> keepIn(const QString& folder, const QImage& picture) {
    const QByteArray jpeg = jpegOf(picture, longestKept);
    const QByteArray name = QCryptographicHash::hash(jpeg, QCryptographicHash::Sha256).toHex().left(32);
    ReferencePicture kept;
    kept.file = QDir(folder).absoluteFilePath(QString::fromLatin1(name) + QStringLiteral(".jpg"));
    if (QFile::exists(kept.file))
        return kept;
    if (!QDir().mkpath(folder))
        return failure(ErrorCode::FileFailed, folder);
    QSaveFile file(kept.file);
    if (!file.open(QIODevice::WriteOnly) || file.write(jpeg) != jpeg.size() || !file.commit()) {
        const bool full = file.error() == QFileDevice::ResourceError;
        return failure(full ? ErrorCode::DiskFull : ErrorCode::FileFailed, file.errorString());
    }
    return kept;
}

Result<ReferencePicture> keepFrom(const QString& folder, QIODevice& device) {
    const Result<QImage> picture = readPicture(device, longestKept);
    if (!picture)
        return Failure(picture.error());
    return keepIn(folder, *picture);
}

} // namespace

ReferencePictures::ReferencePictures(
    CameoApi& relay, CreationService& creation, const Clock& clock, QString folder, QObject* parent)
    : QObject(parent)
    , m_relay(relay)
    , m_clock(clock)
    , m_folder(std::move(folder)) {
    connect(&creation, &CreationService::closed, this, [this] {
        ++m_run;
        m_sent.clear();
    });
}

QFuture<Result<ReferencePicture>> ReferencePictures::takeFile(const QString& path) {
    return onPool<ReferencePicture>([folder = m_folder, path]() -> Result<ReferencePicture> {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return failure(ErrorCode::CorruptFile, file.errorString());
        return keepFrom(folder, file);
    });
}

QFuture<Result<ReferencePicture>> ReferencePictures::takeImage(const QImage& image) {
    return onPool<ReferencePicture>([folder = m_folder, image] { return keepIn(folder, image); });
}

QFuture<Result<QString>> ReferencePictures::send(const ReferencePicture& picture, const QSize& shape) {
    const QString key = QStringLiteral("%1 %2 %3 %4 %5:%6")
                            .arg(picture.file)
                            .arg(picture.zoom)
                            .arg(picture.centerX)
                            .arg(picture.centerY)
                            .arg(shape.width())
                            .arg(shape.height());
    const auto known = m_sent.constFind(key);
    if (known != m_sent.constEnd() && m_clock.elapsed() - known->at < uploadUsable)
        return readyResult(Result<QString>(known->id));
    auto promise = std::make_shared<QPromise<Result<QString>>>();
    promise->start();
    const auto finish = [promise](const Result<QString>& answer) {
        promise->addResult(answer);
        promise->finish();
    };
    const auto cut = onPool<QByteArray>([picture, shape]() -> Result<QByteArray> {
        QFile file(picture.file);
        if (!file.open(QIODevice::ReadOnly))
            return failure(ErrorCode::CorruptFile, file.errorString());
        const Result<QImage> whole = readPicture(file, longestKept);
        if (!whole)
            return Failure(whole.error());
        return jpegOf(whole->copy(partOf(whole->size(), picture, shape)), longestSent);
    });
    receive(cut, this, [this, key, finish, run = m_run](const Result<QByteArray>& jpeg) {
        if (!jpeg) {
            finish(Failure(jpeg.error()));
            return;
        }
        receive(m_relay.upload(*jpeg), this, [this, key, finish, run](const Result<QString>& id) {
            if (id && run == m_run)
                m_sent.insert(key, {.id = *id, .at = m_clock.elapsed()});
            finish(id);
        });
    });
    return promise->future();
}

void ReferencePictures::forget(const QString& uploadId) {
    m_sent.removeIf([&uploadId](const QHash<QString, Sent>::iterator sent) { return sent->id == uploadId; });
}

} // namespace kinora
