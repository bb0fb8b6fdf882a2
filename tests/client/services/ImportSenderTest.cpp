// Imported videos and the relay that they are brought to.
#include "FolderImportCase.h"
#include "storage/VideoRecord.h"
#include "support/QtTestMain.h"

#include <QJsonDocument>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::await;
using tests::longestWaitMs;
using tests::sampleId;
using tests::sampleVideo;

class ImportSenderTest : public tests::FolderImportCase {
    Q_OBJECT
private slots:
    void initTestCase() { makeFilms(); }
    void init() { begin(); }
    void cleanup() { m_library.reset(); }

    void bringsThemToTheRelay() {
        put(0, u"one.mp4"_s);
        put(1, u"two.mp4"_s);
        write(u"one.json"_s, R"({"prompt":"A paper boat"})");
        QCOMPARE(imported().imported.size(), 2); // without a relay
        const LibraryVideo before = rowWith(u"A paper boat"_s);
        QVERIFY(await(m_library->edits().setRating({before.video.id}, 3)));
        QVERIFY(await(m_library->edits().addTag({before.video.id}, u"old"_s)));
        QVERIFY(await(m_library->edits().setPublished({before.video.id}, true)));
        m_relay.lostAnswers = 1;
        m_library->setOnline(true);
        QTRY_COMPARE_WITH_TIMEOUT(m_relay.importCalls.size(), 1, longestWaitMs);
        QTRY_COMPARE_WITH_TIMEOUT(m_relay.library.size(), 1, longestWaitMs);
        emit m_creation.caughtUp(); // need not wait longer
        QTRY_COMPARE_WITH_TIMEOUT(m_relay.library.size(), 2, longestWaitMs);
        QTRY_VERIFY_WITH_TIMEOUT(std::ranges::all_of(rows(), &LibraryVideo::onRelay), longestWaitMs);
        QCOMPARE(rows().size(), 2);
        const LibraryVideo after = rowWith(u"A paper boat"_s);
        QCOMPARE(after.key, before.key);
        QVERIFY(after.video.id != before.video.id);
        QCOMPARE(after.fileState, FileState::Here);
        QCOMPARE(fileContent(m_library->fileOf(after)), fileContent(film(0)));
        // What was changed before the relay knew it.
        const auto there = [this, &after] {
            return *std::ranges::find(m_relay.library, after.video.id, &Video::id);
        };
        QTRY_COMPARE_WITH_TIMEOUT(there().rating, 3, longestWaitMs);
        QTRY_COMPARE_WITH_TIMEOUT(there().tags, QStringList{u"old"_s}, longestWaitMs);
        QTRY_COMPARE_WITH_TIMEOUT(there().state, VideoState::Published, longestWaitMs);
        QTRY_VERIFY_WITH_TIMEOUT(!*m_library->store().nextEdits(1), longestWaitMs);
        QCOMPARE(m_relay.downloadCount(VideoPart::Content), 0);
        // The facts on the disk lie under the new id alone.
        m_library->close();
        QVERIFY(await(m_library->open(sampleId(1000), sampleId(1001))));
        QCOMPARE(filesIn(u"facts"_s), 2);
        QVERIFY(QFile::exists(m_library->folder().absolute(u"facts/%1.json"_s.arg(after.video.id))));
    }

