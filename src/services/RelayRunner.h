// The program of a relay on this computer, run as a child.
#pragma once

#include <QObject>
#include <QString>
#include <QUrl>

namespace kinora {

/// How a run ended, or why there was none.
struct RelayEnd {
    enum class Kind {
        NotFound,    ///< the program is not where it belongs
        CannotStart, ///< it is there, but the system does not run it
        Ended,       ///< it ran and is over
    };
    Kind kind = Kind::Ended;
    QString lastWords = {}; ///< its own sentence on what went wrong, English; may be empty
    QString log = {};       ///< the last lines that it wrote
};

/// One run at a time. Implemented by ProcessRelayRunner, faked in tests. GUI thread only.
class RelayRunner : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// Runs it with its data in `folder`, listening on `port` of this computer; 0: on a free one. ready() and ended()
    /// follow, never from inside this call. Must not be called before the run before has ended.
    virtual void start(const QString& folder, quint16 port) = 0;
    /// Asks it to end in order; ended() follows. Nothing when none runs.
    virtual void stop() = 0;

signals:
    void ready(const QUrl& address);
    void ended(const kinora::RelayEnd& end);
};

} // namespace kinora
