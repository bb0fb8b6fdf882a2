#include "core/Video.h"

namespace kinora {

QString toWire(VideoState state) {
    switch (state) {
    case VideoState::Draft:
        return QStringLiteral("draft");
    case VideoState::Published:
        return QStringLiteral("published");
    case VideoState::Trashed:
        break;
    }
    return QStringLiteral("trashed");
}

std::optional<VideoState> videoStateFromWire(QStringView wire) {
    if (wire == u"draft")
        return VideoState::Draft;
    if (wire == u"published")
        return VideoState::Published;
    if (wire == u"trashed")
        return VideoState::Trashed;
    return std::nullopt;
}

QString toWire(VideoSource source) {
    return source == VideoSource::Job ? QStringLiteral("job") : QStringLiteral("import");
}

std::optional<VideoSource> videoSourceFromWire(QStringView wire) {
    if (wire == u"job")
        return VideoSource::Job;
    if (wire == u"import")
        return VideoSource::Import;
    return std::nullopt;
}

} // namespace kinora
