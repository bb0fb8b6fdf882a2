// Brings videos from the relay to this computer, and lets them go where there is no room.
#pragma once

#include "core/Clock.h"
#include "core/Error.h"
#include "core/KeepRules.h"
#include "media/Thumbnailer.h"
#include "net/RelayApi.h"
#include "services/RetryTimer.h"
#include "services/VideoPictures.h"
#include "storage/MediaFolder.h"
#include "storage/VideoStore.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QString>
#include <QStringList>
#include <QThreadPool>
#include <QTimer>

#include <chrono>
#include <optional>

namespace kinora {

/// What is wanted, by the rules or by a person, is kept in the VideoStore (FileState::Wanted) and survives restarts; a
/// file appears under its final name only once its size and SHA-256 were verified. Two videos at a time: what a person
/// asked for, then what is on screen, then the newest; of which the last try brought nothing, that comes after all
/// others, and fails when the relay has refused it mostRefusals times. An interrupted transfer goes on where it
/// stopped. Of what finds no room one fails and says so, what needs as much waits, what needs less comes; all go on as
/// soon as there is room. Where the rules leave no room, files go that the relay has too (see KeepRules), each after
/// the relay was asked for it and has said that it still holds these bytes. GUI thread only.
class Downloads final : public QObject {
    Q_OBJECT

public:
    static constexpr int lanes = 2;
    static constexpr int mostRefusals = 5;
    /// What comes by itself leaves so much of the disk to others.
    static constexpr qint64 reservedBytes = qint64{256} * 1024 * 1024;
    /// How often a disk that was full is asked whether there is room now.
    static constexpr std::chrono::seconds roomPause{10};

    /// All outlive this.
    Downloads(RelayApi& relay, VideoStore& videos, const MediaFolder& folder, Thumbnailer& thumbnailer,
        const Clock& clock, const KeepRules& rules = {}, QObject* parent = nullptr);
    ~Downloads() override;

    /// The relay can be asked: works through all that is wanted, and gives files that failed before another try.
    void start();
    /// The relay can be asked once more: what failed, and what waits after a failure, gets another try now.
    void tryAgain();
    /// The relay cannot be asked: lets go of transfers under way, keeping what has arrived. Posters of videos that are
    /// here are still made.
    void stop();

    /// The relay has told all that it has, so that what it has too may go from here where there is no room; or not (any
    /// more), as from the start and after stop().
    void setMayLetGo(bool mayLetGo);
    /// Looks for newly wanted files and missing pictures; call after the store has changed.
    void check();
    /// From now on; nothing is fetched or given up before start(). What waits for the policy before waits no more.
    void setRules(const KeepRules& rules);
    [[nodiscard]] const KeepRules& rules() const { return m_rules; }
    /// Brings this video now, also after it failed or its file was deleted here. Counts as watched. One that is larger
    /// than the limit does not come.
    void want(const QString& videoId);
    /// Brings all of these that are not here, the first 200 in this order and before all others. They count as watched.
    /// Answers the ids of those that do not come, since together they are more than the limit.
    QFuture<Result<QStringList>> wantAll(const QStringList& videoIds);
    /// What a person looks at now, most important first: it comes before the rest.
    void onScreen(const QStringList& videoIds);
    /// What a person plays, or waits to play, until they are others: these stay here whatever the rules leave room for.
    void setPlayed(const QStringList& videoIds);
    /// The sprite sheet of this video comes if it can be had; the store tells when it is here.
    void wantSprite(const QString& videoId) { m_pictures.wantSprite(videoId); }
    /// Nothing is transferred while true: the library is still looking at what lies here.
    void setHeld(bool held);
    /// Files of the library's folder that belong to no video yet, by SHA-256, relative: they are taken instead of being
    /// downloaded again.
    void offer(const QHash<QString, QString>& files);
    /// It has come another way, and its file lies under its final name: a transfer under way is given up. Answers and
    /// errors as VideoStore::addLocal; the file of one that needs none is deleted.
    [[nodiscard]] QFuture<Result<BroughtVideo>> takeBrought(const LocalVideo& video);
    /// These have left the library: what is still arriving of them is given up.
    void forget(const QList<LeftFiles>& left);

