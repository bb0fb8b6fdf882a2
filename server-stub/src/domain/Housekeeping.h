// Now and then ends what has had its time: old sessions and rate windows are forgotten, pictures that nothing uses are
// removed, the trash is emptied, money that nobody could be sure of is settled.
#pragma once

#include "base/Background.h"
#include "base/Task.h"
#include "pg/Pool.h"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <optional>

namespace kinora::domain {

class Library;
class Uploads;

class Housekeeping {
public:
    /// All references must outlive this. What is in the trash longer than `trashAge` is removed; nothing: it stays.
    Housekeeping(boost::asio::any_io_executor executor, pg::Pool& pool, Uploads& uploads, Library& library,
        std::optional<std::chrono::days> trashAge);

    /// Both idempotent.
    void start();
    [[nodiscard]] Task<> stop();

private:
    [[nodiscard]] Task<> run();
    [[nodiscard]] Task<> sweep();
    [[nodiscard]] Task<> settleDoubts();

    pg::Pool& m_pool;
    Uploads& m_uploads;
    Library& m_library;
    std::optional<std::chrono::days> m_trashAge;
    Background m_background;
};

} // namespace kinora::domain
