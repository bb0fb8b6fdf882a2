// An account by what people call it.
#pragma once

#include "base/Task.h"
#include "pg/Connection.h"
#include "store/Users.h"

#include <optional>
#include <string>

namespace kinora::store {

/// By id, handle (with or without @) or the key of an e-mail address; `emailKey`: what `name` would be as an address.
[[nodiscard]] Task<std::optional<User>> findUserNamed(
    pg::Connection& connection, std::string name, std::string emailKey);

} // namespace kinora::store
