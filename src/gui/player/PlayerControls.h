// Everything to steer a Player with.
#pragma once

#include "media/Player.h"

#include <QFrame>
#include <QImage>

#include <memory>

namespace Ui {
class PlayerControls;
}

namespace kinora {

class Chip;
class Shuttle;

class PlayerControls : public QFrame {
    Q_OBJECT

public:
    explicit PlayerControls(QWidget* parent = nullptr);
    ~PlayerControls() override;

    /// The player outlives the controls. Call once.
    void setPlayer(Player& player);
    void setNeighbours(bool previous, bool next);
    void setFullScreen(bool fullScreen);
    /// Without a file there is nothing to steer; stepping through the gallery goes on.
    void setPlayable(bool playable);
    /// Of the video, for the strip; null while there is none.
    void setSheet(const QImage& sheet);

    /// What Space does: also ends going backward.
    void toggle();
    [[nodiscard]] Shuttle& shuttle() { return *m_shuttle; }

    /// Where there is little room, chips are without their words.
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void previousRequested();
    void nextRequested();
    void fullScreenToggled();
    /// Of the picture on the screen.
    void copyStillRequested();
    void saveStillRequested();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// The least width, with chips of that kind.
    [[nodiscard]] int widthWith(QSize (Chip::*hint)() const) const;
    void fitChips();
    void showSpeed();
    void showState();
    void showPosition();
    void showSound();
    void scrub(bool active);
    void translate();

    std::unique_ptr<Ui::PlayerControls> m_ui;
    Player* m_player = nullptr;
    Shuttle* m_shuttle = nullptr;
    QAction* m_copyStill;
    QAction* m_saveStill;
    bool m_fullScreen = false;
    bool m_playAfterScrub = false;
};

} // namespace kinora
