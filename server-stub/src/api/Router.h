// Finds the row for a request, sees to who may, and turns what comes back – value, Error or exception – into an answer.
#pragma once

#include "api/Endpoint.h"
#include "api/OpenStreams.h"
#include "http/Server.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace kinora::domain {
class ApiKeys;
class Sessions;
} // namespace kinora::domain

namespace kinora::api {

class Router {
public:
    /// The references must outlive the router. Two rows of the same method and pattern are a bug (asserted). More than
    /// `streamsPerUser` event streams at once are rate_limited.
    Router(std::vector<Endpoint> endpoints, domain::Sessions& sessions, domain::ApiKeys& keys,
        std::optional<std::size_t> streamsPerUser = std::nullopt);

    /// Names the file for a body that goes to the disk; without one none does. Before the server starts.
    void setBodyFiles(std::function<std::filesystem::path()> newFile) { m_newFile = std::move(newFile); }
    ~Router();

    /// Never throws. For http::Server.
    [[nodiscard]] Task<http::Response> handle(http::Request& request) const;

    /// How much a request may bring along and where that goes, judged by its head: more than usual, and to the disk,
    /// only where its row says so, and only for who may use it. Never throws. For http::Server.
    [[nodiscard]] Task<http::BodyPlan> bodyPlan(const http::Request& request) const;
    [[nodiscard]] bool bodyGoesToFile(const http::Request& request) const;

private:
    struct Row;
    struct Match;

    [[nodiscard]] Match find(const http::Request& request) const;
    [[nodiscard]] Task<Result<http::Response>> answer(http::Request& request) const;
    [[nodiscard]] Task<Result<domain::Principal>> authenticate(
        const http::Request& request, const Endpoint& endpoint) const;

    [[nodiscard]] Task<Result<http::Response>> answerStream(const Endpoint& endpoint, const Call& call) const;
    /// After a fault: why whoever asked may not ask any more. An account that is deleted under its own request takes
    /// away what the request was about to refer to, which is no fault of ours.
    [[nodiscard]] Task<std::optional<Error>> refusalByNow(const http::Request& request) const;
    [[nodiscard]] bool mustBreakOff(const http::Request& request, Code code) const;

    std::vector<Row> m_rows;
    domain::Sessions& m_sessions;
    domain::ApiKeys& m_keys;
    std::optional<OpenStreams> m_streams;
    std::function<std::filesystem::path()> m_newFile;
};

} // namespace kinora::api
