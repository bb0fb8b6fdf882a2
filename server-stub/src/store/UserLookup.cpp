#include "store/UserLookup.h"

namespace kinora::store {
namespace {

const std::string Select = "SELECT " + std::string(UserColumns) + R"sql(
FROM users u WHERE u.id::text = $1 OR u.handle = $2 OR u.email_key = $3 LIMIT 1)sql";

} // namespace

Task<std::optional<User>> findUserNamed(pg::Connection& connection, std::string name, std::string emailKey) {
    const std::string handle = name.starts_with('@') ? name.substr(1) : name;
    const pg::Rows rows = co_await connection.query(Select, name, handle, emailKey);
    if (rows.empty())
        co_return std::nullopt;
    co_return readUser(rows.front());
}

} // namespace kinora::store
