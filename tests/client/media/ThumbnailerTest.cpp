#include "media/Thumbnailer.h"

#include "client/support/Await.h"
#include "client/support/SampleVideo.h"
#include "support/QtTestMain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::await;

class ThumbnailerTest : public QObject {
    Q_OBJECT
private slots:
    void readsPosterAndFacts() {
        const QString file = m_folder.filePath(u"film ü.mp4"_s);
        QVERIFY(tests::makeSampleVideo(file, {.size = {360, 640}, .audio = true, .color = QColor(200, 100, 50)}));
        Thumbnailer thumbnailer;
        const QString poster = m_folder.filePath(u"poster.jpg"_s);
        const auto thumbnail = await(thumbnailer.readAndSave(file, 320, poster));
        QVERIFY(thumbnail);
        QCOMPARE(thumbnail->facts.size, QSize(360, 640));
        QVERIFY(qAbs(thumbnail->facts.durationMs - 1000) < 60);
        QCOMPARE(thumbnail->poster.size(), QSize(180, 320));
        const QColor middle = thumbnail->poster.pixelColor(90, 160);
        QVERIFY(qAbs(middle.red() - 200) <= 2 && qAbs(middle.green() - 100) <= 2 && qAbs(middle.blue() - 50) <= 2);
        QCOMPARE(QImage(poster).size(), QSize(180, 320));
    }

    void looksPastABlackStart() {
        // Greys that begin at 16 of 255: the first frames count as black.
        const QString file = m_folder.filePath(u"fade.mp4"_s);
        QVERIFY(tests::makeSampleVideo(file, {}));
        const auto thumbnail = readThumbnail(file, 320);
        QVERIFY(thumbnail);
        QVERIFY(qGray(thumbnail->poster.pixel(50, 50)) >= 23);
    }

    void keepsTheFirstFrameOfABlackFilm() {
        const QString file = m_folder.filePath(u"black.mp4"_s);
        QVERIFY(tests::makeSampleVideo(file, {.frames = 6, .color = Qt::black}));
        const auto thumbnail = readThumbnail(file, 320);
        QVERIFY(thumbnail);
        QVERIFY(!thumbnail->poster.isNull());
    }

    void saysWhenItIsNoVideo() {
        const QString file = m_folder.filePath(u"garbage.mp4"_s);
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(QByteArray(5000, 'x'));
        out.close();
        Thumbnailer thumbnailer;
        const auto thumbnail = await(thumbnailer.read(file, 320));
        QVERIFY(!thumbnail);
        QCOMPARE(thumbnail.error().code, ErrorCode::CorruptFile);
        QVERIFY(!await(thumbnailer.read(m_folder.filePath(u"missing.mp4"_s), 320)));
    }

private:
    QTemporaryDir m_folder;
};

KINORA_QT_TEST(ThumbnailerTest)
#include "ThumbnailerTest.moc"
