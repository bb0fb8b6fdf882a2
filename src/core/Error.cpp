#include "core/Error.h"

#include <algorithm>
#include <array>

namespace kinora {

namespace {

struct Row {
    ErrorCode code;
    QStringView name;
    bool fromRelay;
};

constexpr std::array rows{
    Row{ErrorCode::ValidationFailed, u"validation_failed", true},
    Row{ErrorCode::IdempotencyKeyRequired, u"idempotency_key_required", true},
    Row{ErrorCode::InvalidCredentials, u"invalid_credentials", true},
    Row{ErrorCode::Unauthorized, u"unauthorized", true},
    Row{ErrorCode::Forbidden, u"forbidden", true},
    Row{ErrorCode::AccountPending, u"account_pending", true},
    Row{ErrorCode::BudgetExhausted, u"budget_exhausted", true},
    Row{ErrorCode::NotFound, u"not_found", true},
    Row{ErrorCode::Conflict, u"conflict", true},
    Row{ErrorCode::RequestInProgress, u"request_in_progress", true},
    Row{ErrorCode::ResyncRequired, u"resync_required", true},
    Row{ErrorCode::IdempotencyKeyReused, u"idempotency_key_reused", true},
    Row{ErrorCode::RateLimited, u"rate_limited", true},
    Row{ErrorCode::QueueFull, u"queue_full", true},
    Row{ErrorCode::StorageFull, u"storage_full", true},
    Row{ErrorCode::Unavailable, u"unavailable", true},
    Row{ErrorCode::PayloadTooLarge, u"payload_too_large", true},
    Row{ErrorCode::UnsupportedMediaType, u"unsupported_media_type", true},
    Row{ErrorCode::InvalidVideo, u"invalid_video", true},
    Row{ErrorCode::RelayError, u"relay_error", false},
    Row{ErrorCode::Unreachable, u"unreachable", false},
    Row{ErrorCode::ConnectionLost, u"connection_lost", false},
    Row{ErrorCode::TimedOut, u"timed_out", false},
    Row{ErrorCode::ProxyFailed, u"proxy_failed", false},
    Row{ErrorCode::ProxyLoginNeeded, u"proxy_login_needed", false},
    Row{ErrorCode::TlsFailed, u"tls_failed", false},
    Row{ErrorCode::BadAnswer, u"bad_answer", false},
    Row{ErrorCode::RelayTooOld, u"relay_too_old", false},
    Row{ErrorCode::SignedOut, u"signed_out", false},
    Row{ErrorCode::KeychainUnavailable, u"keychain_unavailable", false},
    Row{ErrorCode::KeychainLocked, u"keychain_locked", false},
    Row{ErrorCode::DiskFull, u"disk_full", false},
    Row{ErrorCode::FileFailed, u"file_failed", false},
    Row{ErrorCode::CorruptFile, u"corrupt_file", false},
    Row{ErrorCode::Busy, u"busy", false},
    Row{ErrorCode::LaterVersion, u"later_version", false},
    Row{ErrorCode::Canceled, u"canceled", false},
};

} // namespace

std::optional<ErrorCode> errorCodeFromWire(QStringView wire) {
    const auto row = std::ranges::find_if(
        rows, [wire](const Row& candidate) { return candidate.fromRelay && candidate.name == wire; });
    if (row == rows.end())
        return std::nullopt;
    return row->code;
}

QString errorCodeName(ErrorCode code) {
    const auto row = std::ranges::find(rows, code, &Row::code);
    return row == rows.end() ? QString() : row->name.toString();
}

bool isAmbiguous(const Error& error) {
    switch (error.code) {
    case ErrorCode::ConnectionLost:
    case ErrorCode::TimedOut:
    case ErrorCode::BadAnswer: // the answer of a proxy, or one cut short: the relay behind may have acted
    case ErrorCode::RequestInProgress:
    case ErrorCode::Canceled:
        return true;
    default:
        return error.httpStatus >= 500 && error.code != ErrorCode::StorageFull;
    }
}

bool isRefusedForGood(const Error& error) {
    return error.httpStatus >= 400 && error.httpStatus < 500 && error.httpStatus != 401 && error.httpStatus != 408 &&
           error.httpStatus != 429 && !isAmbiguous(error);
}

bool isPriceChange(const Error& error) {
    return std::ranges::any_of(
        error.fieldErrors, [](const FieldError& field) { return field.code == u"price_changed"; });
}

bool isTransient(const Error& error) {
    switch (error.code) {
    case ErrorCode::Unreachable:
    case ErrorCode::ConnectionLost:
    case ErrorCode::TimedOut:
    case ErrorCode::Unavailable:
    case ErrorCode::RequestInProgress:
    case ErrorCode::ProxyFailed:
    case ErrorCode::ProxyLoginNeeded:
        return true;
    default:
        return error.httpStatus == 502 || error.httpStatus == 503 || error.httpStatus == 504;
    }
}

} // namespace kinora
