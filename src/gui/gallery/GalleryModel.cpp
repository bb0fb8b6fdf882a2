#include "gui/gallery/GalleryModel.h"

#include "core/Logging.h"
#include "core/Receive.h"
#include "gui/gallery/GalleryText.h"

#include <QSet>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

constexpr int pageRows = 64;
constexpr int pagesKept = 24;
constexpr qsizetype lookedUp = 100;    ///< so many changed videos, one by one
constexpr qsizetype shownAtOnce = 500; ///< more than any screen has room for
/// The pictures of the first screen are there by then. Before that the two would take each other's time.
constexpr std::chrono::milliseconds restAfter{150};

/// The database walks along an index until it has enough; for all else it looks at every video.
bool isQuick(const VideoFilter& filter) {
    const bool walks = filter.sort == VideoSort::Newest || filter.sort == VideoSort::Oldest;
    return walks && filter.tag.isEmpty() && filter.text.isEmpty();
}

/// Where each video is in a list of 100,000. Keys are small, so an array has them all.
class RowsByKey {
public:
    explicit RowsByKey(const QList<VideoPlace>& places) {
        qint64 most = -1;
        for (const VideoPlace& place : places)
            most = std::max(most, place.key);
        m_rows.assign(static_cast<std::size_t>(most + 1), -1);
        for (int row = 0; const VideoPlace& place : places)
            m_rows[static_cast<std::size_t>(place.key)] = row++;
    }
    /// -1 when it is not there.
    [[nodiscard]] int of(qint64 key) const {
        const auto at = static_cast<std::size_t>(key);
        return at < m_rows.size() ? m_rows[at] : -1;
    }

private:
    std::vector<int> m_rows;
};

} // namespace

GalleryModel::GalleryModel(Library& library, const Clock& clock, QObject* parent)
    : QAbstractListModel(parent)
    , m_library(library)
    , m_clock(clock)
    , m_pages(pagesKept) {
    m_rest.setSingleShot(true);
    m_rest.setInterval(restAfter);
    connect(&m_rest, &QTimer::timeout, this, [this] { search(); });
    connect(&m_library, &Library::opened, this, &GalleryModel::follow);
    connect(&m_library, &Library::closing, this, &GalleryModel::letGo);
    connect(&m_library, &Library::videosChanged, this, &GalleryModel::take);
    if (m_library.isOpen())
        follow();
}

void GalleryModel::follow() {
    m_follows = true;
    connect(&m_library.downloads(), &Downloads::progressChanged, this, &GalleryModel::touch);
    connect(&m_library.sync(), &LibrarySync::stateChanged, this, [this] {
        // "Waiting to download" is only said while somebody could be waited for.
        if (!m_places.isEmpty())
            emit dataChanged(index(0), index(rowCount() - 1), {FileStateRole, FileNoteRole});
    });
    reload();
}

void GalleryModel::reload() {
    // At once: what is shown first should be the videos, not a place for them. All others follow.
    stopSearch();
    if (!isQuick(m_filter)) {
        startAnew({}, true);
        search(shownAtOnce);
        return;
    }
    const Result<QList<VideoPlace>> places = m_library.places(m_filter, shownAtOnce);
    if (!places)
        qCWarning(logGui) << "cannot read the library:" << places.error().detail;
    m_isBeginning = places && places->size() == shownAtOnce;
    startAnew(places.value_or(QList<VideoPlace>()));
    if (m_isBeginning)
        m_rest.start();
}

void GalleryModel::startWith(const VideoFilter& filter) {
    if (filter == m_filter)
        return;
    m_filter = filter;
    if (m_library.isOpen())
        reload();
}

void GalleryModel::letGo() {
    m_follows = false;
    stopSearch();
    startAnew({});
}

void GalleryModel::stopSearch() {
    m_search.cancel();
    m_rest.stop();
    ++m_round;
    m_isBeginning = m_isSearching = m_searchAgain = false;
}

void GalleryModel::startAnew(const QList<VideoPlace>& places, bool isLooking) {
    beginResetModel();
    m_pages.clear();
    m_places = places;
    m_filterIsNew = isLooking;
    endResetModel();
}

void GalleryModel::setFilter(const VideoFilter& filter) {
    if (filter == m_filter)
        return;
    m_filter = filter;
    m_filterIsNew = true;
    if (m_library.isOpen())
        search();
}

void GalleryModel::search(std::optional<qsizetype> limit) {
    m_search.cancel();
    m_rest.stop();
    m_searchAgain = false;
    m_isSearching = true;
    m_search = m_library.search(m_filter, limit);
    receive(m_search, this, [this, round = ++m_round, limit](const Result<QList<VideoPlace>>& places) {
        if (round != m_round)
            return;
        m_isSearching = false;
        if (m_library.isOpen())
            found(places, limit && places && places->size() == *limit);
    });
}

