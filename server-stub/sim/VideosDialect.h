// The OpenAI Videos API as it was: create, remix, look, list, fetch, delete.
#pragma once

#include "sim/Desk.h"

namespace kinora::sim {

class VideosDialect {
public:
    explicit VideosDialect(Desk& desk)
        : m_desk(desk) {}

    /// `segments` are those after "/v1/videos". The token has been checked.
    [[nodiscard]] Task<http::Response> answer(const http::Request& request, std::vector<std::string> segments);

private:
    [[nodiscard]] Task<http::Response> create(const http::Request& request);
    [[nodiscard]] Task<http::Response> remix(const http::Request& request, const Job& source);
    /// Charges and begins what was asked for, unless a fault is in the way.
    [[nodiscard]] Task<http::Response> take(Order order);
    [[nodiscard]] Task<http::Response> answerList(const http::Request& request);
    [[nodiscard]] http::Response list(const http::Request& request) const;
    [[nodiscard]] Task<http::Response> show(const Job& job);
    [[nodiscard]] Task<http::Response> content(const http::Request& request, const Job& job);
    [[nodiscard]] http::Response remove(const Job& job);
    [[nodiscard]] http::Response videoResponse(const Job& job) const;

    Desk& m_desk;
};

} // namespace kinora::sim
