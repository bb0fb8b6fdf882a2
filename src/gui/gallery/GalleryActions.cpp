#include "gui/gallery/GalleryActions.h"

#include "core/Receive.h"
#include "gui/widgets/Question.h"

#include <QInputDialog>

#include <algorithm>
#include <utility>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

QStringList idsOf(const QList<LibraryVideo>& videos) {
    QStringList ids;
    for (const LibraryVideo& video : videos)
        ids << video.video.id;
    return ids;
}

/// Not shown yet; it deletes itself when it is closed.
QInputDialog* inputDialog(QWidget& window, const QString& name, const QString& title, const QString& label) {
    auto* dialog = new QInputDialog(&window);
    dialog->setObjectName(name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    dialog->setLabelText(label);
    dialog->setOkButtonText(GalleryActions::tr("Save"));
    dialog->setCancelButtonText(GalleryActions::tr("Cancel"));
    return dialog;
}

} // namespace

GalleryActions::GalleryActions(Library& library, QWidget& window)
    : QObject(&window)
    , m_library(library)
    , m_window(window) {
    connect(&m_library, &Library::closing, this, &GalleryActions::forgetUndo);
}

bool GalleryActions::areFavorites(const QList<LibraryVideo>& videos) {
    return std::ranges::all_of(videos, [](const LibraryVideo& video) { return video.video.favorite; });
}

int GalleryActions::commonRating(const QList<LibraryVideo>& videos) {
    const int rating = videos.isEmpty() ? -1 : videos.first().video.rating;
    return std::ranges::all_of(videos, [rating](const LibraryVideo& video) { return video.video.rating == rating; })
               ? rating
               : -1;
}

void GalleryActions::toggleFavorite(const QList<LibraryVideo>& videos) {
    if (!videos.isEmpty())
        watch(m_library.edits().setFavorite(idsOf(videos), !areFavorites(videos)));
}

void GalleryActions::setRating(const QList<LibraryVideo>& videos, int rating) {
    if (!videos.isEmpty())
        watch(m_library.edits().setRating(idsOf(videos), rating));
}

void GalleryActions::addTag(const QList<LibraryVideo>& videos, const QString& tag) {
    if (!videos.isEmpty() && !tag.trimmed().isEmpty())
        watch(m_library.edits().addTag(idsOf(videos), tag));
}

void GalleryActions::removeTag(const QList<LibraryVideo>& videos, const QString& tag) {
    if (!videos.isEmpty())
        watch(m_library.edits().removeTag(idsOf(videos), tag));
}

void GalleryActions::askForTag(const QList<LibraryVideo>& videos) {
    QInputDialog* dialog = inputDialog(m_window, u"tagDialog"_s, tr("Add a tag"),
        tr("A word or a few to find these %n video(s) by.", "", static_cast<int>(videos.size())));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, videos](const QString& tag) {
        if (m_library.isOpen())
            addTag(videos, tag);
    });
    dialog->open();
}

void GalleryActions::askForTitle(const LibraryVideo& video) {
    QInputDialog* dialog = inputDialog(m_window, u"titleDialog"_s, tr("Title"),
        tr("Shown instead of the prompt, which stays as it is. Empty: the prompt again."));
    dialog->setTextValue(video.video.title);
    connect(dialog, &QInputDialog::textValueSelected, this, [this, id = video.video.id](const QString& title) {
        if (m_library.isOpen())
            watch(m_library.edits().setTitle(id, title));
    });
    dialog->open();
}

void GalleryActions::trash(const QList<LibraryVideo>& videos) {
    if (videos.isEmpty())
        return;
    const QStringList ids = idsOf(videos);
    receive(m_library.edits().trash(ids), this, [this, ids](const Result<void>& done) {
        if (!done) {
            emit failed(done.error());
            return;
        }
        m_trashed = ids;
        emit undoableChanged();
        emit succeeded();
    });
}

void GalleryActions::restore(const QList<LibraryVideo>& videos) {
    if (!videos.isEmpty())
        watch(m_library.edits().restore(idsOf(videos)));
}

void GalleryActions::askToRemoveForever(const QList<LibraryVideo>& videos) {
    if (videos.isEmpty())
        return;
    const auto count = static_cast<int>(videos.size());
    ask(m_window, u"removeForeverQuestion"_s,
        {tr("Delete for ever?"),
            tr("%n video(s) and their files go, on this computer and on the relay. This cannot be undone.", "", count),
            tr("Delete for ever")},
        [this, ids = idsOf(videos)] {
            if (m_library.isOpen())
                watch(m_library.edits().removeForever(ids));
        });
}

void GalleryActions::undo() {
    if (m_trashed.isEmpty() || !m_library.isOpen())
        return;
    watch(m_library.edits().restore(std::exchange(m_trashed, {})));
    emit undoableChanged();
}

void GalleryActions::forgetUndo() {
    if (m_trashed.isEmpty())
        return;
    m_trashed.clear();
    emit undoableChanged();
}

void GalleryActions::watch(const QFuture<Result<void>>& edit) {
    receive(edit, this, [this](const Result<void>& done) {
        if (done)
            emit succeeded();
        else if (done.error().code != ErrorCode::Canceled)
            emit failed(done.error());
    });
}

} // namespace kinora
