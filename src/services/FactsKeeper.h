// Keeps the facts beside the database true: of every video that lies here.
#pragma once

#include "storage/FactsFolder.h"
#include "storage/VideoStore.h"

#include <QObject>
#include <QSet>
#include <QThreadPool>
#include <QTimer>

namespace kinora {

/// Writes in a thread of its own, soon after the store has changed. GUI thread only.
class FactsKeeper final : public QObject {
    Q_OBJECT

public:
    /// The store outlives this.
    FactsKeeper(VideoStore& videos, const FactsFolder& facts, QObject* parent = nullptr);
    /// Writes what is due.
    ~FactsKeeper() override;

    /// The facts of these videos are missing.
    void write(const QList<qint64>& keys);
    /// No video has this id any more; comes after all that is being written.
    void forget(const QString& videoId);

private:
    void take(const VideoChanges& changes);
    void writeSome();
    [[nodiscard]] QList<LocalVideo> takeDue();

    VideoStore& m_videos;
    FactsFolder m_facts;
    QThreadPool m_writing;
    QSet<qint64> m_keys; ///< changed since they were written
    QTimer m_soon;
};

} // namespace kinora
