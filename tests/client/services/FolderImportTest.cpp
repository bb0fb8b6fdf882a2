#include "services/FolderImport.h"

#include "FolderImportCase.h"
#include "support/QtTestMain.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QScopeGuard>

#include <array>

#ifdef Q_OS_LINUX
#include <linux/capability.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::await;
using tests::longestWaitMs;
using tests::sampleId;
using tests::sampleVideo;

#ifdef Q_OS_LINUX
namespace {

/// Root reads everything; from now on this thread, and those that it starts, are as anyone else.
void dropReadRights() {
    __user_cap_header_struct header{.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
    std::array<__user_cap_data_struct, _LINUX_CAPABILITY_U32S_3> rights{};
    QCOMPARE(::syscall(SYS_capget, &header, rights.data()), 0L);
    constexpr quint32 toReadAll = (1U << CAP_DAC_OVERRIDE) | (1U << CAP_DAC_READ_SEARCH);
    rights[0].effective &= ~toReadAll;
    rights[0].permitted &= ~toReadAll;
    QCOMPARE(::syscall(SYS_capset, &header, rights.data()), 0L);
}

bool isOpenHere(const QString& file) {
    const QFileInfoList open = QDir(u"/proc/self/fd"_s).entryInfoList(QDir::Files | QDir::System);
    return std::ranges::any_of(open, [&file](const QFileInfo& each) { return each.symLinkTarget() == file; });
}

} // namespace
#endif

class FolderImportTest : public tests::FolderImportCase {
    Q_OBJECT
private slots:
    void initTestCase() { makeFilms(); }
    void init() { begin(); }
    void cleanup() { m_library.reset(); }

    void bringsWhatLiesThere() {
        put(0, u"a/one.mp4"_s);
        put(1, u"a/b/two.mp4"_s);
        put(2, u"three.MP4"_s);
        write(u"a/one.json"_s, R"({"prompt":"A paper boat","model":"sora-2","created_at":1759684900})");
        write(u"all.json"_s, R"({"items":[{"filename":"two.mp4","prompt":"Two boats"}]})");
        write(u"elsewhere/notes.txt"_s, "nothing");
        const ImportReport report = imported();
        QVERIFY(!report.error && !report.canceled);
        QCOMPARE(report.imported, (QStringList{u"a/b/two.mp4"_s, u"a/one.mp4"_s, u"three.MP4"_s}));
        QVERIFY(report.odd.isEmpty() && report.failed.isEmpty() && report.alreadyHere.isEmpty());
        QCOMPARE(report.left, 0);

        const LibraryVideo boat = rowWith(u"A paper boat"_s);
        QCOMPARE(boat.fileState, FileState::Here);
        QVERIFY(!boat.onRelay);
        QCOMPARE(boat.video.model, u"sora-2"_s);
        QCOMPARE(boat.video.source, VideoSource::Import);
        QCOMPARE(boat.video.createdAt, QDateTime(QDate(2025, 10, 5), QTime(17, 21, 40), Qt::UTC));
        QCOMPARE(boat.video.size, QSize(320, 180));
        QCOMPARE(boat.video.orientation, Orientation::Landscape);
        QVERIFY(qAbs(boat.video.seconds - 1) < 0.1);
        QCOMPARE(fileContent(m_library->fileOf(boat)), fileContent(film(0)));
        QVERIFY(QFile::exists(m_folder->filePath(u"a/one.mp4"_s))); // copied, not moved
        QVERIFY(!rowWith(u"Two boats"_s).video.id.isEmpty());
        QVERIFY(std::ranges::any_of(rows(), [](const LibraryVideo& row) { return row.video.title == u"three"; }));
        QTRY_VERIFY_WITH_TIMEOUT(!rowWith(u"A paper boat"_s).poster.isEmpty(), longestWaitMs);
    }

