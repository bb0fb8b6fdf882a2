#include "gui/player/PlayerPage.h"

#include "client/gui/player/PlayerScene.h"
#include "gui/player/Filmstrip.h"
#include "gui/player/RatingStars.h"
#include "gui/player/VideoCanvas.h"
#include "gui/widgets/MenuChip.h"
#include "support/QtTestMain.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::sampleId;
using Scene = tests::PlayerScene;
using State = Player::State;

class PlayerPageTest : public tests::PlayerCase {
    Q_OBJECT
private slots:
    void initTestCase() { makeReady(); }

    void playsWhatIsHere() {
        Scene scene;
        scene.stage.add(1, {.size = {320, 180}, .content = m_film});
        scene.page.open(sampleId(1));
        QTRY_COMPARE(scene.player.state(), State::Playing);
        QVERIFY(scene.trouble().isEmpty());
        QCOMPARE(scene.find<QLabel>(u"placeLabel"_s)->text(), u"1 of 1"_s);
        QCOMPARE(scene.find<QLabel>(u"modelValueLabel"_s)->text(), u"sora-2 · Paper Studio (demo)"_s);
        QVERIFY(scene.find<QLabel>(u"fileValueLabel"_s)->text().endsWith(u"On this computer"));
        QTRY_COMPARE(scene.player.state(), State::Ended);
        QCOMPARE(scene.find<QLabel>(u"timeLabel"_s)->text(), u"0:01.0 / 0:01.0"_s);
        scene.page.leave();
        QCOMPARE(scene.player.state(), State::Empty);
    }

    void isSteeredByKeyboard() {
        Scene scene;
        scene.stage.add(1, {.size = {320, 180}, .secondsAgo = 200, .content = m_film});
        scene.stage.add(2, {.size = {320, 180}, .secondsAgo = 100, .content = m_film});
        scene.player.setLooping(true);
        scene.page.open(sampleId(2));
        QTRY_COMPARE(scene.player.state(), State::Playing);
        QTest::keyClick(&scene.page, Qt::Key_Space);
        QCOMPARE(scene.player.state(), State::Paused);
        QTest::keyClick(&scene.page, Qt::Key_Home);
        QTRY_COMPARE(scene.player.position(), 0);
        QTest::keyClick(&scene.page, Qt::Key_Period);
        QTRY_VERIFY(scene.player.position() >= 32 && scene.player.position() <= 34);
        QTest::keyClick(&scene.page, Qt::Key_L);
        QCOMPARE(scene.player.state(), State::Playing);
        QTest::keyClick(&scene.page, Qt::Key_L);
        QCOMPARE(scene.player.rate(), 2.0);
        QTest::keyClick(&scene.page, Qt::Key_K);
        QCOMPARE(scene.player.state(), State::Paused);
        QCOMPARE(scene.player.rate(), 1.0);
        QTest::keyClick(&scene.page, Qt::Key_Right);
        QCOMPARE(scene.page.videoId(), sampleId(1));
        QTRY_COMPARE(scene.player.state(), State::Playing);
        QTest::keyClick(&scene.page, Qt::Key_Right); // there is none: nothing happens
        QCOMPARE(scene.page.videoId(), sampleId(1));
        QTest::keyClick(&scene.page, Qt::Key_M);
        QVERIFY(scene.player.isMuted());
        QSignalSpy full(&scene.page, &PlayerPage::fullScreenRequested);
        QSignalSpy back(&scene.page, &PlayerPage::backRequested);
        QTest::keyClick(&scene.page, Qt::Key_F);
        QCOMPARE(full.takeFirst().first().toBool(), true);
        scene.page.setFullScreen(true);
        QVERIFY(!scene.find<QWidget>(u"facts"_s)->isVisible());
        QTest::keyClick(&scene.page, Qt::Key_Escape);
        QCOMPARE(full.takeFirst().first().toBool(), false);
        scene.page.setFullScreen(false);
        QVERIFY(scene.find<QWidget>(u"facts"_s)->isVisible());
        QTest::keyClick(&scene.page, Qt::Key_Escape);
        QCOMPARE(back.count(), 1);
    }

