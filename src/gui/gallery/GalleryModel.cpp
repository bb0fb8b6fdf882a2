#include "gui/gallery/GalleryModel.h"

#include "core/Logging.h"
#include "gui/gallery/GalleryText.h"

#include <QMimeData>
#include <QUrl>

#include <algorithm>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

constexpr int pageRows = 64;
constexpr int pagesKept = 24;

} // namespace

GalleryModel::GalleryModel(Library& library, const Clock& clock, QObject* parent)
    : QAbstractListModel(parent)
    , m_library(library)
    , m_clock(clock)
    , m_pages(pagesKept) {
    connect(&m_library, &Library::opened, this, &GalleryModel::reload);
    connect(&m_library, &Library::closing, this, &GalleryModel::letGo);
    connect(&m_library, &Library::videosChanged, this, &GalleryModel::take);
    if (m_library.isOpen())
        reload();
}

void GalleryModel::reload() {
    beginResetModel();
    m_pages.clear();
    m_places.clear();
    if (const Result<QList<VideoPlace>> places = m_library.places())
        m_places = *places;
    else
        qCWarning(logGui) << "cannot read the library:" << places.error().detail;
    endResetModel();
    connect(&m_library.downloads(), &Downloads::progressChanged, this, &GalleryModel::touch);
    connect(&m_library.sync(), &LibrarySync::stateChanged, this, [this] {
        // "Waiting to download" is only said while somebody could be waited for.
        if (!m_places.isEmpty())
            emit dataChanged(index(0), index(rowCount() - 1), {FileStateRole, FileNoteRole});
    });
}

void GalleryModel::letGo() {
    beginResetModel();
    m_places.clear();
    m_pages.clear();
    endResetModel();
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
        return row->video.prompt;
    case Qt::AccessibleTextRole:
        return GalleryText::card(*row, about(GalleryText::fileState), m_clock.now());
    case IdRole:
        return row->video.id;
    case VideoRole:
        return QVariant::fromValue(*row);
    case PosterRole:
        return m_library.posterOf(*row);
    case FileStateRole:
        return about(GalleryText::fileState);
    case FileNoteRole:
        return about(GalleryText::fileNote);
    default:
        return {};
    }
}

QList<LibraryVideo> GalleryModel::videos(const QList<int>& rows) const {
    constexpr qsizetype atATime = 500; // as many as the store reads at once
    QList<LibraryVideo> videos;
    videos.reserve(rows.size());
    for (qsizetype first = 0; first < rows.size(); first += atATime) {
        QList<qint64> keys;
        for (const int row : rows.mid(first, atATime))
            keys << m_places.at(row).key;
        videos += m_library.rows(keys).value_or(QList<LibraryVideo>());
    }
    return videos;
}

QMimeData* GalleryModel::mimeData(const QModelIndexList& indexes) const {
    QList<int> rows;
    for (const QModelIndex& index : indexes)
        rows << index.row();
    std::ranges::sort(rows);
    QList<QUrl> files;
    for (const LibraryVideo& video : videos(rows)) {
        if (const QString file = m_library.fileOf(video); !file.isEmpty())
            files << QUrl::fromLocalFile(file);
    }
    if (files.isEmpty())
        return nullptr;
    auto* data = new QMimeData;
    data->setUrls(files);
    return data;
}

QStringList GalleryModel::mimeTypes() const {
    return {u"text/uri-list"_s};
}

QModelIndex GalleryModel::indexOf(const QString& videoId) const {
    if (!m_library.isOpen())
        return {};
    const Result<LibraryVideo> row = m_library.find(videoId);
    const int found = row ? rowOfKey(row->key) : -1;
    return found < 0 ? QModelIndex() : index(found);
}

void GalleryModel::take(const VideoChanges& changes) {
    m_pages.clear();
    for (const qint64 key : changes.removed) {
        if (const int row = rowOfKey(key); row >= 0) {
            beginRemoveRows({}, row, row);
            m_places.removeAt(row);
            m_pages.clear();
            endRemoveRows();
        }
    }
    for (const qint64 key : changes.updated) {
        if (const int row = rowOfKey(key); row >= 0)
            emit dataChanged(index(row), index(row));
    }
    insert(changes.inserted);
}

void GalleryModel::insert(const QList<VideoPlace>& inserted) {
    // Both lists are in the library's order, so new ones that lie together go in together: a page of an old account is
    // one insertion.
    for (qsizetype i = 0; i < inserted.size();) {
        const auto before = std::ranges::lower_bound(m_places, inserted.at(i), comesBefore);
        const auto row = static_cast<int>(before - m_places.begin());
        qsizetype end = i + 1;
        while (end < inserted.size() && (row == m_places.size() || comesBefore(inserted.at(end), m_places.at(row))))
            ++end;
        beginInsertRows({}, row, row + static_cast<int>(end - i) - 1);
        for (qsizetype k = i; k < end; ++k)
            m_places.insert(row + (k - i), inserted.at(k));
        m_pages.clear(); // their numbers have shifted
        endInsertRows();
        i = end;
    }
}

void GalleryModel::touch(const QString& videoId) {
    if (const QModelIndex changed = indexOf(videoId); changed.isValid())
        emit dataChanged(changed, changed, {FileStateRole, FileNoteRole});
}

int GalleryModel::rowOfKey(qint64 key) const {
    const auto found = std::ranges::find(m_places, key, &VideoPlace::key);
    return found == m_places.end() ? -1 : static_cast<int>(found - m_places.begin());
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
