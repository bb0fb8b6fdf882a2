// The composition root: every part of the app, made once and in order.
#pragma once

#include "app/CommandLine.h"
#include "app/GuardedApplication.h"
#include "app/Settings.h"
#include "app/SingleInstance.h"
#include "app/Tray.h"
#include "core/Clock.h"
#include "gui/language/Language.h"
#include "gui/news/JobNews.h"
#include "gui/shell/MainWindow.h"
#include "gui/theme/Theme.h"
#include "gui/widgets/FocusRing.h"
#include "media/QtPlayer.h"
#include "net/EventStream.h"
#include "net/HttpAuthApi.h"
#include "net/HttpClient.h"
#include "net/HttpRelayApi.h"
#include "net/NetworkWatch.h"
#include "net/Proxies.h"
#include "secrets/KeychainSecretStore.h"
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
#include "services/ProcessRelayRunner.h"
#include "services/ProxyMemory.h"
#include "services/ProxyService.h"
#include "services/PublishedVideos.h"
#include "services/ReferencePictures.h"
#include "services/Retries.h"
#include "services/SessionMemory.h"
#include "services/SessionService.h"
#include "services/SessionTokens.h"
#include "services/UsageReport.h"

#include <QObject>
#include <QPointer>

#include <memory>
#include <optional>

namespace kinora {

class Application : public QObject {
    Q_OBJECT

public:
    // dataFolder exists and has been claimed by instance. language outlives the application.
    Application(GuardedApplication& application, const CommandLine& commandLine, const QString& dataFolder,
        SingleInstance& instance, Language& language);
    ~Application() override;

    // Shows the window, comes back to the last session and follows the link of the command line. crash: what the run
    // before left behind.
    void start(const std::optional<QString>& crash);

private:
    // What takes time and can wait until the window is there.
    void settle();
    void raiseWindow();
    void open(const QString& link);
    void connectNews(GuardedApplication& application);

    SystemClock m_clock;
    Settings m_settings;
    Theme m_theme;
    FocusRing m_focusRing;
    HttpClient m_http;
    HttpAuthApi m_auth;
    KeychainSecretStore m_secrets;
    SettingsSessionMemory m_memory;
    SessionTokens m_tokens;
    SessionService m_session;
    ProcessRelayRunner m_relayRunner;
    LocalRelay m_localRelay;
    HttpRelayApi m_relay;
    EventStream m_events;
    Proxies m_proxies;
    SettingsProxyMemory m_proxyMemory;
    SettingsGalleryMemory m_galleryMemory;
    ProxyService m_proxy;
    CreationService m_creation;
    DraftService m_drafts;
    Library m_library;
    AccountExport m_accountExport;
    AccountOpener m_opener;
    JobQueue m_queue;
    Estimates m_estimates;
    Retries m_retries;
    UsageReport m_usage;
    Cameos m_cameos;
    People m_people;
    PublishedVideos m_published;
    ReferencePictures m_references;
    QtPlayer m_player;
    Tray m_tray;
    std::unique_ptr<Notifier> m_notifier;
    QPointer<QWidget> m_taskbarWindow; ///< once there is one
    std::unique_ptr<TaskbarProgress> m_taskbar;
    JobNews m_news;
    MainWindow m_window;
    std::unique_ptr<NetworkWatch> m_network; // from settle()
    QString m_link;                          // of the command line
};

} // namespace kinora
