// Reads what a video file from anywhere says of itself.
#include "media/EmbeddedFacts.h"
#include "media/libav/FrameReader.h"

#include <algorithm>
#include <string_view>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

/// The first of these that the file has.
QString factOf(const AVFormatContext& container, std::initializer_list<const char*> names) {
    for (const char* name : names) {
        const AVDictionaryEntry* found = av_dict_get(container.metadata, name, nullptr, 0);
        if (found != nullptr && *found->value != '\0')
            return QString::fromUtf8(found->value).trimmed();
    }
    return {};
}

EmbeddedFacts embeddedIn(const AVFormatContext& container) {
    EmbeddedFacts facts{.title = factOf(container, {"com.apple.quicktime.title", "title"}),
        .prompt = factOf(container, {"com.apple.quicktime.description", "description", "comment", "synopsis"}),
        .model = factOf(container, {"com.apple.quicktime.model", "model"}),
        .createdAt = {}};
    const QString moment = factOf(container, {"com.apple.quicktime.creationdate", "creation_time", "date"});
    QDateTime createdAt = QDateTime::fromString(moment, Qt::ISODateWithMs);
    // Many programs leave the field at the beginning of its time, 1904 or 1970.
    constexpr int firstYear = 1990;
    if (createdAt.isValid() && createdAt.date().year() >= firstYear)
        facts.createdAt = createdAt.toUTC();
    return facts;
}

QString contentTypeOf(const AVFormatContext& container) {
    const std::string_view names = container.iformat->name;
    if (names.contains("webm"))
        return u"video/webm"_s;
    if (!names.contains("mp4"))
        return {};
    return factOf(container, {"major_brand"}).trimmed() == u"qt" ? u"video/quicktime"_s : u"video/mp4"_s;
}

/// Files that were cut keep their table of contents, and open like whole ones.
bool reachesItsEnd(FrameReader& reader) {
    constexpr double lastPictures = 1.0;
    const double stated = reader.statedSeconds();
    if (stated <= 0)
        return true;
    reader.goBefore(std::max(0.0, stated - lastPictures));
    double last = -1;
    while (const AVFrame* frame = reader.next())
        last = std::max(last, reader.secondsOf(*frame));
    return last >= stated - lastPictures - reader.frameSeconds();
}

Result<VideoFileFacts> factsOf(const QString& video) {
    Result<FrameReader> reader = FrameReader::open(video);
    if (!reader)
        return std::unexpected(reader.error());
    VideoFileFacts facts{.media = reader->facts(),
        .contentType = contentTypeOf(reader->container()),
        .embedded = embeddedIn(reader->container())};
    if (facts.contentType.isEmpty())
        return failure(ErrorCode::CorruptFile, u"%1: neither MP4 nor WebM"_s.arg(video));
    const AVFrame* first = reader->next();
    if (first == nullptr || first->width <= 0 || first->height <= 0)
        return failure(ErrorCode::CorruptFile, u"%1: no picture in it"_s.arg(video));
    facts.media.size = reader->sizeOf(*first);
    if (!reachesItsEnd(*reader))
        return failure(ErrorCode::CorruptFile, u"%1: it breaks off before its end"_s.arg(video));
    return facts;
}

} // namespace

} // namespace kinora

// What readVideoFile() looks for by name.
extern "C" Q_DECL_EXPORT void kinoraReadVideoFile(
    const QString& video, kinora::Result<kinora::VideoFileFacts>& answer) {
    answer = kinora::factsOf(video);
}
