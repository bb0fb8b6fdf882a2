#include "services/VideoTable.h"

#include "client/support/SampleData.h"
#include "support/QtTestMain.h"

#include <QTest>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::sampleVideo;

class VideoTableTest : public QObject {
    Q_OBJECT
private slots:
    void quotesCells() {
        QCOMPARE(csvLine({u"plain"_s, u"a,b"_s, u"say \"hi\""_s, u"two\nlines"_s}),
            u"plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n"_s);
        Video video = sampleVideo(1);
        video.source = VideoSource::Import;
        video.settings = VideoSettings{.seconds = 4,
            .size = u"720x1280"_s,
            .negativePrompt = u"rain"_s,
            .seed = 7,
            .cameos = {u"ada"_s, u"bob"_s}};
        const QStringList cells = tableCells(video);
        QCOMPARE(cells.size(), tableColumns().size());
        const auto cell = [&cells](const QString& column) {
            return cells.value(tableColumns().indexOf(column));
        };
        QCOMPARE(cell(u"source"_s), u"import"_s);
        QCOMPARE(cell(u"askedSeconds"_s), u"4"_s);
        QCOMPARE(cell(u"askedSize"_s), u"720x1280"_s);
        QCOMPARE(cell(u"negativePrompt"_s), u"rain"_s);
        QCOMPARE(cell(u"seed"_s), u"7"_s);
        QCOMPARE(cell(u"cameos"_s), u"ada bob"_s);
        video.settings.reset();
        QCOMPARE(tableCells(video).size(), tableColumns().size());
    }

    void writesNoFormulas_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("cell");
        QTest::newRow("a cameo") << u"@maya on a boat"_s << u"'@maya on a boat"_s;
        QTest::newRow("a formula") << u"=HYPERLINK(A1)"_s << u"'=HYPERLINK(A1)"_s;
        QTest::newRow("a plus") << u"+1"_s << u"'+1"_s;
        QTest::newRow("a minus") << u"-1"_s << u"'-1"_s;
        QTest::newRow("a tab") << u"\t=1"_s << u"'\t=1"_s;
        QTest::newRow("a carriage return") << u"\r=1"_s << u"'\r=1"_s;
        QTest::newRow("a line feed") << u"\n=1"_s << u"'\n=1"_s;
        QTest::newRow("an apostrophe before it") << u"'=1"_s << u"''=1"_s;
        QTest::newRow("two of them") << u"''@maya"_s << u"'''@maya"_s;
        QTest::newRow("a quotation") << u"'tis a boat"_s << u"'tis a boat"_s;
        QTest::newRow("an apostrophe alone") << u"'"_s << u"'"_s;
        QTest::newRow("further on") << u"a boat @maya = 1"_s << u"a boat @maya = 1"_s;
    }
    void writesNoFormulas() {
        QFETCH(QString, text);
        QFETCH(QString, cell);
        Video video = sampleVideo(1, text);
        video.title = text;
        video.tags = {text.simplified(), u"sea"_s};
        video.settings = VideoSettings{.seconds = {}, .size = {}, .negativePrompt = text, .seed = -7, .cameos = {}};
        const QStringList cells = tableCells(video);
        for (const QString& column : {u"title"_s, u"prompt"_s, u"negativePrompt"_s})
            QCOMPARE(cells.value(tableColumns().indexOf(column)), cell);
        QCOMPARE(cells.value(tableColumns().indexOf(u"seed"_s)), u"-7"_s); // a number is one
        const QString table = csvLine(tableColumns() << u"file"_s) + csvLine(QStringList(cells) << textCell(text));
        const auto rows = readVideoTable(table.toUtf8());
        QVERIFY(rows);
        QCOMPARE(rows->size(), 1);
        const TableRow& row = rows->first();
        QCOMPARE(row.file, text);
        QCOMPARE(row.video.title, text);
        QCOMPARE(row.video.prompt, text);
        QCOMPARE(row.video.tags, video.tags);
        QVERIFY(row.video.settings);
        QCOMPARE(row.video.settings->negativePrompt, text);
        QCOMPARE(row.video.settings->seed, -7);
    }

    void readsTablesOfEarlierKinoras() {
        const QString text = u"@maya, 'tis = a boat"_s;
        Video video = sampleVideo(1, text);
        QStringList cells = tableCells(video);
        cells[tableColumns().indexOf(u"prompt"_s)] = text; // as it was, without an apostrophe before it
        const auto rows =
            readVideoTable((csvLine(tableColumns() << u"file"_s) + csvLine(cells << u"@maya.mp4"_s)).toUtf8());
        QVERIFY(rows && rows->size() == 1);
        QCOMPARE(rows->first().video.prompt, text);
        QCOMPARE(rows->first().file, u"@maya.mp4"_s);
    }
};

KINORA_QT_TEST(VideoTableTest)
#include "VideoTableTest.moc"
