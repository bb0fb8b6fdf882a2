#include "api/ServerRoutes.h"

#include "api/Body.h"
#include "api/Origin.h"
#include "base/Version.h"
#include "domain/AccountRules.h"
#include "domain/Accounts.h"
#include "domain/Gauges.h"
#include "domain/Health.h"
#include "domain/Jobs.h"
#include "http/Problem.h"

namespace kinora::api {
namespace {

Task<Result<http::Response>> live(const Call&) {
    const json::object body{{"status", "ok"}};
    co_return jsonResponse(200, body);
}

Task<Result<http::Response>> ready(const Call&, domain::Health& health) {
    std::vector<FieldError> problems = co_await health.problems();
    if (!problems.empty()) {
        Error error;
        error.code = Code::Unavailable;
        error.detail = "The relay is not ready; errors says why. It becomes ready by itself once that has passed.";
        error.fields = std::move(problems);
        error.retryAfter = std::chrono::seconds(2);
        co_return std::unexpected(std::move(error));
    }
    const json::object body{{"status", "ready"}};
    co_return jsonResponse(200, body);
}

Task<http::Response> figures(domain::Gauges& gauges) {
    std::string text = co_await gauges.scrape();
    http::Response response = http::Response::text(200, std::move(text), std::string(Metrics::ContentType));
    response.headers.set("Cache-Control", "no-store");
    co_return response;
}

Task<Result<http::Response>> metrics(const Call&, domain::Gauges& gauges) {
    co_return co_await figures(gauges);
}

Task<Result<http::Response>> server(const Call& call, const ServerIdentity& identity, domain::Accounts& accounts) {
    const bool direct = isDirect(call.request);
    const domain::AccountsInfo info = co_await accounts.info(direct);
    const json::object passwordRules{
        {"minLength", domain::PasswordMinLength}, {"maxLength", domain::PasswordMaxLength}, {"refusesGuessable", true}};
    json::object limits{{"pageSize", domain::Jobs::MaxPage}};
    limits["microUsdPerMonth"] = jsonOrNull(identity.limits.microUsdPerMonth);
    limits["secondsPerMonth"] = jsonOrNull(identity.limits.secondsPerMonth);
    limits["videosPerHour"] = jsonOrNull(identity.limits.videosPerHour);
    limits["waitingJobs"] = jsonOrNull(identity.limits.waitingJobs);
    limits["trashDays"] = identity.trashAge ? json::value(identity.trashAge->count()) : json::value(nullptr);
    const json::object body{{"serverId", identity.id}, {"name", identity.name}, {"product", "kinora-relay"},
        {"version", version()}, {"registration", toText(info.registration)}, {"firstAccount", info.firstAccount},
        {"setupCodeRequired", info.setupCodeRequired}, {"passwordRules", passwordRules}, {"limits", limits}};
    http::Response response = jsonResponse(200, body);
    response.headers.set("Cache-Control", "no-cache");
    co_return response;
}

} // namespace

Task<http::Response> metricsForAnyone(http::Request& request, domain::Gauges& gauges) {
    if (request.path != "/metrics") {
        const Error error{Code::NotFound, "There is only /metrics here.", {}, {}};
        co_return http::problem(error, request.id);
    }
    if (request.method != "GET" && request.method != "HEAD") {
        const Error error{Code::MethodNotAllowed, "This address answers to GET, HEAD.", {}, {}};
        http::Response response = http::problem(error, request.id);
        response.headers.set("Allow", "GET, HEAD");
        co_return response;
    }
    request.route = "/metrics";
    co_return co_await figures(gauges);
}

std::vector<Endpoint> serverRoutes(
    ServerIdentity identity, domain::Accounts& accounts, domain::Health& health, domain::Gauges& gauges) {
    auto answerMetrics = [&gauges](const Call& call) {
        return metrics(call, gauges);
    };
    auto answerReady = [&health](const Call& call) {
        return ready(call, health);
    };
    auto answerServer = [identity = std::move(identity), &accounts](const Call& call) {
        return server(call, identity, accounts);
    };
    return {
        {"GET", "/livez", Access::Anyone, live},
        {"GET", "/readyz", Access::Anyone, answerReady},
        {"GET", "/metrics", Access::Admin, answerMetrics},
        {"GET", "/api/v1/server", Access::Anyone, answerServer},
    };
}

} // namespace kinora::api