    void seeksByTheStrip() {
        Scene scene;
        scene.stage.add(1, {.size = {320, 180}, .content = m_film});
        scene.page.open(sampleId(1));
        QTRY_COMPARE(scene.player.state(), State::Playing);
        auto* strip = scene.page.findChild<Filmstrip*>();
        QTRY_COMPARE(strip->maximum(), 1000);
        scene.player.pause();
        QTest::mouseClick(strip, Qt::LeftButton, {}, QPoint(strip->width() / 2, strip->height() / 2));
        QVERIFY(qAbs(scene.player.position() - 500) < 40);
        QVERIFY(qAbs(strip->value() - 500) < 40);
    }

    void goesBackwardAndFasterByKeyboard() {
        Scene scene;
        scene.stage.add(1, {.size = {320, 180}, .content = m_film});
        scene.page.open(sampleId(1));
        QTRY_COMPARE(scene.player.state(), State::Ended);
        auto* speed = scene.find<MenuChip>(u"speedChip"_s);
        QTest::keyClick(&scene.page, Qt::Key_J);
        QCOMPARE(speed->text(), u"-1×"_s);
        QCOMPARE(scene.find<QWidget>(u"playButton"_s)->accessibleName(), u"Pause"_s);
        QTRY_VERIFY(scene.player.position() < 800);
        QTest::keyClick(&scene.page, Qt::Key_J);
        QCOMPARE(speed->text(), u"-2×"_s);
        QTest::keyClick(&scene.page, Qt::Key_Space);
        QCOMPARE(scene.player.state(), State::Paused);
        QCOMPARE(speed->text(), u"1×"_s);
        const qint64 at = scene.player.position();
        QTest::keyClick(&scene.page, Qt::Key_J);
        QTRY_COMPARE(scene.player.position(), 0); // and ends there
        QTRY_COMPARE(speed->text(), u"1×"_s);
        QVERIFY(at > 0);
        scene.player.setLooping(true);
        QTest::keyClick(&scene.page, Qt::Key_J);
        QTest::keyClick(&scene.page, Qt::Key_L);
        QCOMPARE(scene.player.state(), State::Playing);
        QCOMPARE(speed->text(), u"1×"_s);
        QTest::keyClick(&scene.page, Qt::Key_L);
        QCOMPARE(scene.player.rate(), 2.0);
        speed->menu()->actions().first()->trigger();
        QCOMPARE(scene.player.rate(), 0.25);
    }

    void copiesThePictureAsItWasDecoded() {
        Scene scene;
        scene.stage.add(1, {.size = {320, 180}, .content = m_film});
        scene.page.open(sampleId(1));
        QTRY_COMPARE(scene.player.state(), State::Playing);
        scene.player.pause();
        scene.player.seek(516); // within frame 15
        QTRY_COMPARE(scene.player.position(), 500);
        QTRY_COMPARE(tests::frameOfGrey(copied(scene).pixelColor(10, 10).red()), 15);
        QCOMPARE(copied(scene).size(), QSize(320, 180));
        QVERIFY(scene.trouble().contains(u"clipboard"));
    }

    void savesThePicture() {
        Scene scene;
        scene.stage.add(1, {.prompt = u"A grey film"_s, .size = {320, 180}, .content = m_film});
        scene.page.open(sampleId(1));
        QTRY_COMPARE(scene.player.state(), State::Playing);
        QTest::keySequence(&scene.page, QKeySequence::Save);
        auto* dialog = scene.page.findChild<QFileDialog*>();
        QVERIFY(dialog);
        QCOMPARE(scene.player.state(), State::Paused);
        QVERIFY(QFileInfo(dialog->selectedFiles().first()).fileName().startsWith(u"1 0.0")); // its file, its moment
        const QString file = m_folder.filePath(u"still.png"_s);
        emit dialog->fileSelected(file);
        QTRY_VERIFY(scene.trouble().contains(u"still.png"));
        QCOMPARE(QImage(file).size(), QSize(320, 180));
        emit dialog->fileSelected(m_folder.filePath(u"no such folder/still.png"_s));
        QTRY_VERIFY(!scene.trouble().contains(u"still.png") && !scene.trouble().isEmpty());
        dialog->reject();
    }

