#include "gui/shell/MainWindow.h"

#include "gui/ErrorText.h"
#include "gui/create/CreatePage.h"
#include "gui/gallery/ProfilePage.h"
#include "gui/login/LoginPage.h"
#include "gui/people/PersonPage.h"
#include "gui/player/PlayerPage.h"
#include "gui/queue/QueuePage.h"
#include "gui/register/RegisterPage.h"
#include "gui/relay/LocalRelayPage.h"
#include "gui/relay/LocalRelayText.h"
#include "gui/reset/ResetPage.h"
#include "gui/settings/ProxyLoginDialog.h"
#include "gui/settings/SettingsPage.h"
#include "gui/shell/AccountMenu.h"
#include "gui/shell/ArrivalFlow.h"
#include "gui/shell/LibraryNotes.h"
#include "gui/shell/ShellPages.h"
#include "gui/theme/Icon.h"
#include "gui/usage/UsageDialog.h"
#include "gui/widgets/Question.h"
#include "gui/widgets/ToolTip.h"
#include "shell/ui_MainWindow.h"

#include <QCloseEvent>
#include <QEvent>
#include <QGuiApplication>
#include <QScreen>
#include <QShortcut>

#include <chrono>
#include <utility>

namespace kinora {

namespace {

// Most libraries are open sooner, and what is seen in between would only flicker.
constexpr std::chrono::milliseconds openingShownAfter{200};

bool readsLibrary(PageId page) {
    return page == PageId::Create || page == PageId::Gallery || page == PageId::Queue || page == PageId::Person ||
           page == PageId::Player;
}

} // namespace

MainWindow::MainWindow(const Services& services, Theme& theme, Language& language, QWidget* parent)
    : QMainWindow(parent)
    , m_ui(std::make_unique<Ui::MainWindow>())
    , m_services(services)
    , m_theme(theme)
    , m_language(language)
    , m_libraryNotes(new LibraryNotes(services.library, this)) {
    m_ui->setupUi(this);
    m_login = new LoginPage(m_services.session, this);
    m_login->setObjectName(QStringLiteral("loginPage"));
    m_ui->mainStack->addWidget(m_login);
    connectPages();
    m_arrival = new ArrivalFlow(m_services.session, m_services.localRelay, *m_login, *m_pages, *this);
    connect(m_arrival, &ArrivalFlow::pageWanted, this, &MainWindow::showPage);
    m_trouble = new TroublePage(*this);
    m_trouble->setObjectName(QStringLiteral("troublePage"));
    connect(m_trouble, &TroublePage::closed, this, [this] {
        m_shown.reset(); // leads into the page again
        showPage(m_page);
    });
    m_ui->connectionBanner->hide();
    m_ui->noteBanner->hide();
    // Leaves room for the title bar, which is not part of the window's size.
    const QSize room = screen()->availableSize() - QSize(0, 40);
    setMinimumSize(QSize(900, 600).boundedTo(room));
    resize(QSize(1280, 800).boundedTo(room));
    buildNavigation();
    buildAccountMenu();

    connect(m_ui->restoringOfflineButton, &QPushButton::clicked, this, [this] { m_services.session.openOffline(); });
    connect(m_ui->connectionBanner, &Banner::actionTriggered, this, &MainWindow::runConnectionAction);
    connect(m_ui->noteBanner, &Banner::actionTriggered, this, [this] {
        if (m_libraryNotes->text().isEmpty()) {
            m_noteDismissed = true;
            showNotes();
        } else {
            m_libraryNotes->dismiss();
        }
    });
    connect(m_ui->problemRetryButton, &QPushButton::clicked, &m_services.opener, &AccountOpener::retry);
    connect(m_ui->problemSignOutButton, &QPushButton::clicked, &m_services.session, &SessionService::signOut);
    connect(&m_services.opener, &AccountOpener::problemChanged, this, &MainWindow::showProblem);
    connect(&m_services.opener, &AccountOpener::openingChanged, this, &MainWindow::followOpening);
    m_opening.setSingleShot(true);
    m_opening.setInterval(openingShownAfter);
    connect(&m_opening, &QTimer::timeout, this, [this] {
        m_ui->restoringLabel->setText(tr("Opening your library…"));
        m_ui->restoringOfflineButton->hide();
        if (readsLibrary(m_page)) {
            m_ui->mainStack->setCurrentWidget(m_ui->restoringPage);
        }
    });
    connect(&m_services.session, &SessionService::stateChanged, this, &MainWindow::followSession);
    connect(&m_services.session, &SessionService::accountChanged, this, &MainWindow::showConnection);
    connect(&m_services.people, &People::changed, this, &MainWindow::showConnection);
    connect(&m_services.session, &SessionService::secretsNoteChanged, this, [this] {
        m_noteDismissed = false;
        showNotes();
        showConnection();
    });
    connect(m_libraryNotes, &LibraryNotes::changed, this, &MainWindow::showNotes);
    connect(&m_services.creation, &CreationService::connectionChanged, this, &MainWindow::showConnection);
    connect(&m_services.localRelay, &LocalRelay::stateChanged, this, [this] {
        if (m_services.localRelay.state() == LocalRelay::State::Running) {
            m_services.creation.retryConnection();
        }
        showConnection();
    });
    connect(&m_services.creation, &CreationService::jobAdded, this, &MainWindow::showBadge);
    connect(&m_services.creation, &CreationService::jobChanged, this, &MainWindow::showBadge);
    connect(&m_services.creation, &CreationService::jobFinished, this, &MainWindow::showBadge);
    connect(&m_services.creation, &CreationService::jobRemoved, this, &MainWindow::showBadge);
    connect(&m_services.proxy, &ProxyService::wantedLoginChanged, this, &MainWindow::followProxy);
    connect(&m_services.proxy, &ProxyService::changed, this, [this] {
        m_proxyLoginDeclined = false;
        m_services.session.retryNow();
        m_services.creation.retryConnection();
    });
    m_countdown.setInterval(std::chrono::seconds(1));
    connect(&m_countdown, &QTimer::timeout, this, &MainWindow::showConnection);
    followSession();
}

MainWindow::~MainWindow() = default;

void MainWindow::presetRelay(const QString& address) {
    m_login->presetRelay(address);
}

void MainWindow::begin() {
    m_arrival->begin();
}

void MainWindow::followInvite(const InviteLink& link) {
    m_arrival->followInvite(link);
}

void MainWindow::showPage(PageId page) {
    const PageId allowed = AuthGuard::landing(page, m_services.session.state());
    const bool entered = allowed != m_shown;
    if (m_shown == PageId::Player && entered) {
        m_pages->player().leave();
        setFullScreen(false);
    }
    if (m_shown == PageId::Person && entered) {
        m_pages->person().leave();
    }
    m_page = allowed;
    if (m_services.opener.isOpening() && readsLibrary(allowed)) {
        m_shown.reset(); // leads into the page once there is a library
        return;
    }
    m_shown = allowed;
    switch (allowed) {
    case PageId::Restoring:
        m_ui->mainStack->setCurrentWidget(m_ui->restoringPage);
        break;
    case PageId::Login:
        m_ui->mainStack->setCurrentWidget(m_login);
        if (entered) {
            m_login->enter();
        }
        break;
    case PageId::Register:
        m_ui->mainStack->setCurrentWidget(&m_pages->registration());
        break;
    case PageId::Reset:
        m_ui->mainStack->setCurrentWidget(&m_pages->reset());
        break;
    case PageId::LocalRelay:
        m_ui->mainStack->setCurrentWidget(&m_pages->localRelay());
        break;
    case PageId::Create:
        m_ui->createNavButton->setChecked(true);
        m_ui->pageStack->setCurrentWidget(&m_pages->create());
        m_ui->mainStack->setCurrentWidget(m_services.opener.problem() ? m_ui->problemPage : m_ui->shellPage);
        if (entered) {
            m_pages->create().enter();
        }
        break;
    case PageId::Gallery:
        m_ui->galleryNavButton->setChecked(true);
        m_ui->pageStack->setCurrentWidget(&m_pages->profile());
        m_ui->mainStack->setCurrentWidget(m_services.opener.problem() ? m_ui->problemPage : m_ui->shellPage);
        if (entered) {
            m_pages->profile().enter();
        }
        break;
    case PageId::Person:
        m_ui->galleryNavButton->setChecked(true);
        m_ui->pageStack->setCurrentWidget(&m_pages->person());
        m_ui->mainStack->setCurrentWidget(m_services.opener.problem() ? m_ui->problemPage : m_ui->shellPage);
        break;
    case PageId::Queue:
        m_ui->queueNavButton->setChecked(true);
        m_ui->pageStack->setCurrentWidget(&m_pages->queue());
        m_ui->mainStack->setCurrentWidget(m_services.opener.problem() ? m_ui->problemPage : m_ui->shellPage);
        if (entered) {
            m_pages->queue().enter();
        }
        break;
    case PageId::Settings:
        m_ui->settingsNavButton->setChecked(true);
        m_ui->pageStack->setCurrentWidget(&m_pages->settings());
        m_ui->mainStack->setCurrentWidget(m_ui->shellPage);
        break;
    case PageId::Player:
        m_ui->mainStack->setCurrentWidget(&m_pages->player());
        break;
    }
}

void MainWindow::changeEvent(QEvent* event) {
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        translate();
    }
    if (event->type() == QEvent::WindowStateChange && !isFullScreen()) {
        m_isFullForPlayer = false; // what fills the screen again later may be the desktop's wish
    }
}

