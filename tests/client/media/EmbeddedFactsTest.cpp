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