    void stepsThroughTheOrderItIsGiven() {
        Scene scene;
        QList<VideoPlace> order;
        for (int number = 1; number <= 3; ++number) {
            const LibraryVideo row =
                scene.stage.add(number, {.size = {320, 180}, .secondsAgo = 100 - number, .content = m_film});
            if (number != 2)
                order.append(VideoPlace{.key = row.key});
        }
        scene.page.setPlaces(order);
        scene.page.open(sampleId(1));
        QCOMPARE(scene.find<QLabel>(u"placeLabel"_s)->text(), u"1 of 2"_s);
        QTest::keyClick(&scene.page, Qt::Key_Right);
        QCOMPARE(scene.page.videoId(), sampleId(3));
        scene.page.open(sampleId(2)); // not among them
        QCOMPARE(scene.find<QLabel>(u"placeLabel"_s)->text(), u"2 of 3"_s);
    }

    void keepsWhatOneThinksOfIt() {
        Scene scene;
        scene.stage.add(1, {.size = {320, 180}, .content = m_film});
        scene.page.open(sampleId(1));
        const auto stored = [&scene] {
            return scene.stage.library.find(sampleId(1))->video;
        };
        QTest::keyClick(&scene.page, Qt::Key_4);
        QTRY_COMPARE(stored().rating, 4);
        auto* stars = scene.find<RatingStars>(u"ratingStars"_s);
        QTRY_COMPARE(stars->value(), 4);
        QCOMPARE(scene.find<QLabel>(u"ratingLabel"_s)->text(), u"4 of 5"_s);
        const int star = stars->width() / 5;
        QTest::mouseClick(stars, Qt::LeftButton, {}, QPoint(star * 3 / 2, stars->height() / 2));
        QTRY_COMPARE(stored().rating, 2);
        QTRY_COMPARE(stars->value(), 2);
        QTest::mouseClick(stars, Qt::LeftButton, {}, QPoint(star * 3 / 2, stars->height() / 2)); // takes it away
        QTRY_COMPARE(stored().rating, 0);
        QTest::keyClick(&scene.page, Qt::Key_F, Qt::ShiftModifier);
        QTRY_VERIFY(stored().favorite);
        QTRY_VERIFY(scene.find<QPushButton>(u"favoriteButton"_s)->isChecked());
        scene.find<QPushButton>(u"favoriteButton"_s)->click();
        QTRY_VERIFY(!stored().favorite);
    }

    void offersWhatItWasMadeWith() {
        Scene scene;
        const VideoSettings settings{
            .seconds = 8, .size = u"720x1280"_s, .negativePrompt = u"text"_s, .seed = 4711, .cameos = {}};
        scene.stage.add(1, {.prompt = u"A boat"_s, .content = m_film, .settings = settings});
        scene.page.open(sampleId(1));
        QCOMPARE(scene.find<QLabel>(u"seedValueLabel"_s)->text(), u"4711"_s);
        QSignalSpy wanted(&scene.page, &PlayerPage::composeRequested);
        scene.find<QPushButton>(u"settingsButton"_s)->click();
        const NewJob same{.prompt = u"A boat"_s,
            .model = u"sora-2"_s,
            .seconds = 8,
            .size = u"720x1280"_s,
            .negativePrompt = u"text"_s,
            .seed = 4711};
        QCOMPARE(wanted.takeFirst().first().value<NewJob>(), same);
        scene.find<QPushButton>(u"varyButton"_s)->click();
        NewJob other = same;
        other.seed.reset();
        QCOMPARE(wanted.takeFirst().first().value<NewJob>(), other);
        QVERIFY(!scene.find<QPushButton>(u"remixButton"_s)->isVisible());
    }

    void publishesAndTakesBack() {
        Scene scene;
        scene.stage.add(1, {.prompt = u"A boat"_s, .content = m_film});
        scene.page.open(sampleId(1));
        auto* button = scene.find<QPushButton>(u"publishButton"_s);
        QCOMPARE(button->text(), u"Publish"_s);
        button->click();
        QTRY_COMPARE(scene.stage.library.find(sampleId(1))->video.state, VideoState::Published);
        QTRY_COMPARE(button->text(), u"Stop publishing"_s);
        button->click();
        QTRY_COMPARE(scene.stage.library.find(sampleId(1))->video.state, VideoState::Draft);
    }

