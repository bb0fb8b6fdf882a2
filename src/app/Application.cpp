#include "app/Application.h"

#include <QApplication>
#include <QCryptographicHash>

namespace kinora {

namespace {

// A session belongs to one data folder: two copies renewing the same one would end it for both.
QString keychainService(const QString& chosenFolder) {
    const QString name = QStringLiteral("Kinora");
    if (chosenFolder.isEmpty()) {
        return name;
    }
    const QByteArray hash =
        QCryptographicHash::hash(chosenFolder.toUtf8(), QCryptographicHash::Sha256).toHex().left(12);
    return name + u' ' + QString::fromLatin1(hash);
}

} // namespace

Application::Application(
    QApplication& application, const CommandLine& commandLine, const QString& dataFolder, SingleInstance& instance)
    : m_settings(commandLine.dataFolder)
    , m_theme(application, m_settings.theme())
    , m_focusRing(application)
    , m_auth(m_http)
    , m_secrets(keychainService(commandLine.dataFolder))
    , m_memory(m_settings.store())
    , m_tokens(m_auth, m_secrets)
    , m_session(m_auth, m_tokens, m_secrets, m_memory, m_clock)
    , m_relay(m_http, m_tokens)
    , m_events(m_tokens, m_clock)
    , m_creation(m_relay, m_events, m_clock)
    , m_library(m_relay, m_creation, m_clock, dataFolder)
    , m_opener(m_session, m_library, m_creation, m_drafts)
    , m_queue(m_relay, m_relay, m_creation)
    , m_estimates(m_relay, m_creation, m_clock)
    , m_usage(m_relay)
    , m_window(MainWindow::Services{m_session, m_creation, m_drafts, m_library, m_opener, m_queue, m_estimates, m_usage,
                   m_player, m_clock},
          m_theme) {
    connect(&m_window, &MainWindow::themeChosen, this, [this](ThemeChoice choice) {
        m_settings.setTheme(choice);
        m_theme.setChoice(choice);
    });
    connect(&instance, &SingleInstance::raiseRequested, this, &Application::raiseWindow);
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

void Application::start() {
    m_session.restore();
    m_window.show();
}

void Application::raiseWindow() {
    m_window.setWindowState(m_window.windowState() & ~Qt::WindowMinimized);
    m_window.show();
    m_window.raise();
    m_window.activateWindow();
}

} // namespace kinora
