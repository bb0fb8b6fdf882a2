// What a person does to videos of the gallery, by key, menu or button.
#pragma once

#include "core/Error.h"
#include "core/LibraryVideo.h"
#include "services/Library.h"

#include <QFuture>
#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

class QWidget;

namespace kinora {

/// Asks where something would be lost, and keeps what can be undone.
class GalleryActions : public QObject {
    Q_OBJECT

public:
    /// Questions appear over `window`. Both outlive this.
    GalleryActions(Library& library, QWidget& window);

    /// Favourites if any of them is none, else no longer.
    void toggleFavorite(const QList<LibraryVideo>& videos);
    void setRating(const QList<LibraryVideo>& videos, int rating);
    void addTag(const QList<LibraryVideo>& videos, const QString& tag);
    void removeTag(const QList<LibraryVideo>& videos, const QString& tag);
    void askForTag(const QList<LibraryVideo>& videos);
    void askForTitle(const LibraryVideo& video);
    /// Out of the way; can be undone.
    void trash(const QList<LibraryVideo>& videos);
    void restore(const QList<LibraryVideo>& videos);
    void askToRemoveForever(const QList<LibraryVideo>& videos);
    /// Brings back what was thrown away last.
    void undo();
    /// How many videos undo() would bring back.
    [[nodiscard]] int undoable() const { return static_cast<int>(m_trashed.size()); }
    void forgetUndo();

    /// Whether all of them are favourites.
    [[nodiscard]] static bool areFavorites(const QList<LibraryVideo>& videos);
    /// The rating that all of them have, else -1.
    [[nodiscard]] static int commonRating(const QList<LibraryVideo>& videos);

signals:
    void undoableChanged();
    void succeeded();
    void failed(const kinora::Error& error);

private:
    void watch(const QFuture<Result<void>>& edit);

    Library& m_library;
    QWidget& m_window;
    QStringList m_trashed;
};

} // namespace kinora