void GalleryModel::found(const Result<QList<VideoPlace>>& places, bool isBeginning) {
    if (!places) {
        if (places.error().code == ErrorCode::Canceled)
            return;
        qCWarning(logGui) << "cannot search the library:" << places.error().detail;
        if (isLooking())
            startAnew({});
        return;
    }
    const bool wasBeginning = std::exchange(m_isBeginning, isBeginning);
    if (m_filterIsNew) {
        startAnew(*places);
        emit filtered();
    } else {
        become(*places);
    }
    if (m_searchAgain) {
        m_isBeginning = m_isBeginning || wasBeginning; // all is there with that answer
        search();
        return;
    }
    if (isBeginning)
        m_rest.start();
    else if (wasBeginning)
        emit completed();
}

int GalleryModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_places.size());
}

QVariant GalleryModel::data(const QModelIndex& index, int role) const {
    const LibraryVideo* row = index.isValid() ? at(index.row()) : nullptr;
    if (!row)
        return {};
    const auto about = [&](auto text) {
        return text(*row, m_library.downloads().progress(row->video.id),
            m_library.sync().state() != LibrarySync::State::Offline);
    };
    switch (role) {
    case Qt::DisplayRole:
        return GalleryText::name(row->video);
    case Qt::AccessibleTextRole:
        return GalleryText::card(*row, about(GalleryText::fileState), m_clock.now());
    case IdRole:
        return row->video.id;
    case VideoRole:
        return QVariant::fromValue(*row);
    case PosterRole:
        return m_library.posterOf(*row);
    case SpriteRole:
        return m_library.spriteOf(*row);
    case FileStateRole:
        return about(GalleryText::fileState);
    case FileNoteRole:
        return about(GalleryText::fileNote);
    default:
        return {};
    }
}

bool GalleryModel::hasTrash() const {
    const VideoFilter trash{.section = LibrarySection::Trash};
    return m_follows && !m_library.places(trash, 1).value_or(QList<VideoPlace>()).isEmpty();
}

QList<qint64> GalleryModel::keys(const QList<int>& rows) const {
    QList<qint64> keys;
    keys.reserve(rows.size());
    for (const int row : rows)
        keys << m_places.at(row).key;
    return keys;
}

QList<LibraryVideo> GalleryModel::videos(const QList<int>& rows) const {
    constexpr qsizetype atATime = 500; // as many as the store reads at once
    QList<LibraryVideo> videos;
    videos.reserve(rows.size());
    for (qsizetype first = 0; first < rows.size(); first += atATime) {
        videos += m_library.rows(keys(rows.mid(first, atATime))).value_or(QList<LibraryVideo>());
    }
    return videos;
}

GalleryModel::Files GalleryModel::files(const QModelIndexList& indexes) const {
    QList<int> rows;
    for (const QModelIndex& index : indexes)
        rows << index.row();
    std::ranges::sort(rows);
    Files files;
    for (const LibraryVideo& row : videos(rows)) {
        if (const QString file = m_library.fileOf(row); !file.isEmpty()) {
            files.here << QUrl::fromLocalFile(file);
            continue;
        }
        ++files.missing;
        if (row.fileState == FileState::Absent || row.fileState == FileState::Failed)
            files.toFetch << row.video.id;
    }
    return files;
}

QModelIndex GalleryModel::indexOf(const QString& videoId) const {
    if (!m_library.isOpen())
        return {};
    const Result<LibraryVideo> row = m_library.find(videoId);
    const int found = row ? rowOfKey(row->key) : -1;
    return found < 0 ? QModelIndex() : index(found);
}

int GalleryModel::rowOfKey(qint64 key) const {
    const auto found = std::ranges::find(m_places, key, &VideoPlace::key);
    return found == m_places.end() ? -1 : static_cast<int>(found - m_places.begin());
}

void GalleryModel::take(const VideoChanges& changes) {
    m_pages.clear();
    if (changes.updated.size() > lookedUp && !m_places.isEmpty()) {
        emit dataChanged(index(0), index(rowCount() - 1)); // to look for each of 100,000 would take seconds
    } else {
        for (const qint64 key : changes.updated) {
            if (const int row = rowOfKey(key); row >= 0)
                emit dataChanged(index(row), index(row));
        }
    }
    // A search may have ended, and its answer, from before this change, still be on its way.
    if (m_filter != VideoFilter{} || m_isSearching) {
        // Whether a changed video still passes, and where it belongs, is the store's to say.
        m_searchAgain = m_isSearching;
        if (!m_searchAgain)
            search();
        return;
    }
    if (changes.inserted.isEmpty() && changes.removed.isEmpty())
        return;
    QList<VideoPlace> places = m_places;
    if (!changes.removed.isEmpty()) {
        const QSet<qint64> gone(changes.removed.begin(), changes.removed.end());
        places.removeIf([&gone](const VideoPlace& place) { return gone.contains(place.key); });
    }
    QList<VideoPlace> all;
    all.reserve(places.size() + changes.inserted.size());
    std::ranges::merge(places, changes.inserted, std::back_inserter(all), comesBefore);
    become(all);
}

