// Reads when the pictures of a video begin.
#include "media/libav/MediaInput.h"

#include <QList>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace kinora {

namespace {

/// An index rounds: times lie a unit beside their place.
bool areEven(AVStream& stream) {
    const int entries = avformat_index_get_entries_count(&stream);
    if (entries < 3 || entries != stream.nb_frames) // of key frames only
        return false;
    int64_t shortest = INT64_MAX;
    int64_t longest = 0;
    int64_t before = avformat_index_get_entry(&stream, 0)->timestamp;
    for (int entry = 1; entry < entries; ++entry) {
        const int64_t start = avformat_index_get_entry(&stream, entry)->timestamp;
        shortest = std::min(shortest, start - before);
        longest = std::max(longest, start - before);
        before = start;
    }
    return longest - shortest <= 1;
}

bool areEven(const QList<qint64>& starts) {
    constexpr qint64 rounded = 2000; // by whole milliseconds, at either end
    if (starts.size() < 3)
        return true;
    const double pace = static_cast<double>(starts.last() - starts.first()) / static_cast<double>(starts.size() - 1);
    for (qsizetype frame = 0; frame < starts.size(); ++frame) {
        const double due = static_cast<double>(starts.first()) + static_cast<double>(frame) * pace;
        if (std::abs(static_cast<double>(starts.at(frame)) - due) > rounded)
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
    return areEven(starts) ? QList<qint64>() : starts;
}

} // namespace

} // namespace kinora

// What readUnevenFrames() looks for by name.
extern "C" Q_DECL_EXPORT void kinoraReadUnevenFrames(const QString& file, kinora::Result<QList<qint64>>& answer) {
    answer = kinora::unevenFramesOf(file);
}
