// The relay's live events of one account.
#pragma once

#include "core/Job.h"
#include "core/Queue.h"
#include "core/Video.h"

#include <QDateTime>
#include <QList>
#include <QObject>
#include <QString>

#include <variant>

namespace kinora {

/// The state on connect, when the events since the last connection are not known: every job that has not ended.
struct SnapshotEvent {
    QList<Job> jobs;
};
/// A job began, moved on or got another percent.
struct JobProgressEvent {
    Job job;
};
struct JobCompletedEvent {
    Job job;
    Video video;
};
struct JobFailedEvent {
    Job job;
};
struct JobCanceledEvent {
    Job job;
};
/// A video was made or changed, perhaps elsewhere.
struct VideoEvent {
    Video video;
};
/// A video was deleted for ever.
struct VideoDeletedEvent {
    QString videoId;
};
/// The account's queue as it is now: on connecting, and whenever it was paused, resumed or its order changed.
struct QueueEvent {
    Queue queue;
};
/// The relay is about to stop; the stream comes back by itself.
struct GoingAwayEvent {};

using RelayEvent = std::variant<SnapshotEvent, JobProgressEvent, JobCompletedEvent, JobFailedEvent, JobCanceledEvent,
    VideoEvent, VideoDeletedEvent, QueueEvent, GoingAwayEvent>;

/// A stream of events that keeps itself alive. Implemented by EventStream, faked in tests. GUI thread only.
class RelayEvents : public QObject {
    Q_OBJECT

public:
    enum class State {
        Idle, ///< not started
        Connecting,
        Open,    ///< events arrive; what was missed since the last time has arrived or is arriving
        Waiting, ///< the connection failed or broke; the next attempt is at nextAttemptAt()
        Stopped, ///< the session is over; start() again after signing in
    };

    using QObject::QObject;

    /// Connects with the current access token, and again whenever the connection is lost. Forgets the events of an
    /// earlier account.
    virtual void start() = 0;
    /// Disconnects and becomes Idle.
    virtual void stop() = 0;
    /// While Waiting: tries now.
    virtual void retryNow() = 0;
    /// The way to the relay may be another one, and a connection dead without knowing: connects anew, also while Open,
    /// where it goes on after the last event. Nothing while Idle or Stopped.
    virtual void networkChanged() = 0;

    [[nodiscard]] virtual State state() const = 0;
    /// UTC; invalid unless Waiting.
    [[nodiscard]] virtual QDateTime nextAttemptAt() const = 0;

signals:
    void stateChanged();
    void received(const kinora::RelayEvent& event);
};

} // namespace kinora
