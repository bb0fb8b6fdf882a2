#include "app/Application.h"

#include "app/DesktopParts.h"
#include "core/Logging.h"
#include "media/Thumbnailer.h"

#include <QApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QTimer>

#include <chrono>
#include <optional>

namespace kinora {

namespace {

// A session belongs to one data folder: two copies renewing the same one would end it for both.
QString keychainService(const QString& chosenFolder) {
    QString name = QStringLiteral("Kinora");
    if (chosenFolder.isEmpty()) {
        return name;
    }
    const QByteArray hash =
        QCryptographicHash::hash(chosenFolder.toUtf8(), QCryptographicHash::Sha256).toHex().left(12);
    return name + u' ' + QString::fromLatin1(hash);
}

// The one that is installed beside the app; the variable is for builds and tests.
QString relayProgram() {
    const QString chosen = qEnvironmentVariable("KINORA_RELAY_PROGRAM");
    return chosen.isEmpty() ? QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral("kinora-relay"))
                            : chosen;
}

// By then the window has been painted and the sign-in page asked the relay.
constexpr std::chrono::milliseconds idleAfter{1000};

} // namespace

Application::Application(GuardedApplication& application, const CommandLine& commandLine, const QString& dataFolder,
    SingleInstance& instance, Language& language)
    : m_settings(commandLine.dataFolder)
    , m_theme(application, m_settings.theme())
    , m_focusRing(application)
    , m_auth(m_http)
    , m_secrets(keychainService(commandLine.dataFolder))
    , m_memory(m_settings.store())
    , m_tokens(m_auth, m_secrets)
    , m_session(m_auth, m_tokens, m_secrets, m_memory, m_clock)
    , m_relayRunner(relayProgram())
    , m_localRelay(
          m_relayRunner, m_auth, m_session, m_settings.store(), QDir(dataFolder).filePath(QStringLiteral("relay")))
    , m_relay(m_http, m_tokens)
    , m_events(m_tokens, m_clock)
    , m_proxyMemory(m_settings.store())
    , m_galleryMemory(m_settings.store())
    , m_proxy(m_proxies, m_proxyMemory, m_secrets)
    , m_creation(m_relay, m_events, m_clock)
    , m_library(m_relay, m_relay, m_creation, m_clock, dataFolder)
    , m_accountExport(m_relay, m_relay, m_relay, m_drafts)
    , m_opener(m_session, m_library, m_creation, m_drafts)
    , m_queue(m_relay, m_relay, m_creation)
    , m_estimates(m_relay, m_creation, m_clock)
    , m_retries(m_relay, m_creation)
    , m_usage(m_relay)
    , m_cameos(m_relay, m_creation)
    , m_people(m_relay, m_session, m_creation)
    , m_published(m_relay, m_relay)
    , m_references(m_relay, m_library, m_clock)
    , m_tray(m_creation)
    , m_notifier(makeNotifier(QGuiApplication::desktopFileName(), m_tray.icon()))
    , m_taskbar(
          makeTaskbarProgress(QGuiApplication::desktopFileName(), [this]() -> QWidget* { return m_taskbarWindow; }))
    , m_news(m_creation, *m_notifier, *m_taskbar)
    , m_window(MainWindow::Services{m_session, m_creation, m_drafts, m_library, m_accountExport, m_galleryMemory,
                   m_opener, m_queue, m_estimates, m_retries, m_usage, m_news, m_proxy, m_localRelay, m_cameos,
                   m_people, m_published, m_references, m_player, [] { return std::make_unique<QtPlayer>(); }, m_clock},
          m_theme, language)
    , m_link(commandLine.link) {
    connect(&m_theme, &Theme::choiceChanged, this, [this](ThemeChoice choice) { m_settings.setTheme(choice); });
    connect(&language, &Language::choiceChanged, this, [this](const QString& name) { m_settings.setLanguage(name); });
    m_settings.follow(m_player);
    m_library.setKeepRules(m_settings.keepRules());
    connect(&m_library, &Library::keepRulesChanged, this, [this] { m_settings.setKeepRules(m_library.keepRules()); });
    connectNews(application);
    m_taskbarWindow = &m_window;
    m_proxies.serve(m_http.network());
    m_proxies.serve(m_events.network());
    connect(
        &application, &GuardedApplication::exceptionCaught, this,
        [this](const QString& what) {
            qCCritical(logApp) << "an exception reached the event loop:" << what;
            m_drafts.flush();
            m_window.showTrouble({.kind = Trouble::Kind::Now, .what = what});
        },
        Qt::QueuedConnection); // whatever threw is left first
    connect(&instance, &SingleInstance::raiseRequested, this, [this](const QString& link) {
        raiseWindow();
        open(link);
    });
    connect(&application, &QApplication::aboutToQuit, this, [this] {
        m_drafts.flush();
        m_settings.setWindowGeometry(m_window.saveGeometry());
    });
    if (!commandLine.relay.isEmpty()) {
        m_window.presetRelay(commandLine.relay);
    }
    m_window.restoreGeometry(m_settings.windowGeometry());
}

Application::~Application() = default;

void Application::start(const std::optional<QString>& crash) {
    m_window.begin();
    m_window.show();
    open(m_link);
    QTimer::singleShot(idleAfter, this, &Application::settle);
    if (crash) {
        m_window.showTrouble({.kind = Trouble::Kind::LastRun, .what = *crash});
    }
}

void Application::settle() {
    m_tray.show();
    m_network = std::make_unique<NetworkWatch>();
    connect(m_network.get(), &NetworkWatch::changed, &m_creation, &CreationService::networkChanged);
    connect(m_network.get(), &NetworkWatch::changed, &m_session, &SessionService::retryNow);
    preloadMedia();
}

void Application::open(const QString& link) {
    if (link.isEmpty()) {
        return;
    }
    // Anybody can make a link: what it says is shown, never acted upon by itself.
    if (const std::optional<InviteLink> invite = parseInviteLink(link)) {
        m_window.followInvite(*invite);
    } else {
        qCWarning(logApp) << "not a link that Kinora knows";
    }
}

void Application::connectNews(GuardedApplication& application) {
    m_news.setEnabled(m_settings.newsEnabled());
    connect(&m_news, &JobNews::enabledChanged, this, [this](bool enabled) { m_settings.setNewsEnabled(enabled); });
    connect(&application, &QGuiApplication::applicationStateChanged, &m_news,
        [this](Qt::ApplicationState state) { m_news.setWindowInFront(state == Qt::ApplicationActive); });
    const auto show = [this](PageId page, const QString& videoId) {
        raiseWindow();
        m_window.open(page, videoId);
    };
    connect(&m_news, &JobNews::openRequested, this, show);
    connect(&m_news, &JobNews::videoReady, &m_tray, &Tray::offer);
    connect(&m_tray, &Tray::openRequested, this, show);
    connect(&m_tray, &Tray::showRequested, this, &Application::raiseWindow);
    connect(&m_tray, &Tray::quitRequested, &m_window, &MainWindow::close);
}

void Application::raiseWindow() {
    m_window.setWindowState(m_window.windowState() & ~Qt::WindowMinimized);
    m_window.show();
    m_window.raise();
    m_window.activateWindow();
}

} // namespace kinora
