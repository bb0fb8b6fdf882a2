#include "gui/gallery/GalleryActions.h"

#include "core/Receive.h"
#include "gui/gallery/TrashUndo.h"
#include "gui/theme/Tokens.h"
#include "gui/widgets/Question.h"

#include <QInputDialog>
#include <QLayout>

#include <algorithm>
#include <iterator>
#include <utility>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

/// Not shown yet; it deletes itself when it is closed.
QInputDialog* inputDialog(QWidget& window, const QString& name, const QString& title, const QString& label) {
    auto* dialog = new QInputDialog(&window);
    dialog->setObjectName(name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    dialog->setLabelText(label);
    dialog->setOkButtonText(GalleryActions::tr("Save"));
    dialog->setCancelButtonText(GalleryActions::tr("Cancel"));
    // As around and within our own dialogs.
    dialog->layout()->setContentsMargins(space::xl, space::xl, space::xl, space::xl);
    dialog->layout()->setSpacing(space::l);
    return dialog;
}

} // namespace

GalleryActions::GalleryActions(Library& library, TrashUndo& undo, QWidget& window)
    : QObject(&window)
    , m_library(library)
    , m_undo(undo)
    , m_window(window) {
}

ManyVideos GalleryActions::commonOf(const QList<LibraryVideo>& rows) {
    ManyVideos common{.areFavorites = true, .arePublished = true};
    for (const LibraryVideo& row : rows) {
        const Video& video = row.video;
        common.rating = common.ids.isEmpty() || common.rating == video.rating ? video.rating : -1;
        common.ids << video.id;
        common.areFavorites = common.areFavorites && video.favorite;
        common.arePublished = common.arePublished && video.state == VideoState::Published;
        common.tags << video.tags;
        if (row.fileState == FileState::Absent || row.fileState == FileState::Failed)
            common.toFetch << video.id;
    }
    common.tags.removeDuplicates();
    std::ranges::copy_if(common.tags, std::back_inserter(common.commonTags), [&rows](const QString& tag) {
        return std::ranges::all_of(rows, [&tag](const LibraryVideo& row) { return row.video.tags.contains(tag); });
    });
    return common;
}

void GalleryActions::whenKnown(const Chosen& chosen, std::function<void(const Chosen&)> work) {
    if (chosen.isEmpty() || !m_library.isOpen())
        return;
    if (chosen.common) {
        work(chosen);
        return;
    }
    receive(m_library.many(chosen.keys), this, [this, chosen, work = std::move(work)](const Result<ManyVideos>& many) {
        if (!m_library.isOpen())
            return;
        if (many)
            work({.keys = chosen.keys, .rows = {}, .common = *many});
        else
            emit failed(many.error());
    });
}

void GalleryActions::with(const Chosen& chosen, std::function<void(const ManyVideos&)> work) {
    whenKnown(chosen, [work = std::move(work)](const Chosen& known) { work(*known.common); });
}

void GalleryActions::download(const QStringList& videoIds) {
    if (!m_library.isOpen())
        return;
    receive(m_library.downloads().wantAll(videoIds), this,
        [this, asked = static_cast<int>(videoIds.size())](const Result<QStringList>& beyond) {
            if (beyond) {
                emit succeeded();
                if (!beyond->isEmpty())
                    emit foundNoRoom(static_cast<int>(beyond->size()), asked);
            } else if (beyond.error().code != ErrorCode::Canceled) {
                emit failed(beyond.error());
            }
        });
}

void GalleryActions::toggleFavorite(const Chosen& chosen) {
    with(
        chosen, [this](const ManyVideos& many) { watch(m_library.edits().setFavorite(many.ids, !many.areFavorites)); });
}

void GalleryActions::togglePublished(const Chosen& chosen) {
    with(chosen,
        [this](const ManyVideos& many) { watch(m_library.edits().setPublished(many.ids, !many.arePublished)); });
}

void GalleryActions::setRating(const Chosen& chosen, int rating) {
    with(chosen, [this, rating](const ManyVideos& many) { watch(m_library.edits().setRating(many.ids, rating)); });
}

void GalleryActions::addTag(const Chosen& chosen, const QString& tag) {
    if (!tag.trimmed().isEmpty())
        with(chosen, [this, tag](const ManyVideos& many) { watch(m_library.edits().addTag(many.ids, tag)); });
}

void GalleryActions::removeTag(const Chosen& chosen, const QString& tag) {
    with(chosen, [this, tag](const ManyVideos& many) { watch(m_library.edits().removeTag(many.ids, tag)); });
}

void GalleryActions::askForTag(const Chosen& chosen) {
    QInputDialog* dialog = inputDialog(m_window, u"tagDialog"_s, tr("Add a tag"),
        tr("A tag for these %n video(s): a word or a few to find them by.", "", chosen.count()));
    connect(
        dialog, &QInputDialog::textValueSelected, this, [this, chosen](const QString& tag) { addTag(chosen, tag); });
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

void GalleryActions::trash(const Chosen& chosen) {
    with(chosen, [this](const ManyVideos& many) {
        receive(m_library.edits().trash(many.ids), this, [this, ids = many.ids](const Result<void>& done) {
            if (!done) {
                emit failed(done.error());
                return;
            }
            m_undo.offer(ids);
            emit succeeded();
        });
    });
}

void GalleryActions::restore(const Chosen& chosen) {
    with(chosen, [this](const ManyVideos& many) {
        m_undo.leaveOut(many.ids);
        watch(m_library.edits().restore(many.ids));
    });
}

void GalleryActions::askToRemoveForever(const Chosen& chosen, std::function<void()> agreed) {
    if (chosen.isEmpty())
        return;
    ask(m_window, u"removeForeverQuestion"_s,
        {tr("Delete for ever?"),
            tr("%n video(s) and their files go, on this computer and on the relay. This cannot be undone.", "",
                chosen.count()),
            tr("Delete for ever")},
        [this, chosen, agreed = std::move(agreed)] {
            if (agreed)
                agreed();
            with(chosen, [this](const ManyVideos& many) {
                m_undo.leaveOut(many.ids);
                watch(m_library.edits().removeForever(many.ids));
            });
        });
}

void GalleryActions::undo() {
    if (!m_undo.ids().isEmpty() && m_library.isOpen())
        watch(m_undo.undo());
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
