// A relay's stream of events as the app reads it.
#include "fuzz/ClientTargets.h"
#include "net/Json.h"
#include "net/SseParser.h"

namespace kinora::test {

namespace {

struct Stream {
    QList<SseEvent> events;
    QByteArray lastEventId;
    std::optional<std::chrono::milliseconds> retry;

    bool operator==(const Stream&) const = default;
};

Stream readInSteps(const QByteArray& bytes, qsizetype step) {
    SseParser parser;
    Stream stream;
    for (qsizetype at = 0; at < bytes.size(); at += step)
        stream.events += parser.feed(QByteArrayView(bytes).sliced(at, std::min(step, bytes.size() - at)));
    stream.lastEventId = parser.lastEventId();
    stream.retry = parser.retry();
    return stream;
}

} // namespace

void fuzzEvents(std::string_view bytes) {
    const QByteArray stream(bytes.data(), static_cast<qsizetype>(bytes.size()));
    const Stream whole = readInSteps(stream, stream.size() + 1);
    for (const qsizetype step : {1, 2, 5})
        require(readInSteps(stream, step) == whole, "events read the same however they are cut");
    require(!whole.lastEventId.contains('\0') && !whole.lastEventId.contains('\n') && !whole.lastEventId.contains('\r'),
        "an id fits into a header");
    require(!whole.retry || whole.retry->count() >= 0, "a pause is not in the past");
    for (const SseEvent& event : whole.events) {
        require(!event.name.isEmpty(), "an event has a name");
        (void)readEvent(event.name, event.data);
    }
}

std::vector<std::string> eventSeeds() {
    return filesUnder("contract/events", ".sse");
}

} // namespace kinora::test
