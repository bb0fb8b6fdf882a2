// Everything to steer a Player with.
#pragma once

#include "media/Player.h"

#include <QFrame>

#include <memory>

namespace Ui {
class PlayerControls;
}

namespace kinora {

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

signals:
    void previousRequested();
    void nextRequested();
    void fullScreenToggled();

protected:
    void changeEvent(QEvent* event) override;

private:
    void showState();
    void showPosition();
    void showSound();
    void scrub(bool active);
    void translate();

    std::unique_ptr<Ui::PlayerControls> m_ui;
    Player* m_player = nullptr;
    bool m_fullScreen = false;
    bool m_playAfterScrub = false;
};

} // namespace kinora
