// Tells a user's devices what became of their videos.
#pragma once

#include "jobs/Announcer.h"
#include "jobs/EventHub.h"
#include "store/EventLog.h"
#include "store/Video.h"

#include <cstdint>
#include <string>
#include <vector>

namespace kinora::domain {

class VideoEvents {
public:
    /// Both references must outlive this.
    VideoEvents(jobs::EventHub& hub, jobs::Announcer& announcer);

    /// The event `video`, to be appended to the log in the transaction that took its number.
    [[nodiscard]] static store::Event changed(const store::Video& video);
    [[nodiscard]] static store::Event removed(std::int64_t seq, const std::string& videoId);
    /// Once that is committed; in order.
    void publish(const std::string& userId, std::vector<store::Event> events);

private:
    jobs::EventHub& m_hub;
    jobs::Announcer& m_announcer;
};

} // namespace kinora::domain
