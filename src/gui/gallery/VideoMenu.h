// The menu of a video in the gallery, or of several.
#pragma once

#include "core/LibraryVideo.h"
#include "services/Library.h"

#include <QList>
#include <QMenu>

namespace kinora {

class GalleryActions;

/// Deletes itself when it is closed.
class VideoMenu : public QMenu {
    Q_OBJECT

public:
    /// `videos` is not empty; those of the trash are told by `inTrash`. Library and actions outlive the menu.
    VideoMenu(const QList<LibraryVideo>& videos, bool inTrash, const LibraryWords& words, Library& library,
        GalleryActions& actions, QWidget* parent);

    /// The choices of a rating and of tags, for other menus too; replaces what is in them.
    static void fillRatings(QMenu& menu, const QList<LibraryVideo>& videos, GalleryActions& actions);
    static void fillTags(
        QMenu& menu, const QList<LibraryVideo>& videos, const LibraryWords& words, GalleryActions& actions);

signals:
    void openRequested(const QString& videoId);
    /// Side by side.
    void compareRequested(const QString& videoId, const QString& otherId);

private:
    void addOpening(const LibraryVideo& video, Library& library);
    void addLeaving(const QList<LibraryVideo>& videos, Library& library);
    void addEdits(const QList<LibraryVideo>& videos, const LibraryWords& words, GalleryActions& actions);
    void addTrash(const QList<LibraryVideo>& videos, bool inTrash, GalleryActions& actions);
};

} // namespace kinora
