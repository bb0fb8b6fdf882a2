#include "Stage.h"
#include "client/support/Await.h"
#include "client/support/SampleData.h"
#include "gui/gallery/ProfilePage.h"
#include "gui/player/PlayerPage.h"
#include "gui/shell/AccountBox.h"
#include "gui/shell/AuthGuard.h"
#include "gui/shell/ConnectionText.h"
#include "gui/shell/NavButton.h"
#include "gui/widgets/Avatar.h"
#include "gui/widgets/Banner.h"
#include "gui/widgets/FocusRing.h"
#include "gui/widgets/OrientationSelector.h"
#include "gui/widgets/ProgressBar.h"
#include "support/QtTestMain.h"

#include <QSignalSpy>

using namespace kinora;
using namespace kinora::tests;
using State = SessionService::State;

class ShellTest : public QObject {
    Q_OBJECT

    static void openOffline(Stage& stage) {
        stage.remember(true);
        stage.auth.refreshes.always(failure(ErrorCode::Unreachable));
        stage.session->restore();
        QTRY_COMPARE(stage.session->state(), State::Offline);
        QTRY_VERIFY_WITH_TIMEOUT(stage.library->isOpen(), 30000);
        QTRY_COMPARE(stage.window->page(), PageId::Gallery);
    }

    static void putVideos(Stage& stage, int count) {
        QList<Video> videos;
        for (int number = 1; number <= count; ++number) {
            videos << sampleVideo(number);
            videos.last().orientation = Orientation::Portrait;
        }
        QVERIFY(await(stage.library->store().upsert(videos)));
    }

private slots:
    void guardLetsOnlyTheRightOnesIn() {
        for (const State state : {State::SignedOut, State::Restoring, State::SigningIn}) {
            for (const PageId page : {PageId::Create, PageId::Gallery, PageId::Settings, PageId::Player}) {
                QVERIFY(!AuthGuard::allows(page, state));
            }
        }
        QVERIFY(AuthGuard::allows(PageId::Create, State::SignedIn));
        QVERIFY(AuthGuard::allows(PageId::Gallery, State::SignedIn));
        QVERIFY(!AuthGuard::allows(PageId::Create, State::Offline));
        QVERIFY(AuthGuard::allows(PageId::Gallery, State::Offline));
        QVERIFY(AuthGuard::allows(PageId::Player, State::Offline));
        QVERIFY(!AuthGuard::allows(PageId::Login, State::SignedIn));
        QCOMPARE(AuthGuard::landing(PageId::Create, State::SignedOut), PageId::Login);
        QCOMPARE(AuthGuard::landing(PageId::Create, State::Offline), PageId::Gallery);
        QCOMPARE(AuthGuard::landing(PageId::Login, State::SignedIn), PageId::Create);
        QCOMPARE(AuthGuard::landing(PageId::Player, State::SignedIn), PageId::Player);
    }

    void protectedPagesNeedASession() {
        Stage stage;
        stage.window->showPage(PageId::Create);
        QCOMPARE(stage.window->page(), PageId::Login);
        stage.window->showPage(PageId::Gallery);
        QCOMPARE(stage.window->page(), PageId::Login);
        stage.signIn();
        QCOMPARE(stage.window->page(), PageId::Create);
        stage.session->signOut();
        QTRY_COMPARE(stage.window->page(), PageId::Login);
    }

    void connectionIsToldHonestly() {
        Stage stage;
        stage.signIn();
        auto* account = stage.find<AccountBox>("accountButton");
        QCOMPARE(account->connectionLine(), QStringLiteral("Studio relay"));
        auto* banner = stage.find<Banner>("connectionBanner");
        QVERIFY(banner->message().isEmpty());
        stage.events.become(RelayEvents::State::Waiting, stage.clock.time.addSecs(4));
        QCOMPARE(account->connectionLine(), QStringLiteral("Reconnecting in 4 s"));
        QVERIFY(banner->message().startsWith(QStringLiteral("Studio relay cannot be reached. Trying again in 4 s.")));
        stage.click("bannerButton");
        QCOMPARE(stage.events.retries, 1);
        QCOMPARE(stage.session->state(), State::SignedIn);
        stage.events.become(RelayEvents::State::Open);
        QCOMPARE(account->connectionLine(), QStringLiteral("Studio relay"));
        QVERIFY(banner->message().isEmpty());
    }

