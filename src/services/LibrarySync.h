// Keeps the account's library equal to the relay's list of videos.
#pragma once

#include "core/Clock.h"
#include "net/RelayApi.h"
#include "services/CreationService.h"
#include "services/Downloads.h"
#include "storage/VideoStore.h"

#include <QDateTime>
#include <QObject>
#include <QTimer>

#include <optional>

namespace kinora {

/// Lists the relay's videos when it starts and whenever the connection comes back, and takes what CreationService tells
/// meanwhile. The library only gains by it: nothing on this computer is deleted because a relay no longer lists it. GUI
/// thread only.
class LibrarySync final : public QObject {
    Q_OBJECT

public:
    /// Files of this many of the newest videos come to this computer by themselves; older ones when they are opened.
    static constexpr int keptHere = 200;

    /// All outlive this.
    LibrarySync(RelayApi& relay, CreationService& creation, VideoStore& videos, Downloads& downloads,
        const Clock& clock, QObject* parent = nullptr);

    enum class State { Offline, Syncing, Synced, Failed };

    /// Signed in: lists everything once.
    void start();
    /// Offline: stops asking.
    void stop();
    /// Asks again now.
    void syncNow();

    [[nodiscard]] State state() const { return m_state; }
    /// When the library was last equal to the relay's, in this session; UTC, invalid before.
    [[nodiscard]] QDateTime lastSynced() const { return m_lastSynced; }
    /// Why it Failed; it is tried again by itself.
    [[nodiscard]] std::optional<Error> error() const { return m_error; }

signals:
    void stateChanged();

private:
    void ask(const QString& cursor, int listed);
    void take(const Page<Video>& page, int listed);
    void fail(const Error& error);
    void setState(State state);
    void takeVideo(const Video& video);
    void takeFinished(const Job& job, const std::optional<Video>& video);

    RelayApi& m_relay;
    VideoStore& m_videos;
    Downloads& m_downloads;
    const Clock& m_clock;
    State m_state = State::Offline;
    QDateTime m_lastSynced;
    std::optional<Error> m_error;
    QTimer m_retry;
    quint64 m_round = 0; ///< answers of a round that was given up are dropped
};

} // namespace kinora