    void offersARemixWhereTheModelMakesThem() {
        Scene scene;
        PlayerPage::Services services = scene.stage.playing(scene.player);
        services.canRemix = [](const Video& video) {
            return video.id == sampleId(1);
        };
        PlayerPage page(services);
        page.resize(1000, 700);
        page.show();
        scene.stage.add(
            1, {.prompt = u"A boat"_s,
                   .content = m_film,
                   .settings = VideoSettings{.seconds = 8, .size = {}, .negativePrompt = {}, .seed = 1, .cameos = {}}});
        scene.stage.add(2, {.prompt = u"A kite"_s, .content = m_film});
        page.open(sampleId(2));
        auto* button = page.findChild<QPushButton*>(u"remixButton"_s);
        QVERIFY(!button->isVisible());
        page.open(sampleId(1));
        QVERIFY(button->isVisible());
        QSignalSpy wanted(&page, &PlayerPage::composeRequested);
        button->click();
        const NewJob job = wanted.takeFirst().first().value<NewJob>();
        QCOMPARE(job.remixOf, sampleId(1));
        QCOMPARE(job.seconds, 8);
        QVERIFY(job.prompt.isEmpty() && !job.seed);
        page.leave();
    }

    void saysAllThatItWasMadeWith() {
        Scene scene;
        const VideoSettings settings{
            .seconds = {}, .size = {}, .negativePrompt = u"blur, text"_s, .seed = {}, .cameos = {u"maya"_s, u"rex"_s}};
        scene.stage.add(1, {.prompt = u"A boat"_s, .here = false, .settings = settings});
        scene.stage.add(2, {.prompt = u"A fox"_s, .here = false, .settings = VideoSettings()});
        scene.page.open(sampleId(1));
        QCOMPARE(scene.find<QLabel>(u"negativeValueLabel"_s)->text(), u"blur, text"_s);
        QCOMPARE(scene.find<QLabel>(u"cameosValueLabel"_s)->text(), u"@maya @rex"_s);
        for (const QString& name : {u"negative"_s, u"cameos"_s})
            QVERIFY(scene.find<QLabel>(name + u"Label"_s)->isVisible() &&
                    scene.find<QLabel>(name + u"ValueLabel"_s)->isVisible());
        QVERIFY(scene.find<QWidget>(u"exportButton"_s)->isEnabled()); // which fetches what is not here
        QVERIFY(!scene.find<QWidget>(u"folderButton"_s)->isEnabled());
        scene.page.open(sampleId(2));
        for (const QString& name : {u"negative"_s, u"cameos"_s})
            QVERIFY(!scene.find<QLabel>(name + u"Label"_s)->isVisible() &&
                    !scene.find<QLabel>(name + u"ValueLabel"_s)->isVisible());
    }

    void showsThePicturesOfItsKinOnceTheyAreRead() {
        Scene scene;
        const QString batch = sampleId(99);
        for (const int number : {1, 2, 3})
            scene.stage.add(number, {.prompt = QString::number(number), .content = m_film, .batchId = batch});
        scene.page.open(sampleId(1));
        QMenu* menu = scene.find<QPushButton>(u"familyButton"_s)->menu();
        menu->popup(scene.page.mapToGlobal(QPoint(20, 20)));
        const auto allHavePictures = [menu] {
            int withPicture = 0;
            for (const QMenu* each : {menu, menu->findChild<QMenu*>()}) {
                for (const QAction* action : each->actions())
                    withPicture += action->icon().isNull() ? 0 : 1;
            }
            return withPicture == 3 + 2;
        };
        QTRY_VERIFY(allHavePictures());
        menu->close();
    }

