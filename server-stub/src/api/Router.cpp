#include "api/Router.h"

#include "api/Origin.h"
#include "base/InfrastructureError.h"
#include "base/Log.h"
#include "domain/ApiKeys.h"
#include "domain/Sessions.h"
#include "http/Limits.h"
#include "http/Problem.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <chrono>

namespace kinora::api {
using namespace std::chrono_literals;

/// An endpoint with its pattern taken apart; a segment in braces takes any text that is not empty.
struct Router::Row {
    Endpoint endpoint;
    std::vector<std::string_view> segments;

    explicit Row(Endpoint rowEndpoint)
        : endpoint(std::move(rowEndpoint)) {
        std::string_view rest = endpoint.path;
        while (!rest.empty()) {
            rest.remove_prefix(1);
            const auto slash = std::min(rest.find('/'), rest.size());
            segments.push_back(rest.substr(0, slash));
            rest.remove_prefix(slash);
        }
    }

    static bool isParameter(std::string_view segment) { return segment.starts_with('{'); }
    static std::string_view nameOf(std::string_view segment) { return segment.substr(1, segment.size() - 2); }

    [[nodiscard]] bool fits(const std::vector<std::string>& path) const {
        return std::ranges::equal(segments, path, [](std::string_view segment, const std::string& text) {
            return isParameter(segment) ? !text.empty() : segment == text;
        });
    }

    /// "/a/b" goes before "/a/{x}": fewer parameters, and those later in the path.
    [[nodiscard]] bool isMoreLiteralThan(const Row& other) const {
        return std::ranges::lexicographical_compare(segments, other.segments,
            [](std::string_view a, std::string_view b) { return !isParameter(a) && isParameter(b); });
    }

