// A chat gateway that makes videos: one streaming request, progress as prose, the result as a link.
#pragma once

#include "sim/Desk.h"

namespace kinora::sim {

class ChatStreamDialect {
public:
    explicit ChatStreamDialect(Desk& desk)
        : m_desk(desk) {}

    /// POST …/chat/completions. The token has been checked. A client that leaves does not stop its job.
    [[nodiscard]] Task<http::Response> create(const http::Request& request);
    /// The public address of a result: whoever knows it may have it.
    [[nodiscard]] Task<http::Response> result(const http::Request& request, std::string fileName);

private:
    Desk& m_desk;
};

} // namespace kinora::sim
