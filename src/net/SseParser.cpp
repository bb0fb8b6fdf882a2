#include "net/SseParser.h"

#include <algorithm>
#include <utility>

namespace kinora {

SseParser::SseParser(QByteArray lastEventId)
    : m_idBuffer(lastEventId)
    , m_lastEventId(std::move(lastEventId)) {
}

QList<SseEvent> SseParser::feed(QByteArrayView bytes) {
    QList<SseEvent> events;
    qsizetype lineStart = 0;
    for (qsizetype i = 0; i < bytes.size() && !m_overflowed; ++i) {
        const char byte = bytes[i];
        const bool secondHalf = std::exchange(m_afterCr, byte == '\r') && byte == '\n';
        if (secondHalf) {
            lineStart = i + 1;
        } else if (byte == '\r' || byte == '\n') {
            m_line.append(bytes.sliced(lineStart, i - lineStart));
            lineStart = i + 1;
            endLine(events);
        }
    }
    m_line.append(bytes.sliced(lineStart));
    m_overflowed = m_overflowed || m_line.size() > maxEventBytes;
    return events;
}

void SseParser::endLine(QList<SseEvent>& events) {
    QByteArray line = std::exchange(m_line, {});
    if (std::exchange(m_firstLine, false) && line.startsWith("\xEF\xBB\xBF"))
        line.remove(0, 3);
    if (line.isEmpty()) {
        dispatch(events);
        return;
    }
    const qsizetype colon = line.indexOf(':');
    if (colon == 0)
        return; // a comment: the heartbeat
    const QByteArrayView view(line);
    if (colon < 0) {
        takeField(view, {});
        return;
    }
    QByteArrayView value = view.sliced(colon + 1);
    if (value.startsWith(' '))
        value = value.sliced(1);
    takeField(view.first(colon), value);
}

void SseParser::takeField(QByteArrayView name, QByteArrayView value) {
    if (name == "event") {
        m_name = value.toByteArray();
    } else if (name == "data") {
        m_data.append(value).append('\n');
        m_overflowed = m_data.size() > maxEventBytes;
    } else if (name == "id") {
        if (!value.contains('\0'))
            m_idBuffer = value.toByteArray();
    } else if (name == "retry") {
        const bool digits = !value.isEmpty() && std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; });
        bool fits = false;
        const qlonglong milliseconds = value.toByteArray().toLongLong(&fits);
        if (digits && fits)
            m_retry = std::chrono::milliseconds(milliseconds);
    }
}

void SseParser::dispatch(QList<SseEvent>& events) {
    m_lastEventId = m_idBuffer;
    QByteArray name = std::exchange(m_name, {});
    QByteArray data = std::exchange(m_data, {});
    if (data.isEmpty())
        return;
    data.chop(1); // the \n after the last line
    events.append(
        {.name = name.isEmpty() ? QStringLiteral("message") : QString::fromUtf8(name), .data = std::move(data)});
}

} // namespace kinora