    void readsWhatLiesAboveTheFolder() {
        put(0, u"sora/videos/gen_01abc.mp4"_s);
        put(1, u"sora/videos/deep/two.mp4"_s);
        put(2, u"sora/videos/three.mp4"_s);
        write(u"sora/metadata.json"_s,
            R"([{"id":"gen_01abc","prompt":"One"},{"id":"gen_elsewhere","prompt":"Not here"}])");
        write(u"sora/broken.json"_s, R"({"prompt":)");
        write(u"more.json"_s, R"([{"filename":"two.mp4","prompt":"Two"},{"filename":"gen_01abc.mp4","prompt":"Far"}])");
        write(u"sora/three.json"_s, R"({"prompt":"Of a video beside it"})");
        const ImportReport report = imported(m_folder->filePath(u"sora/videos"_s));
        QCOMPARE(report.imported.size(), 3);
        QVERIFY(report.odd.isEmpty()); // what lies there may be about anything
        QVERIFY(!rowWith(u"One"_s).video.id.isEmpty());
        QVERIFY(!rowWith(u"Two"_s).video.id.isEmpty());
        QVERIFY(std::ranges::any_of(rows(), [](const LibraryVideo& row) { return row.video.title == u"three"; }));
    }

    void findsWhatNamesTheFileFromElsewhere() {
        put(0, u"videos/T.mp4"_s);
        put(1, u"videos/U.mp4"_s);
        put(2, u"videos/V.mp4"_s);
        put(3, u"more/V.mp4"_s);
        put(4, u"videos/W.mp4"_s);
        put(5, u"videos/raw.mp4"_s);
        put(6, u"videos/X.mp4"_s);
        write(u"metadata/T_metadata.json"_s,
            R"({"task_id":"task_01","prompt":"One","model":"m","video_path":"/home/maya/sora/videos/T.mp4"})");
        write(u"metadata/U.json"_s, R"({"prompt":"Two","file":"u.MP4"})");
        write(u"metadata/V.json"_s, R"({"prompt":"Of which?","file":"V.mp4"})");
        write(u"metadata/W.json"_s, R"({"prompt":"So","file":"W.mp4"})");
        write(u"metadata/W2.json"_s, R"({"prompt":"Or so","file":"W.mp4"})");
        write(u"metadata/X.json"_s, R"([{"prompt":"So","file":"X.mp4"},{"prompt":"Or so","file":"b/X.mp4"}])");
        write(u"metadata/raw.json"_s, "{\"prompt\":\"From elsewhere\",\"url\":\"https://cdn.example/raw.mp4\"}");
        const ImportReport report = imported();
        QCOMPARE(report.imported.size(), 7);
        QCOMPARE(rowWith(u"One"_s).video.model, u"m"_s);
        QVERIFY(!rowWith(u"Two"_s).video.id.isEmpty());
        QCOMPARE(std::ranges::count(rows(), QString(), [](const LibraryVideo& row) { return row.video.prompt; }), 5);
        QHash<QString, NotUnderstood> odd;
        for (const FolderScan::Odd& each : report.odd)
            odd.insert(each.file, each.why);
        const QHash<QString, NotUnderstood> expected{{u"metadata/V.json"_s, NotUnderstood::Ambiguous},
            {u"metadata/W.json"_s, NotUnderstood::Ambiguous}, {u"metadata/W2.json"_s, NotUnderstood::Ambiguous},
            {u"metadata/X.json"_s, NotUnderstood::Ambiguous}, {u"metadata/raw.json"_s, NotUnderstood::NothingToTell}};
        QCOMPARE(odd, expected);
    }

    void saysWhatIsTooLargeAboveTheFolder() {
        put(0, u"sora/videos/one.mp4"_s);
        QFile huge(m_folder->filePath(u"sora/all.json"_s));
        QVERIFY(huge.open(QIODevice::WriteOnly) && huge.resize(300LL * 1024 * 1024));
        const ImportReport report = imported(m_folder->filePath(u"sora/videos"_s));
        QCOMPARE(report.odd.size(), 1);
        QCOMPARE(report.odd.first().file, u"../all.json"_s);
        QCOMPARE(report.odd.first().why, NotUnderstood::JsonTooLarge);
    }

