#include "api/RequestMetrics.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>

namespace kinora::api {
namespace {

/// Anybody can make up a method; a label for each would fill the memory.
std::string_view methodLabel(std::string_view method) {
    constexpr std::array<std::string_view, 7> known{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
    const auto found = std::ranges::find(known, method);
    return found == known.end() ? "other" : *found;
}

} // namespace

void countAnswer(Metrics& metrics, const http::Answered& answered) {
    const std::string_view method = methodLabel(answered.request.method);
    const std::string_view route = answered.request.route.empty() ? "none" : answered.request.route;
    const std::string status = std::to_string(answered.status);
    metrics.count(metric::HttpRequests, {{"method", method}, {"route", route}, {"status", status}});
    metrics.count(metric::HttpResponseBytes, {{"route", route}}, static_cast<double>(answered.bytes));
    if (!answered.stream)
        metrics.observe(metric::HttpDuration, {{"method", method}, {"route", route}},
            std::chrono::duration<double>(answered.took).count());
}

} // namespace kinora::api
