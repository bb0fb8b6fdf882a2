#include "gui/people/PersonPage.h"

#include "client/gui/gallery/GalleryStage.h"
#include "client/support/SampleVideo.h"
#include "gui/gallery/PersonDialog.h"
#include "gui/gallery/VideoCard.h"
#include "gui/theme/Theme.h"
#include "gui/widgets/MessageLabel.h"
#include "media/QtPlayer.h"
#include "support/QtTestMain.h"

#include <QCryptographicHash>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTest>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::GalleryStage;
using tests::sampleId;

namespace {

/// A disk that gives nothing.
class StalledPlayer final : public Player {
public:
    void open(const QString& /*file*/, bool /*playing*/) override { become(State::Loading); }
    void close() override { become(State::Empty); }
    void play() override {}
    void pause() override {}
    void seek(qint64 /*position*/) override {}
    void step(int /*frames*/) override {}
    void setLooping(bool /*looping*/) override {}
    void setVolume(double /*volume*/) override {}
    void setMuted(bool /*muted*/) override {}
    void setRate(double /*rate*/) override {}
    [[nodiscard]] State state() const override { return m_state; }
    [[nodiscard]] qint64 position() const override { return 0; }
    [[nodiscard]] qint64 duration() const override { return 0; }
    [[nodiscard]] bool isLooping() const override { return true; }
    [[nodiscard]] double volume() const override { return 1; }
    [[nodiscard]] bool isMuted() const override { return false; }
    [[nodiscard]] double rate() const override { return 1; }
    [[nodiscard]] bool canBeHeard() const override { return false; }
    [[nodiscard]] std::optional<Error> error() const override { return {}; }

private:
    void become(State state) {
        m_state = state;
        emit stateChanged(state);
    }
    State m_state = State::Empty;
};

using MakePlayer = std::function<std::unique_ptr<Player>()>;

struct Scene {
    explicit Scene(MakePlayer makePlayer = [] { return std::make_unique<QtPlayer>(); })
        : page({stage.people, published, stage.posters, std::move(makePlayer)}) {
        stage.peopleApi.persons.insert(u"noor"_s,
            {.handle = u"noor"_s, .displayName = u"Noor Haddad"_s, .videos = 3, .followers = 7, .following = 2});
        page.resize(1000, 700);
        page.show();
        if (!QTest::qWaitForWindowExposed(&page))
            qFatal("not shown");
    }
    void publish(int number, const QString& prompt, const QByteArray& content = "film") {
        PublishedVideo one;
        one.video.id = sampleId(number);
        one.video.prompt = prompt;
        one.video.size = {320, 180};
        one.video.orientation = Orientation::Landscape;
        one.video.seconds = 1;
        one.video.sha256 = QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
        one.ownerHandle = u"noor"_s;
        stage.peopleApi.shown[u"noor"_s].append(one);
        stage.relay.contents.insert(one.video.id, content);
    }
    template <class W>
    [[nodiscard]] W* find(const QString& name) const {
        return page.findChild<W*>(name);
    }
    [[nodiscard]] QString shownPage() const {
        return find<QStackedWidget>(u"contentStack"_s)->currentWidget()->objectName();
    }
    [[nodiscard]] QString problem() const { return find<MessageLabel>(u"problemLabel"_s)->text(); }

    GalleryStage stage;
    PublishedVideos published{stage.peopleApi, stage.relay};
    PersonPage page;
};

} // namespace

class PersonPageTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        m_theme = std::make_unique<Theme>(*qApp, ThemeChoice::Dark);
        const QString file = m_folder.filePath(u"film.mp4"_s);
        QVERIFY(tests::makeSampleVideo(file, {}));
        QFile film(file);
        QVERIFY(film.open(QIODevice::ReadOnly));
        m_film = film.readAll();
    }

    void showsWhoTheyAreAndWhatTheyPublished() {
        Scene scene;
        for (int i = 1; i <= 3; ++i)
            scene.publish(i, u"Film %1"_s.arg(i));
        scene.page.open(u"noor"_s, u"maya"_s);
        QTRY_COMPARE(scene.find<QLabel>(u"nameLabel"_s)->text(), u"Noor Haddad"_s);
        QCOMPARE(scene.find<QLabel>(u"followersNumberLabel"_s)->text(), u"7"_s);
        QTRY_COMPARE(scene.shownPage(), u"cardsPage"_s);
        QCOMPARE(scene.page.findChildren<VideoCard*>().size(), 2);
        QCOMPARE(scene.find<VideoCard>(u"publishedCard1"_s)->accessibleName(), u"Film 1, 0 like(s)"_s);
        auto* more = scene.find<QPushButton>(u"moreButton"_s);
        QVERIFY(more->isVisible());
        more->click();
        QTRY_COMPARE(scene.page.findChildren<VideoCard*>().size(), 3);
        QVERIFY(!more->isVisible());
        auto* follow = scene.find<QPushButton>(u"followButton"_s);
        follow->click();
        QTRY_COMPARE(follow->text(), u"Unfollow"_s);
        QCOMPARE(scene.find<QLabel>(u"followersNumberLabel"_s)->text(), u"8"_s);
    }

    void playsAndLikesOne() {
        Scene scene;
        scene.publish(1, u"A boat"_s, m_film);
        scene.page.open(u"noor"_s, u"maya"_s);
        QTRY_COMPARE(scene.shownPage(), u"cardsPage"_s);
        scene.find<VideoCard>(u"publishedCard1"_s)->click();
        QCOMPARE(scene.shownPage(), u"watchPage"_s);
        QTRY_COMPARE(scene.find<QPushButton>(u"playButton"_s)->text(), u"Pause"_s);
        QCOMPARE(scene.find<QLabel>(u"promptLabel"_s)->text(), u"A boat"_s);
        QVERIFY2(!scene.stage.library.find(sampleId(1)), "it is not one of one's own");
        auto* like = scene.find<QPushButton>(u"likeButton"_s);
        QCOMPARE(like->text(), u"0"_s);
        like->click();
        QTRY_COMPARE(like->text(), u"1"_s);
        like->click();
        QTRY_COMPARE(like->text(), u"0"_s);
        QTest::keyClick(&scene.page, Qt::Key_Escape);
        QCOMPARE(scene.shownPage(), u"cardsPage"_s);
        QSignalSpy back(&scene.page, &PersonPage::backRequested);
        QTest::keyClick(&scene.page, Qt::Key_Escape);
        QCOMPARE(back.count(), 1);
    }

    void pausesByKeyboard() {
        Scene scene;
        scene.publish(1, u"A boat"_s, m_film);
        scene.page.open(u"noor"_s, u"maya"_s);
        QTRY_COMPARE(scene.shownPage(), u"cardsPage"_s);
        scene.find<VideoCard>(u"publishedCard1"_s)->click();
        const auto* play = scene.find<QPushButton>(u"playButton"_s);
        QTRY_COMPARE(play->text(), u"Pause"_s);
        const auto press = [&scene](Qt::Key key) {
            QTest::keyClick(scene.page.focusWidget(), key);
        };
        press(Qt::Key_Space);
        QCOMPARE(scene.shownPage(), u"watchPage"_s);
        QCOMPARE(play->text(), u"Play"_s);
        press(Qt::Key_Space);
        QCOMPARE(play->text(), u"Pause"_s);
        // Also after the mouse was at something else.
        auto* follow = scene.find<QPushButton>(u"followButton"_s);
        QTRY_VERIFY(follow->isVisible());
        QTest::mouseClick(follow, Qt::LeftButton);
        QTRY_COMPARE(follow->text(), u"Unfollow"_s);
        press(Qt::Key_Space);
        QCOMPARE(play->text(), u"Play"_s);
        QCOMPARE(follow->text(), u"Unfollow"_s);
        press(Qt::Key_Escape);
        QCOMPARE(scene.shownPage(), u"cardsPage"_s);
    }

    void saysWhatIsNotThere() {
        Scene scene;
        scene.page.open(u"noor"_s, u"maya"_s);
        QTRY_COMPARE(scene.shownPage(), u"emptyState"_s);
        scene.page.open(u"nobody"_s, u"maya"_s);
        QTRY_COMPARE(scene.problem(), u"This is not shown any more."_s);
        QCOMPARE(scene.shownPage(), u"failedPage"_s);
        // Taken back meanwhile, and what came is not what it should be.
        scene.publish(1, u"Gone"_s);
        scene.publish(2, u"Spoiled"_s);
        scene.stage.relay.contents.remove(sampleId(1));
        scene.stage.relay.contents.insert(sampleId(2), "other bytes");
        scene.page.open(u"noor"_s, u"noor"_s);
        QTRY_COMPARE(scene.shownPage(), u"cardsPage"_s);
        QTRY_VERIFY(scene.find<QLabel>(u"nameLabel"_s)->text() == u"Noor Haddad"_s);
        QVERIFY2(!scene.find<QPushButton>(u"followButton"_s)->isVisible(), "oneself");
        for (const QString& card : {u"publishedCard1"_s, u"publishedCard2"_s}) {
            scene.find<VideoCard>(card)->click();
            QTRY_COMPARE(scene.shownPage(), u"cardsPage"_s);
            QVERIFY(!scene.problem().isEmpty());
        }
    }

    void saysWhyAFilmDoesNotPlay() {
        Scene scene;
        scene.publish(1, u"Odd"_s, "whole, but no film");
        scene.publish(2, u"A boat"_s, m_film);
        scene.page.open(u"noor"_s, u"maya"_s);
        QTRY_COMPARE(scene.shownPage(), u"cardsPage"_s);
        scene.find<VideoCard>(u"publishedCard1"_s)->click();
        QTRY_VERIFY(scene.problem().startsWith(u"This video cannot be played here."));
        QCOMPARE(scene.shownPage(), u"watchPage"_s);
        const auto* elsewhere = scene.find<QPushButton>(u"openButton"_s);
        QVERIFY(elsewhere->isVisible());
        QVERIFY(!scene.find<QPushButton>(u"playButton"_s)->isEnabled());
        scene.find<QPushButton>(u"closeButton"_s)->click();
        QCOMPARE(scene.problem(), QString());
        scene.find<VideoCard>(u"publishedCard2"_s)->click();
        QTRY_COMPARE(scene.find<QPushButton>(u"playButton"_s)->text(), u"Pause"_s);
        QCOMPARE(scene.problem(), QString());
        QVERIFY(!elsewhere->isVisible());
    }

    void saysThatAPictureIsSlowToCome() {
        Scene scene([] { return std::make_unique<StalledPlayer>(); });
        scene.publish(1, u"A boat"_s, m_film);
        scene.page.open(u"noor"_s, u"maya"_s);
        QTRY_COMPARE(scene.shownPage(), u"cardsPage"_s);
        scene.find<VideoCard>(u"publishedCard1"_s)->click();
        QTRY_VERIFY(scene.problem().startsWith(u"The first picture is slow to come"));
        QVERIFY(scene.find<QPushButton>(u"openButton"_s)->isVisible());
        scene.find<QPushButton>(u"closeButton"_s)->click();
        QCOMPARE(scene.problem(), QString());
    }

    void isReachedFromTheSearch() {
        Scene scene;
        PersonDialog dialog(scene.stage.people, u"maya"_s);
        dialog.show();
        dialog.look(u"noor"_s);
        QTRY_VERIFY(dialog.findChild<QPushButton*>(u"profileButton"_s)->isVisible());
        QSignalSpy wanted(&dialog, &PersonDialog::profileRequested);
        dialog.findChild<QPushButton*>(u"profileButton"_s)->click();
        QCOMPARE(wanted.takeFirst().first().toString(), u"noor"_s);
        QVERIFY(!dialog.isVisible());
    }

private:
    std::unique_ptr<Theme> m_theme;
    QTemporaryDir m_folder;
    QByteArray m_film;
};

KINORA_QT_TEST(PersonPageTest)
#include "PersonPageTest.moc"
