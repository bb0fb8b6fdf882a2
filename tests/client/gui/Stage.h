// The whole window over a relay of fakes, as the composition root of the app builds it over the real ones.
#pragma once

#include "FakeApis.h"
#include "FakeDesktop.h"
#include "client/support/BusyDisk.h"
#include "client/support/FakeAccount.h"
#include "client/support/FakeGalleryMemory.h"
#include "client/support/FakePeopleApi.h"
#include "client/support/FakeRelayRunner.h"
#include "gui/shell/MainWindow.h"
#include "gui/theme/Theme.h"
#include "gui/widgets/FocusRing.h"
#include "secrets/MemorySecretStore.h"
#include "services/SessionTokens.h"
#include "storage/SettingsFile.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

namespace kinora::tests {

inline Account maya() {
    Account account;
    account.id = QStringLiteral("0195f000-0000-7000-8000-000000000001");
    account.email = QStringLiteral("maya@studio.example");
    account.handle = QStringLiteral("maya");
    account.displayName = QStringLiteral("Maya Okafor");
    return account;
}

inline ServerInfo studio() {
    ServerInfo server;
    server.serverId = QStringLiteral("0195f000-0000-7000-8000-0000000000aa");
    server.name = QStringLiteral("Studio relay");
    server.version = QStringLiteral("0.1.0");
    server.registration = RegistrationMode::Open;
    return server;
}

inline SessionGrant grant() {
    return SessionGrant{QStringLiteral("access"), std::chrono::seconds(900), QStringLiteral("refresh"), maya()};
}

inline VideoModel paperStudio() {
    VideoModel model;
    model.id = QStringLiteral("paper-studio");
    model.label = QStringLiteral("Paper Studio");
    model.upstream = QStringLiteral("stand-in");
    model.demo = true;
    model.orientations = {Orientation::Portrait, Orientation::Landscape};
    model.seconds = {8, 4, 12};
    return model;
}

// number makes the id; jobs with higher numbers are newer.
Job someJob(int number, JobStatus status, JobStage stage, const QString& prompt);
Job failedJob(int number, JobFailure failure, const QString& code, Charged charged, bool retryable);

// A month with a limit of each kind and a line of each reason.
Usage someUsage();
Estimate someEstimate(qint64 priceMicroUsd);

class Stage {
public:
    // folder: of an earlier Stage, to come back as after a restart; empty: a new one.
    explicit Stage(ThemeChoice choice = ThemeChoice::Dark, const QString& folder = {});
    ~Stage();

    // As after an earlier run that ended signed in; the keychain gives the session's token or, locked, nothing.
    void remember(bool keychainUnlocked);
    // As from the account menu. False when it is not offered.
    [[nodiscard]] bool chooseAccountAction(const char* name) const;
    // As after a successful sign-in with Maya's account, stream open, models read.
    void signIn();
    template <class W>
    [[nodiscard]] W* find(const char* objectName) const {
        // Pages share names ("emailEdit"): the one in view is meant.
        const QList<W*> all = window->findChildren<W*>(QLatin1String(objectName));
        Q_ASSERT_X(!all.isEmpty(), "Stage::find", objectName);
        const auto visible = std::find_if(all.begin(), all.end(), [](const W* one) { return one->isVisible(); });
        return visible != all.end() ? *visible : all.first();
    }
    [[nodiscard]] QString text(const char* labelName) const;
    /// Types the address of a relay that wants passwords of at least twelve characters, waits for it, and clicks.
    void openOfStrictRelay(const char* buttonName);
    void click(const char* buttonName) const;
    void type(const char* editName, const QString& text) const;

    FakeClock clock;
    FakeAuthApi auth;
    FakeRelayApi relay;
    FakeRelayEvents events;
    FakeSessionMemory memory;
    QTemporaryDir ownFolder;
    MemorySecretStore secrets;
    FakePlayer player;
    FakeRelayRunner relayRunner;
    std::unique_ptr<SettingsFile> settings;
    Language language;
    std::unique_ptr<Theme> theme;
    std::unique_ptr<FocusRing> focusRing;
    std::unique_ptr<SessionTokens> tokens;
    std::unique_ptr<SessionService> session;
    std::unique_ptr<LocalRelay> localRelay;
    std::unique_ptr<CreationService> creation;
    std::unique_ptr<DraftService> drafts;
    std::unique_ptr<Library> library;
    std::unique_ptr<AccountExport> accountExport;
    std::unique_ptr<AccountOpener> opener;
    std::unique_ptr<JobQueue> queue;
    std::unique_ptr<Estimates> estimates;
    std::unique_ptr<Retries> retries;
    std::unique_ptr<UsageReport> usage;
    std::unique_ptr<Cameos> cameos;
    std::unique_ptr<People> people;
    std::unique_ptr<PublishedVideos> published;
    std::unique_ptr<ReferencePictures> references;
    FakeNotifier notifier;
    FakeTaskbar taskbar;
    std::unique_ptr<JobNews> news;
    Proxies proxies;
    FakeProxyMemory proxyMemory;
    FakeGalleryMemory galleryMemory;
    FakePeopleApi peopleApi;
    FakeAccountApi accountApi;
    std::unique_ptr<ProxyService> proxy;
    std::unique_ptr<MainWindow> window;
    std::unique_ptr<BusyDisk> busyDisk; ///< for a library that is long in opening
};

} // namespace kinora::tests
