// Now and then ends what has had its time: old sessions and rate windows are forgotten, pictures that nothing uses are
// removed, money that nobody could be sure of is settled.
#pragma once

#include "base/Background.h"
#include "base/Task.h"
#include "pg/Pool.h"

#include <boost/asio/any_io_executor.hpp>

namespace kinora::domain {

class Uploads;

class Housekeeping {
public:
    /// Both references must outlive this.
    Housekeeping(boost::asio::any_io_executor executor, pg::Pool& pool, Uploads& uploads);

    /// Both idempotent.
    void start();
    [[nodiscard]] Task<> stop();

private:
    [[nodiscard]] Task<> run();
    [[nodiscard]] Task<> sweep();
    [[nodiscard]] Task<> settleDoubts();

    pg::Pool& m_pool;
    Uploads& m_uploads;
    Background m_background;
};

} // namespace kinora::domain