    void looksIntoFewFoldersAbove() {
        QVERIFY(QDir().mkpath(m_folder->filePath(u"a/b/c"_s)));
        QCOMPARE(foldersAbove(m_folder->filePath(u"a/b/c"_s)), (QStringList{u".."_s, u"../.."_s}));
        QCOMPARE(foldersAbove(m_folder->filePath(u"a"_s)), QStringList{u".."_s}); // then comes the temporary files'
        QCOMPARE(foldersAbove(m_folder->path()), QStringList());
        const QByteArray home = qgetenv("HOME");
        const auto restore = qScopeGuard([&home] { qputenv("HOME", home); });
        qputenv("HOME", m_folder->filePath(u"a"_s).toUtf8());
        QCOMPARE(foldersAbove(m_folder->filePath(u"a/b/c"_s)), QStringList{u".."_s});
        QCOMPARE(foldersAbove(m_folder->filePath(u"a/b"_s)), QStringList());
        qputenv("HOME", m_folder->filePath(u"a/b/c"_s).toUtf8()); // what holds the home folder holds more than videos
        QCOMPARE(foldersAbove(m_folder->filePath(u"a/other"_s)), QStringList());
        // One that is full of them is about something else.
        put(0, u"sora/videos/gen_01abc.mp4"_s);
        write(u"sora/metadata.json"_s, R"([{"id":"gen_01abc","prompt":"One"}])");
        for (int number = 0; number < 50; ++number)
            write(u"sora/%1.json"_s.arg(number), "{}");
        QCOMPARE(imported(m_folder->filePath(u"sora/videos"_s)).imported.size(), 1);
        QVERIFY(rowWith(u"One"_s).video.id.isEmpty());
    }

    void fillsInWhatIsToldLater() {
        put(0, u"sora/gen_01abc.mp4"_s);
        put(1, u"sora/gen_02abc.mp4"_s);
        write(u"sora/gen_02abc.json"_s, R"({"prompt":"Two"})");
        QCOMPARE(imported().imported.size(), 2);
        const QString id = rows().first().video.prompt.isEmpty() ? rows().first().video.id : rows().last().video.id;
        QVERIFY(await(m_library->edits().setTitle(id, u"A person's title"_s)));
        write(u"sora/all.json"_s,
            R"([{"id":"gen_01abc","prompt":"One","title":"Told","model":"m"},{"id":"gen_02abc","prompt":"Another","model":"m"}])");
        const ImportReport again = imported();
        QCOMPARE(again.filledIn, (QStringList{u"sora/gen_01abc.mp4"_s, u"sora/gen_02abc.mp4"_s}));
        QVERIFY(again.alreadyHere.isEmpty() && again.imported.isEmpty());
        QCOMPARE(rows().size(), 2);
        const Video first = m_library->store().find(id)->video;
        QCOMPARE(first.prompt, u"One"_s);
        QCOMPARE(first.model, u"m"_s);
        QCOMPARE(first.title, u"A person's title"_s);
        QCOMPARE(rowWith(u"Two"_s).video.model, u"m"_s);
        QCOMPARE(m_library->places({.text = u"One"_s})->size(), 1); // it is found by its words
        const ImportReport third = imported();
        QVERIFY(third.filledIn.isEmpty());
        QCOMPARE(third.alreadyHere.size(), 2);
        // The relay, which got it without, does not take it away.
        Video told = first;
        told.prompt.clear();
        told.model.clear();
        told.seq = 1000;
        QVERIFY(await(m_library->store().upsert({told})));
        QCOMPARE(m_library->store().find(id)->video.prompt, u"One"_s);
    }

    void keepsLongPrompts() {
        const QString boat = QString::fromUcs4(U"\U0001F6A4"); // two units, one code point
        const QString longest = u"A long way by "_s + boat.repeated(20000 - 14);
        put(0, u"long.mp4"_s);
        put(1, u"too long.mp4"_s);
        write(u"long.json"_s, QJsonDocument(QJsonObject{{u"prompt"_s, longest}}).toJson());
        write(u"too long.json"_s, QJsonDocument(QJsonObject{{u"prompt"_s, u"B"_s + longest}}).toJson());
        const ImportReport report = imported();
        QCOMPARE(report.imported.size(), 2);
        QCOMPARE(report.cut, QStringList{u"too long.mp4"_s});
        QVERIFY(!rowWith(longest).video.id.isEmpty());
        const LibraryVideo cut = rowWith((u"B"_s + longest).chopped(2));
        QVERIFY(!cut.video.id.isEmpty());
        // A relay takes the beginning: the rest stays here.
        Video told = rowWith(longest).video;
        told.prompt = longest.left(500);
        told.seq = 1000;
        QVERIFY(await(m_library->store().upsert({told})));
        QVERIFY(!rowWith(longest).video.id.isEmpty());
    }

