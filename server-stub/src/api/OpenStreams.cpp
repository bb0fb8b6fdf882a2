#include "api/OpenStreams.h"

#include <mutex>
#include <unordered_map>

namespace kinora::api {

struct OpenStreams::State {
    const std::size_t most;
    std::mutex mutex;
    std::unordered_map<std::string, std::size_t> counts;
};

OpenStreams::OpenStreams(std::size_t mostPerUser)
    : m_state(new State{.most = mostPerUser, .mutex = {}, .counts = {}}) {
}

std::shared_ptr<void> OpenStreams::enter(const std::string& userId) const {
    {
        const std::lock_guard guard(m_state->mutex);
        std::size_t& count = m_state->counts[userId];
        if (count >= m_state->most)
            return nullptr;
        ++count;
    }
    const auto leave = [state = m_state, userId](void*) {
        const std::lock_guard guard(state->mutex);
        const auto found = state->counts.find(userId);
        if (--found->second == 0)
            state->counts.erase(found);
    };
    return {m_state.get(), leave};
}

} // namespace kinora::api
