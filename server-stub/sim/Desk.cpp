#include "sim/Desk.h"

#include "base/Crypto.h"
#include "base/DurableFile.h"
#include "base/Timeout.h"
#include "sim/ApiError.h"

#include <filesystem>

namespace kinora::sim {

namespace {

constexpr int slowness = 10;
constexpr std::size_t largestFile = std::size_t{256} << 20;

http::Response cutOff(std::string bytes, std::size_t announced, std::string contentType) {
    http::Response response;
    response.headers.set("Content-Type", std::move(contentType));
    response.body = http::BrokenBody{.bytes = std::move(bytes), .announced = announced, .silent = false};
    return response;
}

/// Ends without a byte of an answer.
http::Response dropped() {
    http::Response response;
    response.body = http::BrokenBody{.bytes = {}, .announced = 0, .silent = true};
    return response;
}

} // namespace

Desk::Desk(const DeskParts& parts, Secret token, std::chrono::milliseconds jobDuration)
    : m_parts(parts)
    , m_token(std::move(token))
    , m_jobDuration(jobDuration) {
}

bool Desk::isAuthorised(const http::Request& request) const {
    if (m_token.empty()) {
        return true;
    }
    constexpr std::string_view scheme = "Bearer ";
    const std::string_view value = request.headers.value("Authorization");
    return value.starts_with(scheme) && constantTimeEqual(value.substr(scheme.size()), m_token.reveal());
}

Result<Job> Desk::accept(const Order& order, std::optional<FaultKind> fault) {
    const bool chat = order.dialect == Dialect::ChatStream;
    const Job job{.id = (chat ? "task_" : "video_") + toHex(randomBytes(16)),
        .dialect = order.dialect,
        .model = order.model,
        .prompt = order.prompt,
        .width = order.width,
        .height = order.height,
        .seconds = order.seconds,
        .seed = order.seed,
        .remixOf = order.remixOf,
        .acceptedAt = now(),
        .duration = fault == FaultKind::Slow ? m_jobDuration * slowness : m_jobDuration,
        .chargedMicroUsd = order.microUsdPerSecond * order.seconds,
        .refused = fault == FaultKind::Moderation,
        .resultName = chat ? toBase64Url(randomBytes(24)) : std::string(),
        .sha256 = {},
        .bytes = 0,
        .deleted = false,
        .take = 0};
    Result<Job> accepted = m_parts.jobs.accept(job);
    if (accepted && !order.reference.empty()) {
        // Before the work is ordered. Lost in a crash between the two, the film begins without it.
        if (const Result<> kept = writeDurably(m_parts.studio.referenceFile(*accepted), order.reference); !kept) {
            return std::unexpected(kept.error());
        }
    }
    if (accepted && !accepted->refused) {
        m_parts.studio.order(*accepted);
    }
    return accepted;
}

Result<> Desk::remove(const Job& job) {
    if (const Result<> recorded = m_parts.jobs.recordDeleted(job.id); !recorded) {
        return recorded;
    }
    std::error_code ignored;
    std::filesystem::remove(m_parts.studio.videoFile(job), ignored);
    std::filesystem::remove(m_parts.studio.referenceFile(job), ignored);
    return {};
}

Task<http::Response> Desk::video(const Job& job) {
    const std::string contentType = "video/mp4";
    const std::optional<FaultKind> fault = m_faults.take(Moment::Download, job.prompt);
    const std::filesystem::path file = m_parts.studio.videoFile(job);
    if (fault == FaultKind::CutResult || fault == FaultKind::Truncate) {
        std::optional<std::string> read = co_await bytes(job);
        if (!read) {
            const ApiError error{.status = 500, .code = "internal", .message = "The file cannot be read.", .param = {}};
            co_return toResponse(error);
        }
        const std::size_t whole = read->size();
        read->resize(shortened(whole));
        if (fault == FaultKind::CutResult) {
            co_return cutOff(*std::move(read), whole, contentType);
        }
        http::Response complete = http::Response::text(200, *std::move(read), contentType);
        co_return complete;
    }
    if (fault) {
        std::optional<http::Response> answer = co_await faultReply(*fault);
        if (answer) {
            co_return *std::move(answer);
        }
    }
    http::FileBody body{.path = file, .etag = "\"" + job.sha256 + "\""};
    co_return http::Response::file(std::move(body), contentType);
}

Task<std::optional<std::string>> Desk::bytes(const Job& job) {
    auto reading = [file = m_parts.studio.videoFile(job)] {
        return readFile(file, largestFile);
    };
    auto read = co_await m_parts.pool.run(std::move(reading));
    if (!read || !*read) {
        co_return std::nullopt;
    }
    co_return **std::move(read);
}

Task<http::Response> Desk::still(const Job& job, Still kind) {
    const std::filesystem::path video = m_parts.studio.videoFile(job);
    // WebP as the original sends it, JPEG where this ffmpeg cannot.
    const std::vector<std::string> extensions =
        kind == Still::Thumbnail ? std::vector<std::string>{"webp", "jpg"} : std::vector<std::string>{"jpg"};
    for (const std::string& extension : extensions) {
        const std::filesystem::path target = m_parts.studio.stillFile(job, kind, extension);
        auto making = [this, kind, video, target, seconds = job.seconds] {
            return std::filesystem::exists(target) ? Result<>() : m_parts.encoder.still(kind, video, seconds, target);
        };
        const auto made = co_await m_parts.pool.run(std::move(making));
        if (made && *made) {
            http::FileBody body{.path = target, .etag = {}};
            co_return http::Response::file(std::move(body), extension == "webp" ? "image/webp" : "image/jpeg");
        }
    }
    const ApiError error{.status = 500, .code = "internal", .message = "The picture cannot be made.", .param = {}};
    co_return toResponse(error);
}

Task<std::optional<http::Response>> faultReply(FaultKind kind) {
    ApiError error;
    switch (kind) {
    case FaultKind::Busy:
        error = {.status = 503,
            .code = "heavy_load",
            .message = "We're under heavy load, please try again later.",
            .param = {}};
        break;
    case FaultKind::RateLimited: {
        const ApiError limited{
            .status = 429, .code = "rate_limit_exceeded", .message = "Rate limit reached for requests.", .param = {}};
        http::Response response = toResponse(limited);
        response.headers.set("Retry-After", "1");
        co_return response;
    }
    case FaultKind::InviteFull:
        error = {.status = 403,
            .code = "invite_full",
            .message = "Invite full: the account behind this key has no seat for video (邀请已满).",
            .param = {}};
        break;
    case FaultKind::ServerError:
        error = {.status = 500,
            .code = "server_error",
            .message = "The server had an error while processing your request.",
            .param = {}};
        break;
    case FaultKind::Gone:
        error = {.status = 410,
            .code = "gone",
            .message = "This API has been shut down and will not come back.",
            .param = {}};
        break;
    case FaultKind::Garbage: {
        http::Response page =
            http::Response::text(200, "<html><body><h1>Something went wrong</h1>{\"id\":", "text/html; charset=utf-8");
        co_return page;
    }
    case FaultKind::DropAfterAccept:
        co_return dropped();
    case FaultKind::Hang: {
        constexpr std::chrono::hours never{24 * 365};
        (void)co_await sleepFor(never);
        co_return dropped();
    }
    case FaultKind::Moderation:
    case FaultKind::CutResult:
    case FaultKind::Truncate:
    case FaultKind::Slow:
        co_return std::nullopt;
    }
    co_return toResponse(error);
}

} // namespace kinora::sim
