// One video, large: picture, controls and facts.
#pragma once

#include "core/Clock.h"
#include "core/LibraryVideo.h"
#include "core/NewJob.h"
#include "media/Player.h"
#include "services/Library.h"

#include <QFuture>
#include <QList>
#include <QString>
#include <QTimer>
#include <QWidget>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace Ui {
class PlayerPage;
}

namespace kinora {

class GalleryActions;
class InStep;
class PosterCache;
class SpriteCache;
class TrashUndo;

class PlayerPage : public QWidget {
    Q_OBJECT

public:
    /// All outlive the page.
    struct Services {
        Library& library;
        Player& player;
        /// A second one, for as long as two videos are side by side.
        std::function<std::unique_ptr<Player>()> makePlayer;
        PosterCache& posters;
        SpriteCache& sprites;
        TrashUndo& undo;
        const Clock& clock;
        /// Whether its model makes others from it, as far as the relay has said.
        std::function<bool(const Video&)> canRemix = {};
        /// A first picture that takes longer is called slow.
        std::chrono::milliseconds longestOpening = std::chrono::seconds(2);
    };
    explicit PlayerPage(const Services& services, QWidget* parent = nullptr);
    ~PlayerPage() override;

    /// What previous and next go through from now on, in this order; empty: the whole library. A video that is not
    /// among them is shown within the library. While one is shown too.
    void setPlaces(const QList<VideoPlace>& places);
    /// Shows the video and plays it; asks for its file first when that is not on this computer.
    void open(const QString& videoId);
    /// Opens the first with the second beside it, played in step.
    void compare(const QString& videoId, const QString& otherId);
    /// The page is left: stops and lets the file go.
    void leave();
    [[nodiscard]] QString videoId() const { return m_row ? m_row->video.id : QString(); }
    /// What canRemix answers may have changed.
    void showRemixing();
    /// Arranges the page for a window that fills the screen, or for one that does not; emits nothing.
    void setFullScreen(bool fullScreen);

    /// The facts give way before the picture does.
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void backRequested();
    /// The window should (not) fill the screen, with nothing but this page in it. Answer with setFullScreen().
    void fullScreenRequested(bool fullScreen);
    /// To the composer with what was asked for: the same again, or (seed left out) another take, or a remix.
    void composeRequested(const kinora::NewJob& job);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void leaveKeysToPage();
    void follow();
    void letGo();
    void clear();
    void take(const VideoChanges& changes);
    void showRow();
    void showPlace();
    void playIfHere();
    void holdFiles();
    void stepThroughGallery(int direction);
    void findPlaces();
    void copyStill();
    void saveStill();
    // PlayerPageEdits.cpp
    void connectFacts();
    void rate(int rating);
    void setFavorite(bool favorite);
    void setPublished(bool published);
    void takeEdit(const Result<void>& edited);
    /// Into the trash, or out of it for ever once asked.
    void throwAway();
    void restore();
    void stepAside();
    void takeBack(const QStringList& ids);
    void putBackIntoOrder(qint64 key);
    [[nodiscard]] bool isUndoOffered() const;
    void showFamily();
    void showComparison();
    void endComparison();
    void wakeControls();
    void placeControls();
    void showFacts();
    void translate();

    // PlayerPageTroubles.cpp
    enum class Trouble { None, Downloading, Waiting, Offline, TooLarge, DownloadFailed, Slow, CannotPlay };
    [[nodiscard]] Trouble trouble() const;
    [[nodiscard]] Trouble otherTrouble() const;
    [[nodiscard]] Trouble troubleOf(const LibraryVideo& row, const Player& player, const QTimer& opening) const;
    struct Message {
        QString sentence;
        QString action; ///< of the button; empty for none
    };
    [[nodiscard]] Message messageOf(Trouble trouble, const LibraryVideo& row, const Player& player) const;
    void showTrouble();
    void act();
    void actOnOther();
    void actOn(Trouble trouble, const LibraryVideo& row);
    void say(const QString& note);

    std::unique_ptr<Ui::PlayerPage> m_ui;
    Library& m_library;
    Player& m_player;
    std::function<std::unique_ptr<Player>()> m_makePlayer;
    PosterCache& m_posters;
    SpriteCache& m_sprites;
    TrashUndo& m_undo;
    GalleryActions* m_actions;
    const Clock& m_clock;
    std::function<bool(const Video&)> m_canRemix;
    std::unique_ptr<InStep> m_pair;      ///< while two are side by side
    std::optional<LibraryVideo> m_other; ///< the second of them
    std::optional<LibraryVideo> m_row;
    QString m_playing;               ///< the file in the player
    QList<VideoPlace> m_order;       ///< as given by setPlaces()
    QString m_trashed;               ///< what was moved to the trash from here last
    QList<VideoPlace> m_orderBefore; ///< with that
    QList<VideoPlace> m_places;
    QFuture<Result<QList<VideoPlace>>> m_asked; ///< all places, while only the newest are known
    int m_index = -1;                           ///< of the video in m_places
    QString m_note;                             ///< said for a moment where troubles are
    QTimer m_noteTime;
    QTimer m_opening; ///< a picture should be there before it ends
    QTimer m_otherOpening;
    QTimer m_idle; ///< hides the controls in full screen
    bool m_fullScreen = false;
};

} // namespace kinora
