#include "media/SpriteSheet.h"

#include "client/support/Await.h"
#include "client/support/SampleVideo.h"
#include "media/Thumbnailer.h"
#include "support/QtTestMain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::await;

class SpriteSheetTest : public QObject {
    Q_OBJECT
private slots:
    void showsTheVideoFromStartToEnd() {
        const QString file = m_folder.filePath(u"film ü.mp4"_s);
        QVERIFY(tests::makeSampleVideo(file, {.size = {480, 270}}));
        const Result<QImage> sheet = readSpriteSheet(file);
        QVERIFY(sheet);
        QCOMPARE(sheet->size(), QSize(5 * 240, 5 * 135));
        for (int frame = 0; frame < sprite::frames; ++frame) {
            const QRect tile = sprite::tile(sheet->size(), frame);
            const int grey = qGray(sheet->pixel(tile.center()));
            const int wanted = static_cast<int>((frame + 0.5) / sprite::frames * 30);
            QCOMPARE(tests::frameOfGrey(grey), wanted);
        }
    }

    void keepsTheShapeOfUprightVideos() {
        const QString file = m_folder.filePath(u"upright.mp4"_s);
        QVERIFY(tests::makeSampleVideo(file, {.size = {360, 640}, .frames = 3, .color = QColor(200, 100, 50)}));
        const Result<QImage> sheet = readSpriteSheet(file);
        QVERIFY(sheet);
        QCOMPARE(sheet->size(), QSize(5 * 135, 5 * 240));
        const QColor middle = sheet->pixelColor(sprite::tile(sheet->size(), 24).center());
        QVERIFY(qAbs(middle.red() - 200) <= 2 && qAbs(middle.green() - 100) <= 2 && qAbs(middle.blue() - 50) <= 2);
    }

    void jumpsThroughLongVideos() {
        // 120 s: frames lie farther apart than what is decoded through.
        const QString file = m_folder.filePath(u"long.mp4"_s);
        QVERIFY(tests::makeSampleVideo(file, {.size = {64, 36}, .frames = 30, .framesPerSecond = 0.25}));
        const Result<QImage> sheet = readSpriteSheet(file);
        QVERIFY(sheet);
        for (const int frame : {0, 7, 13, 24}) {
            const int grey = qGray(sheet->pixel(sprite::tile(sheet->size(), frame).center()));
            QCOMPARE(tests::frameOfGrey(grey), static_cast<int>((frame + 0.5) / sprite::frames * 30));
        }
    }

    void isWrittenWholeOrNotAtAll() {
        const QString file = m_folder.filePath(u"short.mp4"_s);
        QVERIFY(tests::makeSampleVideo(file, {.frames = 3}));
        Thumbnailer thumbnailer;
        const QString saved = m_folder.filePath(u"sprite.jpg"_s);
        QVERIFY(await(thumbnailer.saveSprite(file, saved)));
        QCOMPARE(QImage(saved).size(), QSize(5 * 240, 5 * 135));

        QFile garbage(m_folder.filePath(u"garbage.mp4"_s));
        QVERIFY(garbage.open(QIODevice::WriteOnly));
        garbage.write(QByteArray(5000, 'x'));
        garbage.close();
        const QString none = m_folder.filePath(u"none.jpg"_s);
        const Result<void> refused = await(thumbnailer.saveSprite(garbage.fileName(), none));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::CorruptFile);
        QVERIFY(!QFile::exists(none));
    }

    void findsTheFrameOfAPlace() {
        QCOMPARE(sprite::frameAt(0), 0);
        QCOMPARE(sprite::frameAt(0.5), 12);
        QCOMPARE(sprite::frameAt(1), 24);
        QCOMPARE(sprite::frameAt(-1), 0);
        QCOMPARE(sprite::tile({50, 100}, 7), QRect(20, 20, 10, 20));
    }

private:
    QTemporaryDir m_folder;
};

KINORA_QT_TEST(SpriteSheetTest)
#include "SpriteSheetTest.moc"