    void passesOverWhatIsHere() {
        put(0, u"one.mp4"_s);
        put(0, u"the same again.mp4"_s);
        QCOMPARE(imported().imported.size(), 1);
        put(1, u"two.mp4"_s);
        const ImportReport again = imported();
        QCOMPARE(again.imported, QStringList{u"two.mp4"_s});
        QCOMPARE(again.alreadyHere, (QStringList{u"one.mp4"_s, u"the same again.mp4"_s}));
        QCOMPARE(rows().size(), 2);
        QCOMPARE(filesIn(u"videos"_s), 2);
    }

    void takesOfCopiesWhatIsToldOfAny() {
        put(0, u"film (1).mp4"_s);
        put(0, u"film.mp4"_s);
        write(u"film.json"_s, R"({"prompt":"A paper boat","title":"Boat","created_at":1759684900})");
        put(1, u"one.mp4"_s);
        put(1, u"two.mp4"_s);
        put(1, u"zoo.mp4"_s);
        write(u"one.json"_s, R"({"title":"One"})");
        write(u"two.json"_s, R"({"prompt":"Two"})");
        write(u"zoo.json"_s, R"({"prompt":"Zoo"})");
        const ImportReport report = imported();
        QCOMPARE(report.imported, (QStringList{u"film.mp4"_s, u"one.mp4"_s}));
        QCOMPARE(report.filledIn, QStringList{u"two.mp4"_s});
        QCOMPARE(report.alreadyHere, (QStringList{u"zoo.mp4"_s, u"film (1).mp4"_s}));
        const Video boat = rowWith(u"A paper boat"_s).video;
        QCOMPARE(boat.title, u"Boat"_s);
        QCOMPARE(boat.createdAt, QDateTime(QDate(2025, 10, 5), QTime(17, 21, 40), Qt::UTC));
        QCOMPARE(rowWith(u"Two"_s).video.title, u"One"_s);
    }

    void listsWhatItCannotUnderstand() {
        put(0, u"good.mp4"_s);
        write(u"empty.mp4"_s, "");
        write(u"words.mp4"_s, QByteArray(5000, 'x'));
        const QByteArray whole = fileContent(film(1));
        write(u"cut.mp4"_s, whole.left(whole.size() / 2));
        write(u"broken.json"_s, R"({"prompt":)");
        write(u"others.json"_s, R"([{"id":"gen_elsewhere","prompt":"Not here"}])");
        write(u"package.json"_s, R"({"version":1})");
        write(u"good.json"_s, R"({"frames":30,"takes":[{"codec":"h264"}]})");
        write(u"good.mp4.json"_s, R"([{"id":"gen_01abc","prompt":"One"},{"id":"gen_02abc","prompt":"Two"}])");
        write(u"elsewhere/good.info.json"_s, R"({"frames":30})"); // beside no video
        write(u"old.MKV"_s, "x");
        write(u"good.txt"_s, "A prompt, perhaps");
        write(u"all.csv"_s, "id,prompt");
        write(u"lines.jsonl"_s, "{\"file\":\"good.mp4\",\"prompt\":\"By lines\"}\n{\"file\":");
        write(u"account/account.json"_s, // as an export writes it
            R"({"kinora": "account", "requests": {"items": [{"id":"gen_elsewhere","prompt":"Not here"}]}})");
        QFile huge(m_folder->filePath(u"huge.json"_s));
        QVERIFY(huge.open(QIODevice::WriteOnly) && huge.resize(300LL * 1024 * 1024));
        QVERIFY(QFile::link(m_folder->path(), m_folder->filePath(u"loop"_s)));
        QVERIFY(QFile::link(m_folder->filePath(u"nowhere"_s), m_folder->filePath(u"dangling.mp4"_s)));
        const ImportReport report = imported();
        QCOMPARE(report.imported, QStringList{u"good.mp4"_s});
        QHash<QString, NotUnderstood> odd;
        for (const FolderScan::Odd& each : report.odd)
            odd.insert(each.file, each.why);
        const QHash<QString, NotUnderstood> expected{{u"empty.mp4"_s, NotUnderstood::Empty},
            {u"words.mp4"_s, NotUnderstood::NoVideo}, {u"cut.mp4"_s, NotUnderstood::NoVideo},
            {u"broken.json"_s, NotUnderstood::NoJson}, {u"others.json"_s, NotUnderstood::NothingToTell},
            {u"good.json"_s, NotUnderstood::UnknownWords}, {u"good.mp4.json"_s, NotUnderstood::Ambiguous},
            {u"huge.json"_s, NotUnderstood::JsonTooLarge}, {u"old.MKV"_s, NotUnderstood::OtherVideo},
            {u"good.txt"_s, NotUnderstood::OtherText}, {u"all.csv"_s, NotUnderstood::OtherText},
            {u"lines.jsonl"_s, NotUnderstood::BrokenLines}};
        QCOMPARE(odd, expected);
        QCOMPARE(filesIn(u"videos"_s), 1);
        QCOMPARE(filesIn(u"partial"_s), 0);
        QVERIFY(!rowWith(u"By lines"_s).video.id.isEmpty()); // what could be read of it
    }

