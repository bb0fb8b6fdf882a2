#include "client/support/Await.h"
#include "client/support/Exports.h"
#include "client/support/FakeRelayApi.h"
#include "client/support/SampleData.h"
#include "client/support/SampleVideo.h"
#include "client/support/StillClock.h"
#include "services/Downloads.h"
#include "services/FolderImport.h"
#include "services/Library.h"
#include "services/VideoExport.h"
#include "storage/Database.h"
#include "support/QtTestMain.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <memory>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::await;
using tests::sampleId;
using tests::sampleVideo;
using tests::StillClock;

namespace {

constexpr qint64 megabyte = 1024LL * 1024;
constexpr int untilRoomIsSeen = std::chrono::milliseconds(3 * Downloads::roomPause).count();

/// A disk of some megabytes, in memory.
class SmallDisk {
public:
    explicit SmallDisk(qint64 bytes)
        : m_mounted(run(u"mount"_s, {u"-t"_s, u"tmpfs"_s, u"-o"_s, size(bytes), u"tmpfs"_s, m_folder.path()})) {}
    ~SmallDisk() {
        if (m_mounted)
            run(u"umount"_s, {u"-l"_s, m_folder.path()});
    }
    Q_DISABLE_COPY_MOVE(SmallDisk)

    [[nodiscard]] bool isMounted() const { return m_mounted; }
    [[nodiscard]] QString path() const { return m_folder.path(); }
    [[nodiscard]] bool grow(qint64 bytes) const {
        return run(u"mount"_s, {u"-o"_s, u"remount,"_s + size(bytes), m_folder.path()});
    }
    /// Leaves no room at all; what is written is taken away by makeRoom().
    void fill() const {
        QFile file(path() + u"/filling"_s);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        const QByteArray page(4096, 'x');
        while (file.write(page) == page.size()) {
        }
    }
    void makeRoom() const { QVERIFY(QFile::remove(path() + u"/filling"_s)); }

private:
    static QString size(qint64 bytes) { return u"size=%1"_s.arg(bytes); }
    static bool run(const QString& program, const QStringList& arguments) {
        QProcess process;
        process.start(program, arguments);
        return process.waitForFinished() && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    }

    QTemporaryDir m_folder;
    bool m_mounted;
};

qsizetype filesIn(const QString& folder) {
    qsizetype count = 0;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    for (; files.hasNext(); files.next())
        ++count;
    return count;
}

} // namespace

