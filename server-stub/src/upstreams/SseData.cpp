#include "upstreams/SseData.h"

namespace kinora::upstreams {

void SseData::feed(std::string_view bytes, const Handler& onData) {
    for (const char c : bytes) {
        // A CRLF makes one line and one empty line, and an empty line is nothing to us.
        if (c == '\n' || c == '\r')
            endLine(onData);
        else if (m_line.size() < MaxLine)
            m_line += c;
    }
}

void SseData::finish(const Handler& onData) {
    endLine(onData);
}

void SseData::endLine(const Handler& onData) {
    std::string_view line = m_line;
    if (line.starts_with("\xEF\xBB\xBF"))
        line.remove_prefix(3);
    if (line.starts_with("data:")) {
        m_sawField = true;
        line.remove_prefix(5);
        if (line.starts_with(' '))
            line.remove_prefix(1);
        onData(line);
    } else if (line.starts_with(':') || line.starts_with("event:") || line.starts_with("id:") ||
               line.starts_with("retry:")) {
        m_sawField = true;
    }
    m_line.clear();
}

} // namespace kinora::upstreams
