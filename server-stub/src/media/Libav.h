// Owning handles for libav's objects, and a decoder of one file's video; for this folder only.
#pragma once

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libswscale/swscale.h>
}

#include <expected>
#include <filesystem>
#include <memory>
#include <string>

namespace kinora::media {

struct FreeLibav {
    void operator()(AVFormatContext* format) const noexcept { avformat_close_input(&format); }
    void operator()(AVCodecContext* codec) const noexcept { avcodec_free_context(&codec); }
    void operator()(AVFrame* frame) const noexcept { av_frame_free(&frame); }
    void operator()(AVPacket* packet) const noexcept { av_packet_free(&packet); }
    void operator()(SwsContext* scaler) const noexcept { sws_freeContext(scaler); }
};
template <class T>
using Libav = std::unique_ptr<T, FreeLibav>;

/// How pictures as they are coded lie to those that are shown: a phone held upright films lying ones, and a matrix
/// beside them says so. Of a picture that lies sideways, rows become columns; then either direction may run the other
/// way.
struct Turn {
    bool isSideways = false;
    bool mirrorsX = false;
    bool mirrorsY = false;

    [[nodiscard]] bool isNone() const { return !isSideways && !mirrorsX && !mirrorsY; }
};

struct OpenVideo {
    Libav<AVFormatContext> format;
    Libav<AVCodecContext> decoder;
    AVStream* stream = nullptr;
    Turn turn;
};

/// The error is a sentence for the log.
[[nodiscard]] std::expected<OpenVideo, std::string> openVideo(const std::filesystem::path& path);

} // namespace kinora::media
