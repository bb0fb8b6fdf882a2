// Keeps videos that came inside an answer until the job that waits for them fetches them.
#pragma once

#include "base/DurableFile.h"
#include "base/Result.h"
#include "base/Task.h"
#include "base/WorkPool.h"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace kinora::upstreams {

/// One folder for all relays that share a media folder, so that any of them can go on. Such bytes cannot be had a
/// second time: a video is on disk, synced, before anybody is told of it. Files go two days after they came; by then
/// their job has them or has ended.
class Spool {
public:
    /// `pool` must outlive the spool. The folder is made when it is needed.
    Spool(std::filesystem::path folder, WorkPool& pool);

    /// A video that is arriving. Without keep() nothing of it stays.
    class Arrival {
    public:
        explicit Arrival(Spool& spool)
            : m_spool(spool) {}

        /// false: it cannot be stored.
        [[nodiscard]] bool write(std::string_view bytes);
        /// The name under which it can be fetched from now on.
        [[nodiscard]] Task<Result<std::string>> keep();

    private:
        Spool& m_spool;
        std::string m_name;
        std::shared_ptr<DurableFile> m_file; ///< shared with the pool while it is being synced
    };

    struct Copied {
        std::uint64_t bytes = 0;
        std::string sha256; ///< hex
    };
    /// Into `target`; what is there is replaced. Code::NotFound if there is no such video (any more).
    [[nodiscard]] Task<Result<Copied>> copy(std::string name, std::filesystem::path target);

private:
    std::filesystem::path m_folder;
    WorkPool& m_pool;
};

} // namespace kinora::upstreams