    void keepsWhatTheRelayRefuses() {
        put(0, u"one.mp4"_s);
        put(1, u"two.mp4"_s);
        m_relay.importFailures = {Error{.code = ErrorCode::InvalidVideo, .httpStatus = 422}};
        const QSignalSpy left(m_library.get(), &Library::importsLeft);
        m_library->setOnline(true);
        QCOMPARE(imported().imported.size(), 2);
        QTRY_COMPARE_WITH_TIMEOUT(m_relay.library.size(), 1, longestWaitMs);
        QTRY_COMPARE_WITH_TIMEOUT(std::ranges::count_if(rows(), &LibraryVideo::onRelay), 1, longestWaitMs);
        QCOMPARE(m_relay.importCalls.size(), 2); // not asked again and again
        QVERIFY(std::ranges::all_of(rows(), [](const LibraryVideo& row) { return row.fileState == FileState::Here; }));
        QCOMPARE(left.size(), 1);
        QCOMPARE(left.first().first().toInt(), 1);
        QCOMPARE(left.first().last().value<Error>().code, ErrorCode::InvalidVideo);
        QCOMPARE(m_library->importCounts()->refused, 1);
        QVERIFY(std::ranges::any_of(rows(), [](const LibraryVideo& row) { return !row.onRelay && row.refused; }));

        // The next start brings neither the question nor the news again.
        m_library->close();
        QVERIFY(await(m_library->open(sampleId(1000), sampleId(1001))));
        put(2, u"three.mp4"_s);
        m_library->setOnline(true);
        QCOMPARE(imported().imported.size(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(m_relay.library.size(), 2, longestWaitMs);
        QCOMPARE(m_relay.importCalls.size(), 3);
        QCOMPARE(left.size(), 1);

        m_library->offerImportsAgain();
        QTRY_COMPARE_WITH_TIMEOUT(m_relay.library.size(), 3, longestWaitMs);
        QTRY_VERIFY_WITH_TIMEOUT(std::ranges::all_of(rows(), &LibraryVideo::onRelay), longestWaitMs);
        QVERIFY(std::ranges::none_of(rows(), [](const LibraryVideo& row) { return row.refused.has_value(); }));
        QCOMPARE(m_library->importCounts()->refused, 0);
    }

    void saysThatACopyCannotBeRead() {
        put(0, u"one.mp4"_s);
        put(1, u"two.mp4"_s);
        QCOMPARE(imported().imported.size(), 2);
        m_relay.importFailures = {Error{.code = ErrorCode::FileFailed}};
        const QSignalSpy left(m_library.get(), &Library::importsLeft);
        m_library->setOnline(true);
        QTRY_COMPARE_WITH_TIMEOUT(m_relay.library.size(), 1, longestWaitMs); // the other one
        QCOMPARE(left.size(), 1);
        QCOMPARE(left.first().first().toInt(), 1);
        QCOMPARE(left.first().last().value<Error>().code, ErrorCode::FileFailed);
        QCOMPARE(m_library->importCounts()->refused, 0); // it is tried at the next start
    }

    void tellsOnceWhyTheyWait_data() {
        QTest::addColumn<Error>("why");
        QTest::newRow("no room") << Error{.code = ErrorCode::StorageFull, .httpStatus = 503};
        QTest::newRow("takes none") << Error{.code = ErrorCode::NotFound, .httpStatus = 404};
    }
    void tellsOnceWhyTheyWait() {
        QFETCH(Error, why);
        put(0, u"one.mp4"_s);
        put(1, u"two.mp4"_s);
        QCOMPARE(imported().imported.size(), 2);
        m_relay.importFailures = {why, why, why};
        const QSignalSpy left(m_library.get(), &Library::importsLeft);
        m_library->setOnline(true);
        QTRY_COMPARE_WITH_TIMEOUT(left.size(), 1, longestWaitMs);
        QCOMPARE(left.first().first().toInt(), 2);
        QCOMPARE(left.first().last().value<Error>().code, why.code);
        emit m_creation.caughtUp();
        QTRY_COMPARE_WITH_TIMEOUT(m_relay.importCalls.size(), 2, longestWaitMs);
        m_library->close();
        QVERIFY(await(m_library->open(sampleId(1000), sampleId(1001))));
        m_library->setOnline(true);
        QTRY_COMPARE_WITH_TIMEOUT(m_relay.importCalls.size(), 3, longestWaitMs);
        QTRY_VERIFY_WITH_TIMEOUT(m_relay.importFailures.isEmpty(), longestWaitMs);
        emit m_creation.caughtUp(); // there is room now
        QTRY_COMPARE_WITH_TIMEOUT(m_relay.library.size(), 2, longestWaitMs);
        QCOMPARE(left.size(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(std::ranges::all_of(rows(), &LibraryVideo::onRelay), longestWaitMs);

        // Once some were taken, waiting is news again.
        m_relay.importFailures = {why};
        put(2, u"three.mp4"_s);
        QCOMPARE(imported().imported.size(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(left.size(), 2, longestWaitMs);
        QCOMPARE(left.last().first().toInt(), 1);
    }

    void keepsTheShapeOfItsFile() {
        put(0, u"x.mp4"_s);
        QCOMPARE(imported().imported.size(), 1);
        const Video brought = rows().first().video;
        m_library->setOnline(true);
        QTRY_VERIFY_WITH_TIMEOUT(rows().first().onRelay, longestWaitMs);
        // A relay that takes a turned film as it lies in the file.
        Video told = m_relay.library.first();
        told.seq += 10;
        told.size = brought.size.transposed();
        told.orientation =
            brought.orientation == Orientation::Portrait ? Orientation::Landscape : Orientation::Portrait;
        QVERIFY(await(m_library->store().upsert({told})));
        QCOMPARE(rows().first().video.size, brought.size);
        QCOMPARE(rows().first().video.orientation, brought.orientation);
    }

    void keepsWhatTheRelayIsNotTold() {
        Video video = sampleVideo(1, u"A harbour at night"_s);
        video.chargedMicroUsd = 400000;
        video.settings = VideoSettings{.seconds = 4, .size = {}, .negativePrompt = {}, .seed = 7, .cameos = {}};
        video.favorite = true;
        video.bytes = QFile(film(0)).size();
        video.sha256 = sha256Of(film(0));
        put(0, u"x.mp4"_s);
        write(u"x.json"_s, QJsonDocument(writeVideoRecord(video)).toJson());
        QCOMPARE(imported().imported.size(), 1);
        m_library->setOnline(true);
        QTRY_VERIFY_WITH_TIMEOUT(rows().first().onRelay, longestWaitMs);
        QTRY_VERIFY_WITH_TIMEOUT(m_relay.library.first().favorite, longestWaitMs);
        Video told = m_relay.library.first();
        told.seq += 10;
        told.title = u"From elsewhere"_s;
        QVERIFY(await(m_library->store().upsert({told})));
        const Video here = rows().first().video;
        QCOMPARE(here.title, told.title);
        QCOMPARE(here.settings, video.settings);
        QCOMPARE(here.chargedMicroUsd, video.chargedMicroUsd);
        QCOMPARE(here.upstream, video.upstream);
    }
};

KINORA_QT_TEST(ImportSenderTest)
#include "ImportSenderTest.moc"
