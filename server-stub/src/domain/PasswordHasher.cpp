#include "domain/PasswordHasher.h"

#include "base/Crypto.h"
#include "base/Unicode.h"
#include "base/WorkPool.h"

#include <fmt/format.h>
#include <openssl/crypto.h>

#include <array>
#include <charconv>
#include <chrono>
#include <crypt.h>
#include <memory>
#include <stdexcept>

namespace kinora::domain {
namespace {

/// 32 KB of traces of the password, too large for a stack and wiped before they are freed.
class CryptData {
public:
    CryptData()
        : m_data(std::make_unique<crypt_data>()) {}
    CryptData(const CryptData&) = delete;
    CryptData& operator=(const CryptData&) = delete;
    ~CryptData() { OPENSSL_cleanse(m_data.get(), sizeof(crypt_data)); }

    [[nodiscard]] std::string crypt(std::string_view text, const std::string& setting) {
        const std::string terminated(text);
        const char* hash = crypt_r(terminated.c_str(), setting.c_str(), m_data.get());
        // crypt(3): failure is a null pointer or a string that begins with an asterisk.
        if (hash == nullptr || *hash == '*')
            throw std::runtime_error("the system's crypt library does not know bcrypt ($2b$)");
        return hash;
    }

private:
    std::unique_ptr<crypt_data> m_data;
};

/// As it stands in a bcrypt hash ("$2b$12$…"); nothing for anything else.
std::optional<unsigned> costOf(std::string_view storedHash) {
    constexpr std::size_t at = 4;
    unsigned cost = 0;
    if (!storedHash.starts_with("$2") || storedHash.size() < at + 2)
        return std::nullopt;
    const std::string_view digits = storedHash.substr(at, 2);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), cost);
    return error == std::errc() && end == digits.data() + digits.size() ? std::optional(cost) : std::nullopt;
}

/// Each step of the cost doubles the work: one hash of every cost from that one up to the last makes up for the
/// difference, 2^4 + 2^4 + 2^5 = 2^6.
void makeUpFor(std::string_view storedHash, unsigned cost, std::string_view text) {
    for (unsigned step = costOf(storedHash).value_or(cost); step < cost; ++step)
        static_cast<void>(bcryptHash(text, step));
}

std::unexpected<Error> tooBusy() {
    Error error;
    error.code = Code::Unavailable;
    error.detail = "Too many people are signing in at the moment.";
    // About as long as it takes to work through half of what may wait.
    error.retryAfter = std::chrono::seconds(5);
    return std::unexpected(std::move(error));
}

} // namespace

std::string prehash(const Secret& pepper, std::string_view password) {
    const std::string normal = toNfc(password).value_or(std::string(password));
    return toBase64(hmacSha384(pepper.reveal(), normal));
}

std::string bcryptHash(std::string_view text, unsigned cost) {
    constexpr std::size_t saltBytes = 16;
    const std::string random = randomBytes(saltBytes);
    std::array<char, CRYPT_GENSALT_OUTPUT_SIZE> setting{};
    if (crypt_gensalt_rn("$2b$", cost, random.data(), static_cast<int>(random.size()), setting.data(),
            static_cast<int>(setting.size())) == nullptr)
        throw std::runtime_error("the system's crypt library does not know bcrypt ($2b$)");
    CryptData data;
    return data.crypt(text, setting.data());
}

bool bcryptMatches(std::string_view text, const std::string& storedHash) {
    CryptData data;
    return constantTimeEqual(data.crypt(text, storedHash), storedHash);
}

PasswordHasher::PasswordHasher(Secret pepper, WorkPool& pool, unsigned cost)
    : m_pepper(std::move(pepper))
    , m_pool(pool)
    , m_cost(cost)
    , m_decoy(bcryptHash(toBase64(randomBytes(48)), cost)) {
}

bool PasswordHasher::isCurrent(std::string_view storedHash) const {
    return storedHash.starts_with(fmt::format("$2b${:02}$", m_cost));
}

Task<Result<std::string>> PasswordHasher::hash(std::string password) const {
    auto work = [text = prehash(m_pepper, password), cost = m_cost] {
        return bcryptHash(text, cost);
    };
    Result<std::string> hashed = co_await m_pool.run(std::move(work));
    if (!hashed)
        co_return tooBusy();
    co_return hashed;
}

Task<Result<bool>> PasswordHasher::verify(std::string password, std::optional<std::string> storedHash) const {
    auto work = [text = prehash(m_pepper, password), hash = storedHash.value_or(m_decoy), cost = m_cost] {
        const bool matches = bcryptMatches(text, hash);
        makeUpFor(hash, cost, text);
        return matches;
    };
    Result<bool> matches = co_await m_pool.run(std::move(work));
    if (!matches)
        co_return tooBusy();
    if (!storedHash)
        co_return false;
    co_return matches;
}

} // namespace kinora::domain
