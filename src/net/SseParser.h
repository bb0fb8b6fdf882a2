// Server-Sent Events from bytes, as the WHATWG HTML standard has it (section 9.2.6, "Interpreting an event stream").
// Pure.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace kinora {

struct SseEvent {
    QString name;    ///< "message" when the stream gave none
    QByteArray data; ///< UTF-8, lines joined by \n

    bool operator==(const SseEvent&) const = default;
};

/// One parser per connection. Bytes may be cut anywhere, within a character or a line end too.
class SseParser {
public:
    /// A line or event larger than this is not one of ours.
    static constexpr qsizetype maxEventBytes = qsizetype{4} * 1024 * 1024;

    /// `lastEventId` continues from the connection before.
    explicit SseParser(QByteArray lastEventId = {});

    /// The events completed by these bytes. An event that is incomplete when the connection ends is dropped, as the
    /// standard says.
    [[nodiscard]] QList<SseEvent> feed(QByteArrayView bytes);

    /// Id of the last event dispatched, to resume after; events without an id keep the one before.
    [[nodiscard]] const QByteArray& lastEventId() const { return m_lastEventId; }
    /// The reconnection time the stream asked for.
    [[nodiscard]] std::optional<std::chrono::milliseconds> retry() const { return m_retry; }
    /// The stream exceeded maxEventBytes; nothing is parsed any more.
    [[nodiscard]] bool overflowed() const { return m_overflowed; }

private:
    void endLine(QList<SseEvent>& events);
    void takeField(QByteArrayView name, QByteArrayView value);
    void dispatch(QList<SseEvent>& events);

    QByteArray m_line;
    QByteArray m_name;
    QByteArray m_data;
    QByteArray m_idBuffer;
    QByteArray m_lastEventId;
    std::optional<std::chrono::milliseconds> m_retry;
    bool m_firstLine = true;
    bool m_afterCr = false; ///< a \n that follows belongs to the same line end
    bool m_overflowed = false;
};

} // namespace kinora
