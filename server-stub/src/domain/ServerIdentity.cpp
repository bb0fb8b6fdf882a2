#include "domain/ServerIdentity.h"

#include "pg/DatabaseError.h"
#include "store/Server.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>

namespace kinora::domain {
namespace {

constexpr auto OtherSecrets =
    "This database belongs to a relay with other secrets. Relays that share a database must be given the same "
    "JWT_SECRET and KINORA_PEPPER. They cannot be exchanged: with another pepper no stored password would fit, and "
    "with "
    "another JWT_SECRET no session.";

Task<std::optional<std::string>> look(pg::Pool& pool, std::string fingerprint) {
    const auto lease = co_await pool.acquire();
    const std::optional<store::Server> server = co_await store::findServer(*lease);
    if (server && server->secretFingerprint != fingerprint)
        co_return OtherSecrets;
    co_return std::nullopt;
}

} // namespace

Task<Result<std::string>> identify(pg::Pool& pool, std::string secretFingerprint) {
    const auto lease = co_await pool.acquire();
    store::Server server = co_await store::loadServer(*lease, secretFingerprint);
    if (server.secretFingerprint != secretFingerprint)
        co_return fail(Code::Conflict, OtherSecrets);
    co_return std::move(server.id);
}

std::optional<std::string> problemWithDatabase(const Secret& url, const std::string& secretFingerprint) {
    boost::asio::io_context context;
    pg::PoolOptions options;
    options.acquireLimit = std::chrono::seconds(3);
    pg::Pool pool(std::string(url.reveal()), options);
    std::optional<std::string> problem;
    boost::asio::co_spawn(context, look(pool, secretFingerprint),
        [&](const std::exception_ptr& failure, std::optional<std::string> found) {
            problem = std::move(found);
            try {
                if (failure)
                    std::rethrow_exception(failure);
            } catch (const std::exception& error) {
                problem = error.what();
            }
        });
    context.run();
    return problem;
}

} // namespace kinora::domain
