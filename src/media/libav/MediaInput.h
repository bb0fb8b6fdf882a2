// A media file opened by libav, and owners of libav's objects.
#pragma once

#include "core/Result.h"

#include <QString>
#include <QTransform>

#include <memory>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace kinora {

struct CloseInput {
    void operator()(AVFormatContext* context) const { avformat_close_input(&context); }
};
struct FreeCodec {
    void operator()(AVCodecContext* context) const { avcodec_free_context(&context); }
};
struct FreeFrame {
    void operator()(AVFrame* frame) const { av_frame_free(&frame); }
};
struct FreePacket {
    void operator()(AVPacket* packet) const { av_packet_free(&packet); }
};

/// Opens a file for reading, as far as its own head tells what is in it; CorruptFile with libav's words when it is
/// nothing that libav knows.
Result<std::unique_ptr<AVFormatContext, CloseInput>> openHead(const QString& file);
/// The same, with what only its first pictures tell; CorruptFile with libav's words when it is nothing that libav
/// knows.
Result<std::unique_ptr<AVFormatContext, CloseInput>> openMedia(const QString& file);
/// A decoder of one stream of it.
Result<std::unique_ptr<AVCodecContext, FreeCodec>> openDecoder(
    const AVFormatContext& input, int stream, const AVCodec* codec, const QString& file);
/// From its pictures as they are coded to those that are shown: quarter turns and mirrors, as the container says.
QTransform turnOf(const AVStream& stream);
/// CorruptFile in libav's words.
Failure notAVideo(const QString& file, int avError);

} // namespace kinora
