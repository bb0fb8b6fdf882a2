#include "Stage.h"

#include "gui/widgets/LineEdit.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

namespace kinora::tests {

Job someJob(int number, JobStatus status, JobStage stage, const QString& prompt) {
    Job job;
    job.id = QStringLiteral("0195f000-0000-7000-8000-%1").arg(number, 12, 10, QLatin1Char('0'));
    job.status = status;
    job.stage = stage;
    job.prompt = prompt;
    job.model = QStringLiteral("paper-studio");
    job.seconds = 8;
    job.createdAt = QDateTime(QDate(2026, 3, 14), QTime(9, 0), Qt::UTC).addSecs(number);
    return job;
}

Job failedJob(int number, JobFailure failure, const QString& code, Charged charged, bool retryable) {
    Job job =
        someJob(number, JobStatus::Failed, JobStage::Done, QStringLiteral("Paper city unfolding from a pop-up book"));
    job.error = JobError{failure, code, {}, retryable};
    job.charged = charged;
    return job;
}

Usage someUsage() {
    const QDateTime now(QDate(2026, 3, 14), QTime(9, 20), Qt::UTC);
    Usage usage;
    usage.monthStartsAt = QDateTime(QDate(2026, 3, 1), QTime(0, 0), Qt::UTC);
    usage.monthEndsAt = QDateTime(QDate(2026, 4, 1), QTime(0, 0), Qt::UTC);
    usage.chargedMicroUsd = 800000;
    usage.heldMicroUsd = 400000;
    usage.unpricedVideos = 1;
    usage.limits = {
        {LimitName::MicroUsdPerMonth, 20000000, 1200000, 18800000, usage.monthEndsAt},
        {LimitName::SecondsPerMonth, 600, 212, 388, usage.monthEndsAt},
        {LimitName::VideosPerHour, 5, 4, 1, now.addSecs(1800)},
        {LimitName::WaitingJobs, 500, 1, 499, {}},
    };
    const QString prompt = QStringLiteral("A cat playing piano in a smoky jazz club, 35mm film");
    const QList<std::pair<UsageReason, qint64>> lines{{UsageReason::Corrected, -400000}, {UsageReason::Assumed, 400000},
        {UsageReason::NotCharged, -1200000}, {UsageReason::Charged, -800000}, {UsageReason::Accepted, 800000},
        {UsageReason::Submitted, 800000}};
    for (const auto& [reason, amount] : lines) {
        UsageLine line;
        line.reason = reason;
        line.microUsd = amount;
        line.prompt = prompt;
        line.createdAt = now.addSecs(-60 * usage.lines.size());
        usage.lines << line;
    }
    return usage;
}

Estimate someEstimate(qint64 priceMicroUsd) {
    Estimate estimate;
    estimate.priceMicroUsd = priceMicroUsd;
    estimate.totalMicroUsd = priceMicroUsd;
    return estimate;
}

Stage::Stage(ThemeChoice choice, const QString& folder) {
    theme = std::make_unique<Theme>(*qApp, choice);
    theme->setReducedMotion(true); // pictures and assertions must not depend on how far a transition got
    focusRing = std::make_unique<FocusRing>(*qApp);
    auth.servers.always(studio());
    relay.modelLists.always(QList<VideoModel>{paperStudio()});
    relay.jobPages.always(Page<Job>{});
    relay.videoPages.always(Page<Video>{});
    tokens = std::make_unique<SessionTokens>(auth, secrets);
    session = std::make_unique<SessionService>(auth, *tokens, secrets, memory, clock);
    settings = std::make_unique<SettingsFile>(ownFolder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    localRelay = std::make_unique<LocalRelay>(
        relayRunner, auth, *session, *settings, ownFolder.filePath(QStringLiteral("relay")));
    creation = std::make_unique<CreationService>(relay, events, clock);
    drafts = std::make_unique<DraftService>();
    library = std::make_unique<Library>(relay, relay, *creation, clock, folder.isEmpty() ? ownFolder.path() : folder);
    accountExport = std::make_unique<AccountExport>(accountApi, relay, peopleApi, *drafts);
    opener = std::make_unique<AccountOpener>(*session, *library, *creation, *drafts);
    queue = std::make_unique<JobQueue>(relay, relay, *creation);
    estimates = std::make_unique<Estimates>(relay, *creation, clock);
    retries = std::make_unique<Retries>(relay, *creation);
    usage = std::make_unique<UsageReport>(relay);
    news = std::make_unique<JobNews>(*creation, notifier, taskbar);
    proxy = std::make_unique<ProxyService>(proxies, proxyMemory, secrets);
    cameos = std::make_unique<Cameos>(relay, *creation);
    people = std::make_unique<People>(peopleApi, *session, *creation);
    published = std::make_unique<PublishedVideos>(peopleApi, relay);
    references = std::make_unique<ReferencePictures>(relay, *library, clock);
    window = std::make_unique<MainWindow>(
        MainWindow::Services{*session, *creation, *drafts, *library, *accountExport, galleryMemory, *opener, *queue,
            *estimates, *retries, *usage, *news, *proxy, *localRelay, *cameos, *people, *published, *references, player,
            [] { return std::make_unique<FakePlayer>(); }, clock},
        *theme, language);
    window->resize(1280, 800);
    window->show();
    window->showPage(PageId::Login);
    QApplication::processEvents();
}

Stage::~Stage() {
    busyDisk.reset();
    window.reset();
    opener.reset();
}

void Stage::signIn() {
    auth.logins.next(grant());
    type("emailEdit", maya().email);
    type("passwordEdit", QStringLiteral("correct horse battery"));
    click("signInButton");
    QTRY_COMPARE(session->state(), SessionService::State::SignedIn);
    constexpr int busyDiskMs = 30000;
    QTRY_VERIFY_WITH_TIMEOUT(!opener->isOpening(), busyDiskMs);
    events.tell(SnapshotEvent{});
    QTRY_VERIFY(!creation->models().isEmpty());
    QApplication::processEvents();
}

void Stage::remember(bool keychainUnlocked) {
    const ServerInfo server = studio();
    memory.remembered = RememberedSession{.relay = QUrl(QStringLiteral("http://127.0.0.1:8787")),
        .serverId = server.serverId,
        .serverName = server.name,
        .account = maya(),
        .signedIn = true,
        .tokenInKeychain = true};
    if (keychainUnlocked) {
        const QString key = QStringLiteral("session/%1/%2").arg(server.serverId, maya().id);
        QVERIFY(secrets.write(key, QStringLiteral("refresh")).result());
    }
}

bool Stage::chooseAccountAction(const char* name) const {
    QMenu* menu = find<QPushButton>("accountButton")->menu();
    emit menu->aboutToShow();
    auto* action = menu->findChild<QAction*>(QLatin1String(name));
    if (action != nullptr) {
        action->trigger();
    }
    QApplication::processEvents();
    return action != nullptr;
}

QString Stage::text(const char* labelName) const {
    const auto* label = find<QLabel>(labelName);
    return label->isVisible() ? label->text() : QString();
}

void Stage::openOfStrictRelay(const char* buttonName) {
    ServerInfo strict = studio();
    strict.passwordMinLength = 12;
    auth.servers.always(strict);
    find<QLineEdit>("relayEdit")->setText(QStringLiteral("http://127.0.0.1:9999"));
    QTRY_VERIFY(find<LineEdit>("relayEdit")->statusText().startsWith(QStringLiteral("reachable")));
    click(buttonName);
}

void Stage::click(const char* buttonName) const {
    QTest::mouseClick(find<QAbstractButton>(buttonName), Qt::LeftButton);
    QApplication::processEvents();
}

void Stage::type(const char* editName, const QString& text) const {
    auto* edit = find<QLineEdit>(editName);
    edit->clear();
    QTest::keyClicks(edit, text);
}

} // namespace kinora::tests
