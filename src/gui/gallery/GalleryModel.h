// The library as an item model: places of the videos that a filter lets through, rows read when they are looked at.
#pragma once

#include "core/Clock.h"
#include "core/LibraryVideo.h"
#include "core/VideoFilter.h"
#include "services/Library.h"

#include <QAbstractListModel>
#include <QCache>
#include <QFuture>
#include <QList>
#include <QStringList>
#include <QTimer>
#include <QUrl>

#include <optional>
#include <vector>

namespace kinora {

/// One row per video, in the filter's order. Follows the library as it opens, closes and changes.
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

    /// The first rows are there when this returns, more than any screen shows, unless they take long to find: then
    /// isLooking(). All others follow.
    void startWith(const VideoFilter& filter);
    /// Looks for what passes, beside the GUI thread; filtered() follows, unless another filter comes first.
    void setFilter(const VideoFilter& filter);
    [[nodiscard]] const VideoFilter& filter() const { return m_filter; }
    /// There are no rows, since they are still being looked for.
    [[nodiscard]] bool isLooking() const { return m_filterIsNew && m_places.isEmpty(); }
    /// The rows are the first of perhaps more: completed() follows.
    [[nodiscard]] bool isBeginning() const { return m_isBeginning; }
    /// Something lies in the library's trash, whatever the filter. Looks for the first, which is quick where there is
    /// little else.
    [[nodiscard]] bool hasTrash() const;

    [[nodiscard]] const QList<VideoPlace>& places() const { return m_places; }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    struct Files {
        QList<QUrl> here;
        int missing = 0;     ///< videos that are not on this computer
        QStringList toFetch; ///< ids of those of them that are not on their way
    };
    /// What other programs can have of these videos, in the order of the rows.
    [[nodiscard]] Files files(const QModelIndexList& indexes) const;
    /// An invalid index when the video is not listed.
    [[nodiscard]] QModelIndex indexOf(const QString& videoId) const;
    /// -1 when it is not listed.
    [[nodiscard]] int rowOfKey(qint64 key) const;
    /// The videos of these rows, in their order.
    [[nodiscard]] QList<LibraryVideo> videos(const QList<int>& rows) const;
    [[nodiscard]] QList<qint64> keys(const QList<int>& rows) const;

signals:
    /// The rows are those of the filter set last.
    void filtered();
    /// After the first ones, all others are there too.
    void completed();
    /// The rows become others of the same filter, step by step, until became(): those that stay keep their indexes. By
    /// row, which go; rows after these all stay.
    void becoming(const std::vector<bool>& going);
    /// Some that stayed have another order now.
    void became(bool moved);

private:
    void follow();
    void reload();
    void letGo();
    void stopSearch();
    void take(const VideoChanges& changes);
    void search(std::optional<qsizetype> limit = {});
    void found(const Result<QList<VideoPlace>>& places, bool isBeginning);
    void become(const QList<VideoPlace>& places);
    void insert(int row, const QList<VideoPlace>& places);
    void reorder(int first, const QList<VideoPlace>& places);
    void remove(int first, qsizetype count);
    void startAnew(const QList<VideoPlace>& places, bool isLooking = false);
    void touch(const QString& videoId);
    [[nodiscard]] const LibraryVideo* at(int row) const;

    Library& m_library;
    const Clock& m_clock;
    VideoFilter m_filter;
    QList<VideoPlace> m_places;
    bool m_filterIsNew = false; ///< the rows are still those of another one
    bool m_isBeginning = false; ///< there may be more than what is shown
    bool m_follows = false;     ///< a library is open, and not about to close
    bool m_isSearching = false; ///< until its answer has come
    bool m_searchAgain = false; ///< something changed while a search was under way
    QTimer m_rest;              ///< until all others are looked for, after those that are shown at once
    quint64 m_round = 0;        ///< answers of searches before this one are dropped
    QFuture<Result<QList<VideoPlace>>> m_search;
    using RowPage = QList<LibraryVideo>;
    mutable QCache<int, RowPage> m_pages;
};

} // namespace kinora
