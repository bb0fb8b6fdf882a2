// One video, large: picture, controls and facts.
#pragma once

#include "core/Clock.h"
#include "core/LibraryVideo.h"
#include "media/Player.h"
#include "services/Library.h"

#include <QList>
#include <QString>
#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>

namespace Ui {
class PlayerPage;
}

namespace kinora {

class PosterCache;

class PlayerPage : public QWidget {
    Q_OBJECT

public:
    /// All outlive the page.
    PlayerPage(Library& library, Player& player, const Clock& clock, PosterCache& posters, QWidget* parent = nullptr);
    ~PlayerPage() override;

    /// Shows the video and plays it; asks for its file first when that is not on this computer.
    void open(const QString& videoId);
    /// The page is left: stops and lets the file go.
    void leave();
    [[nodiscard]] QString videoId() const { return m_row ? m_row->video.id : QString(); }
    /// Arranges the page for a window that fills the screen, or for one that does not; emits nothing.
    void setFullScreen(bool fullScreen);

    /// The facts give way before the picture does.
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void backRequested();
    /// The window should (not) fill the screen, with nothing but this page in it. Answer with setFullScreen().
    void fullScreenRequested(bool fullScreen);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void follow();
    void letGo();
    void take(const VideoChanges& changes);
    void showRow();
    void showPlace();
    void showTrouble();
    void playIfHere();
    void stepThroughGallery(int direction);
    void act();
    void faster();
    void wakeControls();
    void placeControls();
    void showFacts();
    void translate();

    enum class Trouble { None, Downloading, Waiting, Offline, DownloadFailed, CannotPlay };
    [[nodiscard]] Trouble trouble() const;

    std::unique_ptr<Ui::PlayerPage> m_ui;
    Library& m_library;
    Player& m_player;
    const Clock& m_clock;
    PosterCache& m_posters;
    std::optional<LibraryVideo> m_row;
    QString m_playing; ///< the file in the player
    QList<VideoPlace> m_places;
    int m_index = -1; ///< of the video in m_places
    QTimer m_idle;    ///< hides the controls in full screen
    bool m_fullScreen = false;
};

} // namespace kinora
