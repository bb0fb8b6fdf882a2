// Reads when the pictures of a video begin.
#include "media/libav/MediaInput.h"

#include <QList>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace kinora {

namespace {

/// Whether frame n begins n / rate after the beginning.
bool isDue(double start, int64_t frame, const AVStream& stream) {
    constexpr double rounded = 900; // by whole milliseconds; player and back end allow for less than one
    return std::abs(start - static_cast<double>(frame) * 1'000'000 / av_q2d(stream.avg_frame_rate)) <= rounded;
}

bool areEven(AVStream& stream) {
    const int entries = avformat_index_get_entries_count(&stream);
    if (entries == 0 || entries != stream.nb_frames || stream.start_time == AV_NOPTS_VALUE) // or of key frames only
        return false;
    // An index tells when frames are decoded: as far from each other as they are shown.
    const double unit = av_q2d(stream.time_base) * 1'000'000;
    const int64_t before = avformat_index_get_entry(&stream, 0)->timestamp - stream.start_time;
    for (int entry = 0; entry < entries; ++entry) {
        const int64_t start = avformat_index_get_entry(&stream, entry)->timestamp - before;
        if (!isDue(static_cast<double>(start) * unit, entry, stream))
            return false;
    }
    return true;
}

bool areEven(const QList<qint64>& starts, const AVStream& stream) {
    for (qsizetype frame = 0; frame < starts.size(); ++frame) {
        if (!isDue(static_cast<double>(starts.at(frame)), frame, stream))
            return false;
    }
    return true;
}

Result<QList<qint64>> unevenFramesOf(const QString& file) {
    const auto opened = openMedia(file);
    if (!opened)
        return std::unexpected(opened.error());
    AVFormatContext* input = opened->get();
    const int best = av_find_best_stream(input, AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
    if (best < 0)
        return notAVideo(file, best);
    AVStream& stream = *input->streams[best];
    if (areEven(stream))
        return QList<qint64>();
    for (unsigned int each = 0; each < input->nb_streams; ++each) {
        if (static_cast<int>(each) != best)
            input->streams[each]->discard = AVDISCARD_ALL;
    }
    QList<qint64> starts;
    const std::unique_ptr<AVPacket, FreePacket> packet(av_packet_alloc());
    while (av_read_frame(input, packet.get()) >= 0) {
        const bool shown =
            packet->stream_index == best && packet->pts != AV_NOPTS_VALUE && (packet->flags & AV_PKT_FLAG_DISCARD) == 0;
        if (shown)
            starts.append(av_rescale_q(packet->pts, stream.time_base, {1, 1'000'000}));
        av_packet_unref(packet.get());
    }
    std::ranges::sort(starts);
    const auto twice = std::ranges::unique(starts);
    starts.erase(twice.begin(), twice.end());
    return areEven(starts, stream) ? QList<qint64>() : starts;
}

} // namespace

} // namespace kinora

// What readUnevenFrames() looks for by name.
extern "C" Q_DECL_EXPORT void kinoraReadUnevenFrames(const QString& file, kinora::Result<QList<qint64>>& answer) {
    answer = kinora::unevenFramesOf(file);
}
