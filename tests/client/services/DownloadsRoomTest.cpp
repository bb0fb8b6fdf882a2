#include "client/services/DownloadsCase.h"
#include "support/QtTestMain.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace kinora;
using tests::await;
using tests::DownloadsCase;
using tests::longestWaitMs;

/// What goes from here where there is no room, and what never does.
class DownloadsRoomTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_root = std::make_unique<QTemporaryDir>(); }

    void letsGoOfWhatHasNoRoom() {
        DownloadsCase fixture(m_root->path());
        const Video older = fixture.add(1, "the older film");
        const Video newer = fixture.add(2, "the newer film");
        fixture.downloads.start();
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(older), FileState::Here, longestWaitMs);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(newer), FileState::Here, longestWaitMs);
        const QString file = fixture.folder.absolute(fixture.videos.find(older.id)->file);
        QVERIFY(QFile::exists(file));
        fixture.downloads.setMayLetGo(true);
        fixture.downloads.setRules({.limitBytes = newer.bytes + 1});
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(older), FileState::Absent, longestWaitMs);
        QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(file), longestWaitMs);
        QCOMPARE(fixture.stateOf(newer), FileState::Here);
        // Asked for, it counts as watched just now: the other goes.
        fixture.downloads.want(older.id);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(older), FileState::Here, longestWaitMs);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(newer), FileState::Absent, longestWaitMs);
    }

    void bringsOfWhatWasAskedForWhatFits() {
        DownloadsCase fixture(m_root->path());
        const Video before = fixture.add(4, "a film that is here");
        const Video large = fixture.know(3, "a film that is larger than both");
        const Video first = fixture.know(2, "the first film");
        const Video second = fixture.know(1, "the other film");
        const qint64 limit = first.bytes + second.bytes;
        fixture.downloads.setRules({.limitBytes = limit});
        fixture.downloads.start();
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(before), FileState::Here, longestWaitMs);
        fixture.downloads.setMayLetGo(true);
        const auto beyond = await(fixture.downloads.wantAll({large.id, first.id, second.id}));
        QVERIFY(beyond);
        QCOMPARE(*beyond, QStringList{large.id});
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(first), FileState::Here, longestWaitMs);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(second), FileState::Here, longestWaitMs);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(before), FileState::Absent, longestWaitMs);
        QCOMPARE(fixture.stateOf(first), FileState::Here);
        QCOMPARE(fixture.stateOf(second), FileState::Here);
        QCOMPARE(fixture.stateOf(large), FileState::Absent);
        QVERIFY2(!fixture.asked().contains(large.id), "fetched only to go again");
    }

    void holdsAWishThatComesBeforeTheAnswerToAnother_data() {
        QTest::addColumn<bool>("together");
        QTest::newRow("of one video") << false;
        QTest::newRow("of several") << true;
    }
    void holdsAWishThatComesBeforeTheAnswerToAnother() {
        QFETCH(bool, together);
        DownloadsCase fixture(m_root->path());
        const Video first = fixture.know(2, "the first film");
        const Video second = fixture.know(1, "the other film");
        fixture.downloads.setRules({.policy = KeepPolicy::Favorites, .limitBytes = first.bytes});
        const auto beyond = fixture.downloads.wantAll({first.id, second.id});
        fixture.clock.time = fixture.clock.time.addSecs(1);
        if (together)
            fixture.downloads.wantAll({second.id});
        else
            fixture.downloads.want(second.id);
        QCOMPARE(await(beyond).value_or(QStringList()), QStringList{second.id});
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(second), FileState::Wanted, longestWaitMs);
        fixture.downloads.start();
        fixture.downloads.setMayLetGo(true);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.asked(), (QStringList{second.id, first.id}), longestWaitMs);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(first), FileState::Absent, longestWaitMs); // asked for before it
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(second), FileState::Here, longestWaitMs);
    }

    void putsNothingFirstThatDoesNotComeHoweverOftenItIsAskedFor() {
        DownloadsCase fixture(m_root->path());
        const Video newest = fixture.know(4, "the film 4");
        const Video third = fixture.know(3, "the film 3");
        const Video first = fixture.know(2, "the film 2");
        const Video second = fixture.know(1, "the film 1");
        fixture.downloads.setRules({.limitBytes = first.bytes});
        const auto before = fixture.downloads.wantAll({first.id, second.id});
        const auto since = fixture.downloads.wantAll({third.id, second.id});
        for (const auto& beyond : {before, since})
            QCOMPARE(await(beyond).value_or(QStringList()), QStringList{second.id});
        fixture.downloads.setRules({});
        fixture.downloads.start();
        QTRY_COMPARE_WITH_TIMEOUT(
            fixture.asked(), (QStringList{third.id, first.id, newest.id, second.id}), longestWaitMs);
    }

    void bringsWhatWasAskedForThoughThePolicyChangesMeanwhile() {
        DownloadsCase fixture(m_root->path());
        const Video waiting = fixture.add(1, "a film that waits");
        const Video asked = fixture.know(2, "the film");
        const auto beyond = fixture.downloads.wantAll({asked.id});
        fixture.downloads.setRules({.policy = KeepPolicy::OnDemand});
        QVERIFY(await(beyond));
        fixture.downloads.start();
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(asked), FileState::Here, longestWaitMs);
        QCOMPARE(fixture.stateOf(waiting), FileState::Absent);
        QCOMPARE(fixture.asked(), QStringList{asked.id});
    }

    void bringsWhatWasAskedForBesideFavourites() {
        DownloadsCase fixture(m_root->path());
        Video favorite = fixture.add(2, "the favourite");
        favorite.favorite = true;
        ++favorite.seq;
        QVERIFY(await(fixture.videos.upsert({favorite})));
        const Video other = fixture.know(1, "another film.");
        fixture.downloads.setRules({.policy = KeepPolicy::Favorites, .limitBytes = favorite.bytes});
        QVERIFY(await(fixture.videos.setFileState(favorite.id, FileState::Wanted))); // another policy's wishes are off
        fixture.downloads.start();
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(favorite), FileState::Here, longestWaitMs);
        fixture.downloads.setMayLetGo(true);
        fixture.downloads.want(other.id);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(favorite), FileState::Absent, longestWaitMs);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(other), FileState::Here, longestWaitMs);
        QCOMPARE(fixture.asked(), (QStringList{favorite.id, other.id}));
    }

    void doesNotBringWhatIsLargerThanTheLimit() {
        DownloadsCase fixture(m_root->path());
        const Video large = fixture.know(1, "the film");
        fixture.downloads.setRules({.limitBytes = large.bytes - 1});
        fixture.downloads.start();
        fixture.downloads.want(large.id);
        const Video small = fixture.add(2, "a film"); // after it: what comes before has been done
        fixture.downloads.check();
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(small), FileState::Here, longestWaitMs);
        QCOMPARE(fixture.stateOf(large), FileState::Absent);
        QCOMPARE(fixture.asked(), QStringList{small.id});
    }

    void endsATransferThatHasNoRoomAnyMore() {
        DownloadsCase fixture(m_root->path());
        const Video older = fixture.add(1, "the older film");
        fixture.relay.holdDownloads = true;
        fixture.downloads.setRules({.limitBytes = older.bytes});
        fixture.downloads.start();
        fixture.downloads.setMayLetGo(true);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.asked(), QStringList{older.id}, longestWaitMs);
        const Video newer = fixture.add(2, "the newer film");
        fixture.downloads.check();
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(older), FileState::Absent, longestWaitMs);
        QTRY_VERIFY_WITH_TIMEOUT(!fixture.downloads.progress(older.id), longestWaitMs);
        QVERIFY(fixture.relay.held.first().promise->isCanceled());
        QVERIFY(fixture.downloads.progress(newer.id));
        fixture.relay.release(newer.id);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(newer), FileState::Here, longestWaitMs);
        // With room for it, it comes after all.
        fixture.downloads.setRules({});
        QTRY_COMPARE_WITH_TIMEOUT(fixture.asked(), (QStringList{older.id, newer.id, older.id}), longestWaitMs);
    }

    void keepsWhatIsPlayed() {
        DownloadsCase fixture(m_root->path());
        const Video played = fixture.add(1, "the film that is played");
        const Video newer = fixture.add(2, "the newer film");
        fixture.downloads.start();
        for (const Video& video : {played, newer})
            QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(video), FileState::Here, longestWaitMs);
        const QString file = fixture.folder.absolute(fixture.videos.find(played.id)->file);
        fixture.downloads.setPlayed({played.id});
        fixture.downloads.setMayLetGo(true);
        fixture.downloads.setRules({.limitBytes = 1}); // less than it needs itself
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(newer), FileState::Absent, longestWaitMs);
        QCOMPARE(fixture.stateOf(played), FileState::Here);
        QVERIFY(QFile::exists(file));
        QCOMPARE(fixture.relay.contentAsked, QStringList{newer.id});
        fixture.downloads.setPlayed({});
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(played), FileState::Absent, longestWaitMs);
        QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(file), longestWaitMs);
    }

    void keepsWhatBeginsToBePlayedAsItGoes() {
        DownloadsCase fixture(m_root->path());
        const Video video = fixture.add(1, "the film");
        fixture.downloads.start();
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(video), FileState::Here, longestWaitMs);
        const QString file = fixture.folder.absolute(fixture.videos.find(video.id)->file);
        bool hadGone = false;
        // The store says so before the file is deleted.
        connect(&fixture.videos, &VideoStore::changed, &fixture.downloads, [&] {
            if (fixture.stateOf(video) != FileState::Absent)
                return;
            hadGone = true;
            fixture.downloads.setPlayed({video.id});
        });
        fixture.downloads.setMayLetGo(true);
        fixture.downloads.setRules({.limitBytes = 1});
        QTRY_VERIFY_WITH_TIMEOUT(hadGone, longestWaitMs);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(video), FileState::Here, longestWaitMs);
        QVERIFY(QFile::exists(file));
        QCOMPARE(fixture.relay.downloadCount(VideoPart::Content), 1); // it was not brought again
    }

    void keepsWhatTheRelayHasLost() {
        DownloadsCase fixture(m_root->path());
        const Video lost = fixture.add(1, "the older film");
        const Video cut = fixture.add(2, "a film in between");
        const Video newer = fixture.add(3, "the newer film");
        fixture.downloads.start();
        for (const Video& video : {lost, cut, newer})
            QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(video), FileState::Here, longestWaitMs);
        fixture.relay.contents.remove(lost.id);
        fixture.relay.contents[cut.id].chop(1);
        fixture.downloads.setMayLetGo(true);
        fixture.downloads.setRules({.limitBytes = newer.bytes});
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(newer), FileState::Absent, longestWaitMs);
        QCOMPARE(fixture.stateOf(lost), FileState::Here);
        QCOMPARE(fixture.stateOf(cut), FileState::Here);
        QVERIFY(QFile::exists(fixture.folder.absolute(fixture.videos.find(lost.id)->file)));
        QCOMPARE(fixture.relay.contentAsked.size(), 3); // each once
    }

    void letsNothingGoThatTheRelayCannotBeAskedFor() {
        DownloadsCase fixture(m_root->path());
        const Video older = fixture.add(1, "the older film");
        const Video newer = fixture.add(2, "the newer film");
        fixture.downloads.start();
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(older), FileState::Here, longestWaitMs);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(newer), FileState::Here, longestWaitMs);
        fixture.relay.outage = Error{.code = ErrorCode::Unavailable};
        fixture.downloads.setMayLetGo(true);
        fixture.downloads.setRules({.limitBytes = newer.bytes + 1});
        QTRY_COMPARE_WITH_TIMEOUT(fixture.relay.contentAsked, QStringList{older.id}, longestWaitMs);
        QCOMPARE(fixture.stateOf(older), FileState::Here);
        fixture.relay.outage.reset();
        fixture.downloads.setMayLetGo(true); // once it has told all again
        fixture.downloads.check();
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(older), FileState::Absent, longestWaitMs);
    }

    void asksForOthersWhereTheRelayDoesNotSay() {
        DownloadsCase fixture(m_root->path());
        constexpr int unsure = 32; // as many as are asked for at once
        const Video older = fixture.add(1, "the older film");
        for (int number = 2; number < unsure + 2; ++number)
            fixture.relay.contentUnsure << fixture.add(number, "film " + QByteArray::number(number)).id;
        const Video newer = fixture.add(unsure + 2, "the newer film");
        fixture.downloads.start();
        QTRY_COMPARE_WITH_TIMEOUT(fixture.videos.localFiles().result()->size(), unsure + 2, longestWaitMs);
        fixture.downloads.setMayLetGo(true);
        fixture.downloads.setRules({.limitBytes = newer.bytes + 1});
        QTRY_VERIFY_WITH_TIMEOUT(fixture.relay.contentAsked.size() >= unsure, longestWaitMs);
        fixture.downloads.check();
        QTRY_COMPARE_WITH_TIMEOUT(fixture.stateOf(older), FileState::Absent, longestWaitMs);
        QCOMPARE(fixture.relay.contentAsked.size(), unsure + 1); // each once
    }

private:
    std::unique_ptr<QTemporaryDir> m_root;
};

KINORA_QT_TEST(DownloadsRoomTest)
#include "DownloadsRoomTest.moc"
