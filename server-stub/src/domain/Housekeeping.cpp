#include "domain/Housekeeping.h"

#include "base/Log.h"
#include "base/Timeout.h"
#include "domain/Library.h"
#include "domain/Uploads.h"
#include "pg/DatabaseError.h"
#include "store/Ledger.h"
#include "store/RateWindows.h"
#include "store/Sessions.h"

#include <chrono>

namespace kinora::domain {
using namespace std::chrono_literals;

namespace {

constexpr auto Every = 1h;
/// Longer than any window.
constexpr auto RateWindowAge = 1h;
/// Until then a token that comes back is known as one of an ended session.
constexpr auto SessionAge = std::chrono::days(30);
/// As long as the upstream is still asked about a job that has ended without a verdict.
constexpr auto DoubtAge = std::chrono::days(1);
constexpr int SettledAtOnce = 100;

} // namespace

Housekeeping::Housekeeping(boost::asio::any_io_executor executor, pg::Pool& pool, Uploads& uploads, Library& library,
    std::optional<std::chrono::days> trashAge)
    : m_pool(pool)
    , m_uploads(uploads)
    , m_library(library)
    , m_trashAge(trashAge)
    , m_background(std::move(executor), "housekeeping") {
}

void Housekeeping::start() {
    m_background.start([this] { return run(); });
}

Task<> Housekeeping::stop() {
    return m_background.stop();
}

Task<> Housekeeping::sweep() {
    const auto lease = co_await m_pool.acquire();
    co_await store::sweepRateWindows(*lease, RateWindowAge);
    co_await store::sweepSessions(*lease, SessionAge);
}

Task<> Housekeeping::settleDoubts() {
    int settled = 0;
    do {
        settled = co_await store::settleOverdue(m_pool, DoubtAge, SettledAtOnce);
        if (settled > 0)
            log::info("domain", "{} jobs count as charged, since nobody could say for a day", settled);
    } while (settled == SettledAtOnce);
}

Task<> Housekeeping::run() {
    for (;;) {
        try {
            co_await sweep();
            co_await settleDoubts();
            co_await m_uploads.sweep();
            if (m_trashAge)
                co_await m_library.emptyTrash(*m_trashAge);
        } catch (const pg::DatabaseError& error) {
            log::debug("domain", "housekeeping was put off: {}", error.what());
        }
        const bool waited = co_await sleepFor(Every);
        if (!waited)
            co_return;
    }
}

} // namespace kinora::domain