    [[nodiscard]] bool answers(std::string_view method) const {
        return endpoint.method == method || (endpoint.method == "GET" && method == "HEAD");
    }
};

struct Router::Match {
    const Row* row = nullptr;
    std::string allow; ///< the methods of the path, when it is known
};

Router::Router(std::vector<Endpoint> endpoints, domain::Sessions& sessions, domain::ApiKeys& keys,
    std::optional<std::size_t> streamsPerUser)
    : m_sessions(sessions)
    , m_keys(keys) {
    if (streamsPerUser)
        m_streams.emplace(*streamsPerUser);
    m_rows.reserve(endpoints.size());
    for (Endpoint& endpoint : endpoints)
        m_rows.emplace_back(std::move(endpoint));
    std::ranges::sort(m_rows, [](const Row& a, const Row& b) { return a.isMoreLiteralThan(b); });
    assert(std::ranges::adjacent_find(m_rows, [](const Row& a, const Row& b) {
        return a.endpoint.method == b.endpoint.method && a.endpoint.path == b.endpoint.path;
    }) == m_rows.end());
}

Router::~Router() = default;

Router::Match Router::find(const http::Request& request) const {
    // As OpenAPI has it, the most literal path that fits is meant, whatever it answers to: DELETE "/a/b" is never
    // "/a/{x}".
    Match match;
    const Row* meant = nullptr;
    for (const Row& row : m_rows) {
        if (!row.fits(request.segments))
            continue;
        if (meant != nullptr && meant->isMoreLiteralThan(row))
            break;
        meant = &row;
        if (row.answers(request.method)) {
            match.row = &row;
            return match;
        }
        match.allow += match.allow.empty() ? "" : ", ";
        match.allow += row.endpoint.method;
        if (row.endpoint.method == "GET")
            match.allow += ", HEAD";
    }
    return match;
}

Task<Result<domain::Principal>> Router::authenticate(const http::Request& request, const Endpoint& endpoint) const {
    std::optional<std::string> token = bearerToken(request);
    if (!token)
        co_return fail(Code::Unauthorized, "Sign in first.");
    const bool isKey = domain::ApiKeys::isKey(*token);
    auto known = isKey ? m_keys.authenticate(std::move(*token)) : m_sessions.authenticate(std::move(*token));
    Result<domain::Principal> principal = co_await std::move(known);
    if (!principal)
        co_return principal;
    if (endpoint.access == Access::Admin && !principal->isAdmin())
        co_return fail(Code::NotFound, "There is nothing at this address.");
    if (!principal->may(endpoint.scope)) {
        if (!endpoint.scope)
            co_return fail(Code::Forbidden, "This address is not for API keys.");
        co_return fail(Code::Forbidden, fmt::format("This API key lacks the scope {}.", toText(*endpoint.scope)));
    }
    co_return principal;
}

Task<Result<http::Response>> Router::answer(http::Request& request) const {
    const Match match = find(request);
    if (match.row == nullptr) {
        if (match.allow.empty())
            co_return fail(Code::NotFound, "There is nothing at this address.");
        const Error error{Code::MethodNotAllowed, "This address answers to " + match.allow + ".", {}, {}};
        http::Response response = http::problem(error, request.id);
        response.headers.set("Allow", match.allow);
        co_return response;
    }
    const Endpoint& endpoint = match.row->endpoint;
    request.route = endpoint.path;
    std::optional<domain::Principal> principal;
    if (endpoint.access != Access::Anyone) {
        Result<domain::Principal> authenticated = co_await authenticate(request, endpoint);
        if (!authenticated)
            co_return std::unexpected(std::move(authenticated.error()));
        principal = std::move(*authenticated);
    }
    if (request.body.size() > endpoint.bodyLimit)
        co_return fail(Code::PayloadTooLarge, fmt::format("At most {} bytes are accepted here.", endpoint.bodyLimit));
    std::vector<std::pair<std::string_view, std::string>> parameters;
    for (std::size_t i = 0; i < match.row->segments.size(); ++i)
        if (Row::isParameter(match.row->segments[i]))
            parameters.emplace_back(Row::nameOf(match.row->segments[i]), request.segments[i]);
    const Call call(request, std::move(parameters), std::move(principal));
    auto answering = endpoint.isEventStream ? answerStream(endpoint, call) : endpoint.handler(call);
    co_return co_await std::move(answering);
}

Task<Result<http::Response>> Router::answerStream(const Endpoint& endpoint, const Call& call) const {
    std::shared_ptr<void> place;
    if (m_streams && endpoint.access != Access::Anyone) {
        place = m_streams->enter(call.principal().userId);
        if (!place) {
            constexpr auto later = 30s;
            co_return std::unexpected(Error{Code::RateLimited, "Too many event streams are open.", {}, later});
        }
    }
    Result<http::Response> response = co_await endpoint.handler(call);
    http::StreamBody* body = response ? std::get_if<http::StreamBody>(&response->body) : nullptr;
    if (place && body != nullptr) {
        // The place is held by what makes the events, which goes with the stream.
        body->run = [run = std::move(body->run), place = std::move(place)](http::StreamWriter& writer) {
            return run(writer);
        };
    }
    co_return response;
}

Task<std::optional<Error>> Router::refusalByNow(const http::Request& request) const {
    const Row* row = find(request).row;
    if (row == nullptr || row->endpoint.access == Access::Anyone)
        co_return std::nullopt;
    try {
        Result<domain::Principal> principal = co_await authenticate(request, row->endpoint);
        if (!principal)
            co_return std::move(principal.error());
    } catch (const std::exception& failure) {
        log::write(log::Level::Error, "api", failure.what(), {{"requestId", request.id}});
    }
    co_return std::nullopt;
}

bool Router::mustBreakOff(const http::Request& request, Code code) const {
    if (code != Code::Unavailable && code != Code::Internal)
        return false;
    const Row* row = find(request).row;
    return row != nullptr && row->endpoint.isEventStream;
}

bool Router::bodyGoesToFile(const http::Request& request) const {
    const Row* row = find(request).row;
    return row != nullptr && row->endpoint.bodyToFile && m_newFile;
}

Task<http::BodyPlan> Router::bodyPlan(const http::Request& request) const {
    const Row* row = find(request).row;
    http::BodyPlan plan;
    if (row == nullptr || (row->endpoint.bodyLimit <= http::limits::BodyBytes && !row->endpoint.bodyToFile))
        co_return plan;
    // Nobody fills the memory or the disk with bodies before having said who they are.
    plan.refusal = co_await refusalByNow(request);
    plan.limit = row->endpoint.bodyLimit;
    if (!plan.refusal && bodyGoesToFile(request))
        plan.file = m_newFile();
    co_return plan;
}

Task<http::Response> Router::handle(http::Request& request) const {
    Error error;
    std::optional<http::Response> response;
    std::string fault;
    try {
        Result<http::Response> result = co_await answer(request);
        if (result)
            response = std::move(*result);
        else
            error = std::move(result.error());
    } catch (const InfrastructureError& failure) {
        fault = failure.what();
        if (failure.isTemporary())
            error = Error{Code::Unavailable, "The relay cannot reach its database or storage at the moment.", {}, 2s};
        else
            error = Error{Code::Internal, "Something went wrong here.", {}, {}};
    } catch (const std::exception& failure) {
        fault = failure.what();
        error = Error{Code::Internal, "Something went wrong here.", {}, {}};
    }
    if (!fault.empty()) {
        std::optional<Error> gone;
        if (error.code == Code::Internal)
            gone = co_await refusalByNow(request);
        if (gone)
            error = std::move(*gone);
        else
            log::write(log::Level::Error, "api", fault, {{"requestId", request.id}});
    }
    if (!response && mustBreakOff(request, error.code)) {
        response.emplace();
        response->status = 503; // for the log: the peer gets nothing
        response->body = http::BrokenBody{.bytes = {}, .announced = 0, .silent = true};
    }
    if (!response)
        response = http::problem(error, request.id);
    co_return std::move(*response);
}

} // namespace kinora::api
