#include "media/libav/MediaInput.h"

#include <array>
#include <cstring>

extern "C" {
#include <libavutil/log.h>
}

namespace kinora {

using namespace Qt::StringLiterals;

Failure notAVideo(const QString& file, int avError) {
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
    av_strerror(avError, text.data(), text.size());
    return failure(ErrorCode::CorruptFile, u"%1: %2"_s.arg(file, QString::fromUtf8(text.data())));
}

Result<std::unique_ptr<AVFormatContext, CloseInput>> openHead(const QString& file) {
    // libav reports what it finds odd in a file on standard error; what matters comes back as a result.
    av_log_set_level(AV_LOG_QUIET);
    AVFormatContext* input = nullptr;
    // The prefix keeps libav from reading "concat:" and the like out of a file name.
    const QByteArray url = "file:" + file.toUtf8();
    if (const int status = avformat_open_input(&input, url.constData(), nullptr, nullptr); status < 0)
        return notAVideo(file, status);
    return std::unique_ptr<AVFormatContext, CloseInput>(input);
}

Result<std::unique_ptr<AVFormatContext, CloseInput>> openMedia(const QString& file) {
    auto opened = openHead(file);
    if (!opened)
        return opened;
    if (const int status = avformat_find_stream_info(opened->get(), nullptr); status < 0)
        return notAVideo(file, status);
    return opened;
}

Result<std::unique_ptr<AVCodecContext, FreeCodec>> openDecoder(
    const AVFormatContext& input, int stream, const AVCodec* codec, const QString& file) {
    std::unique_ptr<AVCodecContext, FreeCodec> decoder(avcodec_alloc_context3(codec));
    if (const int status = avcodec_parameters_to_context(decoder.get(), input.streams[stream]->codecpar); status < 0)
        return notAVideo(file, status);
    decoder->thread_count = 1; // little is wanted at a time: more threads only delay it
    if (const int status = avcodec_open2(decoder.get(), codec, nullptr); status < 0)
        return notAVideo(file, status);
    return decoder;
}

QTransform turnOf(const AVStream& stream) {
    // A decoder of libav 5 does not hand on what the container says of all its pictures.
#if LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(60, 31, 0)
    const AVPacketSideData* data = av_packet_side_data_get(
        stream.codecpar->coded_side_data, stream.codecpar->nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX);
    const uint8_t* bytes = data != nullptr ? data->data : nullptr;
    const size_t size = data != nullptr ? data->size : 0;
#else
    size_t size = 0;
    const uint8_t* bytes = av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
#endif
    std::array<int32_t, 9> matrix{};
    if (bytes == nullptr || size < sizeof matrix)
        return {};
    std::memcpy(matrix.data(), bytes, sizeof matrix);
    const auto sign = [](int64_t value) {
        return value < 0 ? -1.0 : 1.0;
    };
    const int64_t along = qAbs<qint64>(matrix[0]) + qAbs<qint64>(matrix[4]);
    const int64_t across = qAbs<qint64>(matrix[1]) + qAbs<qint64>(matrix[3]);
    return across > along ? QTransform(0, sign(matrix[1]), sign(matrix[3]), 0, 0, 0)
                          : QTransform(sign(matrix[0]), 0, 0, sign(matrix[4]), 0, 0);
}

} // namespace kinora
