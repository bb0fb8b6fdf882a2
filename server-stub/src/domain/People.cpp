#include "domain/People.h"

#include "domain/Refusals.h"
#include "domain/Render.h"
#include "store/Follows.h"

#include <optional>
#include <utility>

namespace kinora::domain {

People::People(pg::Pool& pool)
    : m_pool(pool) {
}

Task<Result<json::object>> People::get(Principal principal, std::string handle) {
    const auto lease = co_await m_pool.acquire();
    const auto person = co_await store::findPerson(*lease, std::move(handle), principal.userId);
    if (!person)
        co_return noSuchUser();
    co_return toJson(*person);
}

Task<Result<json::object>> People::follow(Principal principal, std::string handle) {
    const auto lease = co_await m_pool.acquire();
    auto person = co_await store::findPerson(*lease, handle, principal.userId);
    if (!person)
        co_return noSuchUser();
    if (person->user.id == principal.userId)
        co_return fail(Code::Conflict, "Nobody follows themselves.");
    co_await store::follow(*lease, principal.userId, handle);
    person = co_await store::findPerson(*lease, std::move(handle), principal.userId);
    if (!person)
        co_return noSuchUser();
    co_return toJson(*person);
}

Task<Result<json::object>> People::unfollow(Principal principal, std::string handle) {
    const auto lease = co_await m_pool.acquire();
    co_await store::unfollow(*lease, principal.userId, handle);
    const auto person = co_await store::findPerson(*lease, std::move(handle), principal.userId);
    if (!person)
        co_return noSuchUser();
    co_return toJson(*person);
}

} // namespace kinora::domain
