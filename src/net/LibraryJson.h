// The relay's bodies about the library; the rules are those of Json.h.
#pragma once

#include "core/VideoEdit.h"
#include "net/LibraryApi.h"

#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>
#include <QStringList>

namespace kinora {

[[nodiscard]] Result<LibraryChanges> readChanges(const QByteArray& body);
[[nodiscard]] Result<EditedVideos> readEdited(const QByteArray& body);
/// What the relay is told of a video that is brought to it, as the header's value: JSON in base64url, of a long prompt
/// the beginning, so that it fits into a field of 8 KiB.
[[nodiscard]] QByteArray writeImport(const Video& video);
/// `editedAt` by the relay's clock.
[[nodiscard]] QJsonObject writeEdit(const QStringList& ids, const VideoEdit& edit, const QDateTime& editedAt);
[[nodiscard]] QJsonObject writeRestore(const QDateTime& editedAt);

} // namespace kinora
