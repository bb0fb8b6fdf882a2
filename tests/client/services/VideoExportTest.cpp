#include "services/VideoExport.h"

#include "client/support/Await.h"
#include "client/support/Exports.h"
#include "client/support/FakeRelayApi.h"
#include "client/support/SampleData.h"
#include "client/support/SampleVideo.h"
#include "client/support/StillClock.h"
#include "core/Ids.h"
#include "services/Library.h"
#include "support/QtTestMain.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QMap>
#include <QProcess>
#include <QSet>
#include <QSignalSpy>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>
#include <memory>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::await;
using tests::sampleId;
using tests::sampleVideo;
using tests::StillClock;

namespace {

/// A library whose videos are the relay's so far, which gives them out when it is told to.
struct FilmsAway {
    FilmsAway() {
        relay.holdDownloads = true;
        if (!await(library.open(sampleId(1000), sampleId(1001))))
            qFatal("the library cannot be opened");
    }
    /// Their keys.
    QList<qint64> addThree() {
        QList<qint64> keys;
        if (await(library.store().upsert({sampleVideo(1), sampleVideo(2), sampleVideo(3)}))) {
            for (const VideoPlace& place : *library.places())
                keys << place.key;
        }
        return keys;
    }

    const QTemporaryDir data;
    StillClock clock;
    tests::FakeRelayApi relay;
    tests::FakeRelayEvents events;
    CreationService creation{relay, events, clock};
    Library library{relay, relay, creation, clock, data.path()};
};

} // namespace

class VideoExportTest : public QObject {
    Q_OBJECT
private slots:
    void namesFilesByTheTemplate() {
        Video video = sampleVideo(1, u"A {id} cat / dog: \"why?\""_s);
        video.createdAt = QDateTime(QDate(2026, 11, 25), QTime(9, 41, 5), Qt::LocalTime).toUTC();
        QCOMPARE(exportName(u"{date} {time} {prompt} {model} {number}"_s, video, 7),
            u"2026-11-25 09.41.05 A {id} cat dog why sora-2 0007"_s);
        video.title = u"The cat"_s;
        QCOMPARE(exportName(u"{title}"_s, video, 1), u"The cat"_s);
        QVERIFY(!exportName(u"../.."_s, video, 1).contains(u'/'));
        QVERIFY(!exportName(u""_s, video, 1).isEmpty());
        video.prompt = QString(1000, u'长');
        QVERIFY(exportName(u"{prompt} {id}"_s, video, 1).toUtf8().size() <= 200);
        QVERIFY(exportName(u"{prompt} {id}"_s, video, 1).endsWith(exportName(u"{id}"_s, video, 1)));
    }

    void copiesByteForByteAndOverwritesNothing() {
        const QString folder = m_folder.filePath(u"twice"_s);
        const ExportWish wish{.folder = folder, .nameTemplate = u"{prompt}"_s, .jsonBeside = true, .table = true};
        const QList<ExportItem> items{item(1, "first"), item(2, "second"), {.video = sampleVideo(3), .file = {}}};
        const ExportReport report = exported(items, wish);
        QCOMPARE(report.written, 2);
        QCOMPARE(report.notHere.size(), 1);
        QVERIFY(report.failed.isEmpty() && !report.canceled && !report.error);
        const ExportReport again = exported(items, wish);
        QCOMPARE(again.written, 2);
        const QString name = u"A paper boat in the rain"_s;
        QCOMPARE(contentOf(folder, name + u".mp4"_s), "first");
        QCOMPARE(contentOf(folder, name + u" (2).mp4"_s), "second");
        QCOMPARE(contentOf(folder, name + u" (3).mp4"_s), "first");
        QCOMPARE(QDir(folder).entryList({u"*.mp4"_s}, QDir::Files | QDir::Hidden).size(), 4);
        QVERIFY(QDir(folder).entryList({u".*"_s}, QDir::Files | QDir::Hidden).isEmpty());

        const QJsonObject told = QJsonDocument::fromJson(contentOf(folder, name + u" (2).json"_s)).object();
        QCOMPARE(told[u"prompt"].toString(), name);
        QCOMPARE(told[u"file"].toString(), name + u" (2).mp4"_s);
        const QByteArray table = contentOf(folder, u"videos.csv"_s);
        QCOMPARE(table.count("\r\n"), 4);
        QVERIFY(table.contains("A paper boat in the rain (2).mp4\r\n"));
        QVERIFY(QFile::exists(QDir(folder).filePath(u"videos (2).csv"_s)));
    }

