// Copies videos with facts written into them.
#include "media/EmbeddedFacts.h"
#include "media/libav/FrameReader.h"

#include <QFile>

#include <algorithm>
#include <string_view>
#include <vector>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

struct FreeOutput {
    void operator()(AVFormatContext* context) const {
        avio_closep(&context->pb);
        avformat_free_context(context);
    }
};
using Output = std::unique_ptr<AVFormatContext, FreeOutput>;

void setFact(AVDictionary** facts, const char* name, const QString& value) {
    if (!value.isEmpty())
        av_dict_set(facts, name, value.toUtf8().constData(), 0);
}

/// With the facts that the file had already.
void setFacts(AVFormatContext& output, const AVFormatContext& input, const EmbeddedFacts& facts) {
    av_dict_copy(&output.metadata, input.metadata, 0);
    for (const char* ofTheFile : {"major_brand", "minor_version", "compatible_brands"}) // the copy has its own
        av_dict_set(&output.metadata, ofTheFile, nullptr, 0);
    setFact(&output.metadata, "com.apple.quicktime.title", facts.title);
    setFact(&output.metadata, "com.apple.quicktime.description", facts.prompt);
    setFact(&output.metadata, "com.apple.quicktime.model", facts.model);
    setFact(&output.metadata, "com.apple.quicktime.software", u"Kinora"_s);
    if (facts.createdAt.isValid()) {
        const QString moment = facts.createdAt.toUTC().toString(Qt::ISODate);
        setFact(&output.metadata, "com.apple.quicktime.creationdate", moment);
        setFact(&output.metadata, "creation_time", moment);
    }
}

bool isCover(const AVStream& stream) {
    return (stream.disposition & AV_DISPOSITION_ATTACHED_PIC) != 0;
}

/// Of this kind, with something in it that can be copied.
bool canHold(const AVOutputFormat& format, const AVStream& stream) {
    const AVMediaType type = stream.codecpar->codec_type;
    const bool isPlayed = type == AVMEDIA_TYPE_VIDEO || type == AVMEDIA_TYPE_AUDIO || type == AVMEDIA_TYPE_SUBTITLE;
    return isPlayed && avformat_query_codec(&format, stream.codecpar->codec_id, FF_COMPLIANCE_NORMAL) == 1;
}

/// All that is seen and heard; covers and subtitles are not worth a copy less.
bool canHoldAll(const AVOutputFormat& format, const AVFormatContext& input) {
    return std::all_of(input.streams, input.streams + input.nb_streams, [&format](const AVStream* stream) {
        const AVMediaType type = stream->codecpar->codec_type;
        const bool isNeeded = (type == AVMEDIA_TYPE_VIDEO && !isCover(*stream)) || type == AVMEDIA_TYPE_AUDIO;
        const bool isKnown = stream->codecpar->codec_id != AV_CODEC_ID_NONE; // else nobody here could play it
        return !isNeeded || !isKnown || canHold(format, *stream);
    });
}

bool isQuickTime(const AVFormatContext& input) {
    const AVDictionaryEntry* const brand = av_dict_get(input.metadata, "major_brand", nullptr, 0);
    return std::string_view(input.iformat->name).contains("mov") &&
           (brand == nullptr || std::string_view(brand->value).starts_with("qt"));
}

/// Nothing where there is none.
const char* containerFor(const AVFormatContext& input) {
    for (const char* name : {"mp4", "mov"}) {
        const bool isAllowed = std::string_view(name) == "mp4" || isQuickTime(input);
        const AVOutputFormat* const format = av_guess_format(name, nullptr, nullptr);
        if (isAllowed && format != nullptr && canHoldAll(*format, input))
            return name;
    }
    return nullptr;
}

/// The source's own where it means the same in the copy ("hvc1" says more than that it is HEVC), else the container's.
uint32_t tagFor(const AVOutputFormat& format, const AVCodecParameters& codec) {
    return av_codec_get_id(format.codec_tag, codec.codec_tag) == codec.codec_id ? codec.codec_tag : 0;
}

/// For each stream of the input its place in the output; -1 where it has none.
using Places = std::vector<int>;