    void offlineNamesTheWayBack() {
        using WayBack = SessionService::WayBack;
        const auto offline = [](WayBack wayBack) {
            return ConnectionText::view(State::Offline, wayBack, {}, QStringLiteral("Studio relay"), {});
        };
        const ConnectionView known = offline(WayBack::ByItself);
        QCOMPARE(known.line, QStringLiteral("Offline, showing your library"));
        QVERIFY(known.banner.contains(QStringLiteral("by itself")));
        QCOMPARE(known.action, ConnectionView::Action::RetrySession);
        const ConnectionView locked = offline(WayBack::UnlockKeychain);
        QVERIFY(locked.banner.contains(QStringLiteral("keychain is locked")));
        QCOMPARE(locked.action, ConnectionView::Action::RetrySession);
        const ConnectionView signedOut = offline(WayBack::SignIn);
        QVERIFY(!signedOut.banner.contains(QStringLiteral("by itself")));
        QCOMPARE(signedOut.action, ConnectionView::Action::SignIn);
    }

    void libraryOpensWhileTheSessionIsBeingRestored() {
        Stage stage;
        stage.remember(true);
        stage.session->restore();
        QCOMPARE(stage.window->page(), PageId::Restoring);
        QTRY_COMPARE(stage.auth.refreshes.calls, 1); // the relay does not answer
        stage.click("restoringOfflineButton");
        QCOMPARE(stage.session->state(), State::Offline);
        QCOMPARE(stage.window->page(), PageId::Gallery);
        // What was under way still signs in.
        stage.auth.refreshes.release(grant());
        QTRY_COMPARE(stage.session->state(), State::SignedIn);
        QCOMPARE(stage.window->page(), PageId::Gallery);
    }

    void closingTheLibraryKeepsTheSession() {
        Stage stage;
        stage.remember(true);
        stage.auth.refreshes.always(failure(ErrorCode::Unreachable));
        stage.session->restore();
        QTRY_COMPARE(stage.session->state(), State::Offline);
        QVERIFY(stage.chooseAccountAction("closeLibraryAction"));
        QCOMPARE(stage.session->state(), State::SignedOut);
        QCOMPARE(stage.window->page(), PageId::Login);
        QVERIFY(stage.memory.remembered->signedIn);
        stage.auth.refreshes.always(grant());
        stage.click("offlineButton");
        QTRY_COMPARE(stage.session->state(), State::SignedIn);
    }

    void signingOutOfAnOfflineLibraryEndsTheSession() {
        Stage stage;
        stage.remember(true);
        stage.auth.refreshes.always(failure(ErrorCode::Unreachable));
        stage.session->restore();
        QTRY_COMPARE(stage.session->state(), State::Offline);
        QVERIFY(stage.chooseAccountAction("signOutAction"));
        QVERIFY(!stage.memory.remembered->signedIn);
        QVERIFY(stage.session->openOffline());
        QVERIFY(!stage.chooseAccountAction("signOutAction")); // there is nothing to sign out of
    }

    void playerGoesThroughAllThatTheGalleryFindsLater() {
        const QTemporaryDir folder;
        constexpr int videos = 501;
        {
            Stage stage(ThemeChoice::Dark, folder.path());
            openOffline(stage);
            putVideos(stage, videos);
        }
        Stage stage(ThemeChoice::Dark, folder.path());
        stage.galleryMemory.stored.filter.orientation = Orientation::Portrait;
        openOffline(stage);
        auto* gallery = stage.find<ProfilePage>("profilePage");
        QVERIFY(gallery->places().size() >= 500); // all of them on a machine that was busy
        emit gallery->videoActivated(sampleId(videos));
        QCOMPARE(stage.window->page(), PageId::Player);
        QTRY_COMPARE(stage.text("placeLabel"), QStringLiteral("1 of 501"));
    }

    void playerFillsAWindowThatIsFullAlready_data() {
        QTest::addColumn<bool>("byDesktop");
        QTest::newRow("the desktop has made it so") << true;
        QTest::newRow("the player asks for it") << false;
    }
    void playerFillsAWindowThatIsFullAlready() {
        QFETCH(bool, byDesktop);
        Stage stage;
        openOffline(stage);
        putVideos(stage, 1);
        if (byDesktop)
            stage.window->showFullScreen();
        emit stage.find<ProfilePage>("profilePage")->videoActivated(sampleId(1));
        auto* player = stage.find<PlayerPage>("playerPage");
        auto* topBar = stage.find<QWidget>("topBar");
        QTest::keyClick(player, Qt::Key_F);
        QVERIFY(!topBar->isVisible());
        QVERIFY(stage.window->isFullScreen());
        QTest::keyClick(player, Qt::Key_F);
        QVERIFY(topBar->isVisible());
        QCOMPARE(stage.window->isFullScreen(), byDesktop);
        QTest::keyClick(player, Qt::Key_F);
        stage.window->showPage(PageId::Gallery);
        QCOMPARE(stage.window->isFullScreen(), byDesktop);
        emit stage.find<ProfilePage>("profilePage")->videoActivated(sampleId(1));
        QVERIFY(topBar->isVisible());
    }

