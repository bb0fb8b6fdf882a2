// A video as JSON of the app's own, for what is stored outside of the table's columns. Pure.
#pragma once

#include "core/Video.h"

#include <QJsonObject>

#include <optional>

namespace kinora {

[[nodiscard]] QJsonObject writeVideoSettings(const VideoSettings& settings);
/// What is missing or of another type is left as it is without it.
[[nodiscard]] VideoSettings readVideoSettings(const QJsonObject& record);

/// The members have the relay's names.
[[nodiscard]] QJsonObject writeVideoRecord(const Video& video);
/// Nothing for a record without what a video cannot be without: id, size, time and hash.
[[nodiscard]] std::optional<Video> readVideoRecord(const QJsonObject& record);

} // namespace kinora
