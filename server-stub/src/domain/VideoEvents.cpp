#include "domain/VideoEvents.h"

#include "base/Json.h"
#include "jobs/Render.h"

#include <string_view>
#include <utility>

namespace kinora::domain {
namespace {

store::Event videoEvent(std::int64_t seq, std::string_view member, json::value value) {
    json::object body;
    body["seq"] = seq;
    body[member] = std::move(value);
    return store::Event{.seq = seq, .name = "video", .jobId = std::nullopt, .body = json::serialize(body)};
}

} // namespace

VideoEvents::VideoEvents(jobs::EventHub& hub, jobs::Announcer& announcer)
    : m_hub(hub)
    , m_announcer(announcer) {
}

store::Event VideoEvents::changed(const store::Video& video) {
    return videoEvent(video.seq, "video", jobs::toJson(video));
}

store::Event VideoEvents::removed(std::int64_t seq, const std::string& videoId) {
    return videoEvent(seq, "deleted", json::value(videoId));
}

void VideoEvents::publish(const std::string& userId, std::vector<store::Event> events) {
    if (events.empty())
        return;
    m_announcer.logged(userId);
    jobs::Live live;
    // Many at once would only crowd out what waits in a stream; it reads them from the log.
    live.kind = events.size() == 1 ? jobs::Live::Kind::Logged : jobs::Live::Kind::ReadLog;
    if (events.size() == 1)
        live.event = std::move(events.front());
    else
        live.event.seq = events.back().seq;
    m_hub.publish(userId, live);
}

} // namespace kinora::domain
