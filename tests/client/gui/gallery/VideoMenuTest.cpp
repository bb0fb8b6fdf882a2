#include "gui/gallery/VideoMenu.h"

#include "client/gui/gallery/GalleryStage.h"
#include "gui/gallery/GalleryActions.h"
#include "gui/gallery/GalleryModel.h"
#include "gui/gallery/GalleryText.h"
#include "gui/gallery/GalleryView.h"
#include "gui/gallery/ProfilePage.h"
#include "gui/theme/Theme.h"
#include "gui/widgets/Banner.h"
#include "support/QtTestMain.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::GalleryStage;
using tests::sampleId;

namespace {

/// The page with its menu over the newest video; `prepare` is for what somebody does before.
struct Opened {
    explicit Opened(GalleryStage& stage, void (*prepare)(const ProfilePage&) = nullptr) {
        GalleryPane::Services services = stage.profile();
        services.canRemix = [](const Video& video) {
            return video.prompt != u"A kite"_s;
        };
        page = std::make_unique<ProfilePage>(services, stage.people);
        page->resize(1000, 700);
        page->show();
        if (!QTest::qWaitForWindowExposed(page.get()))
            qFatal("not shown");
        page->enter();
        if (prepare != nullptr)
            prepare(*page);
        auto* view = page->findChild<GalleryView*>();
        view->setCurrentIndex(view->model()->index(0, 0));
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
        QApplication::sendEvent(view->viewport(), &event);
        menu = page->findChild<VideoMenu*>();
        if (!menu)
            qFatal("no menu");
    }
    [[nodiscard]] QAction* action(const QString& name) const { return menu->findChild<QAction*>(name); }

    std::unique_ptr<ProfilePage> page;
    QPointer<VideoMenu> menu;
};

/// To the trash, in which there is one video.
void goToTrash(const ProfilePage& page) {
    page.findChild<QWidget*>(u"sectionChips"_s)->findChild<QPushButton*>(u"choiceChip3"_s)->click();
    const auto* model = page.findChild<GalleryView*>()->model();
    const auto isThere = [model] {
        return model->rowCount() == 1 && model->index(0, 0).data(GalleryModel::IdRole).toString() == sampleId(1);
    };
    if (!QTest::qWaitFor(isThere))
        qFatal("not in the trash");
}

/// Of two videos, the first.
void trashOne(GalleryStage& stage) {
    stage.add(1, {.prompt = u"A boat"_s});
    stage.add(2, {.prompt = u"A kite"_s});
    QVERIFY(tests::await(stage.library.edits().trash({sampleId(1)})));
}

} // namespace

class VideoMenuTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp, ThemeChoice::Dark); }

    void makesMoreOfAVideo() {
        GalleryStage stage;
        stage.add(1,
            {.prompt = u"A boat"_s,
                .settings = VideoSettings{.seconds = 8, .size = {}, .negativePrompt = {}, .seed = 4711, .cameos = {}}});
        const Opened opened(stage);
        QSignalSpy wanted(opened.page.get(), &ProfilePage::composeRequested);
        opened.action(u"settingsAction"_s)->trigger();
        QCOMPARE(wanted.takeFirst().first().value<NewJob>().seed, 4711);
        opened.action(u"varyAction"_s)->trigger();
        const NewJob another = wanted.takeFirst().first().value<NewJob>();
        QCOMPARE(another.prompt, u"A boat"_s);
        QCOMPARE(another.seconds, 8);
        QVERIFY(!another.seed);
        opened.action(u"remixAction"_s)->trigger();
        const NewJob remix = wanted.takeFirst().first().value<NewJob>();
        QCOMPARE(remix.remixOf, sampleId(1));
        QVERIFY(remix.prompt.isEmpty());
        QVERIFY2(!opened.menu->findChild<QMenu*>(u"relativesMenu"_s), "it is alone");
    }

    void settingsOfARemixAreThoseOfARemix() {
        GalleryStage stage;
        Video remix = stage.add(1, {.prompt = u"The same at night"_s}).video;
        remix.remixOf = sampleId(2);
        QVERIFY(tests::await(stage.library.store().upsert({remix})));
        const Opened opened(stage);
        QSignalSpy wanted(opened.page.get(), &ProfilePage::composeRequested);
        opened.action(u"settingsAction"_s)->trigger();
        QCOMPARE(wanted.takeFirst().first().value<NewJob>().remixOf, sampleId(2));
        opened.action(u"varyAction"_s)->trigger();
        QCOMPARE(wanted.takeFirst().first().value<NewJob>().remixOf, sampleId(2));
    }

    void offersNoRemixWhereThereIsNone() {
        GalleryStage stage;
        stage.add(1, {.prompt = u"A kite"_s});
        const Opened opened(stage);
        QVERIFY(opened.action(u"varyAction"_s));
        QVERIFY(!opened.action(u"remixAction"_s));
    }

    void leadsToItsTakesAndRemixes() {
        GalleryStage stage;
        const QString batch = sampleId(99);
        stage.add(1, {.prompt = u"One"_s, .secondsAgo = 10, .batchId = batch});
        stage.add(2, {.prompt = u"Two & a half"_s, .secondsAgo = 20, .batchId = batch});
        stage.add(3, {.prompt = u"Three"_s, .secondsAgo = 30});
        const Opened opened(stage);
        auto* relatives = opened.menu->findChild<QMenu*>(u"relativesMenu"_s);
        QVERIFY(relatives);
        QCOMPARE(relatives->title(), u"Takes and remixes (2)"_s);
        QCOMPARE(relatives->actions().at(0)->text(), u"This one · One"_s);
        QCOMPARE(relatives->actions().at(1)->text(), u"Take · Two && a half"_s);
        QSignalSpy opening(opened.page.get(), &ProfilePage::videoActivated);
        relatives->actions().at(1)->trigger();
        QCOMPARE(opening.takeFirst().first().toString(), sampleId(2));
    }

    void publishesAndTakesBack() {
        GalleryStage stage;
        stage.add(1, {.prompt = u"A boat"_s});
        {
            const Opened opened(stage);
            QCOMPARE(opened.action(u"publishAction"_s)->text(), u"Publish"_s);
            opened.action(u"publishAction"_s)->trigger();
            QTRY_COMPARE(stage.library.find(sampleId(1))->video.state, VideoState::Published);
        }
        const Opened opened(stage);
        QCOMPARE(opened.action(u"publishAction"_s)->text(), u"Stop publishing"_s);
        opened.action(u"publishAction"_s)->trigger();
        QTRY_COMPARE(stage.library.find(sampleId(1))->video.state, VideoState::Draft);
    }

    void saysWhatTheLimitHasNoRoomFor() {
        GalleryStage stage;
        const Video older = stage.add(1, {.secondsAgo = 20, .here = false}).video;
        const Video newer = stage.add(2, {.secondsAgo = 10, .here = false}).video;
        const qint64 limit = newer.bytes + 1;
        stage.library.setKeepRules({.policy = KeepPolicy::OnDemand, .limitBytes = limit});
        const Opened opened(stage, [](const ProfilePage& page) { page.findChild<GalleryView*>()->selectAll(); });
        const auto* banner = opened.page->findChild<Banner*>(u"undoBanner"_s);
        opened.action(u"downloadAction"_s)->trigger();
        QTRY_VERIFY(banner->isVisible());
        QCOMPARE(banner->message(), GalleryText::beyondLimit(1, 2, limit));
        QVERIFY(!banner->findChild<QPushButton*>(u"bannerButton"_s)->isVisible());
        QCOMPARE(stage.library.find(newer.id)->fileState, FileState::Wanted);
        QCOMPARE(stage.library.find(older.id)->fileState, FileState::Absent);
    }

    void putsTwoSideBySide() {
        GalleryStage stage;
        stage.add(1, {.prompt = u"One"_s, .secondsAgo = 20});
        stage.add(2, {.prompt = u"Two"_s, .secondsAgo = 10});
        QVERIFY2(!Opened(stage).action(u"compareAction"_s), "with what?");
        const Opened opened(stage, [](const ProfilePage& page) { page.findChild<GalleryView*>()->selectAll(); });
        QSignalSpy wanted(opened.page.get(), &ProfilePage::compareRequested);
        opened.action(u"compareAction"_s)->trigger();
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.first(), (QVariantList{sampleId(2), sampleId(1)}));
    }

    void putsBackFromTheTrash() {
        GalleryStage stage;
        trashOne(stage);
        const Opened opened(stage, goToTrash);
        for (const QString& name : {u"favoriteAction"_s, u"publishAction"_s, u"varyAction"_s, u"trashAction"_s})
            QVERIFY2(!opened.action(name), qPrintable(name));
        opened.action(u"restoreAction"_s)->trigger();
        QTRY_COMPARE(stage.library.find(sampleId(1))->video.state, VideoState::Draft);
    }

    void deletesForEverFromTheTrashOnceAsked() {
        GalleryStage stage;
        trashOne(stage);
        const Opened opened(stage, goToTrash);
        opened.action(u"removeForeverAction"_s)->trigger();
        auto* agree = opened.page->findChild<QPushButton*>(u"removeForeverQuestionButton"_s);
        QVERIFY(agree);
        QCOMPARE(stage.library.find(sampleId(1))->video.state, VideoState::Trashed);
        agree->click();
        QTRY_VERIFY(!stage.library.find(sampleId(1)));
        QVERIFY(stage.library.find(sampleId(2)));
    }

private:
    std::unique_ptr<Theme> m_theme;
};

KINORA_QT_TEST(VideoMenuTest)
#include "VideoMenuTest.moc"
