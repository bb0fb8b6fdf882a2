#include "net/EventStream.h"

#include "core/Logging.h"
#include "core/Receive.h"
#include "core/RelayAddress.h"
#include "net/HttpClient.h"
#include "net/Json.h"

#include <QRandomGenerator>

#include <algorithm>

namespace kinora {

namespace {

/// Fewer than a QNetworkAccessManager opens to one host.
constexpr qsizetype mostTries = 5;

} // namespace

EventStream::EventStream(AccessTokens& tokens, const Clock& clock, QObject* parent, EventStreamTimes times)
    : RelayEvents(parent)
    , m_tokens(tokens)
    , m_clock(clock)
    , m_times(times) {
    m_network.setAutoDeleteReplies(false);
    m_watchdog.setSingleShot(true);
    connect(&m_watchdog, &QTimer::timeout, this, [this] {
        qCInfo(logEvents) << "the relay has fallen silent";
        drop();
        waitAndRetry();
    });
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &EventStream::attempt);
    m_tryAgain.setSingleShot(true);
    connect(&m_tryAgain, &QTimer::timeout, this, &EventStream::ask);
}

EventStream::~EventStream() {
    drop();
}

void EventStream::start() {
    drop();
    ++m_run;
    m_parser = SseParser();
    m_pause = {};
    attempt();
}

void EventStream::stop() {
    drop();
    ++m_run;
    m_retry.stop();
    setState(State::Idle);
}

void EventStream::retryNow() {
    if (m_state == State::Waiting)
        attempt();
}

void EventStream::networkChanged() {
    const bool renewing = m_state == State::Connecting && m_tries.isEmpty();
    if (m_state == State::Idle || m_state == State::Stopped || renewing || isThisComputer(m_access.relay))
        return;
    drop();
    m_pause = {};
    attempt();
}

QDateTime EventStream::nextAttemptAt() const {
    return m_state == State::Waiting ? m_nextAttemptAt : QDateTime();
}

void EventStream::attempt() {
    m_retry.stop();
    m_renewed = false;
    m_access = m_tokens.access();
    if (m_access.relay.isEmpty()) {
        setState(State::Stopped);
        return;
    }
    setState(State::Connecting);
    if (m_access.token.isEmpty())
        renew();
    else
        send();
}

void EventStream::send() {
    // What the last connection left incomplete belongs to it; only its id goes on.
    m_parser = SseParser(m_parser.lastEventId());
    m_watchdog.start(m_times.answer);
    ask();
}

void EventStream::ask() {
    QNetworkRequest wire = HttpClient::plainRequest(HttpClient::apiUrl(m_access.relay, QStringLiteral("/events")));
    wire.setRawHeader("Accept", "text/event-stream");
    wire.setRawHeader("Cache-Control", "no-store");
    wire.setRawHeader("Authorization", "Bearer " + m_access.token.toLatin1());
    if (!m_parser.lastEventId().isEmpty())
        wire.setRawHeader("Last-Event-ID", m_parser.lastEventId());
    QNetworkReply* reply = m_network.get(wire);
    m_tries.append(reply);
    connect(reply, &QNetworkReply::metaDataChanged, this, [this, reply] { takeHead(reply); });
    connect(reply, &QNetworkReply::readyRead, this, [this, reply] { takeBytes(reply); });
    connect(reply, &QNetworkReply::finished, this, [this, reply] { finish(reply); });
    // A network that swallows everything takes the one try along: the system repeats it ever more rarely.
    const bool reconnecting = m_pause.count() > 0;
    if (reconnecting && m_tries.size() < mostTries)
        m_tryAgain.start(m_times.shortRetry);
}

void EventStream::renew() {
    m_renewed = true;
    receive(m_tokens.renew(m_access), this, [this, run = m_run](const Result<Access>& renewed) {
        if (run != m_run || m_state != State::Connecting)
            return;
        if (!renewed && renewed.error().code == ErrorCode::SignedOut) {
            setState(State::Stopped);
        } else if (!renewed) {
            waitAndRetry();
        } else {
            m_access = *renewed;
            send();
        }
    });
}

void EventStream::takeHead(QNetworkReply* reply) {
    if (m_state != State::Connecting || reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() != 200)
        return;
    const QString type = reply->header(QNetworkRequest::ContentTypeHeader).toString();
    if (!type.startsWith(u"text/event-stream", Qt::CaseInsensitive)) {
        qCWarning(logEvents) << "not an event stream:" << type;
        drop();
        waitAndRetry();
        return;
    }
    for (QNetworkReply* other : QList<QNetworkReply*>(m_tries)) {
        if (other != reply)
            drop(other);
    }
    m_tryAgain.stop();
    m_openSince = m_clock.elapsed();
    m_watchdog.start(m_times.silence);
    setState(State::Open);
}

void EventStream::takeBytes(QNetworkReply* reply) {
    takeHead(reply);
    if (m_state != State::Open)
        return;
    m_watchdog.start(m_times.silence);
    const quint64 run = m_run;
    for (const SseEvent& sse : m_parser.feed(reply->readAll())) {
        m_pause = {};
        const auto event = readEvent(sse.name, sse.data);
        if (!event)
            qCWarning(logEvents) << "unreadable event" << sse.name << event.error().detail;
        else if (*event)
            emit received(**event);
        if (run != m_run || !m_tries.contains(reply))
            return; // a receiver has stopped or restarted the stream
    }
    if (m_parser.overflowed()) {
        qCWarning(logEvents) << "an event of unreasonable size";
        drop();
        waitAndRetry();
    }
}

void EventStream::finish(QNetworkReply* reply) {
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    qCInfo(logEvents) << "stream ended, status" << status << reply->error();
    if (m_state == State::Open && reply->bytesAvailable() > 0)
        takeBytes(reply);
    const bool rejected = status == 401 && !m_renewed && m_state == State::Connecting;
    if (m_state == State::Connecting && !rejected && m_tries.size() > 1) {
        drop(reply); // the others may still come through
        return;
    }
    drop();
    if (rejected)
        renew();
    else if (m_state == State::Connecting || m_state == State::Open)
        waitAndRetry();
}

void EventStream::waitAndRetry() {
    const auto now = m_clock.elapsed();
    if (m_state == State::Open && now - m_openSince >= m_times.settled)
        m_pause = {};
    if (m_pause.count() == 0) {
        m_failingSince = now;
        m_pause = m_times.firstRetry;
    } else {
        const bool patient = now - m_failingSince < m_times.patience;
        const auto shortest = std::min(m_times.shortRetry, m_parser.retry().value_or(m_times.shortRetry));
        m_pause = std::min(m_pause * 2, patient ? std::max(shortest, m_times.firstRetry) : m_times.longRetry);
    }
    // Many apps lose one relay at the same moment; they should not all come back at the same moment.
    const auto pause = m_pause - m_pause * static_cast<int>(QRandomGenerator::global()->bounded(25)) / 100;
    m_nextAttemptAt = m_clock.now().addMSecs(pause.count());
    m_retry.start(pause);
    setState(State::Waiting);
}

void EventStream::drop() {
    m_watchdog.stop();
    m_tryAgain.stop();
    while (!m_tries.isEmpty())
        drop(m_tries.last());
}

void EventStream::drop(QNetworkReply* reply) {
    m_tries.removeOne(reply);
    reply->disconnect(this);
    reply->abort();
    reply->deleteLater();
}

void EventStream::setState(State state) {
    // Waiting again after a failed attempt has another nextAttemptAt().
    const bool changed = m_state != state || state == State::Waiting;
    m_state = state;
    if (changed)
        emit stateChanged();
}

} // namespace kinora