    void showsTakesSideBySideInStep() {
        Scene scene;
        const QString batch = sampleId(99);
        scene.stage.add(1, {.prompt = u"One"_s, .size = {320, 180}, .content = m_film, .batchId = batch});
        scene.stage.add(2, {.prompt = u"Two"_s, .size = {320, 180}, .content = m_film, .batchId = batch});
        scene.stage.add(3, {.prompt = u"Other"_s, .size = {320, 180}, .content = m_film});
        scene.page.open(sampleId(3));
        QVERIFY(!scene.find<QWidget>(u"familyButton"_s)->isVisible());
        scene.page.open(sampleId(1));
        auto* family = scene.find<QPushButton>(u"familyButton"_s);
        QVERIFY(family->isVisible());
        QVERIFY(family->text().contains(u"(2)"));
        emit family->menu()->aboutToShow();
        auto* beside = family->menu()->findChild<QMenu*>();
        QCOMPARE(beside->actions().size(), 1);
        QTRY_COMPARE(scene.player.state(), State::Playing);
        scene.player.pause();
        beside->actions().first()->trigger();
        auto* other = scene.find<VideoCanvas>(u"otherCanvas"_s);
        QVERIFY(other->isVisible());
        scene.player.seek(516);
        QTRY_COMPARE(tests::frameOfGrey(scene.find<VideoCanvas>(u"canvas"_s)->still().pixelColor(10, 10).red()), 15);
        QTRY_COMPARE(tests::frameOfGrey(other->still().isNull() ? 0 : other->still().pixelColor(10, 10).red()), 15);
        QTest::keyClick(&scene.page, Qt::Key_Period);
        QTRY_COMPARE(tests::frameOfGrey(other->still().pixelColor(10, 10).red()), 16);
        scene.player.play();
        QTRY_VERIFY(tests::frameOfGrey(other->still().pixelColor(10, 10).red()) > 18);
        QTest::keyClick(&scene.page, Qt::Key_Escape);
        QVERIFY(!other->isVisible());
        QCOMPARE(scene.page.videoId(), sampleId(1));
        emit family->menu()->aboutToShow();
        for (QAction* relative : family->menu()->actions()) {
            if (relative->text().contains(u"Two"))
                relative->trigger();
        }
        QCOMPARE(scene.page.videoId(), sampleId(2));
    }

    void breaksThePromptInsteadOfScrollingSideways() {
        Scene scene;
        scene.page.resize(960, 600);
        // At some length it is just as wide as the panel, whatever the font.
        const QString words = u"Macro shot of frost growing on a window pane in winter"_s;
        auto* prompt = scene.find<QPlainTextEdit>(u"promptEdit"_s);
        for (int length = 20; length < words.size(); ++length) {
            scene.stage.add(length, {.prompt = words.left(length), .here = false});
            scene.page.open(sampleId(length));
            QApplication::processEvents();
            QVERIFY2(!prompt->horizontalScrollBar()->isVisible(), qPrintable(prompt->toPlainText()));
        }
    }

    void copiesThePrompt() {
        Scene scene;
        scene.stage.add(1, {.prompt = u"Two\nlines"_s, .content = m_film});
        scene.page.open(sampleId(1));
        scene.find<QPushButton>(u"copyButton"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"Two\nlines"_s);
        QCOMPARE(scene.find<QPushButton>(u"copyButton"_s)->text(), u"Copied"_s);
    }

    void fetchesWhatIsNotHereAndPlaysIt() {
        Scene scene;
        const LibraryVideo row = scene.stage.add(1, {.size = {320, 180}, .here = false, .content = m_film});
        scene.page.open(row.video.id);
        QVERIFY(scene.trouble().contains(u"no connection"));
        QVERIFY(!scene.find<QWidget>(u"playButton"_s)->isEnabled());
        scene.stage.relay.contents.insert(row.video.id, m_film);
        scene.stage.library.setOnline(true);
        QTRY_COMPARE(scene.player.state(), State::Playing);
        QVERIFY(scene.trouble().isEmpty());
        QVERIFY(scene.find<QWidget>(u"playButton"_s)->isEnabled());
    }

    void keepsWhatWasWatchedWhereRoomIsShort() {
        Scene scene;
        const Video watched = scene.stage.add(1, {.size = {320, 180}, .secondsAgo = 200, .content = m_film}).video;
        const Video newer = scene.stage.add(2, {.size = {320, 180}, .secondsAgo = 100, .content = m_film}).video;
        scene.stage.relay.library = {newer, watched};
        scene.stage.relay.contents = {{newer.id, m_film}, {watched.id, m_film}};
        scene.page.open(watched.id);
        QTRY_COMPARE(scene.player.state(), State::Playing);
        const auto row = [&scene](const Video& video) {
            return *scene.stage.library.find(video.id);
        };
        QTRY_COMPARE(row(watched).watchedAt.toUTC(), scene.stage.clock.time.toUTC());
        QVERIFY(!row(newer).watchedAt.isValid());
        scene.page.leave();
        scene.stage.library.setKeepRules({.limitBytes = m_film.size() + 1});
        scene.stage.library.setOnline(true);
        QTRY_COMPARE(row(newer).fileState, FileState::Absent);
        QCOMPARE(row(watched).fileState, FileState::Here);
    }