    void goesOnPastWhatFails() {
        ExportItem gone = item(1, "first");
        gone.file = m_folder.filePath(u"gone.mp4"_s);
        const QString folder = m_folder.filePath(u"past"_s);
        const ExportReport report = exported({gone, item(2, "second")}, {.folder = folder});
        QCOMPARE(report.written, 1);
        QCOMPARE(report.failed.size(), 1);
        QCOMPARE(report.failed.first().error.code, ErrorCode::FileFailed);
        const QString file = m_folder.filePath(u"a file"_s);
        QVERIFY(QFile(file).open(QIODevice::WriteOnly));
        QVERIFY(exported({item(2, "second")}, {.folder = file + u"/below"_s}).error);
    }

    void embedsFacts() {
        const QString film = m_folder.filePath(u"film.mp4"_s);
        QVERIFY(tests::makeSampleVideo(film, {.frames = 3}));
        const QString folder = m_folder.filePath(u"embedded"_s);
        const ExportWish wish{.folder = folder, .nameTemplate = u"film"_s, .embedFacts = true};
        QCOMPARE(exported({{.video = sampleVideo(1), .file = film}}, wish).written, 1);
        QVERIFY(contentOf(folder, u"film.mp4"_s).contains("A paper boat in the rain"));
    }

    void bringsFromTheRelayWhatIsNotHere() {
        StillClock clock;
        tests::FakeRelayApi relay;
        tests::FakeRelayEvents events;
        CreationService creation(relay, events, clock);
        Library library(relay, relay, creation, clock, m_folder.filePath(u"data"_s));
        QVERIFY(await(library.open(sampleId(1000), sampleId(1001))));
        QList<Video> videos;
        for (int number = 1; number <= 3; ++number) {
            const QByteArray content = "content " + QByteArray::number(number);
            Video video = sampleVideo(number);
            video.bytes = content.size();
            video.sha256 = QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
            relay.contents.insert(video.id, content);
            videos << video;
        }
        relay.contents[videos.at(2).id] = "other bytes"; // not what the library was told
        QVERIFY(await(library.store().upsert(videos)));
        QList<qint64> keys;
        for (const VideoPlace& place : *library.places())
            keys << place.key;
        keys << 4711; // deleted meanwhile
        const auto exported = [&library, &keys](const QString& folder) {
            VideoExport work;
            QSignalSpy finished(&work, &VideoExport::finished);
            work.start(library, keys, {.folder = folder, .nameTemplate = u"{id}"_s, .table = true});
            return finished.wait(30000) ? finished.first().first().value<ExportReport>() : ExportReport();
        };
        const QString folder = m_folder.filePath(u"fetched"_s);
        const ExportReport report = exported(folder);
        QCOMPARE(report.written, 2);
        QCOMPARE(report.failed.size(), 1);
        QCOMPARE(report.failed.first().error.code, ErrorCode::CorruptFile);
        QCOMPARE(contentOf(folder, shortId(sampleId(1)) + u".mp4"_s), "content 1");
        QCOMPARE(QDir(folder).entryList(QDir::Files | QDir::Hidden).size(), 3); // with the table
        QCOMPARE(library.find(sampleId(1))->fileState, FileState::Absent);      // the library is as it was
        relay.outage = Error{.code = ErrorCode::Unreachable};
        QCOMPARE(exported(m_folder.filePath(u"offline"_s)).notHere.size(), 3);
    }

    void namesWhatComesFromTheRelayByItsKind() {
        tests::Exports exports;
        exports.relay.outage.reset();
        QList<ExportItem> items;
        const QList<std::pair<QByteArray, QString>> kinds{{QByteArray("\x1A\x45\xDF\xA3 and so on"), u"webm"_s},
            {QByteArray("\0\0\0\x14"
                        "ftypqt  ....",
                 16),
                u"mov"_s},
            {QByteArray("\0\0\0\x08"
                        "wide....",
                 12),
                u"mov"_s},
            {QByteArray("\0\0\0\x14"
                        "ftypisom....",
                 16),
                u"mp4"_s}};
        for (const auto& [content, ending] : kinds) {
            Video video = sampleVideo(static_cast<int>(items.size()) + 1);
            video.bytes = content.size();
            video.sha256 = QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
            exports.relay.contents.insert(video.id, content);
            items << ExportItem{.video = video, .file = {}};
        }
        const QString folder = m_folder.filePath(u"kinds"_s);
        QCOMPARE(exports.exported(items, {.folder = folder, .nameTemplate = u"{number}"_s}).written, 4);
        QStringList names;
        for (const auto& [content, ending] : kinds)
            names << u"%1.%2"_s.arg(QString::number(names.size() + 1).rightJustified(4, u'0'), ending);
        QCOMPARE(QDir(folder).entryList(QDir::Files, QDir::Name), names);
    }

