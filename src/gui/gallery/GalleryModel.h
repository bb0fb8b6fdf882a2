// The library as an item model: places of all videos in memory, rows read when they are looked at.
#pragma once

#include "core/Clock.h"
#include "core/LibraryVideo.h"
#include "services/Library.h"

#include <QAbstractListModel>
#include <QCache>
#include <QList>

namespace kinora {

/// Newest first, one row per video. Follows the library as it opens, closes and changes.
class GalleryModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole + 1,
        VideoRole,     ///< LibraryVideo
        PosterRole,    ///< absolute file, empty while there is none
        SpriteRole,    ///< the same of its sprite sheet
        FileStateRole, ///< what to say of the file, empty when it is simply here
        FileNoteRole,  ///< the same in one word
    };

    /// Both outlive the model.
    GalleryModel(Library& library, const Clock& clock, QObject* parent = nullptr);

    [[nodiscard]] const QList<VideoPlace>& places() const { return m_places; }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    /// The files of these videos that are on this computer; null when none is.
    [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    /// An invalid index when the library does not show it.
    [[nodiscard]] QModelIndex indexOf(const QString& videoId) const;
    /// -1 when it is not listed.
    [[nodiscard]] int rowOfKey(qint64 key) const;
    /// The videos of these rows, in their order.
    [[nodiscard]] QList<LibraryVideo> videos(const QList<int>& rows) const;

private:
    void reload();
    void letGo();
    void take(const VideoChanges& changes);
    void insert(const QList<VideoPlace>& inserted);
    void touch(const QString& videoId);
    [[nodiscard]] const LibraryVideo* at(int row) const;

    Library& m_library;
    const Clock& m_clock;
    QList<VideoPlace> m_places;
    using RowPage = QList<LibraryVideo>;
    mutable QCache<int, RowPage> m_pages;
};

} // namespace kinora
