#include "media/Picture.h"

#include "media/Jpeg.h"
#include "media/Libav.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace kinora::media {

namespace {

constexpr int Side = 512;
/// 24 megapixels are less than 100 MB once decoded; a picture of a few bytes can claim many more.
constexpr std::int64_t MostPixels = 24'000'000;

/// By the first bytes; what the sender calls it is not asked. No container is opened: the decoder gets the whole file.
AVCodecID codecOf(std::string_view picture) {
    using namespace std::string_view_literals;
    if (picture.starts_with("\x89PNG\r\n\x1a\n"sv))
        return AV_CODEC_ID_PNG;
    if (picture.starts_with("\xff\xd8\xff"sv))
        return AV_CODEC_ID_MJPEG;
    if (picture.starts_with("RIFF"sv) && picture.substr(0, 12).ends_with("WEBP"sv))
        return AV_CODEC_ID_WEBP;
    return AV_CODEC_ID_NONE;
}

Libav<AVFrame> decode(std::string_view picture, AVCodecID id) {
    av_log_set_level(AV_LOG_QUIET);
    const AVCodec* codec = avcodec_find_decoder(id);
    const Libav<AVCodecContext> decoder(codec != nullptr ? avcodec_alloc_context3(codec) : nullptr);
    const Libav<AVPacket> packet(av_packet_alloc());
    Libav<AVFrame> frame(av_frame_alloc());
    if (!decoder || !packet || !frame || av_new_packet(packet.get(), static_cast<int>(picture.size())) < 0)
        return nullptr;
    std::memcpy(packet->data, picture.data(), picture.size());
    decoder->max_pixels = MostPixels;
    decoder->thread_count = 1;
    decoder->err_recognition = AV_EF_EXPLODE; // half a picture is no picture
    if (avcodec_open2(decoder.get(), codec, nullptr) < 0 || avcodec_send_packet(decoder.get(), packet.get()) < 0 ||
        avcodec_send_packet(decoder.get(), nullptr) < 0 || avcodec_receive_frame(decoder.get(), frame.get()) < 0)
        return nullptr;
    return frame;
}

/// To the shape of width : height, around the middle.
bool cropToShape(AVFrame& frame, int width, int height) {
    const std::int64_t wide = frame.width;
    const std::int64_t high = frame.height;
    const std::int64_t keptWidth = std::max<std::int64_t>(1, std::min(wide, high * width / height));
    const std::int64_t keptHeight = std::max<std::int64_t>(1, std::min(high, wide * height / width));
    // Even, so that planes with half the resolution stay in step.
    const auto left = static_cast<std::size_t>((wide - keptWidth) / 2) & ~std::size_t{1};
    const auto top = static_cast<std::size_t>((high - keptHeight) / 2) & ~std::size_t{1};
    frame.crop_left = left;
    frame.crop_top = top;
    frame.crop_right = static_cast<std::size_t>(wide - keptWidth) - left;
    frame.crop_bottom = static_cast<std::size_t>(high - keptHeight) - top;
    return av_frame_apply_cropping(&frame, AV_FRAME_CROP_UNALIGNED) >= 0;
}

Libav<AVFrame> scaled(const AVFrame& source, int width, int height) {
    Libav<AVFrame> rgba = newFrame(AV_PIX_FMT_RGBA, width, height);
    const Libav<SwsContext> scaler(
        sws_getContext(source.width, source.height, static_cast<AVPixelFormat>(source.format), width, height,
            AV_PIX_FMT_RGBA, SWS_AREA | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT, nullptr, nullptr, nullptr));
    if (!rgba || !scaler)
        return nullptr;
    constexpr int one = 1 << 16;
    sws_setColorspaceDetails(scaler.get(), sws_getCoefficients(SWS_CS_ITU601),
        source.color_range == AVCOL_RANGE_JPEG ? 1 : 0, sws_getCoefficients(SWS_CS_DEFAULT), 1, 0, one, one);
    sws_scale(scaler.get(), source.data, source.linesize, 0, source.height, rgba->data, rgba->linesize);
    return rgba;
}

Libav<AVFrame> onWhite(const AVFrame& rgba) {
    Libav<AVFrame> rgb = newFrame(AV_PIX_FMT_RGB24, rgba.width, rgba.height);
    if (!rgb)
        return nullptr;
    constexpr int white = 255;
    for (int y = 0; y < rgba.height; ++y) {
        const std::uint8_t* from = rgba.data[0] + static_cast<std::ptrdiff_t>(y) * rgba.linesize[0];
        std::uint8_t* to = rgb->data[0] + static_cast<std::ptrdiff_t>(y) * rgb->linesize[0];
        for (int x = 0; x < rgba.width; ++x, from += 4, to += 3)
            for (int channel = 0; channel < 3; ++channel)
                to[channel] = static_cast<std::uint8_t>((from[channel] * from[3] + white * (white - from[3])) / white);
    }
    return rgb;
}

/// Whole numbers of the colour planes' pixels.
int even(std::int64_t length) {
    return static_cast<int>(std::max<std::int64_t>(2, length & ~std::int64_t{1}));
}

std::expected<Libav<AVFrame>, std::string> readPicture(std::string_view picture) {
    const AVCodecID id = codecOf(picture);
    if (id == AV_CODEC_ID_NONE)
        return std::unexpected("This is no PNG, JPEG or WebP picture.");
    Libav<AVFrame> frame = decode(picture, id);
    if (!frame || frame->width < 1 || frame->height < 1)
        return std::unexpected("This picture cannot be read: it is damaged, or too large.");
    return frame;
}

PictureResult asJpeg(const AVFrame& frame, int width, int height) {
    const Libav<AVFrame> rgba = scaled(frame, width, height);
    const Libav<AVFrame> rgb = rgba ? onWhite(*rgba) : nullptr;
    const Libav<AVFrame> jpeg = rgb ? forJpeg(*rgb, Turn{}, width, height) : nullptr;
    if (!jpeg)
        return std::unexpected("This picture cannot be converted.");
    auto encoded = encodeJpeg(*jpeg);
    if (!encoded)
        return std::unexpected("This picture cannot be converted.");
    return Picture{.jpeg = std::move(*encoded), .width = width, .height = height};
}

} // namespace

PictureResult wholePicture(std::string_view picture, int longest) {
    const auto frame = readPicture(picture);
    if (!frame)
        return std::unexpected(frame.error());
    const std::int64_t wide = (*frame)->width;
    const std::int64_t high = (*frame)->height;
    const std::int64_t side = std::max<std::int64_t>({wide, high, longest});
    return asJpeg(**frame, even(wide * longest / side), even(high * longest / side));
}

PictureResult fittedPicture(std::string_view picture, int width, int height) {
    const auto frame = readPicture(picture);
    if (!frame)
        return std::unexpected(frame.error());
    if (!cropToShape(**frame, width, height))
        return std::unexpected("This picture cannot be converted.");
    return asJpeg(**frame, width, height);
}

PictureResult makeAvatar(std::string_view picture) {
    const auto frame = readPicture(picture);
    if (!frame)
        return std::unexpected(frame.error());
    if (!cropToShape(**frame, 1, 1))
        return std::unexpected("This picture cannot be converted.");
    const int side = even(std::min(Side, (*frame)->width));
    return asJpeg(**frame, side, side);
}

} // namespace kinora::media
