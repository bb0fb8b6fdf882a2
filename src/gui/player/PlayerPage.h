// One video, large: picture, controls and facts.
#pragma once

#include "core/Clock.h"
#include "media/Player.h"
#include "services/Library.h"

#include <QString>
#include <QWidget>

#include <memory>
#include <optional>

namespace Ui {
class PlayerPage;
}

namespace kinora {

class PlayerPage : public QWidget {
    Q_OBJECT

public:
    /// All outlive the page.
    PlayerPage(Library& library, Player& player, const Clock& clock, QWidget* parent = nullptr);
    ~PlayerPage() override;

    /// Shows the video and plays it; asks for its file first when that is not on this computer.
    void show(const QString& videoId);
    /// The page is left: stops and lets the file go.
    void leave();
    [[nodiscard]] const QString& videoId() const { return m_videoId; }

signals:
    void backRequested();
    /// The window should (not) fill the screen, with nothing but this page in it.
    void fullScreenRequested(bool fullScreen);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    std::unique_ptr<Ui::PlayerPage> m_ui;
    Library& m_library;
    Player& m_player;
    const Clock& m_clock;
    QString m_videoId;
};

} // namespace kinora