    void saysWhatLiesInTheTrash() {
        put(0, u"one.mp4"_s);
        put(1, u"two.mp4"_s);
        QCOMPARE(imported().imported.size(), 2);
        QVERIFY(await(m_library->edits().trash({rows().first().video.id})));
        QVERIFY(await(m_library->edits().removeForever({rows().first().video.id})));
        const ImportReport again = imported();
        QCOMPARE(again.inTrash.size(), 1);
        QCOMPARE(again.imported.size(), 1); // what was deleted for ever is brought again
        QVERIFY(again.alreadyHere.isEmpty());
    }

    void listsWhatItCannotRead() {
#ifndef Q_OS_LINUX
        QSKIP("needs files of the system that open and cannot be read");
#else
        dropReadRights();
        put(0, u"good.mp4"_s);
        put(1, u"locked.mp4"_s);
        put(2, u"closed/two.mp4"_s);
        write(u"locked.json"_s, R"({"prompt":"Hidden"})");
        // The first opens and breaks; the second does, too, and says that it has a size.
        QVERIFY(QFile::link(u"/proc/self/mem"_s, m_folder->filePath(u"broken.json"_s)));
        QVERIFY(QFile::link(u"/sys/class/net/lo/speed"_s, m_folder->filePath(u"broken.mp4"_s)));
        for (const QString& name : {u"locked.mp4"_s, u"locked.json"_s, u"closed"_s})
            QVERIFY(QFile::setPermissions(m_folder->filePath(name), {}));
        const ImportReport report = imported();
        QVERIFY(QFile::setPermissions(
            m_folder->filePath(u"closed"_s), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        QCOMPARE(report.imported, QStringList{u"good.mp4"_s});
        QVERIFY(!report.error && report.failed.isEmpty());
        QHash<QString, std::pair<NotUnderstood, QString>> odd;
        for (const FolderScan::Odd& each : report.odd)
            odd.insert(each.file, {each.why, each.detail});
        const QHash<QString, std::pair<NotUnderstood, QString>> expected{
            {u"locked.mp4"_s, {NotUnderstood::Forbidden, {}}}, {u"locked.json"_s, {NotUnderstood::Forbidden, {}}},
            {u"closed"_s, {NotUnderstood::ClosedFolder, {}}},
            {u"broken.json"_s, {NotUnderstood::Unreadable, u"Input/output error"_s}},
            {u"broken.mp4"_s, {NotUnderstood::Unreadable, u"Invalid argument"_s}}};
        QCOMPARE(odd, expected);
#endif
    }

    void saysWhenThereIsNothing() {
        const ImportReport empty = imported();
        QVERIFY(!empty.error && empty.imported.isEmpty() && empty.odd.isEmpty());
        QCOMPARE(imported(m_folder->filePath(u"no such"_s)).error->code, ErrorCode::FileFailed);
    }

    void givesAVideoItsFileBack() {
        Video video = sampleVideo(3);
        video.bytes = QFile(film(0)).size();
        video.sha256 = sha256Of(film(0));
        QVERIFY(await(m_library->store().upsert({video})));
        put(0, u"back.mp4"_s);
        QCOMPARE(imported().imported, QStringList{u"back.mp4"_s});
        QCOMPARE(rows().size(), 1);
        QCOMPARE(rows().first().video.id, video.id);
        QCOMPARE(rows().first().fileState, FileState::Here);
        QVERIFY(rows().first().onRelay);
    }

    void meetsWhatIsToldMeanwhile_data() {
        QTest::addColumn<VideoState>("state");
        QTest::addColumn<bool>("hasCome");
        QTest::newRow("without its file") << VideoState::Draft << false;
        QTest::newRow("with its file") << VideoState::Draft << true;
        QTest::newRow("in the trash") << VideoState::Trashed << false;
    }
    void meetsWhatIsToldMeanwhile() {
        QFETCH(VideoState, state);
        QFETCH(bool, hasCome);
        Video video = sampleVideo(3);
        video.bytes = QFile(film(1)).size();
        video.sha256 = sha256Of(film(1));
        video.source = VideoSource::Import;
        video.state = state;
        video.model.clear();
        const QString arrived = u"videos/arrived.mp4"_s;
        put(0, u"0.mp4"_s);
        put(1, u"1.mp4"_s);
        write(u"0.json"_s, R"({"prompt":"Nought"})");
        write(u"1.json"_s, R"({"prompt":"One","model":"m"})");
        FolderImport work(*m_library);
        QSignalSpy finished(&work, &FolderImport::finished);
        // Told once the import has looked at what is here, and before the second file is in the list.
        connect(&work, &FolderImport::progressed, this, [&](int done) {
            if (done != 1)
                return;
            (void)m_library->store().upsert({video});
            if (hasCome && QFile::copy(film(1), m_library->folder().absolute(arrived)))
                (void)m_library->store().setFileHere(video.id, arrived);
        });
        work.start(m_folder->path());
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, longestWaitMs);
        const auto report = finished.first().first().value<ImportReport>();
        QVERIFY(report.failed.isEmpty());
        const bool isTrashed = state == VideoState::Trashed;
        const bool isTaken = !hasCome && !isTrashed;
        QCOMPARE(report.imported, isTaken ? (QStringList{u"0.mp4"_s, u"1.mp4"_s}) : QStringList{u"0.mp4"_s});
        QCOMPARE(report.alreadyHere, hasCome ? QStringList{u"1.mp4"_s} : QStringList());
        QCOMPARE(report.inTrash, isTrashed ? QStringList{u"1.mp4"_s} : QStringList());
        QCOMPARE(rows().size(), isTrashed ? 1 : 2);
        QCOMPARE(filesIn(u"videos"_s), isTrashed ? 1 : 2);
        const LibraryVideo row = *m_library->store().find(video.id);
        QVERIFY(row.onRelay);
        QCOMPARE(row.video.prompt, video.prompt);
        QCOMPARE(row.video.model, u"m"_s); // what the relay did not know
        QCOMPARE(row.fileState, isTrashed ? FileState::Absent : FileState::Here);
        if (!isTrashed)
            QCOMPARE(fileContent(m_library->fileOf(row)), fileContent(film(1)));
        QCOMPARE(m_library->store().importCounts()->waiting, 1); // nobody sends it
    }

    void isNotFetchedAnyMoreWhatHasComeBack() {
        Video video = sampleVideo(3);
        video.bytes = QFile(film(0)).size();
        video.sha256 = sha256Of(film(0));
        m_relay.library = {video};
        m_relay.holdDownloads = true;
        const auto release = qScopeGuard([this] { m_relay.holdDownloads = false; });
        m_library->setOnline(true);
        QTRY_COMPARE_WITH_TIMEOUT(m_relay.held.size(), 1, longestWaitMs);
        const auto fetched = m_relay.held.takeFirst();
        QFile partial(fetched.request.targetFile); // as the transfer holds it
        QVERIFY(partial.open(QIODevice::ReadWrite | QIODevice::Unbuffered) && partial.write("begun") == 5);
        put(0, u"back.mp4"_s);
        QCOMPARE(imported().imported, QStringList{u"back.mp4"_s});
        QVERIFY(partial.resize(0));
        QTRY_VERIFY_WITH_TIMEOUT(fetched.promise->isCanceled(), longestWaitMs);
        QCOMPARE(rows().first().fileState, FileState::Here);
        QCOMPARE(fileContent(m_library->fileOf(rows().first())), fileContent(film(0)));
        QCOMPARE(filesIn(u"partial"_s), 0);
        QCOMPARE(m_relay.downloadCount(VideoPart::Content), 1);
    }

    void stopsWhenCanceledAndGoesOn() {
        for (int number = 0; number < 8; ++number)
            put(number, u"%1.mp4"_s.arg(number));
        // It takes longer to read than anybody waits, and is in hand when the import is canceled.
        const QString endless = m_folder->filePath(u"0 endless.mp4"_s);
        constexpr qint64 bytes = qint64{1} << 40; // of which none lies on the disk
        QVERIFY(QFile(endless).open(QIODevice::WriteOnly) && QFile::resize(endless, bytes));
        QFile::rename(m_folder->filePath(u"0.mp4"_s), m_folder->filePath(u"0 before.mp4"_s));
        FolderImport work(*m_library);
        QSignalSpy finished(&work, &FolderImport::finished);
        QSignalSpy progressed(&work, &FolderImport::progressed);
        work.start(m_folder->path());
        QTRY_VERIFY_WITH_TIMEOUT(!progressed.isEmpty(), longestWaitMs);
#ifdef Q_OS_LINUX
        QTRY_VERIFY_WITH_TIMEOUT(isOpenHere(endless), longestWaitMs);
#endif
        work.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, longestWaitMs);
        const auto report = finished.first().first().value<ImportReport>();
        QVERIFY(report.canceled);
        QCOMPARE(report.imported, QStringList{u"0 before.mp4"_s});
        QCOMPARE(report.left, 8);
        QVERIFY(report.odd.isEmpty() && report.failed.isEmpty());
        QCOMPARE(rows().size(), 1);
        QCOMPARE(filesIn(u"partial"_s), 0);
        QVERIFY(QFile::remove(endless));
        QCOMPARE(imported().imported.size(), 7);
        QCOMPARE(rows().size(), 8);
    }

