// The composition root: every part of the app, made once and in order.
#pragma once

#include "app/CommandLine.h"
#include "app/Settings.h"
#include "app/SingleInstance.h"
#include "core/Clock.h"
#include "gui/language/Language.h"
#include "gui/shell/MainWindow.h"
#include "gui/theme/Theme.h"
#include "gui/widgets/FocusRing.h"
#include "media/QtPlayer.h"
#include "net/EventStream.h"
#include "net/HttpAuthApi.h"
#include "net/HttpClient.h"
#include "net/HttpRelayApi.h"
#include "secrets/KeychainSecretStore.h"
#include "services/AccountOpener.h"
#include "services/Cameos.h"
#include "services/CreationService.h"
#include "services/DraftService.h"
#include "services/Estimates.h"
#include "services/JobQueue.h"
#include "services/Library.h"
#include "services/LocalRelay.h"
#include "services/ProcessRelayRunner.h"
#include "services/ReferencePictures.h"
#include "services/Retries.h"
#include "services/SessionMemory.h"
#include "services/SessionService.h"
#include "services/SessionTokens.h"
#include "services/UsageReport.h"

#include <QObject>

class QApplication;

namespace kinora {

class Application : public QObject {
    Q_OBJECT

public:
    // dataFolder exists and has been claimed by instance. language outlives the application.
    Application(QApplication& application, const CommandLine& commandLine, const QString& dataFolder,
        SingleInstance& instance, Language& language);
    ~Application() override;

    // Shows the window, comes back to the last session and follows the link of the command line.
    void start();

private:
    void raiseWindow();
    void open(const QString& link);

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
    CreationService m_creation;
    DraftService m_drafts;
    Library m_library;
    AccountOpener m_opener;
    JobQueue m_queue;
    Estimates m_estimates;
    Retries m_retries;
    UsageReport m_usage;
    Cameos m_cameos;
    ReferencePictures m_references;
    QtPlayer m_player;
    MainWindow m_window;
    QString m_link; // of the command line
};

} // namespace kinora
