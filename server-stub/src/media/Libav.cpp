#include "media/Libav.h"

namespace kinora::media {

std::expected<OpenVideo, std::string> openVideo(const std::filesystem::path& path) {
    av_log_set_level(AV_LOG_QUIET);
    OpenVideo video;
    AVFormatContext* format = nullptr;
    // The file: prefix keeps a strange name from being read as a protocol.
    const std::string url = "file:" + path.string();
    if (avformat_open_input(&format, url.c_str(), nullptr, nullptr) < 0)
        return std::unexpected("it is no media file");
    video.format.reset(format);
    if (avformat_find_stream_info(format, nullptr) < 0)
        return std::unexpected("its streams cannot be read");
    const AVCodec* codec = nullptr;
    const int index = av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, &codec, 0);
    if (index < 0 || codec == nullptr)
        return std::unexpected("it holds no video that can be decoded");
    video.stream = format->streams[index];
    video.decoder.reset(avcodec_alloc_context3(codec));
    if (!video.decoder || avcodec_parameters_to_context(video.decoder.get(), video.stream->codecpar) < 0)
        return std::unexpected("its video cannot be decoded");
    video.decoder->thread_count = 1;
    if (avcodec_open2(video.decoder.get(), codec, nullptr) < 0)
        return std::unexpected("its video cannot be decoded");
    return video;
}

} // namespace kinora::media
