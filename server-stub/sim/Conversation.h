// The stream of one chat job: what its gateway says, when it is due.
#pragma once

#include "base/Task.h"
#include "sim/ChatVoice.h"
#include "sim/Desk.h"

#include <memory>
#include <string>

namespace kinora::sim {

struct Talk {
    Job job;
    std::shared_ptr<ChatVoice> voice;
    std::string resultUrl;
    bool inlineResult = false; ///< the result as a data: address instead of the link
};

/// Speaks until the job has ended or the client has left. A fault that waits for a poll of this prompt strikes in the
/// middle: silence for hang, an error in the gateway's words, a page of some proxy for garbage, half a line and the end
/// for gone.
[[nodiscard]] Task<> converse(Desk& desk, Talk talk, http::StreamWriter& writer);

} // namespace kinora::sim
