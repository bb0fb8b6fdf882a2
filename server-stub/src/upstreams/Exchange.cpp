#include "upstreams/Exchange.h"

#include "base/Crypto.h"
#include "upstreams/ResultPolicy.h"
#include "upstreams/VideosReply.h"

#include <boost/json.hpp>
#include <openssl/crypto.h>

namespace kinora::upstreams {

using namespace std::chrono_literals;

namespace {

constexpr int MaxRedirects = 3;
constexpr std::uint64_t MaxResultBytes = 2ULL << 30U;

std::string describe(const fetch::Response& response, const ErrorReply& error) {
    std::string text = "HTTP " + std::to_string(response.status);
    if (!error.message.empty())
        text += ": " + error.message;
    return text;
}

} // namespace

std::string accountOf(const std::string& url, const Secret& key) {
    constexpr std::size_t enoughToTellApart = 32;
    // Hashes of one length, so that no other pair makes the same text, and no copy of the key is left behind.
    return toHex(sha256(sha256(url) + sha256(key.reveal()))).substr(0, enoughToTellApart);
}

std::optional<std::string> upstreamIdOf(const boost::json::object& state) {
    const auto* id = state.if_contains("upstreamId");
    return id != nullptr && id->is_string() ? std::optional(std::string(id->get_string())) : std::nullopt;
}

std::optional<std::string> remixTargetOf(const boost::json::object& state) {
    const auto* share = state.if_contains("shareId");
    if (share != nullptr && share->is_string())
        return std::string(share->get_string());
    // The name of a chat-stream's task, which is only good for asking about it.
    return state.contains("taskUrl") ? std::nullopt : upstreamIdOf(state);
}

fetch::Request authorizedRequest(const Definition& upstream, std::string method, std::string url) {
    fetch::Request request;
    request.method = std::move(method);
    request.url = std::move(url);
    if (upstream.key.empty() || !isOwnOrigin(request.url, upstream.url))
        return request;
    std::string value = "Bearer ";
    value += upstream.key.reveal();
    request.headers.push_back({"Authorization", Secret(value)});
    OPENSSL_cleanse(value.data(), value.size());
    return request;
}

fetch::Request jsonPost(const Definition& upstream, const boost::json::object& body) {
    return jsonPost(upstream, upstream.url, body);
}

fetch::Request jsonPost(const Definition& upstream, std::string url, const boost::json::object& body) {
    fetch::Request request = authorizedRequest(upstream, "POST", std::move(url));
    request.headers.push_back({"Content-Type", std::string("application/json")});
    request.body = boost::json::serialize(body);
    return request;
}

std::string dataUrl(const Reference& reference) {
    return "data:image/jpeg;base64," + toBase64(*reference.jpeg);
}

Submitted refusedCreate(const fetch::Response& response) {
    const ErrorReply error = readError(response.body);
    Submitted result;
    result.detail = describe(response, error);
    const int status = response.status;
    const bool busyStatus = status == 429 || (status == 503 && error.fromApi);
    // A 503 page of some proxy says nothing about whether the API behind it has taken the request.
    if (busyStatus || (status >= 300 && status < 500 && status != 408 && status != 409 && status != 425)) {
        const FailureCode code = classifyRefusal(status, error.code, error.message);
        result.failure = Failure{code, error.message.empty() ? result.detail : error.message};
        result.answer =
            busyStatus && code == FailureCode::UpstreamBusy ? Submitted::Answer::Busy : Submitted::Answer::Refused;
        result.retryAfter = response.retryAfter();
        return result;
    }
    result.answer = Submitted::Answer::Unknown;
    return result;
}

Submitted brokenCreate(const fetch::Failure& failure) {
    Submitted result;
    result.detail = failure.detail;
    if (failure.phase == fetch::Phase::NotSent) {
        result.answer = Submitted::Answer::Busy;
        result.failure = Failure{FailureCode::UpstreamBusy, "the upstream cannot be reached"};
    }
    return result;
}

Trouble troubleOf(const fetch::Failure& failure) {
    Trouble trouble;
    trouble.detail = failure.detail;
    if (failure.head)
        trouble.retryAfter = failure.head->retryAfter();
    return trouble;
}

Trouble troubleOf(const fetch::Response& response) {
    const ErrorReply error = readError(response.body);
    Trouble trouble;
    trouble.detail = describe(response, error);
    trouble.retryAfter = response.retryAfter();
    trouble.noAccess = response.status == 401 || response.status == 403;
    if (response.status == 410)
        trouble.verdict = Failure{FailureCode::UpstreamGone, error.message};
    return trouble;
}

Task<std::expected<Fetched, Trouble>> fetchResult(
    fetch::Client& client, const Definition& upstream, std::string url, std::filesystem::path target) {
    for (int hop = 0; hop <= MaxRedirects; ++hop) {
        const ResultAccess access = resultAccess(url, upstream.url, upstream.resultHosts);
        if (!access.allowed) {
            Trouble refused;
            refused.verdict =
                Failure{FailureCode::ResultInvalid, "the result lies at an address this relay may not read"};
            refused.detail = "refused to fetch a result from another host";
            co_return std::unexpected(std::move(refused));
        }
        fetch::Request request = authorizedRequest(upstream, "GET", url);
        request.publicOnly = access.publicOnly;
        request.limits.total = 15min;
        request.limits.stall = 30s;
        request.limits.maxBytes = MaxResultBytes;
        auto download = co_await client.download(std::move(request), target);
        if (download)
            co_return Fetched{.bytes = download->bytes, .sha256 = download->sha256};
        const fetch::Failure& failure = download.error();
        const int status = failure.head ? failure.head->status : 0;
        if (status >= 300 && status < 400) {
            auto next = resolveAddress(url, failure.head->header("location"));
            if (next) {
                url = std::move(*next);
                continue;
            }
        }
        Trouble trouble = troubleOf(failure);
        if (status == 404 || status == 410)
            trouble.verdict = Failure{FailureCode::ResultExpired, "the upstream no longer has the file"};
        else if (status == 403 && !access.ownOrigin)
            trouble.verdict = Failure{FailureCode::ResultExpired, "the link to the file is no longer valid"};
        else if (failure.cause == fetch::Cause::AddressRefused)
            trouble.verdict =
                Failure{FailureCode::ResultInvalid, "the result lies at an address this relay may not read"};
        else if (failure.cause == fetch::Cause::Disk)
            trouble.verdict = Failure{FailureCode::StorageFull, "there is no room to store the video"};
        else if (failure.cause == fetch::Cause::TooLarge)
            trouble.verdict = Failure{FailureCode::ResultInvalid, "the file is larger than a video may be"};
        co_return std::unexpected(std::move(trouble));
    }
    Trouble lost;
    lost.verdict = Failure{FailureCode::ResultInvalid, "too many redirects"};
    co_return std::unexpected(std::move(lost));
}

} // namespace kinora::upstreams
