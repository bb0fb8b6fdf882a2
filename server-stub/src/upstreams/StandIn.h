// kinora-sim as a child: the upstream of a relay that was given none.
#pragma once

#include "base/Result.h"
#include "base/Secret.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace kinora {
class Spawner;
}

namespace kinora::upstreams {

/// Lives as long as this object or this process, whichever ends first; started again on the same port should it die.
/// What it has accepted lies in its folder and goes on from there.
class StandIn {
public:
    struct Setup {
        std::filesystem::path program;
        std::filesystem::path directory; ///< made when absent
        Secret token;
    };

    /// `spawner` must outlive this.
    StandIn(Spawner& spawner, Setup setup);
    StandIn(const StandIn&) = delete;
    StandIn& operator=(const StandIn&) = delete;
    ~StandIn();

    /// Blocks until it is ready, a fraction of a second.
    [[nodiscard]] Result<> start();
    /// Idempotent; blocks until it has ended.
    void stop();

    /// "http://127.0.0.1:PORT", valid after start().
    [[nodiscard]] std::string origin() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// The origin in a ready line, "listening on http://HOST:PORT".
[[nodiscard]] std::optional<std::string> originInReadyLine(std::string_view line);

} // namespace kinora::upstreams