    void playerOffersARemixOnceTheModelsAreKnown() {
        Stage stage;
        stage.signIn();
        putVideos(stage, 1);
        stage.window->showPage(PageId::Gallery);
        emit stage.find<ProfilePage>("profilePage")->videoActivated(sampleId(1));
        QCOMPARE(stage.window->page(), PageId::Player);
        const auto* remix = stage.find<QPushButton>("remixButton");
        QVERIFY(remix->isHidden());
        VideoModel model = paperStudio();
        model.id = sampleVideo(1).model;
        model.remix = true;
        stage.relay.modelLists.always(QList<VideoModel>{model});
        stage.creation->refreshModels();
        QTRY_VERIFY(!remix->isHidden());
    }

    void lockedKeychainIsTriedByHand() {
        Stage stage;
        stage.remember(false); // what a locked keychain answers: no such entry
        stage.session->restore();
        QTRY_COMPARE(stage.session->state(), State::Offline);
        QTRY_VERIFY_WITH_TIMEOUT(stage.library->isOpen(), 30000);
        auto* banner = stage.find<Banner>("connectionBanner");
        QVERIFY(banner->message().contains(QStringLiteral("keychain is locked")));
        stage.remember(true);
        stage.auth.refreshes.always(grant());
        stage.click("bannerButton");
        QTRY_COMPARE(stage.session->state(), State::SignedIn);
    }

    void offlineLibraryHasNoCreatePage() {
        Stage stage;
        stage.signIn();
        stage.session->signOut();
        QVERIFY(stage.session->openOffline());
        QCOMPARE(stage.window->page(), PageId::Gallery);
        QVERIFY(!stage.find<NavButton>("createNavButton")->isEnabled());
        QTest::keyClick(stage.window.get(), Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(stage.window->page(), PageId::Gallery);
    }

    void ringFollowsTheKeyboardOnly() {
        Stage stage;
        stage.signIn();
        stage.click("landscapeChip");
        QCOMPARE(stage.focusRing->marked(), nullptr);
        QTest::keyClick(stage.window->focusWidget(), Qt::Key_Tab);
        QVERIFY(stage.focusRing->marked() != nullptr);
        QCOMPARE(stage.focusRing->marked(), stage.window->focusWidget());
    }

    void everyControlHasAName() {
        Stage stage;
        stage.signIn();
        for (const QWidget* widget : stage.window->findChildren<QWidget*>()) {
            if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus) {
                continue;
            }
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            const bool named = !widget->accessibleName().isEmpty() || (button != nullptr && !button->text().isEmpty());
            QVERIFY2(named, qPrintable(widget->objectName() + QLatin1String(widget->metaObject()->className())));
            QVERIFY2(!widget->objectName().isEmpty(), qPrintable(widget->accessibleName()));
        }
    }

    void initialsSuitEveryScript() {
        QCOMPARE(Avatar::initials(QStringLiteral("Maya Okafor")), QStringLiteral("MO"));
        QCOMPARE(Avatar::initials(QStringLiteral("maya")), QStringLiteral("M"));
        QCOMPARE(Avatar::initials(QStringLiteral("马克")), QStringLiteral("马"));
        QCOMPARE(Avatar::initials(QString()), QString());
    }

    void orientationIsAlwaysOneThatIsOffered() {
        OrientationSelector selector;
        const QSignalSpy changes(&selector, &OrientationSelector::orientationChanged);
        selector.setOrientation(Orientation::Landscape);
        QCOMPARE(selector.orientation(), Orientation::Landscape);
        selector.setOffered({Orientation::Portrait});
        QCOMPARE(selector.orientation(), Orientation::Portrait);
        QCOMPARE(changes.size(), 2);
    }

    void progressNeverInventsANumber() {
        ProgressBar bar;
        bar.setProgress(std::nullopt);
        QCOMPARE(bar.maximum(), 0); // busy, also to screen readers
        bar.setProgress(36);
        QCOMPARE(bar.value(), 36);
        QCOMPARE(bar.maximum(), 100);
        bar.setProgress(140);
        QCOMPARE(bar.value(), 100);
    }
};

KINORA_QT_TEST(ShellTest)
#include "ShellTest.moc"
