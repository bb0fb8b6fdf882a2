#include "media/Thumbnailer.h"

#include "core/Logging.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibrary>
#include <QPromise>
#include <QSaveFile>

#include <memory>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

using ReadThumbnail = void (*)(const QString&, int, Result<Thumbnail>&);

/// Of the module kinora-thumbnails (ThumbnailReader.cpp), beside the program or where it is installed; null when it is
/// not there. The first call loads libav.
ReadThumbnail reader() {
    static const ReadThumbnail found = []() -> ReadThumbnail {
        const QDir programs(QCoreApplication::applicationDirPath());
        for (const QString& folder : {programs.path(), programs.filePath(QStringLiteral(KINORA_MODULES_DIR))}) {
            QLibrary module(QDir(folder).filePath(u"kinora-thumbnails"_s));
            if (const QFunctionPointer symbol = module.resolve("kinoraReadThumbnail"))
                return reinterpret_cast<ReadThumbnail>(symbol);
            qCInfo(logMedia) << module.errorString();
        }
        return nullptr;
    }();
    return found;
}

Result<void> saveWhole(const QImage& poster, const QString& file) {
    constexpr int quality = 88;
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || !poster.save(&out, "JPG", quality) || !out.commit())
        return failure(ErrorCode::FileFailed, u"%1: %2"_s.arg(file, out.errorString()));
    return {};
}

QFuture<Result<Thumbnail>> runIn(QThreadPool& pool, std::function<Result<Thumbnail>()> work) {
    auto promise = std::make_shared<QPromise<Result<Thumbnail>>>();
    promise->start();
    pool.start([promise, work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
    return promise->future();
}

} // namespace

Result<Thumbnail> readThumbnail(const QString& file, int longestSide) {
    const ReadThumbnail read = reader();
    if (read == nullptr)
        return failure(ErrorCode::FileFailed, u"the module kinora-thumbnails is missing"_s);
    Result<Thumbnail> answer;
    read(file, longestSide, answer);
    return answer;
}

void preloadMedia() {
    static_cast<void>(QThreadPool::globalInstance()->tryStart([] { static_cast<void>(reader()); }));
}

Thumbnailer::Thumbnailer() {
    m_pool.setMaxThreadCount(1);
}

Thumbnailer::~Thumbnailer() {
    m_pool.clear();
    m_pool.waitForDone();
}

QFuture<Result<Thumbnail>> Thumbnailer::read(const QString& file, int longestSide) {
    return runIn(m_pool, [file, longestSide] { return readThumbnail(file, longestSide); });
}

QFuture<Result<Thumbnail>> Thumbnailer::readAndSave(const QString& file, int longestSide, const QString& posterFile) {
    return runIn(m_pool, [file, longestSide, posterFile]() -> Result<Thumbnail> {
        Result<Thumbnail> thumbnail = readThumbnail(file, longestSide);
        if (!thumbnail)
            return thumbnail;
        if (const Result<void> saved = saveWhole(thumbnail->poster, posterFile); !saved)
            return std::unexpected(saved.error());
        return thumbnail;
    });
}

} // namespace kinora
