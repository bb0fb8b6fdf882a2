// The addresses of the stand-in: both dialects, the list of models, and /sim for whoever tests with it.
#pragma once

#include "sim/ChatStreamDialect.h"
#include "sim/Desk.h"
#include "sim/VideosDialect.h"

namespace kinora::sim {

class Site {
public:
    /// `inlineResults`: see ChatStreamDialect.
    Site(Desk& desk, bool inlineResults)
        : m_desk(desk)
        , m_videos(desk)
        , m_chat(desk, inlineResults) {}

    [[nodiscard]] Task<http::Response> answer(http::Request& request);

private:
    /// Ledger and faults; without a token, and for this machine only.
    [[nodiscard]] http::Response control(const http::Request& request);
    [[nodiscard]] http::Response ledger() const;
    [[nodiscard]] http::Response faults();
    [[nodiscard]] http::Response models() const;

    Desk& m_desk;
    VideosDialect m_videos;
    ChatStreamDialect m_chat;
};

} // namespace kinora::sim
