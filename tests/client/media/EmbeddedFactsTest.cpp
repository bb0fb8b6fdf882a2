#include "media/EmbeddedFacts.h"

#include "client/support/SampleVideo.h"
#include "support/QtTestMain.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace kinora;
using namespace Qt::StringLiterals;

namespace {

/// What exiftool, which people have, says of the file.
QJsonObject toldByExiftool(const QString& file) {
    QProcess exiftool;
    exiftool.start(u"exiftool"_s, {u"-json"_s, file});
    if (!exiftool.waitForFinished())
        return {};
    return QJsonDocument::fromJson(exiftool.readAllStandardOutput()).array().first().toObject();
}

/// Hashes of all pictures and sounds, as they stand in the file.
QByteArray contentOf(const QString& file) {
    QByteArray hashes;
    return tests::runFfmpeg(
               {u"-i"_s, file, u"-map"_s, u"0"_s, u"-c"_s, u"copy"_s, u"-f"_s, u"streamhash"_s, u"-"_s}, {}, &hashes)
               ? hashes
               : QByteArray();
}

/// The same of what is seen and heard.
QByteArray playedOf(const QString& file) {
    QByteArray hashes;
    return tests::runFfmpeg({u"-i"_s, file, u"-map"_s, u"0:v"_s, u"-map"_s, u"0:a?"_s, u"-c"_s, u"copy"_s, u"-f"_s,
                                u"streamhash"_s, u"-"_s},
               {}, &hashes)
               ? hashes
               : QByteArray();
}

} // namespace

class EmbeddedFactsTest : public QObject {
    Q_OBJECT
private slots:
    void areReadByOthers() {
        const QString film = m_folder.filePath(u"film.mp4"_s);
        QVERIFY(tests::makeSampleVideo(film, {.audio = true}));
        const QString copy = m_folder.filePath(u"copy ü.mp4"_s);
        const QString prompt = u"A cat, 猫, “playing”\npiano"_s;
        QVERIFY(copyWithFacts(film, copy,
            {.title = u"The cat"_s,
                .prompt = prompt,
                .model = u"sora-2"_s,
                .createdAt = QDateTime(QDate(2026, 11, 25), QTime(9, 41), Qt::UTC)}));
        const QJsonObject told = toldByExiftool(copy);
        QCOMPARE(told[u"Title"].toString(), u"The cat"_s);
        QCOMPARE(told[u"Model"].toString(), u"sora-2"_s);
        QCOMPARE(told[u"Software"].toString(), u"Kinora"_s);
        QVERIFY2(told[u"CreationDate"].toString().startsWith(u"2026:11:25 09:41:00"),
            qPrintable(told[u"CreationDate"].toString()));
        QCOMPARE(told[u"CreateDate"].toString(), u"2026:11:25 09:41:00"_s);
        QVERIFY2(told[u"Description"].toString().startsWith(u"A cat, 猫, “playing”"),
            qPrintable(told[u"Description"].toString()));
        QVERIFY(!contentOf(film).isEmpty());
        QCOMPARE(contentOf(copy), contentOf(film));
    }