    struct Progress {
        qint64 received = 0;
        qint64 total = 0;
    };
    /// Set while the video is being transferred.
    [[nodiscard]] std::optional<Progress> progress(const QString& videoId) const;

signals:
    void progressChanged(const QString& videoId);
    /// The file is on this computer; the store says so already.
    void finished(const QString& videoId);
    /// It could not be stored. After network trouble there is no such signal: it stays wanted and is tried again.
    void failed(const QString& videoId, const kinora::Error& error);

private:
    struct Transfer {
        Video video;
        QFuture<Result<Download>> future;
        Progress progress;
        qint64 fromByte = 0;
        bool secondTry = false; ///< the first try brought other bytes than announced
        quint64 number = 0;     ///< tells it from one that was stopped before, which still has to answer
    };

    [[nodiscard]] static QString etagOf(const Video& video);
    void keepPolicy();
    void fillLanes();
    void decide(quint64 wish, const QStringList& beyond);
    /// With what is undecided: till the store has said otherwise it counts.
    [[nodiscard]] QSet<QString> allAsked() const;
    void dropTransfer(const QString& videoId);
    void settleBrought(const LocalVideo& video, const BroughtVideo& brought);
    void begin(const Video& video, bool secondTry);
    [[nodiscard]] qint64 neededBytes(const Video& video, qint64 missing) const;
    [[nodiscard]] bool hasRoom(const Video& video, qint64 missing);
    void lacks(qint64 bytes);
    void lookForRoom();
    bool takeOffered(const Video& video);
    void received(const QString& videoId, quint64 number, const Result<Download>& download);
    [[nodiscard]] bool isPushedBack(const QString& videoId) const;
    void interrupted(const Transfer& transfer, const Error& error);
    void adopt(const Video& video, bool secondTry);
    void adopted(const Video& video, bool secondTry, const Result<QString>& file);
    [[nodiscard]] bool isGone(const QString& videoId) const;
    void letGo(const QString& videoId, const QString& file);
    void giveUp(const QString& videoId, const Error& error);
    void endTransfer(const QString& videoId);
    void endTransfersWithoutRoom();
    void keepSoon();
    void keep();
    void releaseFile(const LeftFiles& files);
    void askForFiles(const QStringList& videoIds);
    void answered(const Video& video, const Result<Download>& answer);

    RelayApi& m_relay;
    VideoStore& m_videos;
    const MediaFolder& m_folder;
    const Clock& m_clock;
    QThreadPool m_hashing; ///< reads whole files: one at a time, off the GUI thread
    QHash<QString, Transfer> m_transfers;
    quint64 m_begun = 0;
    QSet<QString> m_settling;          ///< transferred or given up, not yet so in the store: must not begin again
    QSet<QString> m_leaving;           ///< of these, what was deleted elsewhere
    QHash<QString, QString> m_brought; ///< of these, files that came another way meanwhile
    QStringList m_first;               ///< asked for by the person, latest first
    QSet<QString> m_asked;             ///< the same, also when they are here; see LetGo::asked
    QHash<quint64, QSet<QString>> m_undecided; ///< wishes of which the store has yet to say what does not come
    quint64 m_wishes = 0;
    QStringList m_onScreen;
    QStringList m_played;
    QHash<QString, int> m_refusals; ///< of those that brought nothing: how often the relay has refused them
    VideoPictures m_pictures;
    KeepRules m_rules;
    QTimer m_keepSoon;
    RetryTimer m_retry;
    QTimer m_lookForRoom;
    std::optional<qint64> m_lacking;   ///< bytes that would let the smallest in that found no room
    QHash<QString, QString> m_offered; ///< see offer()
    bool m_started = false;
    bool m_mayLetGo = false;
    bool m_held = false;
    LetGo m_letGo;              ///< what the relay has said of files; `any` is not used
    qsizetype m_asking = 0;     ///< answers that are still to come
    bool m_learned = false;     ///< one of them said something
    QSet<QString> m_passedOver; ///< the relay has not said, when it was asked, whether it has these; see setMayLetGo()
    quint64 m_questions = 0;    ///< tells questions from those that were asked before stop() or setMayLetGo()
    bool m_isKeeping = false;   ///< the store is fitting the library into its room
    bool m_keepAgain = false;   ///< and has to do so once more
};

} // namespace kinora
