#include "services/ReferencePictures.h"

#include "core/DiskRoom.h"
#include "core/Logging.h"
#include "core/Receive.h"
#include "core/RunIn.h"
#include "core/WorkPool.h"
#include "services/PictureFile.h"
#include "services/ReferenceFolder.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>

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
    return runIn<T>(workPool(), std::move(work));
}

Result<ReferencePicture> keepIn(const QString& folder, const QImage& picture) {
    const QByteArray jpeg = jpegOf(picture, longestKept);
    const QByteArray name = QCryptographicHash::hash(jpeg, QCryptographicHash::Sha256).toHex().left(32);
    ReferencePicture kept;
    kept.file = QDir(folder).absoluteFilePath(QString::fromLatin1(name) + QStringLiteral(".jpg"));
    if (QFile known(kept.file); known.exists()) {
        // As new for whoever sweeps: nothing may refer to it yet.
        if (known.open(QIODevice::ReadWrite))
            known.setFileTime(QDateTime::currentDateTimeUtc(), QFileDevice::FileModificationTime);
        return kept;
    }
    if (!QDir().mkpath(folder))
        return failure(ErrorCode::FileFailed, folder);
    if (const Result<void> written = writeWhole(kept.file, jpeg); !written)
        return Failure(written.error());
    return kept;
}

Result<ReferencePicture> keepFrom(const QString& folder, QIODevice& device) {
    const Result<QImage> picture = readPicture(device, longestKept);
    if (!picture)
        return Failure(picture.error());
    return keepIn(folder, *picture);
}

/// What tells it: the folder may have another path than when it was chosen.
QString nameOf(const ReferencePicture& picture) {
    return QFileInfo(picture.file).fileName();
}

Result<int> removeUnused(const QString& folder, const QSet<QString>& used, const QDateTime& before) {
    int removed = 0;
    for (const QFileInfo& file : QDir(folder).entryInfoList({QStringLiteral("*.jpg")}, QDir::Files)) {
        const bool isOld = file.lastModified() < before;
        if (isOld && !used.contains(file.fileName()) && QFile::remove(file.absoluteFilePath()))
            ++removed;
    }
    return removed;
}

/// A promise's answer from where `work` does not know of it.
template <class T>
auto answering(const std::shared_ptr<QPromise<Result<T>>>& promise) {
    return [promise](const Result<T>& answer) {
        promise->addResult(answer);
        promise->finish();
    };
}

} // namespace

ReferencePictures::ReferencePictures(CameoApi& relay, Library& library, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_relay(relay)
    , m_library(library)
    , m_clock(clock) {
    connect(&library, &Library::opened, this, [this] {
        m_folder = referenceFolder(m_library.folder().root());
        sweep();
    });
    connect(&library, &Library::closing, this, [this] {
        ++m_run;
        m_folder.clear();
        m_sent.clear();
    });
}

void ReferencePictures::sweep() {
    // A damaged library was put aside: what it knew of may be wanted again.
    if (!m_library.setAsideFile().isEmpty())
        return;
    receive(m_library.drafts().load(), this, [this, run = m_run](const Result<std::optional<DraftSet>>& drafts) {
        if (!drafts || run != m_run)
            return;
        QSet<QString> used;
        const DraftSet set = drafts->value_or(DraftSet());
        for (const NewJob& job : set.open + set.sent)
            used.insert(nameOf(job.reference));
        for (const Preset& preset : set.presets)
            used.insert(nameOf(preset.options.reference));
        receive(m_library.submissions().load(), this,
            [this, run, used](const Result<QList<PendingSubmission>>& waiting) mutable {
                if (!waiting || run != m_run)
                    return;
                for (const PendingSubmission& submission : *waiting)
                    used.insert(nameOf(submission.job.reference));
                const QDateTime before = m_clock.now().addSecs(-std::chrono::seconds(leastAge).count());
                receive(onPool<int>([folder = m_folder, used, before] { return removeUnused(folder, used, before); }),
                    this, [this](const Result<int>& removed) { emit swept(removed.value_or(0)); });
            });
    });
}

QFuture<Result<ReferencePicture>> ReferencePictures::takeFile(const QString& path) {
    if (m_folder.isEmpty())
        return readyResult<ReferencePicture>(failure(ErrorCode::SignedOut));
    return onPool<ReferencePicture>([folder = m_folder, path]() -> Result<ReferencePicture> {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return failure(ErrorCode::CorruptFile, file.errorString());
        return keepFrom(folder, file);
    });
}

QFuture<Result<ReferencePicture>> ReferencePictures::takeImage(const QImage& image) {
    if (m_folder.isEmpty())
        return readyResult<ReferencePicture>(failure(ErrorCode::SignedOut));
    return onPool<ReferencePicture>([folder = m_folder, image] { return keepIn(folder, image); });
}

QFuture<Result<ReferencePicture>> ReferencePictures::takeUpload(const QString& uploadId) {
    if (m_folder.isEmpty())
        return readyResult<ReferencePicture>(failure(ErrorCode::SignedOut));
    auto promise = std::make_shared<QPromise<Result<ReferencePicture>>>();
    promise->start();
    const auto finish = answering<ReferencePicture>(promise);
    receive(m_relay.uploadImage(uploadId), this, [this, finish, folder = m_folder](const Result<QByteArray>& jpeg) {
        if (!jpeg) {
            finish(Failure(jpeg.error()));
            return;
        }
        const auto keeping = onPool<ReferencePicture>([folder, bytes = *jpeg]() mutable {
            QBuffer buffer(&bytes);
            buffer.open(QIODevice::ReadOnly);
            return keepFrom(folder, buffer);
        });
        receive(keeping, this, finish);
    });
    return promise->future();
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
    const auto finish = answering<QString>(promise);
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
