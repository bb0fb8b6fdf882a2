#include "media/Libav.h"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
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

/// By the four numbers of the matrix that turn; quarter turns and mirrors only, as anything else is nothing that a
/// camera writes.
Turn turnOf(const AVStream& stream) {
#if LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(60, 31, 0)
    const AVPacketSideData* data = av_packet_side_data_get(
        stream.codecpar->coded_side_data, stream.codecpar->nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX);
    const std::uint8_t* bytes = data != nullptr ? data->data : nullptr;
    const std::size_t size = data != nullptr ? data->size : 0;
#else
    std::size_t size = 0;
    const std::uint8_t* bytes = av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
#endif
    std::array<std::int32_t, 9> matrix{};
    if (bytes == nullptr || size < sizeof matrix)
        return {};
    std::memcpy(matrix.data(), bytes, sizeof matrix);
    // Shown x is a * x + c * y, shown y is b * x + d * y.
    const std::int64_t a = matrix[0];
    const std::int64_t b = matrix[1];
    const std::int64_t c = matrix[3];
    const std::int64_t d = matrix[4];
    if (std::abs(b) + std::abs(c) > std::abs(a) + std::abs(d))
        return {.isSideways = true, .mirrorsX = c < 0, .mirrorsY = b < 0};
    return {.isSideways = false, .mirrorsX = a < 0, .mirrorsY = d < 0};
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
    video.turn = turnOf(*video.stream);
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
