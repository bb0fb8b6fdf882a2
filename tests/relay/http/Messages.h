// Reads messages.txt: hostile and ambiguous requests, and what becomes of each.
#pragma once

#include <string>
#include <vector>

namespace kinora::test {

struct Message {
    std::string answers; ///< "ok", "ok:5,400", "none" …; the file says what they mean
    std::string name;
    std::string bytes;
};

/// Throws if the file is not as it describes itself.
[[nodiscard]] std::vector<Message> readMessages();

} // namespace kinora::test