    void keepsWhatIsShownWhateverTheRoom() {
        Scene scene;
        QList<Video> videos;
        for (int number = 1; number <= 3; ++number) {
            videos << scene.stage.add(number, {.secondsAgo = 400 - number * 100, .content = m_film}).video;
            scene.stage.relay.library.prepend(videos.last());
            scene.stage.relay.contents.insert(videos.last().id, m_film);
        }
        scene.page.compare(videos.at(0).id, videos.at(1).id);
        scene.stage.library.setKeepRules({.limitBytes = 1});
        scene.stage.library.setOnline(true);
        const auto stateOf = [&](int index) {
            return scene.stage.library.find(videos.at(index).id)->fileState;
        };
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(2), FileState::Absent, tests::longestWaitMs);
        QCOMPARE(stateOf(1), FileState::Here);
        QCOMPARE(stateOf(0), FileState::Here);
        QTest::keyClick(&scene.page, Qt::Key_Escape); // the one beside it
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(1), FileState::Absent, tests::longestWaitMs);
        QCOMPARE(stateOf(0), FileState::Here);
        scene.page.leave();
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(0), FileState::Absent, tests::longestWaitMs);
    }

    void fetchesAgainWhatWasDeletedHere() {
        Scene scene;
        const LibraryVideo row = scene.stage.add(1, {.size = {320, 180}, .content = m_film});
        QVERIFY(QFile::remove(scene.stage.library.fileOf(row)));
        scene.page.open(row.video.id);
        QTRY_VERIFY(scene.trouble().contains(u"no connection"));
        scene.stage.relay.contents.insert(row.video.id, m_film);
        scene.stage.library.setOnline(true);
        QTRY_COMPARE(scene.player.state(), State::Playing);
        QVERIFY(scene.trouble().isEmpty());
    }

    void saysWhyAFileCouldNotBeKept() {
        Scene scene;
        const LibraryVideo row = scene.stage.add(1, {.size = {320, 180}, .here = false, .content = m_film});
        scene.stage.relay.contents.insert(row.video.id, "something else");
        scene.stage.library.setOnline(true);
        scene.page.open(row.video.id);
        QTRY_VERIFY(scene.trouble().contains(u"checksum"));
        QCOMPARE(scene.find<QPushButton>(u"actButton"_s)->text(), u"Try again"_s);
        scene.stage.relay.contents[row.video.id] = m_film;
        scene.find<QPushButton>(u"actButton"_s)->click();
        QTRY_COMPARE(scene.player.state(), State::Playing);
    }

    void saysWhenAFileCannotBePlayed() {
        Scene scene;
        scene.stage.add(1, {.content = QByteArray(5000, 'x')});
        scene.page.open(sampleId(1));
        QTRY_VERIFY(scene.trouble().contains(u"cannot be played"));
        QCOMPARE(scene.find<QPushButton>(u"actButton"_s)->text(), u"Open in another program"_s);
    }

    void goesBackWhenTheLibraryCloses() {
        Scene scene;
        scene.stage.add(1, {.size = {320, 180}, .content = m_film});
        scene.page.open(sampleId(1));
        QTRY_COMPARE(scene.player.state(), State::Playing);
        scene.stage.library.close();
        QCOMPARE(scene.player.state(), State::Empty);
        QVERIFY(scene.page.videoId().isEmpty());
    }

private:
    static QImage copied(Scene& scene) {
        QTest::keySequence(&scene.page, QKeySequence::Copy);
        return QGuiApplication::clipboard()->image();
    }

    QTemporaryDir m_folder;
};

KINORA_QT_TEST(PlayerPageTest)
#include "PlayerPageTest.moc"
