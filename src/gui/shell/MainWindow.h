// The window: which page is shown, the side bar, and what holds for the whole app.
#pragma once

#include "core/Clock.h"
#include "core/InviteLink.h"
#include "gui/language/Language.h"
#include "gui/news/JobNews.h"
#include "gui/shell/AuthGuard.h"
#include "gui/shell/ConnectionText.h"
#include "gui/theme/Theme.h"
#include "gui/trouble/TroublePage.h"
#include "media/Player.h"
#include "services/AccountExport.h"
#include "services/AccountOpener.h"
#include "services/Cameos.h"
#include "services/CreationService.h"
#include "services/DraftService.h"
#include "services/Estimates.h"
#include "services/GalleryMemory.h"
#include "services/JobQueue.h"
#include "services/Library.h"
#include "services/LocalRelay.h"
#include "services/People.h"
#include "services/ProxyService.h"
#include "services/PublishedVideos.h"
#include "services/ReferencePictures.h"
#include "services/Retries.h"
#include "services/SessionService.h"
#include "services/UsageReport.h"

#include <QMainWindow>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace Ui {
class MainWindow;
}

namespace kinora {

class ArrivalFlow;
class CreatePage;
class LibraryNotes;
class LocalRelayPage;
class LoginPage;
class PlayerPage;
class ProfilePage;
class QueuePage;
class SettingsPage;
class ShellPages;

class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    // All outlive the window.
    struct Services {
        SessionService& session;
        CreationService& creation;
        DraftService& drafts;
        Library& library;
        AccountExport& accountExport;
        GalleryMemory& galleryMemory;
        AccountOpener& opener;
        JobQueue& queue;
        Estimates& estimates;
        Retries& retries;
        UsageReport& usage;
        JobNews& news;
        ProxyService& proxy;
        LocalRelay& localRelay;
        Cameos& cameos;
        People& people;
        PublishedVideos& published;
        ReferencePictures& references;
        Player& player;
        std::function<std::unique_ptr<Player>()> makePlayer;
        const Clock& clock;
    };

    // All outlive the window.
    MainWindow(const Services& services, Theme& theme, Language& language, QWidget* parent = nullptr);
    ~MainWindow() override;

    // The relay's address on the sign-in page, as typed by hand.
    void presetRelay(const QString& address);
    // At the start of the app: comes back to the last session, if there is one.
    void begin();
    // From a link that was opened outside.
    void followInvite(const InviteLink& link);
    // Where AuthGuard does not allow the page, the one it names instead.
    void showPage(PageId page);
    // As asked for from outside the window; videoId is what to play on PageId::Player.
    void open(PageId page, const QString& videoId);
    // Over everything, until the person goes on.
    void showTrouble(const Trouble& trouble);
    [[nodiscard]] PageId page() const { return m_page; }

protected:
    void changeEvent(QEvent* event) override;
    // While closing would stop what is being made, asks first.
    void closeEvent(QCloseEvent* event) override;

private:
    void buildNavigation();
    void buildAccountMenu();
    void connectPages();
    void showUsage();
    void followProxy();
    void askProxyLogin();
    void play(const QString& videoId);
    void setFullScreen(bool fullScreen);
    void followSession();
    void followOpening();
    void showConnection();
    void showBadge();
    void showNotes();
    void showProblem();
    void runConnectionAction();
    void translate();

    std::unique_ptr<Ui::MainWindow> m_ui;
    Services m_services;
    Theme& m_theme;
    Language& m_language;
    LibraryNotes* m_libraryNotes;
    LoginPage* m_login;
    ArrivalFlow* m_arrival;
    ShellPages* m_pages;
    TroublePage* m_trouble;
    PageId m_playedFrom = PageId::Gallery; // where Back leads from the player
    bool m_wasMaximized = false;           // before full screen
    bool m_isFullForPlayer = false;        // and not because the desktop has made it so
    PageId m_page = PageId::Login;
    std::optional<PageId> m_shown; // nothing before the first page
    ConnectionView::Action m_action = ConnectionView::Action::None;
    QTimer m_countdown;
    QTimer m_opening; // until it is told that the library is being opened
    SessionService::State m_sessionState = SessionService::State::SignedOut; // as last followed
    bool m_noteDismissed = false;
    bool m_closing = false;            // the question has been answered
    bool m_proxyLoginDeclined = false; // asked for again only where the person does something for it
};

} // namespace kinora
