// Passwords: never stored, slow to guess.
#pragma once

#include "base/Result.h"
#include "base/Secret.h"
#include "base/Task.h"

#include <optional>
#include <string>
#include <string_view>

namespace kinora {
class WorkPool;
}

namespace kinora::domain {

/// bcrypt ("$2b$") over base64(HMAC-SHA-384(pepper, NFC(password))): bcrypt itself cuts at 72 bytes and stops at a zero
/// byte, and a stolen database alone is of no use without the pepper. The form is part of every stored hash: it cannot
/// be changed without a new password from each user.
class PasswordHasher {
public:
    /// 2^12 rounds, about 0.2 s of one core.
    static constexpr unsigned Cost = 12;

    /// `pool` must outlive this; its bound is what keeps a flood of sign-ins from starving everything else.
    PasswordHasher(Secret pepper, WorkPool& pool, unsigned cost = Cost);

    /// Code::Unavailable, with when to come again, if too many are waiting. The password is well-formed UTF-8
    /// (validated before).
    [[nodiscard]] Task<Result<std::string>> hash(std::string password) const;
    /// Whether it was made with the parameters of today; another one is to be made anew when the password is known.
    [[nodiscard]] bool isCurrent(std::string_view storedHash) const;
    /// Takes as long when there is no such account, and when the hash is from a time of a lower cost, so that the time
    /// does not tell.
    [[nodiscard]] Task<Result<bool>> verify(std::string password, std::optional<std::string> storedHash) const;

private:
    Secret m_pepper;
    WorkPool& m_pool;
    unsigned m_cost;
    /// Of a password nobody knows.
    std::string m_decoy;
};

/// What bcrypt gets to see: 64 characters for any password.
[[nodiscard]] std::string prehash(const Secret& pepper, std::string_view password);
/// Blocking. Throws std::runtime_error if the system's crypt does not know bcrypt.
[[nodiscard]] std::string bcryptHash(std::string_view text, unsigned cost);
[[nodiscard]] bool bcryptMatches(std::string_view text, const std::string& storedHash);

} // namespace kinora::domain