    void namesFactsCopiesByTheirKind() {
        const QString film = m_folder.filePath(u"pcm.mov"_s);
        QVERIFY(tests::runFfmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc=size=128x72:rate=10:duration=1"_s, u"-f"_s,
            u"lavfi"_s, u"-i"_s, u"sine=duration=1"_s, u"-c:v"_s, u"libx264"_s, u"-c:a"_s, u"pcm_s16le"_s, film}));
        const QString folder = m_folder.filePath(u"facts copies"_s);
        const ExportWish wish{.folder = folder, .nameTemplate = u"film"_s, .embedFacts = true};
        QCOMPARE(exported({{.video = sampleVideo(1), .file = film}}, wish).written, 1);
        QCOMPARE(QDir(folder).entryList(QDir::Files), QStringList{u"film.mov"_s});
    }

    void stopsWhenCanceled() {
        tests::Exports exports;
        const QList<qint64> keys(2000, exports.add({item(1, "first")}).first());
        VideoExport work;
        QSignalSpy finished(&work, &VideoExport::finished);
        QSignalSpy progressed(&work, &VideoExport::progressed);
        work.start(exports.library, keys, {.folder = m_folder.filePath(u"many"_s), .nameTemplate = u"{number}"_s});
        QTRY_VERIFY(progressed.count() > 3);
        work.cancel();
        QTRY_COMPARE(finished.count(), 1);
        const auto report = finished.first().first().value<ExportReport>();
        QVERIFY(report.canceled);
        QVERIFY(report.written < 2000);
        QCOMPARE(QDir(m_folder.filePath(u"many"_s)).entryList(QDir::Files | QDir::Hidden).size(), report.written);
        QVERIFY(!work.isRunning());
    }

    void stopsWhereTheDiskIsFull() {
        FilmsAway away;
        const QList<qint64> keys = away.addThree();
        QCOMPARE(keys.size(), 3);
        away.relay.holdDownloads = false;
        away.relay.outage = Error{.code = ErrorCode::DiskFull};
        VideoExport work;
        const QSignalSpy finished(&work, &VideoExport::finished);
        work.start(away.library, keys, {.folder = away.data.filePath(u"out"_s), .table = true});
        QTRY_COMPARE(finished.size(), 1);
        const auto report = finished.first().first().value<ExportReport>();
        QVERIFY(report.error);
        QCOMPARE(report.error->code, ErrorCode::DiskFull);
        QVERIFY(report.failed.isEmpty());
        QCOMPARE(away.relay.downloadCount(VideoPart::Content), 1);
    }

    void stopsWhereTheFolderIsGone() {
        FilmsAway away;
        const QList<qint64> keys = away.addThree();
        QCOMPARE(keys.size(), 3);
        const QString folder = away.data.filePath(u"out"_s);
        VideoExport work;
        const QSignalSpy finished(&work, &VideoExport::finished);
        work.start(away.library, keys, {.folder = folder});
        QTRY_COMPARE(away.relay.held.size(), 1);
        QVERIFY(QDir(folder).removeRecursively());
        const auto held = away.relay.held.takeFirst();
        held.promise->addResult(failure(ErrorCode::FileFailed));
        held.promise->finish();
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(finished.first().first().value<ExportReport>().error);
        QCOMPARE(away.relay.downloadCount(VideoPart::Content), 1);
    }

    void leavesNothingWhenItIsClosedWhileItFetches_data() {
        QTest::addColumn<bool>("canceled");
        QTest::newRow("closed") << false;
        QTest::newRow("canceled") << true;
    }
    void leavesNothingWhenItIsClosedWhileItFetches() {
        QFETCH(bool, canceled);
        FilmsAway away;
        QVERIFY(await(away.library.store().upsert({sampleVideo(1)})));
        const QString folder = away.data.filePath(u"out"_s);
        auto work = std::make_unique<VideoExport>();
        const QSignalSpy finished(work.get(), &VideoExport::finished);
        work->start(away.library, {away.library.places()->first().key}, {.folder = folder});
        QTRY_COMPARE(away.relay.held.size(), 1);
        QFile arriving(away.relay.held.first().request.targetFile); // as the transfer has it
        QVERIFY(arriving.open(QIODevice::WriteOnly));
        QVERIFY(arriving.write("the beginning") > 0 && arriving.flush());
        QCOMPARE(filesIn(folder).size(), 2); // with the lock of the export
        if (canceled) {
            work->cancel();
            away.relay.release(sampleId(1));
            QTRY_COMPARE(finished.size(), 1);
        } else {
            work.reset();
        }
        QCOMPARE(QDir(folder).entryList(QDir::Files | QDir::Hidden), QStringList());
    }

    void removesWhatACrashLeft() {
        const QString folder = m_folder.filePath(u"after a crash"_s);
        QVERIFY(QDir().mkpath(folder));
        QProcess other; // an app that exports there
        other.start(u"sleep"_s, {u"600"_s});
        QVERIFY(other.waitForStarted());
        const QString run = sampleId(50);
        const QString before = sampleId(51);
        const QStringList running{
            u".%1.lock"_s.arg(run), u".%1.%2.fetch"_s.arg(sampleId(7), run), u".%1.%2.part"_s.arg(sampleId(8), run)};
        const QStringList left{u".%1.%2.fetch"_s.arg(sampleId(7), before), u".%1.%2.part"_s.arg(sampleId(8), before)};
        const QStringList others{u".%1.%2.part.txt"_s.arg(sampleId(7), before), u".notes.part"_s, u".profile.fetch"_s,
            u".x.%1.part"_s.arg(before), u"%1.%2.fetch"_s.arg(sampleId(7), before), u".notes.lock"_s, u"film.part"_s};
        for (const QString& name : running + left + others)
            QVERIFY(QFile(QDir(folder).filePath(name)).open(QIODevice::WriteOnly));
        QFile lock(QDir(folder).filePath(running.first())); // as QLockFile writes it
        QVERIFY(lock.open(QIODevice::WriteOnly));
        lock.write(u"%1\nsleep\n%2\n"_s.arg(other.processId()).arg(QSysInfo::machineHostName()).toUtf8());
        lock.close();

        const ExportWish wish{.folder = folder, .nameTemplate = u"film"_s};
        QCOMPARE(exported({item(1, "first")}, wish).written, 1);
        QSet<QString> expected(others.begin(), others.end());
        expected << u"film.mp4"_s;
        QCOMPARE(filesIn(folder), expected + QSet<QString>(running.begin(), running.end()));
        other.kill();
        QVERIFY(other.waitForFinished());
        QCOMPARE(exported({item(1, "first")}, wish).written, 1);
        expected << u"film (2).mp4"_s;
        QCOMPARE(filesIn(folder), expected);
    }

    void goesPastLocksOfADeadOneOfItsNumber() {
        // Where each run numbers its processes anew, as in Flatpak, the one that crashed was this one by its number.
        const QString folder = m_folder.filePath(u"the same number"_s);
        QVERIFY(QDir().mkpath(folder));
        const QString run = sampleId(51);
        QVERIFY(QFile(folder + u"/.%1.%2.part"_s.arg(sampleId(7), run)).open(QIODevice::WriteOnly));
        for (const QString& name : {u".%1.lock"_s.arg(run), u".kinora-names.lock"_s}) {
            QByteArray said;
            {
                QLockFile held(folder + u'/' + name);
                QVERIFY(held.tryLock(0));
                said = contentOf(folder, name);
            }
            QFile left(folder + u'/' + name);
            QVERIFY(left.open(QIODevice::WriteOnly) && left.write(said) == said.size());
        }
        QCOMPARE(exported({item(1, "first")}, {.folder = folder, .nameTemplate = u"film"_s}).written, 1);
        QCOMPARE(filesIn(folder), (QSet<QString>{u"film.mp4"_s}));
    }

    void leavesToAnotherExportWhatIsItsOwn() {
        FilmsAway away;
        Video video = sampleVideo(1);
        const QByteArray content = "the one video";
        video.bytes = content.size();
        video.sha256 = QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
        away.relay.contents.insert(video.id, content);
        QVERIFY(await(away.library.store().upsert({video})));
        const QList<qint64> keys{away.library.places()->first().key};
        const ExportWish wish{.folder = away.data.filePath(u"out"_s), .nameTemplate = u"film"_s};
        // Both take out the same video, into the same folder, at the same time.
        VideoExport first;
        VideoExport second;
        const QSignalSpy firstEnded(&first, &VideoExport::finished);
        const QSignalSpy secondEnded(&second, &VideoExport::finished);
        first.start(away.library, keys, wish);
        QTRY_COMPARE(away.relay.held.size(), 1);
        const QString arriving = away.relay.held.first().request.targetFile;
        QFile file(arriving);
        QVERIFY(file.open(QIODevice::WriteOnly));
        second.start(away.library, keys, wish);
        QTRY_COMPARE(away.relay.held.size(), 2);
        QVERIFY(QFile::exists(arriving));
        QVERIFY(away.relay.held.last().request.targetFile != arriving);
        away.relay.release(video.id);
        away.relay.release(video.id);
        QTRY_VERIFY(firstEnded.size() == 1 && secondEnded.size() == 1);
        QCOMPARE(firstEnded.first().first().value<ExportReport>().written, 1);
        QCOMPARE(secondEnded.first().first().value<ExportReport>().written, 1);
        QCOMPARE(filesIn(wish.folder), (QSet<QString>{u"film.mp4"_s, u"film (2).mp4"_s}));
    }

    void givesEachItsOwnNameBesideOthers() {
        // Two run at once and wish one name for all.
        constexpr int videos = 20;
        tests::Exports one;
        QList<ExportItem> items;
        for (int number = 1; number <= videos; ++number)
            items << item(number, QByteArray::number(number));
        const QList<qint64> keys = one.add(items);
        const ExportWish wish{
            .folder = m_folder.filePath(u"together"_s), .nameTemplate = u"film"_s, .jsonBeside = true, .table = true};
        std::array<VideoExport, 2> works;
        std::array<std::unique_ptr<QSignalSpy>, 2> ends;
        for (std::size_t at = 0; at < works.size(); ++at) {
            ends.at(at) = std::make_unique<QSignalSpy>(&works.at(at), &VideoExport::finished);
            works.at(at).start(one.library, keys, wish);
        }
        constexpr int longestMs = 120000; // each fact and table is synced, and a busy disk takes its time
        for (const std::unique_ptr<QSignalSpy>& end : ends) {
            QTRY_COMPARE_WITH_TIMEOUT(end->size(), 1, longestMs);
            QCOMPARE(end->first().first().value<ExportReport>().written, videos);
        }
        QMap<QByteArray, int> contents;
        for (const QString& name : filesIn(wish.folder)) {
            if (name.endsWith(u".mp4"_s))
                ++contents[contentOf(wish.folder, name)];
        }
        QCOMPARE(contents.values(), QList<int>(videos, 2));
        QCOMPARE(filesIn(wish.folder).size(), (2 * videos * 2) + 2); // films with their facts, tables
    }

    void doesNotWaitForEverForAName() {
        const QString folder = m_folder.filePath(u"held"_s);
        QVERIFY(QDir().mkpath(folder));
        QLockFile other(folder + u"/.kinora-names.lock"_s);
        QVERIFY(other.lock());
        tests::Exports one;
        const QList<qint64> keys = one.add({item(1, "first"), item(2, "second")});
        VideoExport work;
        const QSignalSpy finished(&work, &VideoExport::finished);
        work.start(one.library, keys, {.folder = folder, .nameTemplate = u"film"_s, .table = true});
        QTRY_VERIFY(std::ranges::any_of(filesIn(folder), [](const QString& name) { return name.endsWith(u".part"); }));
        work.cancel();
        QTRY_COMPARE(finished.size(), 1);
        const ExportReport report = finished.first().first().value<ExportReport>();
        QVERIFY(report.canceled && !report.error && report.failed.isEmpty());
        QCOMPARE(report.written, 0);
        QCOMPARE(filesIn(folder), (QSet<QString>{u".kinora-names.lock"_s}));
    }

private:
    ExportItem item(int number, const QByteArray& content) {
        const QString file = m_folder.filePath(u"%1.mp4"_s.arg(number));
        QFile out(file);
        if (!out.open(QIODevice::WriteOnly) || out.write(content) != content.size())
            qFatal("no file");
        return {.video = sampleVideo(number), .file = file};
    }

    static QSet<QString> filesIn(const QString& folder) {
        const QStringList names = QDir(folder).entryList(QDir::Files | QDir::Hidden);
        return {names.begin(), names.end()};
    }

    static ExportReport exported(const QList<ExportItem>& items, const ExportWish& wish) {
        return tests::Exports().exported(items, wish);
    }

    static QByteArray contentOf(const QString& folder, const QString& name) {
        QFile file(QDir(folder).filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
};

KINORA_QT_TEST(VideoExportTest)
#include "VideoExportTest.moc"