void GalleryModel::become(const QList<VideoPlace>& places) {
    // Only what lies between the common beginning and the common end changes.
    const auto [oldFrom, newFrom] = std::ranges::mismatch(std::as_const(m_places), places);
    const auto first = static_cast<int>(oldFrom - m_places.cbegin());
    const qsizetype most = std::min(m_places.size(), places.size()) - first;
    qsizetype tail = 0;
    while (tail < most && m_places.at(m_places.size() - 1 - tail) == places.at(places.size() - 1 - tail))
        ++tail;
    const QList<VideoPlace> before = m_places.mid(first, m_places.size() - tail - first);
    const QList<VideoPlace> after = places.mid(first, places.size() - tail - first);
    if (before.isEmpty() && after.isEmpty())
        return;
    const RowsByKey oldRows(before);
    const RowsByKey newRows(after);
    std::vector<bool> going(static_cast<std::size_t>(first), false);
    QList<VideoPlace> gone;
    for (const VideoPlace& place : before) {
        going.push_back(newRows.of(place.key) < 0);
        if (going.back())
            gone << place;
    }
    QList<VideoPlace> coming;
    bool moved = false;
    for (int last = -1; const VideoPlace& place : after) {
        const int row = oldRows.of(place.key);
        if (row < 0) {
            coming << place;
            continue;
        }
        moved = moved || row < last;
        last = row;
    }
    // Who stays is never taken out, however they move: else what is chosen would be lost.
    emit becoming(going);
    insert(first, coming);
    reorder(first, after + gone);
    remove(first + static_cast<int>(after.size()), gone.size());
    emit became(moved);
}

void GalleryModel::insert(int row, const QList<VideoPlace>& places) {
    if (places.isEmpty())
        return;
    beginInsertRows({}, row, row + static_cast<int>(places.size()) - 1);
    m_places = m_places.mid(0, row) + places + m_places.mid(row);
    m_pages.clear(); // their numbers have shifted
    endInsertRows();
}

void GalleryModel::reorder(int first, const QList<VideoPlace>& places) {
    if (std::ranges::equal(places, m_places.mid(first, places.size())))
        return;
    emit layoutAboutToBeChanged();
    const RowsByKey rows(places);
    const QModelIndexList from = persistentIndexList();
    QModelIndexList to;
    to.reserve(from.size());
    for (const QModelIndex& index : from) {
        const bool within = index.row() >= first && index.row() < first + places.size();
        to << (within ? this->index(first + rows.of(m_places.at(index.row()).key)) : index);
    }
    std::ranges::copy(places, m_places.begin() + first);
    m_pages.clear();
    changePersistentIndexList(from, to);
    emit layoutChanged();
}

void GalleryModel::remove(int first, qsizetype count) {
    if (count == 0)
        return;
    beginRemoveRows({}, first, first + static_cast<int>(count) - 1);
    m_places.remove(first, count);
    m_pages.clear();
    endRemoveRows();
}

void GalleryModel::touch(const QString& videoId) {
    if (const QModelIndex changed = indexOf(videoId); changed.isValid())
        emit dataChanged(changed, changed, {FileStateRole, FileNoteRole});
}

const LibraryVideo* GalleryModel::at(int row) const {
    const int number = row / pageRows;
    const RowPage* page = m_pages.object(number);
    if (!page) {
        QList<qint64> keys;
        for (const VideoPlace& place : m_places.mid(qsizetype{number} * pageRows, pageRows))
            keys << place.key;
        const Result<QList<LibraryVideo>> rows = m_library.rows(keys);
        if (!rows)
            return nullptr;
        // A row that was deleted a moment ago, before the signal of it came, leaves a gap: the others keep their
        // places.
        auto* read = new RowPage(keys.size());
        for (const LibraryVideo& video : *rows)
            (*read)[keys.indexOf(video.key)] = video;
        m_pages.insert(number, read); // of cost 1, so it stays
        page = m_pages.object(number);
    }
    const LibraryVideo* found = row % pageRows < page->size() ? &page->at(row % pageRows) : nullptr;
    return found && found->key != 0 ? found : nullptr;
}

} // namespace kinora
