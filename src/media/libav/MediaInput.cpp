#include "media/libav/MediaInput.h"

#include <array>

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

Result<std::unique_ptr<AVFormatContext, CloseInput>> openMedia(const QString& file) {
    // libav reports what it finds odd in a file on standard error; what matters comes back as a result.
    av_log_set_level(AV_LOG_QUIET);
    AVFormatContext* input = nullptr;
    // The prefix keeps libav from reading "concat:" and the like out of a file name.
    const QByteArray url = "file:" + file.toUtf8();
    if (const int status = avformat_open_input(&input, url.constData(), nullptr, nullptr); status < 0)
        return notAVideo(file, status);
    std::unique_ptr<AVFormatContext, CloseInput> opened(input);
    if (const int status = avformat_find_stream_info(input, nullptr); status < 0)
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

} // namespace kinora