    void areWrittenIntoAnyVideoOfItsKind_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QStringList>("made");
        QTest::addColumn<QString>("ending");
        QTest::addColumn<QString>("tag");
        const QStringList picture{u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc=size=128x72:rate=10:duration=1"_s};
        const QStringList sound = picture + QStringList{u"-f"_s, u"lavfi"_s, u"-i"_s, u"sine=duration=1"_s};
        const QStringList h264{u"-c:v"_s, u"libx264"_s, u"-pix_fmt"_s, u"yuv420p"_s};
        const QStringList hevc{u"-c:v"_s, u"libx265"_s, u"-x265-params"_s, u"log-level=none"_s};
        QTest::newRow("timecode in MP4") << u"t.mp4"_s
                                         << picture + h264 +
                                                QStringList{u"-timecode"_s, u"01:00:00:00"_s, u"-write_tmcd"_s, u"1"_s}
                                         << u"mp4"_s << u"avc1"_s;
        QTest::newRow("timecode in MOV") << u"t.mov"_s << picture + h264 + QStringList{u"-timecode"_s, u"01:00:00:00"_s}
                                         << u"mp4"_s << u"avc1"_s;
        QTest::newRow("PCM in MOV") << u"p.mov"_s << sound + h264 + QStringList{u"-c:a"_s, u"pcm_s16le"_s} << u"mov"_s
                                    << u"avc1"_s;
        QTest::newRow("ProRes") << u"r.mov"_s
                                << picture + QStringList{u"-c:v"_s, u"prores"_s, u"-pix_fmt"_s, u"yuv422p10le"_s}
                                << u"mov"_s << u"apcn"_s;
        QTest::newRow("HEVC as hvc1") << u"h.mp4"_s << picture + hevc + QStringList{u"-tag:v"_s, u"hvc1"_s} << u"mp4"_s
                                      << u"hvc1"_s;
        QTest::newRow("HEVC as hev1") << u"h.mp4"_s << picture + hevc + QStringList{u"-tag:v"_s, u"hev1"_s} << u"mp4"_s
                                      << u"hev1"_s;
        QTest::newRow("WebM") << u"w.webm"_s << sound + QStringList{u"-c:v"_s, u"libvpx-vp9"_s, u"-c:a"_s, u"libopus"_s}
                              << u"mp4"_s << u"vp09"_s;
    }
    void areWrittenIntoAnyVideoOfItsKind() {
        QFETCH(QString, file);
        QFETCH(QStringList, made);
        QFETCH(QString, ending);
        QFETCH(QString, tag);
        const QTemporaryDir folder;
        const QString film = folder.filePath(file);
        QVERIFY(tests::runFfmpeg(made + QStringList{film}));
        const QString copy = folder.filePath(u"copy.part"_s);
        const Result<QString> written =
            copyWithFacts(film, copy, {.title = u"The cat"_s, .prompt = u"A cat"_s, .model = {}, .createdAt = {}});
        QVERIFY2(written, qPrintable(written ? QString() : written.error().detail));
        QCOMPARE(*written, ending);
        const QJsonObject told = toldByExiftool(copy);
        QCOMPARE(told[u"Title"].toString(), u"The cat"_s);
        QCOMPARE(told[u"CompressorID"].toString(), tag);
        QCOMPARE(told[u"FileType"].toString(), ending.toUpper());
        QVERIFY(!playedOf(film).isEmpty());
        QCOMPARE(playedOf(copy), playedOf(film));
        const Result<VideoFileFacts> read = readVideoFile(copy);
        QVERIFY(read);
        QCOMPARE(read->embedded.prompt, u"A cat"_s);
        QCOMPARE(read->contentType, ending == u"mov" ? u"video/quicktime"_s : u"video/mp4"_s);
    }

    void areRefusedByWhatNoMp4CanHold() {
        const QString film = m_folder.filePath(u"vp8.webm"_s);
        QVERIFY(tests::runFfmpeg(
            {u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc=size=128x72:rate=10:duration=1"_s, u"-c:v"_s, u"libvpx"_s, film}));
        const QString copy = m_folder.filePath(u"vp8.part"_s);
        QCOMPARE(copyWithFacts(film, copy, {}).error().code, ErrorCode::UnsupportedMediaType);
        QVERIFY(!QFile::exists(copy));
    }

    void leaveNothingWhereTheyCannotBeWritten() {
        QFile garbage(m_folder.filePath(u"garbage.mp4"_s));
        QVERIFY(garbage.open(QIODevice::WriteOnly));
        garbage.write(QByteArray(5000, 'x'));
        garbage.close();
        const QString copy = m_folder.filePath(u"none.mp4"_s);
        QCOMPARE(copyWithFacts(garbage.fileName(), copy, {}).error().code, ErrorCode::CorruptFile);
        QVERIFY(!QFile::exists(copy));

        const QString film = m_folder.filePath(u"film.mp4"_s);
        QVERIFY(tests::makeSampleVideo(film, {}));
        QCOMPARE(
            copyWithFacts(film, m_folder.filePath(u"no folder/copy.mp4"_s), {}).error().code, ErrorCode::FileFailed);
    }

private:
    QTemporaryDir m_folder;
};

KINORA_QT_TEST(EmbeddedFactsTest)
#include "EmbeddedFactsTest.moc"
