// Copies videos with facts written into them.
#include "media/EmbeddedFacts.h"
#include "media/libav/FrameReader.h"

#include <QFile>

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

int copyStreams(AVFormatContext& output, const AVFormatContext& input) {
    for (unsigned i = 0; i < input.nb_streams; ++i) {
        const AVStream& from = *input.streams[i];
        AVStream* to = avformat_new_stream(&output, nullptr);
        if (to == nullptr)
            return AVERROR(ENOMEM);
        if (const int status = avcodec_parameters_copy(to->codecpar, from.codecpar); status < 0)
            return status;
        to->codecpar->codec_tag = 0; // the container's own
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

int copyPackets(AVFormatContext& output, AVFormatContext& input) {
    const std::unique_ptr<AVPacket, FreePacket> packet(av_packet_alloc());
    int status = 0;
    while ((status = av_read_frame(&input, packet.get())) >= 0) {
        const auto stream = static_cast<unsigned>(packet->stream_index);
        av_packet_rescale_ts(packet.get(), input.streams[stream]->time_base, output.streams[stream]->time_base);
        packet->pos = -1;
        if (status = av_interleaved_write_frame(&output, packet.get()); status < 0)
            return status;
    }
    return status == AVERROR_EOF ? 0 : status;
}

Result<void> writeCopy(const QString& video, const QString& copy, const EmbeddedFacts& facts) {
    auto input = openMedia(video);
    if (!input)
        return std::unexpected(input.error());
    AVFormatContext* made = nullptr;
    const QByteArray url = "file:" + copy.toUtf8();
    if (const int status = avformat_alloc_output_context2(&made, nullptr, "mp4", url.constData()); status < 0)
        return notAVideo(copy, status);
    const Output output(made);
    setFacts(*output, **input, facts);
    if (const int status = copyStreams(*output, **input); status < 0)
        return notAVideo(video, status);
    if (const int status = avio_open(&output->pb, url.constData(), AVIO_FLAG_WRITE); status < 0)
        return failure(ErrorCode::FileFailed, copy);
    AVDictionary* options = nullptr;
    av_dict_set(&options, "movflags", "+faststart+use_metadata_tags", 0);
    int status = avformat_write_header(output.get(), &options);
    av_dict_free(&options);
    if (status >= 0)
        status = copyPackets(*output, **input);
    if (status >= 0)
        status = av_write_trailer(output.get());
    if (status >= 0)
        status = avio_closep(&output->pb);
    if (status < 0)
        return failure(status == AVERROR(ENOSPC) ? ErrorCode::DiskFull : ErrorCode::FileFailed,
            notAVideo(copy, status).error().detail);
    return {};
}

} // namespace

} // namespace kinora

// What copyWithFacts() looks for by name.
extern "C" Q_DECL_EXPORT void kinoraCopyWithFacts(
    const QString& video, const QString& copy, const kinora::EmbeddedFacts& facts, kinora::Result<void>& answer) {
    answer = kinora::writeCopy(video, copy, facts);
    if (!answer)
        QFile::remove(copy);
}
