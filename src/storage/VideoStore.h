// The videos of one library, newest first.
#pragma once

#include "core/LibraryVideo.h"
#include "storage/Database.h"

#include <QObject>
#include <QStringList>

namespace kinora {

/// Lives in the thread of its Database's owner and must go before the Database. Reads are direct and short; writes are
/// queued, and what they changed is told by changed() once it is committed. Trashed videos are kept out: a gallery does
/// not show them.
class VideoStore : public QObject {
    Q_OBJECT
public:
    explicit VideoStore(Database& database, QObject* parent = nullptr);

    /// Every place in order; 100,000 in about 30 ms.
    [[nodiscard]] Result<QList<VideoPlace>> places() const;
    /// The rows of these keys, in the order asked; keys without a row are left out. At most 500 keys.
    [[nodiscard]] Result<QList<LibraryVideo>> rows(const QList<qint64>& keys) const;
    /// The next `limit` rows after the cursor, from the newest without one.
    [[nodiscard]] Result<QList<LibraryVideo>> page(const std::optional<VideoCursor>& after, int limit) const;
    /// NotFound when the library does not have it.
    [[nodiscard]] Result<LibraryVideo> find(const QString& id) const;
    /// Ids whose file is wanted, newest first.
    [[nodiscard]] Result<QStringList> wanted() const;
    /// Ids without a poster on this computer, newest first.
    [[nodiscard]] Result<QStringList> withoutPoster(int limit) const;
    /// Ids, sizes in bytes and files that should be on this computer.
    struct LocalFile {
        QString id;
        QString file;
        qint64 bytes = 0;
    };
    [[nodiscard]] Result<QList<LocalFile>> localFiles() const;

    [[nodiscard]] Result<LibraryTotals> totals() const;

    /// Stores what the relay says. Rows that are here keep their file and poster; a version older than the stored one
    /// (by seq) is ignored; a trashed video leaves the list. With `wantNew`, files of videos not known before become
    /// Wanted.
    QFuture<Result<void>> upsert(const QList<Video>& videos, bool wantNew = false);
    /// Failed files become Wanted again.
    QFuture<Result<void>> wantFailed();
    QFuture<Result<void>> remove(const QStringList& ids);
    QFuture<Result<void>> setFileHere(const QString& id, const QString& relativeFile);
    QFuture<Result<void>> setFileState(const QString& id, FileState state, std::optional<ErrorCode> problem = {});
    QFuture<Result<void>> setPoster(const QString& id, const QString& relativeFile);
    QFuture<Result<void>> setTook(const QString& id, qint64 milliseconds);

signals:
    void changed(const kinora::VideoChanges& changes);

private:
    QFuture<Result<void>> writeChanges(std::function<Result<VideoChanges>(QSqlDatabase&)> work);

    Database& m_database;
};

} // namespace kinora