    void saysThatTheFolderIsGone() {
#ifndef Q_OS_LINUX
        QSKIP("tells by /proc what is in hand");
#else
        // A memory stick is pulled out while the second is being read.
        for (int number = 0; number < 4; ++number)
            put(number, u"%1.mp4"_s.arg(number));
        const QString inHand = m_folder->filePath(u"1.mp4"_s);
        QFile file(inHand);
        constexpr qint64 endless = qint64{1} << 40;
        QVERIFY(file.resize(endless));
        FolderImport work(*m_library);
        const QSignalSpy finished(&work, &FolderImport::finished);
        work.start(m_folder->path());
        QTRY_VERIFY_WITH_TIMEOUT(isOpenHere(inHand), longestWaitMs);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(QDir(m_folder->path()).removeRecursively());
        QVERIFY(file.resize(0));
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, longestWaitMs);
        const auto report = finished.first().first().value<ImportReport>();
        QVERIFY(report.error);
        QCOMPARE(report.error->code, ErrorCode::FileFailed);
        QCOMPARE(report.imported, QStringList{u"0.mp4"_s});
        QCOMPARE(report.odd.size(), 1);
        QCOMPARE(report.odd.first().why, NotUnderstood::Unreadable);
        QCOMPARE(report.left, 2);
#endif
    }

    void losesNothingWhenTheLibraryCloses() {
        for (int number = 0; number < 8; ++number)
            put(number, u"%1.mp4"_s.arg(number));
        FolderImport work(*m_library);
        QSignalSpy progressed(&work, &FolderImport::progressed);
        work.start(m_folder->path());
        QVERIFY(progressed.wait(longestWaitMs));
        m_library->close();
        QVERIFY(!work.isRunning());
        QVERIFY(await(m_library->open(sampleId(1000), sampleId(1001))));
        // Every file that lies there has its row.
        const qsizetype before = rows().size();
        QVERIFY(before > 0);
        QCOMPARE(filesIn(u"videos"_s), before);
        QCOMPARE(filesIn(u"partial"_s), 0);
        QCOMPARE(imported().imported.size() + before, 8);
    }
};

KINORA_QT_TEST(FolderImportTest)
#include "FolderImportTest.moc"