void MainWindow::buildNavigation() {
    m_ui->sideBarWordmark->setIndent(10);
    m_ui->createNavButton->setIconName(QStringLiteral("plus"));
    m_ui->galleryNavButton->setIconName(QStringLiteral("gallery"));
    m_ui->queueNavButton->setIconName(QStringLiteral("queue"));
    m_ui->settingsNavButton->setIconName(QStringLiteral("settings"));
    const auto add = [this](NavButton* button, PageId page, const QKeySequence& keys) {
        connect(button, &QPushButton::clicked, this, [this, page] {
            m_shown.reset(); // a click leads into the page, also where it is shown already
            showPage(page);
        });
        auto* shortcut = new QShortcut(keys, this);
        connect(shortcut, &QShortcut::activated, this, [this, page] {
            if (AuthGuard::allows(page, m_services.session.state())) {
                showPage(page);
            }
        });
        button->setToolTip(keys.toString(QKeySequence::NativeText));
    };
    // The numbers stay with their pages as more of them are built.
    add(m_ui->createNavButton, PageId::Create, QKeySequence(Qt::CTRL | Qt::Key_1));
    add(m_ui->galleryNavButton, PageId::Gallery, QKeySequence(Qt::CTRL | Qt::Key_2));
    add(m_ui->queueNavButton, PageId::Queue, QKeySequence(Qt::CTRL | Qt::Key_3));
    add(m_ui->settingsNavButton, PageId::Settings, QKeySequence(Qt::CTRL | Qt::Key_6));
    auto* quit = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q), this);
    connect(quit, &QShortcut::activated, this, &MainWindow::close);
}