/// What becomes of the library, of imports and of exports when the disk is full: it is said, nothing is half there, and
/// it goes on when there is room.
class FullDiskTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        if (!SmallDisk(megabyte).isMounted())
            QSKIP("a small disk can only be mounted by root");
        // Noise, so that a second of it takes some megabytes.
        for (int number = 0; number < 3; ++number) {
            QVERIFY(tests::runFfmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s,
                u"nullsrc=s=480x270:r=24:d=1,geq=lum='random(1)*%1':cb=128:cr=128"_s.arg(255 - 20 * number),
                u"-pix_fmt"_s, u"yuv420p"_s, u"-c:v"_s, u"libx264"_s, u"-preset"_s, u"ultrafast"_s, u"-qp"_s, u"10"_s,
                film(number)}));
        }
        m_filmBytes = QFile(film(0)).size();
        QVERIFY(m_filmBytes > megabyte);
    }

    void anImportStopsAndGoesOn() {
        const SmallDisk disk(m_filmBytes * 5 / 2);
        QVERIFY(disk.isMounted());
        const App app(*this, disk.path());
        const ImportReport report = app.imported(m_films.path());
        QCOMPARE(report.error ? report.error->code : ErrorCode::RelayError, ErrorCode::DiskFull);
        QVERIFY(report.imported.size() < 3 && report.left == 3 - report.imported.size());
        QCOMPARE(app.library->places()->size(), report.imported.size());
        QCOMPARE(filesIn(app.library->folder().absolute(u"partial"_s)), 0);
        QCOMPARE(filesIn(app.library->folder().absolute(u"videos"_s)), report.imported.size());
        QVERIFY(disk.grow(100 * megabyte));
        const ImportReport rest = app.imported(m_films.path());
        QVERIFY(!rest.error);
        QCOMPARE(rest.imported.size() + rest.alreadyHere.size(), 3);
        QCOMPARE(app.library->places()->size(), 3);
    }

    void anExportSaysWhatDidNotFit() {
        const SmallDisk disk(m_filmBytes * 3 / 2);
        QVERIFY(disk.isMounted());
        const QString target = disk.path() + u"/out"_s;
        QList<ExportItem> items;
        for (int number = 0; number < 3; ++number) {
            Video video = sampleVideo(number);
            video.bytes = QFile(film(number)).size();
            items.append({.video = video, .file = film(number)});
        }
        for (const bool embed : {false, true}) {
            const ExportReport report = exported(items, {.folder = target, .embedFacts = embed, .jsonBeside = true});
            QVERIFY(report.written < 2);
            QVERIFY(report.failed.isEmpty()); // it stops at the first
            QCOMPARE(report.error ? report.error->code : ErrorCode::RelayError, ErrorCode::DiskFull);
            QCOMPARE(filesIn(target), report.written * 2); // each with its JSON, and nothing half written
            QVERIFY(QDir(target).removeRecursively());
        }
        QVERIFY(disk.grow(100 * megabyte));
        QCOMPARE(exported(items, {.folder = target, .jsonBeside = true}).written, 3);
    }

    void aDownloadWaitsForRoom() {
        const SmallDisk disk(8 * megabyte);
        QVERIFY(disk.isMounted());
        App app(*this, disk.path());
        const QByteArray content(20 * megabyte, 'v');
        Video video = sampleVideo(1);
        video.bytes = content.size();
        video.sha256 = QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
        app.relay.contents.insert(video.id, content);
        app.relay.library = {video};
        app.library->setOnline(true);
        const auto row = [&app, &video] {
            return app.library->find(video.id).value_or(LibraryVideo());
        };
        QTRY_COMPARE_WITH_TIMEOUT(row().fileState, FileState::Failed, tests::longestWaitMs);
        QCOMPARE(row().problem, ErrorCode::DiskFull);
        QCOMPARE(filesIn(app.library->folder().absolute(u"videos"_s)), 0);
        QVERIFY(app.library->fileOf(row()).isEmpty());
        // For what a person asks for, the room that others need is used up as well; it is said, and waited for.
        const QSignalSpy refused(&app.library->downloads(), &Downloads::failed);
        app.library->downloads().want(video.id);
        QTRY_VERIFY_WITH_TIMEOUT(!refused.isEmpty(), tests::longestWaitMs);
        QCOMPARE(row().fileState, FileState::Failed);
        QVERIFY(disk.grow(100 * megabyte));
        QTRY_COMPARE_WITH_TIMEOUT(row().fileState, FileState::Here, untilRoomIsSeen);
    }

    void whatFoundNoRoomComesByItselfWhenThereIsSome() {
        const SmallDisk disk(Downloads::reservedBytes + 8 * megabyte);
        QVERIFY(disk.isMounted());
        App app(*this, disk.path());
        constexpr int count = 4;
        for (int number = 1; number <= count; ++number) { // the oldest is small
            const QByteArray content((number == 1 ? 1 : 12) * megabyte, static_cast<char>('a' + number));
            Video video = sampleVideo(number);
            video.bytes = content.size();
            video.sha256 = QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
            app.relay.contents.insert(video.id, content);
            app.relay.library.append(video);
        }
        app.library->setOnline(true);
        const auto in = [&app](FileState state) {
            int found = 0;
            for (int number = 1; number <= count; ++number)
                found += app.library->find(sampleId(number)).value_or(LibraryVideo()).fileState == state ? 1 : 0;
            return found;
        };
        QTRY_COMPARE(app.library->find(sampleId(1)).value_or(LibraryVideo()).fileState, FileState::Here);
        QCOMPARE(in(FileState::Failed), 1); // and says why; the others wait
        QCOMPARE(in(FileState::Wanted), 2);
        QVERIFY(disk.grow(Downloads::reservedBytes + 100 * megabyte));
        QTRY_COMPARE_WITH_TIMEOUT(in(FileState::Here), count, untilRoomIsSeen);
    }

    void anEditIsRefusedAndWorksAgain() {
        const SmallDisk disk(8 * megabyte);
        QVERIFY(disk.isMounted());
        App app(*this, disk.path());
        QVERIFY(await(app.library->store().upsert({sampleVideo(1)})));
        QVERIFY(await(app.library->edits().setTitle(sampleId(1), u"Before"_s)));
        disk.fill();
        // Some still fit into what the database has already.
        Result<void> edited;
        for (int number = 0; number < 2000 && edited; ++number)
            edited = await(app.library->edits().setTitle(sampleId(1), QString(200, QChar(u'a' + number % 26))));
        QVERIFY(!edited);
        QCOMPARE(edited.error().code, ErrorCode::DiskFull);
        const QString last = app.library->find(sampleId(1))->video.title;
        QVERIFY(!last.isEmpty()); // what was stored is still read
        disk.makeRoom();
        QVERIFY(await(app.library->edits().setTitle(sampleId(1), u"After"_s)));
        QCOMPARE(app.library->find(sampleId(1))->video.title, u"After"_s);
    }

    void aLibraryThatHasNoRoomToOpenSaysSo() {
        const SmallDisk disk(2 * megabyte);
        QVERIFY(disk.isMounted());
        {
            App app(*this, disk.path());
        }
        disk.fill();
        Library library(m_relay, m_relay, m_creation, m_clock, disk.path());
        const Result<void> opened = await(library.open(sampleId(1000), sampleId(1001)));
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::DiskFull);
        disk.makeRoom();
        QVERIFY(await(library.open(sampleId(1000), sampleId(1001))));
    }

    void aDamagedListStaysInItsPlaceUntilThereIsRoomToNoteIt() {
        const SmallDisk disk(2 * megabyte);
        QVERIFY(disk.isMounted());
        const QString list = disk.path() + u"/library.sqlite"_s;
        const QByteArray damage(8192, 'x');
        QFile file(list);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(damage) == damage.size());
        file.close();
        disk.fill();
        {
            const auto refused = Database::open(list);
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, ErrorCode::DiskFull);
        }
        QVERIFY(QDir(disk.path()).entryList({u"*damaged*"_s}).isEmpty());
        disk.makeRoom();
        const auto database = Database::open(list);
        QVERIFY(database);
        QCOMPARE(QFile((*database)->setAsideFile()).size(), damage.size());
    }

    void whatWaitedInADamagedListIsTakenOverWhenThereIsRoom() {
        const SmallDisk disk(4 * megabyte);
        QVERIFY(disk.isMounted());
        const QString list = disk.path() + u"/library.sqlite"_s;
        const auto run = [](Database& database, const QString& sql) {
            return await(
                database.write<void>([sql](QSqlDatabase& connection) { return withoutRows(runSql(connection, sql)); }));
        };
        const auto contentOf = [](const Database& database) {
            Result<QSqlQuery> rows = runSql(database.reader(), u"SELECT content FROM unsent WHERE form = 'form'"_s);
            return rows && rows->next() ? rows->value(0).toByteArray() : QByteArray();
        };
        {
            const auto database = Database::open(list);
            QVERIFY(database);
            QVERIFY(run(**database, u"INSERT INTO unsent VALUES ('form', 'words')"_s));
            QVERIFY(run(**database, u"INSERT INTO videos_text (words) VALUES (hex(zeroblob(600000)))"_s));
        }
        QFile file(list);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.size() > megabyte);
        QVERIFY(file.seek(file.size() / 2) && file.write(QByteArray(8192, '\x5a')) == 8192);
        file.flush(); // later than it was closed, on a disk that tells time by ticks
        QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(1), QFileDevice::FileModificationTime));
        file.close();
        disk.fill();
        {
            QFile filling(disk.path() + u"/filling"_s); // the new list has room, and no copy of the old one
            QVERIFY(filling.resize(filling.size() - file.size() / 2));
            const auto database = Database::open(list);
            QVERIFY(database);
            QVERIFY(!(*database)->setAsideFile().isEmpty());
            QCOMPARE(contentOf(**database), QByteArray());
            (*database)->setAsideTold();
        }
        disk.makeRoom();
        const auto database = Database::open(list);
        QVERIFY(database);
        QCOMPARE(contentOf(**database), QByteArray("words"));
    }

