// Counts each user's open event streams.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

namespace kinora::api {

/// Thread-safe.
class OpenStreams {
public:
    explicit OpenStreams(std::size_t mostPerUser);

    /// A place for one more stream of the user, given back when the last copy goes; nothing if all are taken.
    [[nodiscard]] std::shared_ptr<void> enter(const std::string& userId) const;

private:
    struct State;
    std::shared_ptr<State> m_state; ///< shared with the places: a stream may outlive its router
};

} // namespace kinora::api
