// Why something expected to fail at times did not work: a code to branch on, a detail to log.
#pragma once

#include "core/Limit.h"

#include <QList>
#include <QString>
#include <QStringView>

#include <chrono>
#include <optional>

namespace kinora {

/// One table for all of the app: first the relay's own codes (the `code` of its problem+json), then what can go wrong
/// on this computer. Words for people are chosen at the edge (gui/ErrorText), never here.
enum class ErrorCode {
    // Answers of the relay; see errorCodeFromWire().
    ValidationFailed = 1,
    IdempotencyKeyRequired,
    InvalidCredentials,
    Unauthorized,
    Forbidden,
    AccountPending, ///< made, and waits for an administrator's approval
    BudgetExhausted,
    NotFound,
    Conflict,
    RequestInProgress,
    ResyncRequired,
    IdempotencyKeyReused,
    RateLimited,
    QueueFull,
    StorageFull,
    Unavailable,
    PayloadTooLarge,
    UnsupportedMediaType,
    InvalidVideo, ///< no video that can be decoded to its end
    /// The relay answered with a problem whose code this version does not know, or with none; httpStatus says what
    /// kind.
    RelayError,

    // Between this computer and the relay.
    Unreachable,      ///< no connection was made (refused, unknown host): the request has certainly not been received
    ConnectionLost,   ///< the connection broke after the request may have been received
    TimedOut,         ///< no answer in time; the request may have been received
    ProxyFailed,      ///< the proxy cannot be reached or does not pass it on: the request has not been received
    ProxyLoginNeeded, ///< the proxy wants a name and a password, or others
    TlsFailed,        ///< the relay's certificate or encryption was not acceptable
    BadAnswer,        ///< an answer that a Kinora relay does not give
    RelayTooOld,      ///< a Kinora relay, but of a version that this app cannot use
    SignedOut,        ///< the call needs a signed-in account and there is none

    // On this computer.
    KeychainUnavailable,
    KeychainLocked,
    DiskFull,
    FileFailed, ///< a file could not be read or written for a reason other than a full disk
    CorruptFile,
    Busy,         ///< another program holds the file or database
    LaterVersion, ///< the file was written by a later version of this program
    Canceled,
};

/// What the relay found wrong with one member of a request.
struct FieldError {
    QString field;  ///< name of the member, for example "email"
    QString code;   ///< stable, snake_case
    QString detail; ///< English, for logs

    bool operator==(const FieldError&) const = default;
};

/// What is wrong with a relay's certificate; where several things are, the one that says most about it.
enum class CertificateProblem {
    Revoked,
    OtherName, ///< made for another address
    Expired,
    NotYetValid,
    UnknownIssuer, ///< nobody whom this computer trusts has signed it
    Other,
};

/// Numbers of a relay's changes that meant something before a backup was restored and mean nothing now: those between
/// these two.
struct LostNumbers {
    qint64 after = 0;
    qint64 until = 0;

    bool operator==(const LostNumbers&) const = default;
};

struct Error {
    ErrorCode code = ErrorCode::RelayError;
    QString detail = {}; ///< English, for logs; may be empty
    QList<FieldError> fieldErrors = {};
    std::optional<std::chrono::seconds> retryAfter = {}; ///< how long the relay asked us to wait
    std::optional<Limit> limit = {};                     ///< the one that refuses, for the codes of limits
    std::optional<qint64> seq = {};                      ///< for ResyncRequired: where the relay stands
    QList<LostNumbers> lost = {};                        ///< for ResyncRequired: all that the relay knows of
    std::optional<CertificateProblem> certificate = {};  ///< for TlsFailed, where it was the certificate
    QString requestId = {};                              ///< the relay's X-Request-Id; empty for local errors
    int httpStatus = 0;                                  ///< 0 when no HTTP answer was received

    bool operator==(const Error&) const = default;
};

/// The code for a problem's `code`; nothing for words this version does not know.
[[nodiscard]] std::optional<ErrorCode> errorCodeFromWire(QStringView wire);

/// A stable snake_case name for logs; the relay's own word where the code is one of its.
[[nodiscard]] QString errorCodeName(ErrorCode code);

/// True when the relay may have received (and carried out) the request although no answer came: asking again needs the
/// same idempotency key.
[[nodiscard]] bool isAmbiguous(const Error& error);

/// True when the relay has refused and would refuse again; what it refuses by limits or by sign-in may go another time.
[[nodiscard]] bool isRefusedForGood(const Error& error);

/// True when nothing was made because it costs something else by now than the person was shown.
[[nodiscard]] bool isPriceChange(const Error& error);

/// True for failures of the network or of a relay that is starting or overloaded: nothing about the request itself was
/// wrong.
[[nodiscard]] bool isTransient(const Error& error);

} // namespace kinora
