// A chat gateway that makes videos: one streaming request, progress as prose, the result as a link.
#pragma once

#include "sim/ChatVoice.h"
#include "sim/Desk.h"

namespace kinora::sim {

class ChatStreamDialect {
public:
    /// `inlineResults`: videos come inside the answer instead of behind a link.
    ChatStreamDialect(Desk& desk, bool inlineResults)
        : m_desk(desk)
        , m_inlineResults(inlineResults) {}

    /// POST …/chat/completions. The token has been checked. A client that leaves does not stop its job.
    [[nodiscard]] Task<http::Response> create(const http::Request& request);
    /// The public address of a result: whoever knows it may have it. HEAD too.
    [[nodiscard]] Task<http::Response> result(const http::Request& request, std::string name);
    /// GET /source/{task}: how a task is getting on, for whoever knows its name. Only of the family that prints names.
    [[nodiscard]] Task<http::Response> task(const http::Request& request, std::string id);

private:
    Desk& m_desk;
    bool m_inlineResults;
};

} // namespace kinora::sim