private:
    struct App {
        App(FullDiskTest& test, const QString& folder)
            : library(std::make_unique<Library>(relay, relay, creation, test.m_clock, folder)) {
            if (!await(library->open(sampleId(1000), sampleId(1001))))
                qFatal("the library cannot be opened");
        }
        [[nodiscard]] ImportReport imported(const QString& folder) const {
            FolderImport work(*library);
            QSignalSpy finished(&work, &FolderImport::finished);
            work.start(folder);
            constexpr int longestMs = 30000;
            return finished.wait(longestMs) ? finished.first().first().value<ImportReport>() : ImportReport();
        }

        tests::FakeRelayApi relay;
        tests::FakeRelayEvents events;
        StillClock clock;
        CreationService creation{relay, events, clock};
        std::unique_ptr<Library> library;
    };

    static ExportReport exported(const QList<ExportItem>& items, const ExportWish& wish) {
        return tests::Exports().exported(items, wish);
    }
    [[nodiscard]] QString film(int number) const { return m_films.filePath(u"%1.mp4"_s.arg(number)); }

    QTemporaryDir m_films;
    StillClock m_clock;
    tests::FakeRelayApi m_relay;
    tests::FakeRelayEvents m_events;
    CreationService m_creation{m_relay, m_events, m_clock};
    qint64 m_filmBytes = 0;
};

KINORA_QT_TEST(FullDiskTest)
#include "FullDiskTest.moc"
