// Keeps the head of the audit log outside the database, where whoever owns the database cannot reach it.
#pragma once

#include "base/Background.h"
#include "base/Task.h"
#include "base/WorkPool.h"
#include "domain/AuditChain.h"
#include "jobs/Signal.h"
#include "pg/Listener.h"
#include "pg/Pool.h"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <optional>

namespace kinora::domain {

/// Told of every commit that appended to the log, by whichever relay or command: what was committed while it wrote is
/// kept with its next write. A head that has moved is written to the file (and synced), and said in the log, which is
/// often kept on another machine. It goes forward only, and only along the chain: where the database has less than was
/// kept, or something else, the file stays as it is and an error is logged.
class AuditKeeper {
public:
    /// How often it looks unasked: the telling stops while its connection is away.
    static constexpr std::chrono::seconds Unasked{1};

    /// `files` is where the disk is waited for. All references must outlive this.
    AuditKeeper(const boost::asio::any_io_executor& executor, pg::Pool& pool, WorkPool& files,
        std::filesystem::path file, std::chrono::milliseconds unasked = Unasked);

    /// Both idempotent. stop() keeps the head once more, if the database still answers.
    void start();
    [[nodiscard]] Task<> stop();

    /// False once the database was found to have another chain than the one kept here.
    [[nodiscard]] bool isIntact() const noexcept { return m_intact; }
    /// One look at what there is to keep.
    [[nodiscard]] Task<> look();

private:
    [[nodiscard]] Task<> run();
    [[nodiscard]] Task<bool> leadsOn(const AuditHead& kept, const AuditHead& now);

    pg::Pool& m_pool;
    WorkPool& m_files;
    std::filesystem::path m_file;
    std::chrono::milliseconds m_unasked;
    jobs::Signal m_appended;
    Background m_background;
    pg::Listener m_listener;
    std::optional<AuditHead> m_kept;
    bool m_loaded = false;
    std::atomic<bool> m_intact{true};
};

} // namespace kinora::domain
