// What the relay knows about itself: one row, shared by all relays on the database.
#pragma once

#include "base/Task.h"
#include "pg/Connection.h"

#include <optional>
#include <string>

namespace kinora::store {

struct Server {
    std::string id;
    std::string secretFingerprint;
};

/// Made on the first call, with a new id and this fingerprint; afterwards what is stored, whatever is given.
[[nodiscard]] Task<Server> loadServer(pg::Connection& connection, std::string secretFingerprint);
/// Nothing before the first relay has started on this database, its tables included.
[[nodiscard]] Task<std::optional<Server>> findServer(pg::Connection& connection);
/// Makes those who decide by "is there an account yet" do so one after the other, until the end of the transaction.
[[nodiscard]] Task<> lockServer(pg::Connection& connection);

} // namespace kinora::store
