#include "FolderImportCase.h"
#include "client/support/Exports.h"
#include "services/FolderImport.h"
#include "services/VideoExport.h"
#include "support/QtTestMain.h"

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::makeSampleVideo;
using tests::sampleId;
using tests::sampleVideo;

/// Kinora's own exports come back.
class ImportRecordsTest : public tests::FolderImportCase {
    Q_OBJECT
private slots:
    void initTestCase() { makeFilms(); }
    void init() { begin(); }
    void cleanup() { m_library.reset(); }

    void takesBackItsOwnExports_data() {
        QTest::addColumn<bool>("embed");
        QTest::addColumn<bool>("json");
        QTest::newRow("as they were, with JSON") << false << true;
        QTest::newRow("with facts in them") << true << false;
        QTest::newRow("with facts in them and JSON") << true << true;
    }
    void takesBackItsOwnExports() {
        QFETCH(bool, embed);
        QFETCH(bool, json);
        const Video video = harbour(0);
        const QTemporaryDir out;
        const ExportReport left = tests::Exports().exported({{.video = video, .file = film(0)}},
            {.folder = out.path(), .nameTemplate = u"x"_s, .embedFacts = embed, .jsonBeside = json});
        QCOMPARE(left.written, 1);
        const ImportReport report = imported(out.path());
        QCOMPARE(report.imported, QStringList{u"x.mp4"_s});
        QVERIFY(report.odd.isEmpty());
        QCOMPARE(rows().size(), 1);
        const Video here = rows().first().video;
        QCOMPARE(here.sha256 == video.sha256, !embed);
        if (json)
            compareAll(here, video);
        else
            compareFacts(here, video);
        QCOMPARE(imported(out.path()).alreadyHere, QStringList{u"x.mp4"_s});
    }

    void takesBackATableAlone_data() {
        QTest::addColumn<bool>("embed");
        QTest::newRow("as they were") << false;
        QTest::newRow("with facts in them") << true;
    }
    void takesBackATableAlone() {
        QFETCH(bool, embed);
        Video parent = harbour(0);
        parent.prompt = u"A harbour, \"at night\",\r\nwith rain\n=1+1"_s;
        parent.settings->negativePrompt = u"people, boats"_s;
        parent.settings->cameos = {u"maya"_s, u"noor"_s};
        parent.remixOf.clear();
        Video child = harbour(1);
        child.id = sampleId(2);
        child.remixOf = parent.id;
        child.prompt = u"A remix"_s;
        child.settings.reset();
        const ExportReport left =
            tests::Exports().exported({{.video = child, .file = film(1)}, {.video = parent, .file = film(0)}},
                {.folder = m_folder->path(), .nameTemplate = u"{number}"_s, .embedFacts = embed, .table = true});
        QCOMPARE(left.written, 2);
        const ImportReport report = imported();
        QCOMPARE(report.imported.size(), 2);
        QVERIFY(report.odd.isEmpty());
        const Video here = rowWith(u"A harbour, \"at night\",\r\nwith rain\n=1+1"_s).video;
        QVERIFY(!here.id.isEmpty());
        compareAll(here, parent);
        Video remix = rowWith(u"A remix"_s).video;
        QCOMPARE(remix.remixOf, here.id);
        remix.remixOf = child.remixOf;
        compareAll(remix, child);
        // Where nothing of it lies here any more.
        QVERIFY(QFile::remove(m_folder->filePath(u"0001.mp4"_s)) && QFile::remove(m_folder->filePath(u"0002.mp4"_s)));
        put(3, u"another.mp4"_s);
        const ImportReport again = imported();
        QCOMPARE(again.odd.size(), 1);
        QCOMPARE(again.odd.first().why, NotUnderstood::NothingToTell);
    }

    void knowsCopiesOfWhatItHas() {
        // The original lies there, too, and comes before the copy of it whatever they are called.
        put(0, u"z.mp4"_s);
        const ExportReport left = tests::Exports().exported({{.video = harbour(0), .file = film(0)}},
            {.folder = m_folder->path(), .nameTemplate = u"a"_s, .embedFacts = true, .jsonBeside = true});
        QCOMPARE(left.written, 1);
        const ImportReport report = imported();
        QCOMPARE(report.imported, QStringList{u"z.mp4"_s});
        QCOMPARE(report.alreadyHere, QStringList{u"a.mp4"_s});
        compareAll(rows().first().video, harbour(0));
        // Moved away from what was written beside it.
        QVERIFY(QDir().mkpath(m_folder->filePath(u"b"_s)));
        QVERIFY(QFile::rename(m_folder->filePath(u"a.mp4"_s), m_folder->filePath(u"b/c.mp4"_s)));
        QCOMPARE(imported().alreadyHere, (QStringList{u"b/c.mp4"_s, u"z.mp4"_s}));
        QCOMPARE(rows().size(), 1);
    }

    void findsTheParentsOfRemixes() {
        exportFamily();
        QCOMPARE(imported().imported.size(), 3);
        compareFamily();
        // The relay gives each an id of its own.
        m_library->setOnline(true);
        QTRY_VERIFY_WITH_TIMEOUT(std::ranges::all_of(rows(), &LibraryVideo::onRelay), tests::longestWaitMs);
        compareFamily();
        // It hears of parents first, and by the ids that it has given.
        for (const Video& there : std::as_const(m_relay.library)) {
            if (!there.remixOf.isEmpty())
                QVERIFY(std::ranges::any_of(
                    m_relay.library, [&there](const Video& each) { return each.id == there.remixOf; }));
        }
        QCOMPARE(std::ranges::count(m_relay.library, QString(), &Video::remixOf), 1);
        QCOMPARE(m_library->store().family(rowWith(u"Parent"_s).video.id)->size(), 2);
    }

