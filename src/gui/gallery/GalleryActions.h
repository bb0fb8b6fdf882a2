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

#include <functional>
#include <optional>

class QWidget;

namespace kinora {

class TrashUndo;

/// The videos that something is done with. Of many the rows are not read: that would keep somebody waiting.
struct Chosen {
    static constexpr qsizetype mostRows = 500;

    QList<qint64> keys;
    QList<LibraryVideo> rows; ///< as many as keys, or none where there are more than mostRows
    /// What they have in common; nothing where there are no rows and the store has yet to be asked.
    std::optional<ManyVideos> common = {};

    [[nodiscard]] bool isEmpty() const { return keys.isEmpty(); }
    [[nodiscard]] int count() const { return static_cast<int>(keys.size()); }
};

/// Asks where something would be lost.
class GalleryActions : public QObject {
    Q_OBJECT

public:
    /// Questions appear over `window`. All outlive this.
    GalleryActions(Library& library, TrashUndo& undo, QWidget& window);

    /// Calls it with what they have in common: at once for few, else when the store has answered; not at all when there
    /// are none, or no library any more.
    void whenKnown(const Chosen& chosen, std::function<void(const Chosen&)> work);

    /// Brings them to this computer; of more than the limit has room for foundNoRoom() tells.
    void download(const QStringList& videoIds);
    /// Favourites if any of them is none, else no longer.
    void toggleFavorite(const Chosen& chosen);
    /// For everybody on the relay if any of them is not yet, else for oneself alone again.
    void togglePublished(const Chosen& chosen);
    void setRating(const Chosen& chosen, int rating);
    void addTag(const Chosen& chosen, const QString& tag);
    void removeTag(const Chosen& chosen, const QString& tag);
    void askForTag(const Chosen& chosen);
    void askForTitle(const LibraryVideo& video);
    /// Out of the way; can be undone.
    void trash(const Chosen& chosen);
    void restore(const Chosen& chosen);
    /// `agreed` is called just before they go.
    void askToRemoveForever(const Chosen& chosen, std::function<void()> agreed = {});
    /// Brings back what was thrown away last (see TrashUndo).
    void undo();

    [[nodiscard]] static ManyVideos commonOf(const QList<LibraryVideo>& rows);

signals:
    void succeeded();
    void failed(const kinora::Error& error);
    /// As many of those that were to be downloaded do not come: together they are more than the limit.
    void foundNoRoom(int beyond, int asked);

private:
    /// The same with that alone.
    void with(const Chosen& chosen, std::function<void(const ManyVideos&)> work);
    void watch(const QFuture<Result<void>>& edit);

    Library& m_library;
    TrashUndo& m_undo;
    QWidget& m_window;
};

} // namespace kinora
