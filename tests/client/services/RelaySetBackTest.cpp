#include "client/support/Await.h"
#include "client/support/FakeRelayApi.h"
#include "client/support/LibraryDevice.h"
#include "client/support/SampleData.h"
#include "services/LibrarySync.h"
#include "support/QtTestMain.h"

#include <QTemporaryDir>
#include <QTest>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::await;
using tests::longestWaitMs;
using tests::sampleId;
using tests::sampleVideo;

/// A relay that was restored from a backup made at 120, when the app had heard of more.
class RelaySetBackTest : public QObject {
    Q_OBJECT

    static constexpr int edited = 1;
    static constexpr int made = 2;
    static constexpr int other = 3;

    /// The backup has it.
    static Video numbered(int number, qint64 seq) {
        Video video = sampleVideo(number);
        video.seq = seq;
        return video;
    }

private slots:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_relay = std::make_unique<tests::FakeRelayApi>();
        m_relay->holdDownloads = true;
        m_relay->library = {numbered(other, 100), numbered(edited, 110)};
        m_backup = m_relay->library;
    }

    void keepsWhatWasMadeSinceTheBackup_data() {
        QTest::addColumn<bool>("asked");
        QTest::addColumn<qint64>("last");
        QTest::newRow("restored; it has asked for changes since") << true << qint64{1000120};
        QTest::newRow("restored; it has heard of them by events alone") << false << qint64{1000120};
        QTest::newRow("exchanged; it has asked") << true << qint64{0};
        QTest::newRow("exchanged; by events") << false << qint64{0};
    }
    void keepsWhatWasMadeSinceTheBackup() {
        QFETCH(bool, asked);
        QFETCH(qint64, last);
        tests::LibraryDevice device(*m_relay, m_folder->path());
        device.catchUp();
        const QList<Video> since{numbered(made, 150), [] {
                                     Video video = numbered(edited, 140);
                                     video.title = u"Since the backup"_s;
                                     return video;
                                 }()};
        if (asked) {
            m_relay->library = since + QList{numbered(other, 160)};
            device.library.sync().syncNow();
        } else {
            for (const Video& video : since)
                emit device.creation.videoChanged(video);
        }
        QTRY_COMPARE_WITH_TIMEOUT(device.video(edited).title, u"Since the backup"_s, longestWaitMs);
        device.synced();
        QCOMPARE(device.count(), 3);
        QVERIFY(device.library.find(sampleId(made))->onRelay);
        m_relay->library = m_backup;
        if (last > 0)
            m_relay->lost = {{.after = 120, .until = last}};
        m_relay->removeElsewhere(sampleId(other)); // after it
        emit device.creation.caughtUp();
        device.synced();
        QVERIFY(device.library.find(sampleId(made)));
        QVERIFY(!device.library.find(sampleId(made))->onRelay);
        QCOMPARE(device.video(edited).title, QString());
        QCOMPARE(device.video(edited).seq, 110);
        QCOMPARE(device.count(), 2);
        // In step from now on.
        m_relay->editElsewhere(sampleId(edited), {.title = u"After the restore"_s}, tests::nineOClock);
        m_relay->videoQueries.clear();
        device.library.sync().syncNow();
        device.synced();
        QCOMPARE(device.video(edited).title, u"After the restore"_s);
        QVERIFY(m_relay->videoQueries.isEmpty());
    }

    void keepsWhatWasEditedAndIsLost_data() {
        QTest::addColumn<bool>("tells");
        QTest::addColumn<bool>("stays");
        QTest::newRow("a relay that tells what was deleted") << true << true;
        QTest::newRow("one from before that") << false << false;
    }
    void keepsWhatWasEditedAndIsLost() {
        QFETCH(bool, tells);
        QFETCH(bool, stays);
        m_relay->library.prepend(numbered(made, 150));
        m_relay->tellsChanges = tells;
        tests::LibraryDevice device(*m_relay, m_folder->path());
        device.catchUp();
        device.library.setOnline(false);
        QVERIFY(await(device.library.edits().setRating({sampleId(made)}, 4)));
        QVERIFY(await(device.library.edits().trash({sampleId(made)})));
        QVERIFY(await(device.library.edits().restore({sampleId(made)})));
        m_relay->library = m_backup;
        m_relay->lost = {{.after = 120, .until = 1000120}};
        device.library.setOnline(true);
        QTRY_VERIFY_WITH_TIMEOUT(m_relay->restoreCalls.contains(sampleId(made)), longestWaitMs);
        device.synced();
        QTRY_COMPARE_WITH_TIMEOUT(device.library.find(sampleId(made)).has_value(), stays, longestWaitMs);
        if (stays) {
            QVERIFY(!device.library.find(sampleId(made))->onRelay);
            QCOMPARE(device.video(made).rating, 4);
            QCOMPARE(device.count(), 3);
        }
    }

    void keepsAllWhereTheRelayHasNothing() {
        // Its database was exchanged for one in which nothing has happened: it stands at 0.
        tests::LibraryDevice device(*m_relay, m_folder->path());
        device.catchUp();
        device.library.setOnline(false);
        QVERIFY(await(device.library.edits().setRating({sampleId(edited)}, 4)));
        m_relay->library.clear();
        device.library.setOnline(true);
        device.synced();
        device.library.sync().syncNow(); // after the edit it has been asked for again
        device.synced();
        QCOMPARE(device.count(), 2);
        QVERIFY(!device.library.find(sampleId(edited))->onRelay);
        QVERIFY(!device.library.find(sampleId(other))->onRelay);
        QCOMPARE(device.video(edited).rating, 4);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<tests::FakeRelayApi> m_relay;
    QList<Video> m_backup;
};

KINORA_QT_TEST(RelaySetBackTest)
#include "RelaySetBackTest.moc"
