// How often one may try: what guessing costs those who guess, without locking out those who do not.
#pragma once

#include "base/Result.h"
#include "base/Task.h"
#include "pg/Pool.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace kinora::domain {

/// Sliding windows, counted in the database for all relays together.
struct AttemptLimit {
    std::string_view kind; ///< in the database
    std::string_view name; ///< in answers
    int hits = 0;
    std::chrono::seconds window{0};
    std::string_view detail;
};

namespace attempts {
inline constexpr std::chrono::seconds QuarterHour{900};
inline constexpr std::chrono::seconds Hour{3600};

/// Whether or not there is such an account. Nobody is told that it is reached, so it has no name and no words: a right
/// password ends the count, and a stranger could see by that that the account is there and its owner was.
inline constexpr AttemptLimit PasswordOfAccount{"password", {}, 10, QuarterHour, {}};
/// For a session of the account that is already there: strangers cannot use up its owner's attempts.
inline constexpr AttemptLimit PasswordOfSession{"password_session", "passwordAttempts", 10, QuarterHour,
    "Too many attempts with a wrong password. Wait, then try again."};
/// Against one guess at each of many accounts. Many people may share an address.
inline constexpr AttemptLimit PasswordFromAddress{"password_address", "passwordAttemptsFromAddress", 100, QuarterHour,
    "Too many attempts to sign in from this address. Wait, then try again."};
inline constexpr AttemptLimit RegistrationFromAddress{"register_address", "registrationsFromAddress", 30, Hour,
    "Too many new accounts from this address. Wait, then try again."};
/// Not of the account: strangers could use up the attempts of an owner who has a code, and nobody guesses 79 bits.
inline constexpr AttemptLimit ResetFromAddress{"reset_address", "resetAttemptsFromAddress", 30, QuarterHour,
    "Too many attempts with a wrong code from this address. Wait, then try again."};
inline constexpr AttemptLimit RefreshOfSession{
    "refresh", "refreshesOfSession", 60, std::chrono::seconds(60), "This session is refreshed too often."};
} // namespace attempts

class Attempts {
public:
    /// Of a stranger at an account: Spent is to look like a wrong password, whatever the password is.
    enum class Turn {
        Given,
        Spent,
    };

    /// Where only this machine can reach the relay all come from one address, which then tells nothing: perAddress
    /// false. The pool must outlive this.
    Attempts(pg::Pool& pool, bool perAddress);

    /// RateLimited, with the limit and how long to wait, for the address or the session, or counted. What is counted
    /// stays counted whatever becomes of the attempt, so that many at once are counted one by one; passwordWasRight()
    /// takes it back. `session`: a live session of this account that the request has shown.
    [[nodiscard]] Task<Result<Turn>> password(
        std::string emailKey, std::optional<std::string> session, std::string address);
    [[nodiscard]] Task<> passwordWasRight(
        pg::Connection& connection, std::string emailKey, std::optional<std::string> session);
    /// Of somebody who is signed in and confirms something.
    [[nodiscard]] Task<Result<>> confirmation(std::string session);
    [[nodiscard]] Task<Result<>> registration(std::string address);
    [[nodiscard]] Task<Result<>> reset(std::string address);
    [[nodiscard]] Task<Result<>> refresh(pg::Connection& connection, std::string session);

private:
    [[nodiscard]] Task<Result<>> fromAddress(const AttemptLimit& limit, std::string address) const;

    pg::Pool& m_pool;
    bool m_perAddress;
};

} // namespace kinora::domain
