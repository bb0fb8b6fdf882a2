// Reads posters and facts.
#include "media/libav/FrameReader.h"

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

bool isNearlyBlack(const QImage& image) {
    const QImage tiny = image.scaled(16, 16, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    int brightest = 0;
    for (int y = 0; y < tiny.height(); ++y) {
        for (int x = 0; x < tiny.width(); ++x)
            brightest = qMax(brightest, qGray(tiny.pixel(x, y)));
    }
    return brightest < 24;
}

Result<Thumbnail> thumbnailOf(const QString& file, int longestSide) {
    constexpr double secondsToSearch = 1.0;
    Result<FrameReader> reader = FrameReader::open(file);
    if (!reader)
        return std::unexpected(reader.error());
    Thumbnail thumbnail{.poster = {}, .facts = reader->facts()};
    while (const AVFrame* frame = reader->next()) {
        const QImage image = reader->imageOf(*frame, longestSide);
        if (image.isNull())
            break;
        const bool searching = isNearlyBlack(image) && reader->secondsOf(*frame) < secondsToSearch;
        // A film that stays black keeps its first frame.
        if (!searching || thumbnail.poster.isNull())
            thumbnail.poster = image;
        if (!searching)
            return thumbnail;
    }
    if (thumbnail.poster.isNull())
        return failure(ErrorCode::CorruptFile, u"%1: no picture in it"_s.arg(file));
    return thumbnail;
}

} // namespace

} // namespace kinora

// What Thumbnailer looks for by name.
extern "C" Q_DECL_EXPORT void kinoraReadThumbnail(
    const QString& file, int longestSide, kinora::Result<kinora::Thumbnail>& answer) {
    answer = kinora::thumbnailOf(file, longestSide);
}
