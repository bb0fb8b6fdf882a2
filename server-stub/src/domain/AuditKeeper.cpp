#include "domain/AuditKeeper.h"

#include "base/Crypto.h"
#include "base/Log.h"
#include "base/Timeout.h"
#include "pg/DatabaseError.h"

#include <utility>

namespace kinora::domain {
using namespace std::chrono_literals;

namespace {

/// Of the time that a stop may take.
constexpr auto LastLookLimit = 1s;

} // namespace

AuditKeeper::AuditKeeper(const boost::asio::any_io_executor& executor, pg::Pool& pool, WorkPool& files,
    std::filesystem::path file, std::chrono::milliseconds unasked)
    : m_pool(pool)
    , m_files(files)
    , m_file(std::move(file))
    , m_unasked(unasked)
    , m_appended(executor)
    , m_background(executor, "audit keeper")
    , m_listener(executor, pool.conninfo()) {
    m_listener.on(std::string(store::AuditChannel), [this](const std::string&) { m_appended.notify(); });
    m_listener.onResync([this] { m_appended.notify(); });
}

void AuditKeeper::start() {
    m_background.start([this] { return run(); });
    m_listener.start();
}

Task<> AuditKeeper::stop() {
    co_await m_listener.stop();
    co_await m_background.stop();
    try {
        auto last = look();
        static_cast<void>(co_await withTimeout(LastLookLimit, std::move(last)));
    } catch (const pg::DatabaseError& error) {
        log::debug("audit", "the head could not be kept at the stop: {}", error.what());
    }
}

Task<bool> AuditKeeper::leadsOn(const AuditHead& kept, const AuditHead& now) {
    if (now.seq < kept.seq)
        co_return false;
    const auto lease = co_await m_pool.acquire();
    const std::optional<std::string> there = co_await store::findAuditHash(*lease, kept.seq);
    co_return there == kept.hash;
}

Task<> AuditKeeper::look() {
    if (!m_loaded) {
        const Result<std::optional<AuditHead>> kept = readKeptHead(m_file);
        if (!kept) {
            // An unreadable witness must not be replaced by one that says what the database says.
            if (m_intact.exchange(false))
                log::error("audit", "{}", kept.error().detail);
            co_return;
        }
        m_kept = *kept;
        m_loaded = true;
    }
    AuditHead now;
    {
        const auto lease = co_await m_pool.acquire();
        now = co_await store::readAuditHead(*lease);
    }
    if (now == m_kept || (!m_kept && now.seq == 0))
        co_return;
    if (m_kept && m_kept->seq > 0) {
        const AuditHead kept = *m_kept;
        const bool follows = co_await leadsOn(kept, now);
        if (!follows) {
            if (m_intact.exchange(false))
                log::error("audit",
                    "the database does not have the audit log whose row {} was kept here: rows were changed or removed",
                    kept.seq);
            co_return;
        }
    }
    auto write = [file = m_file, now] {
        return keepHead(file, now);
    };
    const auto written = co_await m_files.run(std::move(write));
    if (!written || !*written) {
        log::warning("audit", "the head could not be kept: {}", (written ? written->error() : written.error()).detail);
        co_return;
    }
    m_kept = now;
    m_intact = true;
    const std::string seq = std::to_string(now.seq);
    const std::string hash = toHex(now.hash);
    log::write(log::Level::Info, "audit", "head kept", {{"seq", seq}, {"hash", hash}});
}

Task<> AuditKeeper::run() {
    for (;;) {
        try {
            co_await look();
        } catch (const pg::DatabaseError& error) {
            log::debug("audit", "the head could not be read: {}", error.what());
        }
        // Cancelled, the next look ends this.
        co_await m_appended.wait(m_unasked);
    }
}

} // namespace kinora::domain
