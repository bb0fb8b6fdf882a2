// Keeps the head of the audit log outside the database, where whoever owns the database cannot reach it.
#pragma once

#include "base/Background.h"
#include "base/Task.h"
#include "base/WorkPool.h"
#include "domain/AuditChain.h"
#include "pg/Pool.h"

#include <atomic>
#include <filesystem>
#include <optional>

namespace kinora::domain {

/// Looks once a second; a head that has moved is written to the file (and synced), and said in the log, which is often
/// kept on another machine. It goes forward only, and only along the chain: where the database has less than was kept,
/// or something else, the file stays as it is and an error is logged.
class AuditKeeper {
public:
    /// `files` is where the disk is waited for. All references must outlive this.
    AuditKeeper(boost::asio::any_io_executor executor, pg::Pool& pool, WorkPool& files, std::filesystem::path file);

    /// Both idempotent. stop() keeps the head once more, if the database still answers.
    void start();
    [[nodiscard]] Task<> stop();

    /// False once the database was found to have another chain than the one kept here.
    [[nodiscard]] bool isIntact() const noexcept { return m_intact; }
    /// One look; what start() does every second.
    [[nodiscard]] Task<> look();

private:
    [[nodiscard]] Task<> run();
    [[nodiscard]] Task<bool> leadsOn(const AuditHead& kept, const AuditHead& now);

    pg::Pool& m_pool;
    WorkPool& m_files;
    std::filesystem::path m_file;
    Background m_background;
    std::optional<AuditHead> m_kept;
    bool m_loaded = false;
    std::atomic<bool> m_intact{true};
};

} // namespace kinora::domain
