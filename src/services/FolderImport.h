// Brings videos from a folder of anybody's into the library.
#pragma once

#include "core/Result.h"
#include "core/Video.h"
#include "services/FolderScan.h"
#include "storage/MediaFolder.h"
#include "storage/VideoStore.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QString>
#include <QThreadPool>

#include <atomic>
#include <optional>

namespace kinora {

class Library;

struct ImportReport {
    struct Failed {
        QString file;
        Error error;
    };
    QStringList imported = {};       ///< files, relative to the folder
    QStringList alreadyHere = {};    ///< the library, or the folder itself, has the same bytes
    QStringList filledIn = {};       ///< likewise, and what was not known of them then came now
    QStringList inTrash = {};        ///< likewise, and they lie in the trash
    QStringList cut = {};            ///< imported, but what was told of them was too long and is cut
    QList<FolderScan::Odd> odd = {}; ///< not understood
    QList<Failed> failed = {};       ///< understood, and could not be stored
    qsizetype left = 0;              ///< not looked at: it was canceled, or the disk is full
    bool canceled = false;
    std::optional<Error> error = {}; ///< nothing could be done, or no more
};

/// One import at a time, beside the GUI thread. Files are copied, never moved, and checked by their hashes; what was
/// made with Kinora keeps all that its JSON says. Imports that are here already get what is told of them by now and was
/// not when they came. Where the disk is full it stops: begun again, it goes on, since what
/// is here is passed over. What has been imported stays when it is canceled. GUI thread only.
class FolderImport final : public QObject {
    Q_OBJECT

public:
    /// The library outlives this; when it closes, the import ends without a report.
    explicit FolderImport(Library& library, QObject* parent = nullptr);
    /// Gives up the file in hand.
    ~FolderImport() override;

    /// Does nothing while one is running, or without an open library.
    void start(const QString& folder);
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_running; }

signals:
    /// Before the first of them it is still looking.
    void progressed(int done, int total);
    void finished(const kinora::ImportReport& report);

private:
    using Contents = QHash<QString, KnownContent>;
    struct Run;

    void work(const QString& folder, const MediaFolder& target, const Contents& known);
    /// An error that ends the import.
    std::optional<Error> importOne(Run& run, const QString& file);
    void passOver(Run& run, const QString& file, const QString& sha256, const Video& told);
    void store(const LocalVideo& video, const QString& file);
    /// In the thread that does the work; the file is empty for what nobody is told of.
    void fillInLater(const Video& told, const QString& file);
    void fillIn(const Video& told, const QString& file);
    void tellParent(const QStringList& remixes, const QString& parent);
    void end(const ImportReport& report);
    void finishWhenStored();
    void stopWork();

    Library& m_library;
    QThreadPool m_pool;
    std::atomic_bool m_stop = false;
    bool m_running = false;
    quint64 m_round = 0; ///< what a closed library still answers is dropped
    int m_storing = 0;
    bool m_ended = false;
    ImportReport m_report;  ///< until the work has ended: of what is told of it while it stores
    QStringList m_notTaken; ///< files
};

} // namespace kinora