int copyStreams(AVFormatContext& output, const AVFormatContext& input, Places& places) {
    for (unsigned i = 0; i < input.nb_streams; ++i) {
        const AVStream& from = *input.streams[i];
        places.push_back(-1);
        if (!canHold(*output.oformat, from))
            continue;
        AVStream* to = avformat_new_stream(&output, nullptr);
        if (to == nullptr)
            return AVERROR(ENOMEM);
        places.back() = to->index;
        if (const int status = avcodec_parameters_copy(to->codecpar, from.codecpar); status < 0)
            return status;
        to->codecpar->codec_tag = tagFor(*output.oformat, *from.codecpar);
        to->time_base = from.time_base;
        to->avg_frame_rate = from.avg_frame_rate;
        to->disposition = from.disposition;
        av_dict_copy(&to->metadata, from.metadata, 0);
        for (int side = 0; side < from.nb_side_data; ++side) {
            const AVPacketSideData& data = from.side_data[side]; // how the picture is to be turned, for one
            if (uint8_t* copied = av_stream_new_side_data(to, data.type, data.size); copied != nullptr)
                std::copy_n(data.data, data.size, copied);
        }
    }
    return 0;
}

int copyPackets(AVFormatContext& output, AVFormatContext& input, const Places& places) {
    const std::unique_ptr<AVPacket, FreePacket> packet(av_packet_alloc());
    int status = 0;
    while ((status = av_read_frame(&input, packet.get())) >= 0) {
        const auto stream = static_cast<std::size_t>(packet->stream_index);
        const int place = stream < places.size() ? places.at(stream) : -1;
        if (place < 0) {
            av_packet_unref(packet.get());
            continue;
        }
        av_packet_rescale_ts(packet.get(), input.streams[stream]->time_base, output.streams[place]->time_base);
        packet->stream_index = place;
        packet->pos = -1;
        if (status = av_interleaved_write_frame(&output, packet.get()); status < 0)
            return status;
    }
    return status == AVERROR_EOF ? 0 : status;
}

Result<QString> writeCopy(const QString& video, const QString& copy, const EmbeddedFacts& facts) {
    auto input = openMedia(video);
    if (!input)
        return std::unexpected(input.error());
    const char* const container = containerFor(**input);
    if (container == nullptr)
        return failure(ErrorCode::UnsupportedMediaType, u"%1: no MP4 can hold what is in it"_s.arg(video));
    AVFormatContext* made = nullptr;
    const QByteArray url = "file:" + copy.toUtf8();
    if (const int status = avformat_alloc_output_context2(&made, nullptr, container, url.constData()); status < 0)
        return notAVideo(copy, status);
    const Output output(made);
    setFacts(*output, **input, facts);
    Places places;
    if (const int status = copyStreams(*output, **input, places); status < 0)
        return notAVideo(video, status);
    if (const int status = avio_open(&output->pb, url.constData(), AVIO_FLAG_WRITE); status < 0)
        return failure(ErrorCode::FileFailed, copy);
    AVDictionary* options = nullptr;
    av_dict_set(&options, "movflags", "+faststart+use_metadata_tags", 0);
    int status = avformat_write_header(output.get(), &options);
    av_dict_free(&options);
    if (status >= 0)
        status = copyPackets(*output, **input, places);
    if (status >= 0)
        status = av_write_trailer(output.get());
    if (status >= 0)
        status = avio_closep(&output->pb);
    if (status < 0)
        return failure(status == AVERROR(ENOSPC) ? ErrorCode::DiskFull : ErrorCode::FileFailed,
            notAVideo(copy, status).error().detail);
    return QString::fromLatin1(container);
}

} // namespace

} // namespace kinora

// What copyWithFacts() looks for by name.
extern "C" Q_DECL_EXPORT void kinoraCopyWithFacts(
    const QString& video, const QString& copy, const kinora::EmbeddedFacts& facts, kinora::Result<QString>& answer) {
    answer = kinora::writeCopy(video, copy, facts);
    if (!answer)
        QFile::remove(copy);
}