void MainWindow::connectPages() {
    m_pages = new ShellPages(m_services, m_theme, m_language, *m_ui->pageStack, *m_ui->mainStack);
    connect(m_pages, &ShellPages::pageWanted, this, &MainWindow::showPage);
    connect(m_pages, &ShellPages::playWanted, this, &MainWindow::play);
    connect(m_pages, &ShellPages::usageWanted, this, &MainWindow::showUsage);
    connect(m_pages, &ShellPages::backWanted, this, [this] { showPage(m_playedFrom); });
    connect(m_pages, &ShellPages::fullScreenWanted, this, &MainWindow::setFullScreen);
    connect(&m_services.creation, &CreationService::closed, &m_services.usage, &UsageReport::clear);
}

void MainWindow::showUsage() {
    auto* dialog = findChild<UsageDialog*>();
    if (dialog == nullptr) {
        dialog = new UsageDialog(m_services.usage, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
    }
    dialog->open();
}

void MainWindow::open(PageId page, const QString& videoId) {
    page == PageId::Player ? play(videoId) : showPage(page);
}

void MainWindow::followProxy() {
    showConnection();
    if (m_services.proxy.wantedLogin() && !m_proxyLoginDeclined) {
        askProxyLogin();
    }
}

void MainWindow::askProxyLogin() {
    if (!m_services.proxy.wantedLogin() || findChild<ProxyLoginDialog*>() != nullptr) {
        return;
    }
    auto* dialog = new ProxyLoginDialog(m_services.proxy, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::rejected, this, [this] { m_proxyLoginDeclined = true; });
    dialog->open();
}

void MainWindow::showTrouble(const Trouble& trouble) {
    m_trouble->show(trouble);
}

void MainWindow::play(const QString& videoId) {
    if (!m_services.library.isOpen()) {
        return;
    }
    if (m_page != PageId::Player) {
        m_playedFrom = m_page;
    }
    showPage(PageId::Player);
    if (m_page == PageId::Player) {
        m_pages->player().open(videoId);
    }
}

void MainWindow::setFullScreen(bool fullScreen) {
    if (fullScreen && !isFullScreen()) {
        m_wasMaximized = isMaximized();
        showFullScreen();
        m_isFullForPlayer = true;
    } else if (!fullScreen && isFullScreen() && m_isFullForPlayer) {
        m_wasMaximized ? showMaximized() : showNormal();
    }
    // Also where the desktop has filled the screen with the window: the page fills the window then.
    m_pages->player().setFullScreen(fullScreen);
}

void MainWindow::buildAccountMenu() {
    auto* menu = new AccountMenu(m_services.session, m_ui->accountButton);
    m_ui->accountButton->setMenu(menu);
    connect(menu, &AccountMenu::usageRequested, this, &MainWindow::showUsage);
    connect(menu, &AccountMenu::signInRequested, this, [this] { showPage(PageId::Login); });
    connect(menu, &AccountMenu::accountChosen, m_arrival, &ArrivalFlow::open);
    connect(menu, &AccountMenu::addAccountRequested, m_arrival, &ArrivalFlow::useAnotherAccount);
}

void MainWindow::followSession() {
    using State = SessionService::State;
    const State state = m_services.session.state();
    const State before = std::exchange(m_sessionState, state);
    if (state == State::Offline && (before == State::SignedOut || before == State::Restoring)) {
        // Asked for by hand, or the relay did not answer at start. A failed sign-in from here stays on its page
        // instead.
        showPage(PageId::Gallery);
    } else if (state != State::SigningIn) {
        showPage(m_page);
    }
    if (state == State::SigningIn) {
        askProxyLogin(); // where it is known that nothing gets through without
    }
    m_ui->createNavButton->setEnabled(AuthGuard::allows(PageId::Create, state));
    m_ui->queueNavButton->setEnabled(AuthGuard::allows(PageId::Queue, state));
    const std::optional<RememberedSession> remembered = m_services.session.remembered();
    if (state == State::Restoring && remembered) {
        m_ui->restoringLabel->setText(tr("Signing in as %1…").arg(remembered->account.displayName));
    }
    m_ui->restoringOfflineButton->setVisible(remembered.has_value() && !m_services.opener.isOpening());
    showConnection();
    showBadge();
    showNotes();
}

void MainWindow::followOpening() {
    if (m_services.opener.isOpening()) {
        m_opening.start();
    } else {
        m_opening.stop();
        showPage(m_page);
    }
}

void MainWindow::showConnection() {
    const SessionService& session = m_services.session;
    if (const std::optional<Account> account = session.account()) {
        m_ui->accountButton->setPerson(account->displayName, m_services.people.picture());
    }
    const ConnectionStatus connection = m_services.creation.connection();
    const std::optional<ProxyLogin>& wanted = m_services.proxy.wantedLogin();
    ConnectionView view = wanted && session.account() && connection.kind != ConnectionStatus::Kind::Online
                              ? ConnectionText::proxyView(*wanted)
                              : ConnectionText::view(session.state(), session.wayBack(), connection,
                                    session.serverName(), m_services.clock.now());
    const bool own = m_services.localRelay.has(session.serverId());
    if (const QString banner = LocalRelayText::banner(m_services.localRelay); own && !banner.isEmpty()) {
        const bool failed = m_services.localRelay.state() == LocalRelay::State::Failed;
        view.banner = banner;
        view.action = failed ? ConnectionView::Action::StartRelay : ConnectionView::Action::None;
    }
    m_ui->accountButton->setConnection(view.light, view.line);
    m_action = view.action;
    if (view.banner.isEmpty()) {
        m_ui->connectionBanner->hide();
    } else {
        m_ui->connectionBanner->showMessage(view.banner, ConnectionText::actionText(view.action));
    }
    if (view.counting != m_countdown.isActive()) {
        view.counting ? m_countdown.start() : m_countdown.stop();
    }
}

void MainWindow::showBadge() {
    const int active = m_services.creation.activeCount();
    m_ui->queueNavButton->setBadge(active, tr("%n in progress", nullptr, active));
}

void MainWindow::showNotes() {
    QString note = m_libraryNotes->text();
    if (!note.isEmpty()) {
        m_ui->noteBanner->showMessage(note, tr("OK"));
        return;
    }
    if (m_services.session.state() == SessionService::State::SignedIn &&
        m_services.session.secretsNote() == SessionService::SecretsNote::SessionOnly) {
        note = tr("No system keychain can be used, so you stay signed in only until Kinora is closed.");
    }
    if (note.isEmpty() || m_noteDismissed) {
        m_ui->noteBanner->hide();
    } else {
        m_ui->noteBanner->showMessage(note, tr("OK"));
    }
}

void MainWindow::showProblem() {
    if (const std::optional<Error>& problem = m_services.opener.problem()) {
        m_ui->problemLabel->setText(
            ErrorText::sentence(*problem) + QChar::LineFeed + tr("Nothing on the relay is affected."));
        setTextToolTip(*m_ui->problemLabel, problem->detail);
    }
    showPage(m_page);
}

void MainWindow::runConnectionAction() {
    switch (m_action) {
    case ConnectionView::Action::None:
        break;
    case ConnectionView::Action::RetrySession:
        m_services.session.retryNow();
        break;
    case ConnectionView::Action::RetryConnection:
        m_services.creation.retryConnection();
        break;
    case ConnectionView::Action::StartRelay:
        m_services.localRelay.start();
        break;
    case ConnectionView::Action::SignIn:
        showPage(PageId::Login);
        break;
    case ConnectionView::Action::ProxyLogin:
        askProxyLogin();
        break;
    }
}

void MainWindow::closeEvent(QCloseEvent* event) {
    const LocalRelay& relay = m_services.localRelay;
    const int jobs = m_services.creation.activeCount();
    const bool stopsJobs = relay.has(m_services.session.serverId()) && relay.state() == LocalRelay::State::Running;
    // When the desktop session ends, a question would only keep it from ending.
    if (m_closing || jobs == 0 || !stopsJobs || qGuiApp->isSavingSession()) {
        QMainWindow::closeEvent(event);
        return;
    }
    event->ignore();
    ask(*this, QStringLiteral("quitQuestion"), {tr("Close Kinora?"), LocalRelayText::quitting(jobs), tr("Close")},
        [this] {
            m_closing = true;
            close();
        });
}

void MainWindow::translate() {
    showProblem();
    followSession();
}

} // namespace kinora
