#include "media/Thumbnailer.h"

#include "core/DiskRoom.h"
#include "core/RunIn.h"
#include "core/WorkPool.h"
#include "media/LibavModule.h"
#include "media/SpriteSheet.h"

#include <QSaveFile>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

Result<void> saveWhole(const QImage& picture, const QString& file) {
    constexpr int quality = 88;
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || !picture.save(&out, "JPG", quality) || !commitWhole(out))
        return failure(ErrorCode::FileFailed, u"%1: %2"_s.arg(file, out.errorString()));
    return {};
}

} // namespace

Result<Thumbnail> readThumbnail(const QString& file, int longestSide) {
    using ReadThumbnail = void (*)(const QString&, int, Result<Thumbnail>&);
    const auto read = reinterpret_cast<ReadThumbnail>(libavFunction("kinoraReadThumbnail"));
    if (read == nullptr)
        return failure(ErrorCode::FileFailed, u"the module kinora-libav is missing"_s);
    Result<Thumbnail> answer;
    read(file, longestSide, answer);
    return answer;
}

void preloadMedia() {
    static_cast<void>(workPool().tryStart([] { static_cast<void>(libavFunction("kinoraReadThumbnail")); }));
}

Thumbnailer::Thumbnailer() {
    m_pool.setMaxThreadCount(1);
}

Thumbnailer::~Thumbnailer() {
    m_pool.clear();
    m_pool.waitForDone();
}

QFuture<Result<Thumbnail>> Thumbnailer::read(const QString& file, int longestSide) {
    return runIn<Thumbnail>(m_pool, [file, longestSide] { return readThumbnail(file, longestSide); });
}

QFuture<Result<Thumbnail>> Thumbnailer::readAndSave(const QString& file, int longestSide, const QString& posterFile) {
    return runIn<Thumbnail>(m_pool, [file, longestSide, posterFile]() -> Result<Thumbnail> {
        Result<Thumbnail> thumbnail = readThumbnail(file, longestSide);
        if (!thumbnail)
            return thumbnail;
        if (const Result<void> saved = saveWhole(thumbnail->poster, posterFile); !saved)
            return std::unexpected(saved.error());
        return thumbnail;
    });
}

QFuture<Result<void>> Thumbnailer::saveSprite(const QString& file, const QString& spriteFile) {
    return runIn<void>(m_pool, [file, spriteFile]() -> Result<void> {
        const Result<QImage> sheet = readSpriteSheet(file);
        return sheet ? saveWhole(*sheet, spriteFile) : std::unexpected(sheet.error());
    });
}

} // namespace kinora
