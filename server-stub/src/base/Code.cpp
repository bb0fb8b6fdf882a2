#include "base/Code.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace kinora {

namespace {

struct Row {
    Code code;
    std::string_view name;
    int status;
    std::string_view title;
};

constexpr std::array rows{
    Row{Code::BadRequest, "bad_request", 400, "The request cannot be read"},
    Row{Code::ValidationFailed, "validation_failed", 400, "The request is not valid"},
    Row{Code::IdempotencyKeyRequired, "idempotency_key_required", 400, "An Idempotency-Key is required"},
    Row{Code::InvalidCredentials, "invalid_credentials", 401, "E-mail or password is wrong"},
    Row{Code::Unauthorized, "unauthorized", 401, "Signing in is required"},
    Row{Code::Forbidden, "forbidden", 403, "Not allowed"},
    Row{Code::AccountPending, "account_pending", 403, "The account waits for approval"},
    Row{Code::BudgetExhausted, "budget_exhausted", 403, "The budget is used up"},
    Row{Code::NotFound, "not_found", 404, "Not found"},
    Row{Code::MethodNotAllowed, "method_not_allowed", 405, "Not possible with this method"},
    Row{Code::RequestTimeout, "request_timeout", 408, "The request took too long to arrive"},
    Row{Code::Conflict, "conflict", 409, "In conflict with the present state"},
    Row{Code::RequestInProgress, "request_in_progress", 409, "The same request is still being handled"},
    Row{Code::ResyncRequired, "resync_required", 410, "Start again from a full list"},
    Row{Code::PayloadTooLarge, "payload_too_large", 413, "The request is too large"},
    Row{Code::UnsupportedMediaType, "unsupported_media_type", 415, "This content type is not accepted"},
    Row{Code::RangeNotSatisfiable, "range_not_satisfiable", 416, "The range lies outside the content"},
    Row{Code::IdempotencyKeyReused, "idempotency_key_reused", 422, "The Idempotency-Key was used for another request"},
    Row{Code::InvalidVideo, "invalid_video", 422, "This is no video that can be kept"},
    Row{Code::RateLimited, "rate_limited", 429, "Too many requests"},
    Row{Code::QueueFull, "queue_full", 429, "Too many jobs are waiting"},
    Row{Code::HeadersTooLarge, "headers_too_large", 431, "The request head is too large"},
    Row{Code::Internal, "internal", 500, "Something went wrong here"},
    Row{Code::StorageFull, "storage_full", 503, "The storage is full"},
    Row{Code::Unavailable, "unavailable", 503, "Not available at the moment"},
};

const Row& rowOf(Code code) {
    const auto row = std::ranges::find(rows, code, &Row::code);
    assert(row != rows.end());
    return *row;
}

} // namespace

std::string_view codeName(Code code) {
    return rowOf(code).name;
}

int codeStatus(Code code) {
    return rowOf(code).status;
}

std::string_view codeTitle(Code code) {
    return rowOf(code).title;
}

std::optional<Code> codeFromName(std::string_view name) {
    const auto row = std::ranges::find(rows, name, &Row::name);
    return row == rows.end() ? std::nullopt : std::optional(row->code);
}

} // namespace kinora
