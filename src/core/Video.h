// A finished video, as the relay tells it. Where its file lies on this computer is storage's knowledge.
#pragma once

#include "core/Orientation.h"

#include <QDateTime>
#include <QSize>
#include <QString>
#include <QStringList>
#include <QStringView>

#include <optional>

namespace kinora {

enum class VideoState { Draft, Published, Trashed };

enum class VideoSource { Job, Import };

/// What a video was asked for with, beside its prompt.
struct VideoSettings {
    std::optional<int> seconds;
    QString size; ///< empty: the model's own
    QString negativePrompt;
    std::optional<qint64> seed;
    QStringList cameos;       ///< handles, without the @
    QString referenceId = {}; ///< the upload that it began with, on the relay that made it; empty for most

    bool operator==(const VideoSettings&) const = default;
};

struct Video {
    QString id;
    qint64 seq = 0;       ///< number of the last change among all changes of this user; higher is newer
    QString jobId;        ///< empty for imported videos
    QString batchId = {}; ///< shared by the takes of one request; empty for a single one
    QString title;        ///< may be empty
    QString prompt;
    Orientation orientation = Orientation::Portrait;
    QSize size;         ///< pixels
    double seconds = 0; ///< duration
    QString model;
    QString upstream;
    bool demo = false; ///< made by the stand-in
    qint64 bytes = 0;
    QString sha256; ///< of the content, lower-case hex
    QString contentType;
    bool favorite = false;
    int rating = 0; ///< 0 (none) to 5
    QStringList tags;
    VideoState state = VideoState::Draft;
    QString remixOf; ///< empty for most
    std::optional<qint64> chargedMicroUsd;
    VideoSource source = VideoSource::Job;
    std::optional<VideoSettings> settings = {}; ///< nothing where they are not known
    QDateTime createdAt;                        ///< UTC, milliseconds
    QDateTime updatedAt;

    bool operator==(const Video&) const = default;
};

[[nodiscard]] QString toWire(VideoState state);
[[nodiscard]] std::optional<VideoState> videoStateFromWire(QStringView wire);
[[nodiscard]] QString toWire(VideoSource source);
[[nodiscard]] std::optional<VideoSource> videoSourceFromWire(QStringView wire);

} // namespace kinora
