// The pages of the window but the first.
#pragma once

#include "core/LibraryVideo.h"
#include "core/NewJob.h"
#include "gui/create/RemixChip.h"
#include "gui/shell/AuthGuard.h"
#include "gui/shell/MainWindow.h"

#include <QObject>

#include <functional>

class QStackedWidget;

namespace kinora {

class PersonPage;
class PosterCache;
class RegisterPage;
class ResetPage;
class SpriteCache;
class TrashUndo;

// Makes each page when it is first needed, and the others one by one once the window has been painted: so it is there
// at once, and every page when somebody turns to it.
class ShellPages : public QObject {
    Q_OBJECT

public:
    // The pages with the side bar are laid into shell, the others into whole. All outlive this; whole owns this.
    ShellPages(const MainWindow::Services& services, Theme& theme, Language& language, QStackedWidget& shell,
        QStackedWidget& whole);

    RegisterPage& registration();
    ResetPage& reset();
    LocalRelayPage& localRelay();
    CreatePage& create();
    ProfilePage& profile();
    PersonPage& person();
    QueuePage& queue();
    SettingsPage& settings();
    PlayerPage& player();

signals:
    void signInWanted(); // instead of registering, or of a code
    void localRelayLeft();
    void offlineWanted(); // instead of the local relay
    void pageWanted(kinora::PageId page);
    void playWanted(const QString& videoId);
    void usageWanted();
    // From the player.
    void backWanted();
    void fullScreenWanted(bool fullScreen);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void addDrafts();
    // Previous and next go through these places; through the whole library where there are none.
    void play(const QString& videoId, const QList<VideoPlace>& places);
    // Through those of the gallery.
    void playFromGallery(const QString& videoId);
    void compose(const NewJob& job);
    [[nodiscard]] std::function<bool(const Video&)> remixable() const;
    [[nodiscard]] RemixSources remixSources() const;
    void makeNext();

    MainWindow::Services m_services;
    Theme& m_theme;
    Language& m_language;
    QStackedWidget& m_shell;
    QStackedWidget& m_whole;
    PosterCache* m_posters; // one for all pages, so that its bounds are the app's
    SpriteCache* m_sprites;
    TrashUndo* m_undo; // one for gallery and player: what went in the one comes back in the other
    RegisterPage* m_register = nullptr;
    ResetPage* m_reset = nullptr;
    LocalRelayPage* m_localRelay = nullptr;
    CreatePage* m_create = nullptr;
    ProfilePage* m_profile = nullptr;
    PersonPage* m_person = nullptr;
    QueuePage* m_queue = nullptr;
    SettingsPage* m_settings = nullptr;
    PlayerPage* m_player = nullptr;
    bool m_playsFromGallery = false;
};

} // namespace kinora
