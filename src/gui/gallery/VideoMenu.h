// The menu of a video in the gallery, or of several.
#pragma once

#include "core/LibraryVideo.h"
#include "core/NewJob.h"
#include "services/Library.h"

#include <QMenu>

namespace kinora {

class GalleryActions;
struct Chosen;

/// Deletes itself when it is closed.
class VideoMenu : public QMenu {
    Q_OBJECT

public:
    /// Of `chosen`, which is not empty, it is known what they have in common; videos of the trash are told by
    /// `inTrash`. Library and actions outlive the menu.
    VideoMenu(const Chosen& chosen, bool inTrash, const LibraryWords& words, Library& library, GalleryActions& actions,
        QWidget* parent);

    /// What can be made of the one video: more like it and, where its model makes them, remixes.
    void addMaking(const Video& video, bool canRemix);

    /// The choices of a rating and of tags, for other menus too; replaces what is in them. `chosen` likewise.
    static void fillRatings(QMenu& menu, const Chosen& chosen, GalleryActions& actions);
    static void fillTags(QMenu& menu, const Chosen& chosen, const LibraryWords& words, GalleryActions& actions);

signals:
    void openRequested(const QString& videoId);
    /// Side by side.
    void compareRequested(const QString& videoId, const QString& otherId);
    void exportRequested();
    void composeRequested(const kinora::NewJob& job);

private:
    void addOpening(const LibraryVideo& video, Library& library);
    void addRelatives(const LibraryVideo& video, Library& library);
    void addLeaving(const Chosen& chosen, Library& library);
    void addEdits(const Chosen& chosen, const LibraryWords& words, GalleryActions& actions);
    void addTrash(const Chosen& chosen, bool inTrash, GalleryActions& actions);
};

} // namespace kinora
