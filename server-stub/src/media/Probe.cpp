#include "media/Probe.h"

#include "base/WorkPool.h"
#include "media/Libav.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string_view>
#include <utility>

namespace kinora::media {

namespace {

// A film of an hour takes a few minutes.
constexpr std::chrono::minutes LongestDecoding{20};

struct Decoded {
    int frames = 0;
    bool tookTooLong = false;
    double lastSecond = 0;
    bool damaged = false;
};

double secondsOf(const AVFrame& frame, const AVStream& stream) {
    return frame.best_effort_timestamp == AV_NOPTS_VALUE
               ? 0.0
               : static_cast<double>(frame.best_effort_timestamp) * av_q2d(stream.time_base);
}

Decoded decodeAll(OpenVideo& video) {
    const Libav<AVPacket> packet(av_packet_alloc());
    const Libav<AVFrame> frame(av_frame_alloc());
    // Deblocking is for the eye; it costs a third of the time.
    video.decoder->skip_loop_filter = AVDISCARD_ALL;
    Decoded result;
    const auto drain = [&] {
        int status = 0;
        while ((status = avcodec_receive_frame(video.decoder.get(), frame.get())) >= 0) {
            ++result.frames;
            result.damaged =
                result.damaged || frame->decode_error_flags != 0 || (frame->flags & AV_FRAME_FLAG_CORRUPT) != 0;
            result.lastSecond = std::max(result.lastSecond, secondsOf(*frame, *video.stream));
        }
        result.damaged = result.damaged || (status != AVERROR(EAGAIN) && status != AVERROR_EOF);
    };
    int status = 0;
    const auto end = std::chrono::steady_clock::now() + LongestDecoding;
    while ((status = av_read_frame(video.format.get(), packet.get())) >= 0) {
        WorkPool::checkpoint();
        result.tookTooLong = std::chrono::steady_clock::now() > end;
        if (result.tookTooLong)
            return result;
        result.damaged = result.damaged || (packet->flags & AV_PKT_FLAG_CORRUPT) != 0;
        if (packet->stream_index == video.stream->index) {
            if (avcodec_send_packet(video.decoder.get(), packet.get()) < 0)
                result.damaged = true;
            drain();
        }
        av_packet_unref(packet.get());
    }
    result.damaged =
        result.damaged || status != AVERROR_EOF || (video.format->pb != nullptr && video.format->pb->error < 0);
    avcodec_send_packet(video.decoder.get(), nullptr);
    drain();
    return result;
}

std::string containerOf(const AVFormatContext& format) {
    const std::string_view names = format.iformat->name;
    if (names.contains("mp4"))
        return "mp4";
    if (names.contains("webm"))
        return "webm";
    return std::string(names.substr(0, names.find(',')));
}

} // namespace

std::string MediaFacts::contentType() const {
    return container == "webm" ? "video/webm" : "video/mp4";
}

std::expected<MediaFacts, std::string> probe(const std::filesystem::path& path) {
    auto video = openVideo(path);
    if (!video)
        return std::unexpected(video.error());
    MediaFacts facts;
    facts.container = containerOf(*video->format);
    if (facts.container != "mp4" && facts.container != "webm")
        return std::unexpected("it is " + facts.container + ", neither MP4 nor WebM");
    facts.videoCodec = avcodec_get_name(video->stream->codecpar->codec_id);
    facts.width = video->stream->codecpar->width;
    facts.height = video->stream->codecpar->height;
    if (video->turn.isSideways)
        std::swap(facts.width, facts.height);
    const int audio = av_find_best_stream(video->format.get(), AVMEDIA_TYPE_AUDIO, -1, -1, nullptr, 0);
    if (audio >= 0)
        facts.audioCodec = avcodec_get_name(video->format->streams[audio]->codecpar->codec_id);
    if (facts.width <= 0 || facts.height <= 0)
        return std::unexpected("its picture has no size");

    double declared = 0;
    if (video->stream->duration != AV_NOPTS_VALUE)
        declared = static_cast<double>(video->stream->duration) * av_q2d(video->stream->time_base);
    else if (video->format->duration != AV_NOPTS_VALUE)
        declared = static_cast<double>(video->format->duration) / AV_TIME_BASE;
    const std::int64_t declaredFrames = video->stream->nb_frames;

    const Decoded decoded = decodeAll(*video);
    if (decoded.tookTooLong)
        return std::unexpected("it takes too long to be decoded");
    if (decoded.frames == 0)
        return std::unexpected("not one picture of it can be decoded");
    if (decoded.damaged)
        return std::unexpected("it is damaged or cut short");
    // A frame is shown until the next; half a second covers the slowest film one would call a film.
    if (declared > 0 && decoded.lastSecond + 0.5 < declared)
        return std::unexpected("it ends before its stated end");
    if (declaredFrames > 0 && decoded.frames + 2 < declaredFrames)
        return std::unexpected("pictures are missing");
    const double seconds = declared > 0 ? declared : decoded.lastSecond;
    facts.duration = std::chrono::milliseconds(std::llround(seconds * 1000));
    return facts;
}

} // namespace kinora::media