    void findsParentsThatComeLater() {
        exportFamily();
        QVERIFY(QDir(m_folder->path()).rename(u"c parent.mp4"_s, u"c parent.not yet"_s));
        QCOMPARE(imported().imported.size(), 2);
        QCOMPARE(rowWith(u"Child"_s).video.remixOf, sampleId(21)); // nobody knows another yet
        QVERIFY(QDir(m_folder->path()).rename(u"c parent.not yet"_s, u"c parent.mp4"_s));
        const ImportReport report = imported();
        QCOMPARE(report.imported, QStringList{u"c parent.mp4"_s});
        compareFamily();
    }

    void believesARecordOfItsVideoOnly() {
        // Another film has the name by now.
        const ExportReport left = tests::Exports().exported({{.video = harbour(0), .file = film(0)}},
            {.folder = m_folder->path(), .nameTemplate = u"a"_s, .embedFacts = true, .jsonBeside = true});
        QCOMPARE(left.written, 1);
        put(0, u"z.mp4"_s);
        QVERIFY(makeSampleVideo(m_folder->filePath(u"other.mp4"_s), {.frames = 60}));
        QVERIFY(QFile::remove(m_folder->filePath(u"a.mp4"_s)));
        QVERIFY(QFile::rename(m_folder->filePath(u"other.mp4"_s), m_folder->filePath(u"a.mp4"_s)));
        QCOMPARE(imported().imported.size(), 2);
        const QList<LibraryVideo> all = rows();
        QCOMPARE(all.size(), 2);
        QCOMPARE(std::ranges::count(all, 4, [](const LibraryVideo& row) { return row.video.rating; }), 1);
    }

private:
    /// A remix and one of that, which come before what they were made from.
    void exportFamily() const {
        QList<ExportItem> items;
        for (const auto& [number, prompt, parent] : {std::tuple(23, u"Grandchild"_s, sampleId(22)),
                 std::tuple(22, u"Child"_s, sampleId(21)), std::tuple(21, u"Parent"_s, QString())}) {
            Video video = sampleVideo(number, prompt);
            video.remixOf = parent;
            video.bytes = QFile(film(number - 20)).size();
            video.sha256 = sha256Of(film(number - 20));
            items << ExportItem{.video = video, .file = film(number - 20)};
        }
        for (const auto& [item, name] : {std::pair(0, u"a"_s), std::pair(1, u"b"_s), std::pair(2, u"c parent"_s)}) {
            const ExportReport left = tests::Exports().exported({items.at(item)},
                {.folder = m_folder->path(), .nameTemplate = name, .embedFacts = false, .jsonBeside = true});
            QCOMPARE(left.written, 1);
        }
    }
    void compareFamily() const {
        QCOMPARE(rowWith(u"Child"_s).video.remixOf, rowWith(u"Parent"_s).video.id);
        QCOMPARE(rowWith(u"Grandchild"_s).video.remixOf, rowWith(u"Child"_s).video.id);
        QVERIFY(rowWith(u"Parent"_s).video.remixOf.isEmpty());
    }
    /// With all that a video can have, of a film; not in the library.
    [[nodiscard]] Video harbour(int number) const {
        Video video = sampleVideo(1, u"A harbour at night"_s);
        video.title = u"Harbour"_s;
        video.tags = {u"sea"_s};
        video.rating = 4;
        video.favorite = true;
        video.chargedMicroUsd = 400000;
        video.upstream = u"studio"_s;
        video.settings = VideoSettings{.seconds = 4, .size = {}, .negativePrompt = {}, .seed = 7, .cameos = {}};
        video.remixOf = sampleId(9);
        video.batchId = sampleId(33);
        video.size = QSize(320, 180);
        video.orientation = Orientation::Landscape;
        video.seconds = 1;
        video.bytes = QFile(film(number)).size();
        video.sha256 = sha256Of(film(number));
        return video;
    }
    static void compareFacts(const Video& here, const Video& video) {
        QCOMPARE(here.prompt, video.prompt);
        QCOMPARE(here.title, video.title);
        QCOMPARE(here.model, video.model);
        QVERIFY(here.id != video.id);
        QVERIFY(qAbs(here.createdAt.secsTo(video.createdAt)) < 1);
    }
    static void compareAll(const Video& here, const Video& video) {
        compareFacts(here, video);
        QCOMPARE(here.tags, video.tags);
        QCOMPARE(here.rating, video.rating);
        QCOMPARE(here.favorite, video.favorite);
        QCOMPARE(here.chargedMicroUsd, video.chargedMicroUsd);
        QCOMPARE(here.upstream, video.upstream);
        QCOMPARE(here.batchId, video.batchId);
        QCOMPARE(here.settings, video.settings);
        QCOMPARE(here.remixOf, video.remixOf);
    }
};

KINORA_QT_TEST(ImportRecordsTest)
#include "ImportRecordsTest.moc"
