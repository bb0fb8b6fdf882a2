// Keeps the facts beside the database true: of every video that lies here.
#pragma once

#include "storage/Database.h"
#include "storage/FactsFolder.h"
#include "storage/VideoStore.h"

#include <QObject>
#include <QSet>
#include <QThreadPool>
#include <QTimer>

#include <memory>

namespace kinora {

/// Writes in a thread of its own, soon after the store has changed. What is due when this goes is written in the
/// database's thread for long reads, and so before the database is closed. Of many the rest is noted there, and so is
/// what could not be written; the next time that the library is opened it is done. GUI thread only.
class FactsKeeper final : public QObject {
    Q_OBJECT

public:
    /// How many are written at once, and at most when this goes: on a slow disk some seconds.
    static constexpr qsizetype mostAtOnce = 200;

    /// Database and store outlive this.
    FactsKeeper(Database& database, VideoStore& videos, const FactsFolder& facts, QObject* parent = nullptr);
    /// Waits for nothing.
    ~FactsKeeper() override;

    /// The facts of these videos are missing.
    void write(const QList<qint64>& keys);
    /// No video has this id any more; comes after all that is being written.
    void forget(const QString& videoId);

private:
    void catchUp();
    void take(const VideoChanges& changes);
    void writeSome();
    void written(const Result<void>& done);
    void leaveForLater(const Error& why);
    [[nodiscard]] QList<qint64> takeKeys();

    Database& m_database;
    VideoStore& m_videos;
    FactsFolder m_facts;
    std::shared_ptr<QThreadPool> m_writing; ///< also of what is written when this goes
    QSet<qint64> m_keys;                    ///< changed since they were written
    int m_batches = 0;                      ///< being written
    bool m_isCatchingUp = false;            ///< these are among them that were due when the library was closed last
    QTimer m_soon;
};

} // namespace kinora
