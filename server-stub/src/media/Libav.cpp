#include "media/Libav.h"

#include <cstdint>
#include <string>
#include <vector>

namespace kinora::media {

namespace {

// 8192 × 4320 and a little; a decoder keeps up to 17 pictures of that size.
constexpr std::int64_t MostFilmPixels = 36'000'000;

/// Looking for what the container does not say decodes some of each stream.
bool findStreams(AVFormatContext* format) {
    std::vector<AVDictionary*> options(format->nb_streams, nullptr);
    const std::string most = std::to_string(MostFilmPixels);
    for (AVDictionary*& option : options)
        av_dict_set(&option, "max_pixels", most.c_str(), 0);
    const int status = avformat_find_stream_info(format, options.data());
    for (AVDictionary*& option : options)
        av_dict_free(&option);
    return status >= 0;
}

} // namespace

std::expected<OpenVideo, std::string> openVideo(const std::filesystem::path& path) {
    av_log_set_level(AV_LOG_QUIET);
    OpenVideo video;
    AVFormatContext* format = nullptr;
    // The file: prefix keeps a strange name from being read as a protocol.
    const std::string url = "file:" + path.string();
    if (avformat_open_input(&format, url.c_str(), nullptr, nullptr) < 0)
        return std::unexpected("it is no media file");
    video.format.reset(format);
    if (!findStreams(format))
        return std::unexpected("its streams cannot be read");
    const AVCodec* codec = nullptr;
    const int index = av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, &codec, 0);
    if (index < 0 || codec == nullptr)
        return std::unexpected("it holds no video that can be decoded");
    video.stream = format->streams[index];
    if (std::int64_t{video.stream->codecpar->width} * video.stream->codecpar->height > MostFilmPixels)
        return std::unexpected("its pictures are too large");
    video.decoder.reset(avcodec_alloc_context3(codec));
    if (!video.decoder || avcodec_parameters_to_context(video.decoder.get(), video.stream->codecpar) < 0)
        return std::unexpected("its video cannot be decoded");
    video.decoder->thread_count = 1;
    video.decoder->max_pixels = MostFilmPixels; // it may also grow on the way
    if (avcodec_open2(video.decoder.get(), codec, nullptr) < 0)
        return std::unexpected("its video cannot be decoded");
    return video;
}

} // namespace kinora::media
