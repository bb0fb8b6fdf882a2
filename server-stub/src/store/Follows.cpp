#include "store/Follows.h"

#include <fmt/format.h>

namespace kinora::store {
namespace {

const std::string SelectPerson = fmt::format(R"sql(
SELECT {}, (SELECT count(*) FROM videos v WHERE v.user_id = u.id AND v.state = 'published') AS videos,
       (SELECT count(*) FROM follows f JOIN users o ON o.id = f.follower_id
        WHERE f.followed_id = u.id AND o.status = 'active') AS followers,
       (SELECT count(*) FROM follows f JOIN users o ON o.id = f.followed_id
        WHERE f.follower_id = u.id AND o.status = 'active') AS following,
       EXISTS (SELECT FROM follows f WHERE f.follower_id = $2::uuid AND f.followed_id = u.id) AS followed
FROM users u WHERE u.handle = $1 AND u.status = 'active')sql",
    UserColumns);

// Locked, so that an account that is just being deleted is gone here and not in the reference to it.
constexpr auto Follow = R"sql(
WITH whom AS (SELECT id FROM users WHERE handle = $2 AND status = 'active' FOR KEY SHARE)
INSERT INTO follows (follower_id, followed_id) SELECT $1::uuid, id FROM whom ON CONFLICT DO NOTHING)sql";

constexpr auto Unfollow = R"sql(
DELETE FROM follows f USING users u WHERE u.id = f.followed_id AND f.follower_id = $1::uuid AND u.handle = $2)sql";

} // namespace

Task<std::optional<Person>> findPerson(pg::Connection& connection, std::string handle, std::string askingUserId) {
    const pg::Rows rows = co_await connection.query(SelectPerson, handle, askingUserId);
    if (rows.empty())
        co_return std::nullopt;
    Person person;
    person.user = readUser(rows.front());
    person.videos = rows.front().get<std::int64_t>("videos");
    person.followers = rows.front().get<std::int64_t>("followers");
    person.following = rows.front().get<std::int64_t>("following");
    person.followed = rows.front().get<bool>("followed");
    co_return person;
}

Task<> follow(pg::Connection& connection, std::string followerId, std::string handle) {
    co_await connection.query(Follow, followerId, handle);
}

Task<> unfollow(pg::Connection& connection, std::string followerId, std::string handle) {
    co_await connection.query(Unfollow, followerId, handle);
}

} // namespace kinora::store
