#include "sim/Site.h"

#include "base/Time.h"
#include "http/Problem.h"
#include "sim/ApiError.h"
#include "sim/ChatRequest.h"
#include "sim/VideosRequest.h"

#include <boost/json.hpp>

namespace kinora::sim {

namespace json = boost::json;

namespace {} // namespace

Task<http::Response> Site::answer(http::Request& request) {
    const std::vector<std::string>& path = request.segments;
    if (!path.empty() && path.front() == "sim" && request.remote.loopback) {
        co_return control(request);
    }
    // What has an address nobody can guess needs no token.
    constexpr std::string_view extension = ".mp4";
    if (path.size() == 2 && path.front() == "results" && path.back().ends_with(extension)) {
        std::string name = path.back().substr(0, path.back().size() - extension.size());
        co_return co_await m_chat.result(request, std::move(name));
    }
    if (path.size() == 3 && path[0] == "sora" && path[1] == "media") {
        co_return co_await m_chat.result(request, path.back());
    }
    if (path.size() == 2 && path.front() == "source") {
        co_return co_await m_chat.task(request, path.back());
    }
    if (!m_desk.isAuthorised(request)) {
        co_return toResponse(wrongToken());
    }
    if (path.size() >= 2 && path[0] == "v1" && path[1] == "videos") {
        std::vector<std::string> rest(path.begin() + 2, path.end());
        co_return co_await m_videos.answer(request, std::move(rest));
    }
    if (path.size() == 2 && path[0] == "v1" && path[1] == "models" && request.method == "GET") {
        co_return models();
    }
    const bool completions = path.size() >= 2 && path[path.size() - 2] == "chat" && path.back() == "completions";
    if (completions && request.method == "POST") {
        co_return co_await m_chat.create(request);
    }
    co_return toResponse(unknownUrl(request.method, request.path));
}

http::Response Site::control(const http::Request& request) {
    const std::string_view name = request.segments.size() == 2 ? std::string_view(request.segments.back()) : "";
    if (name == "ledger" && request.method == "GET") {
        return ledger();
    }
    if (name == "faults" && request.method == "GET") {
        return faults();
    }
    if (name == "faults" && request.method == "DELETE") {
        m_desk.faults().clear();
        return http::Response::empty();
    }
    if (name == "faults" && request.method == "POST") {
        Result<Fault> fault = faultFrom(request.body);
        if (!fault) {
            return http::problem(fault.error(), request.id);
        }
        m_desk.faults().add(*std::move(fault));
        return http::Response::empty();
    }
    return toResponse(unknownUrl(request.method, request.path));
}

http::Response Site::ledger() const {
    json::array entries;
    for (const Job& job : m_desk.jobs().all()) {
        json::object entry{{"upstreamId", job.id}, {"dialect", toText(job.dialect)}, {"model", job.model},
            {"prompt", job.prompt}, {"acceptedAt", toRfc3339(job.acceptedAt)}, {"chargedMicroUsd", job.chargedMicroUsd},
            {"sha256", nullptr}};
        if (!job.sha256.empty()) {
            entry["sha256"] = job.sha256;
        }
        if (!job.remixOf.empty()) {
            entry["remixOf"] = job.remixOf;
        }
        entries.push_back(std::move(entry));
    }
    return http::Response::json(200, {{"entries", std::move(entries)}});
}

http::Response Site::faults() {
    json::array waiting;
    for (const Fault& fault : m_desk.faults().waiting()) {
        waiting.push_back(toJson(fault));
    }
    return http::Response::json(200, {{"faults", std::move(waiting)}});
}

http::Response Site::models() const {
    json::array data;
    const auto add = [&](std::string_view name) {
        data.push_back(json::object{{"id", name}, {"object", "model"}, {"created", 0}, {"owned_by", "kinora-sim"}});
    };
    std::ranges::for_each(videosModels(), add);
    std::ranges::for_each(chatModels(), add);
    return http::Response::json(200, {{"object", "list"}, {"data", std::move(data)}});
}

} // namespace kinora::sim
