// The library of the account in front: opened at sign-in or offline, closed at sign-out.
#pragma once

#include "core/Clock.h"
#include "core/KeepRules.h"
#include "core/LibraryVideo.h"
#include "net/LibraryApi.h"
#include "net/RelayApi.h"
#include "services/CreationService.h"
#include "services/Downloads.h"
#include "services/DraftStore.h"
#include "services/JobCache.h"
#include "services/LibraryDisk.h"
#include "services/LibraryEdits.h"
#include "services/LibrarySync.h"
#include "services/PendingSubmissions.h"
#include "storage/MediaFolder.h"
#include "storage/VideoStore.h"

#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QString>

#include <memory>
#include <optional>

namespace kinora {

/// Lives as long as the app. GUI thread only. What the accessors answer is valid from opened() until closing() has been
/// handled; before and after they must not be called.
class Library final : public QObject {
    Q_OBJECT

public:
    /// Libraries lie in `<dataFolder>/libraries/<serverId>/<userId>/`. All outlive this.
    Library(RelayApi& relay, LibraryApi& changes, CreationService& creation, const Clock& clock, QString dataFolder,
        QObject* parent = nullptr);
    ~Library() override;

    /// Opens the account's library, or makes it; closes another that is open, and keeps it open when it is this one.
    /// The disk is waited for in another thread. Finished when it returns where foresee() has had the time. Errors as
    /// LibraryDisk::prepare; NotFound for ids that are none; Canceled when close() or another open() comes first.
    [[nodiscard]] QFuture<Result<void>> open(const QString& serverId, const QString& userId);
    /// open() will be wanted for this account: what waits for the disk begins now. Another library stays open.
    void foresee(const QString& serverId, const QString& userId);
    /// Also what is being opened, and what was foreseen. The files are closed in another thread.
    void close();
    [[nodiscard]] bool isOpen() const { return m_open != nullptr; }

    /// Signed in and the relay can be asked: sync and downloads begin. Otherwise the library is just read.
    void setOnline(bool online);

    /// Holds for every library that is opened.
    void setKeepRules(const KeepRules& rules);
    [[nodiscard]] const KeepRules& keepRules() const { return m_rules; }
    /// Imported videos that the relay has refused are sent to it once more.
    void offerImportsAgain();
    /// A person has begun to watch the video.
    void watched(const QString& videoId);

    [[nodiscard]] const Clock& clock() const { return m_clock; }

    [[nodiscard]] LibraryEdits& edits();
    [[nodiscard]] Downloads& downloads();
    [[nodiscard]] LibrarySync& sync();
    [[nodiscard]] const MediaFolder& folder() const;
    [[nodiscard]] PendingSubmissions& submissions();
    [[nodiscard]] JobCache& jobCache();
    [[nodiscard]] DraftStore& drafts();

    /// What pages ask; see VideoStore. They are told of changes by videosChanged().
    [[nodiscard]] Result<QList<VideoPlace>> places(
        const VideoFilter& filter = {}, std::optional<qsizetype> limit = {}) const;
    [[nodiscard]] QFuture<Result<QList<VideoPlace>>> search(
        const VideoFilter& filter, std::optional<qsizetype> limit = {}) const;
    [[nodiscard]] QFuture<Result<LibraryWords>> words() const;
    [[nodiscard]] Result<QList<LibraryVideo>> rows(const QList<qint64>& keys) const;
    [[nodiscard]] QFuture<Result<QList<LibraryVideo>>> rowsLater(const QList<qint64>& keys) const;
    [[nodiscard]] QFuture<Result<ManyVideos>> many(const QList<qint64>& keys) const;
    [[nodiscard]] Result<QList<LibraryVideo>> newest(int limit) const;
    [[nodiscard]] Result<LibraryVideo> find(const QString& videoId) const;
    [[nodiscard]] QFuture<Result<LibraryTotals>> totals() const;
    [[nodiscard]] Result<ImportCounts> importCounts() const;
    /// The rows themselves, for what writes them.
    [[nodiscard]] VideoStore& store();

    /// Absolute path of the video's file; empty unless it is on this computer.
    [[nodiscard]] QString fileOf(const LibraryVideo& video) const;
    /// Absolute path of the poster; empty while there is none.
    [[nodiscard]] QString posterOf(const LibraryVideo& video) const;
    /// Absolute path of the sprite sheet; empty while there is none.
    [[nodiscard]] QString spriteOf(const LibraryVideo& video) const;
    /// This poster or sprite sheet cannot be read: another takes its place, made here or brought from the relay.
    /// Errors: NotFound where it is no picture of an open library, DiskFull, FileFailed.
    QFuture<Result<void>> makePictureAgain(const QString& file);
    /// Where a damaged library that lay here before was put; empty when nothing was wrong.
    [[nodiscard]] QString setAsideFile() const;
    void setAsideTold();

    /// Brings the video's content from the relay to this file, which is no part of the library; see
    /// RelayApi::download().
    [[nodiscard]] QFuture<Result<Download>> fetch(const Video& video, const QString& file);

signals:
    void opened();
    /// Last chance to let go of what the accessors gave.
    void closing();
    void videosChanged(const kinora::VideoChanges& changes);
    /// See LibraryEdits::refused and LibrarySync::goneElsewhere.
    void editsRefused(const QStringList& ids, const kinora::Error& error);
    void goneElsewhere(int videos, int filesKept);
    /// See ImportSender::left.
    void importsLeft(int videos, const kinora::Error& error);
    void keepRulesChanged();

private:
    struct Account;
    [[nodiscard]] QString folderOf(const QString& serverId, const QString& userId) const;
    Result<void> enter(const QString& folder);
    void leave();
    void takeFoundFiles();
    void lookForFiles(Account& into, const QList<VideoStore::LocalFile>& here);
    void checkFiles();
    void checkFiles(Account& of, const QList<VideoStore::LocalFile>& files, const QList<LeftFiles>& leaving);

    RelayApi& m_relay;
    LibraryApi& m_changes;
    CreationService& m_creation;
    const Clock& m_clock;
    QString m_dataFolder;
    QString m_folder; ///< of the open library
    KeepRules m_rules;
    LibraryDisk m_disk;
    std::shared_ptr<QPromise<Result<void>>> m_opening; ///< to be answered, while the disk is waited for
    std::unique_ptr<LibraryGround> m_ground;           ///< of the open library
    std::unique_ptr<Account> m_open;
};

} // namespace kinora
