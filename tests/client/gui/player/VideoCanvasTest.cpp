#include "gui/player/VideoCanvas.h"

#include "client/support/SampleVideo.h"
#include "media/QtPlayer.h"
#include "support/QtTestMain.h"

#include <QTemporaryDir>
#include <QTest>

using namespace kinora;
using namespace Qt::StringLiterals;

class VideoCanvasTest : public QObject {
    Q_OBJECT
private slots:
    void letterboxesThePicture() {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"film.mp4"_s);
        QVERIFY(tests::makeSampleVideo(file, {.size = {180, 320}, .frames = 4, .color = QColor(200, 100, 50)}));
        QtPlayer player;
        VideoCanvas canvas;
        canvas.setSurround(QColor(1, 2, 3));
        canvas.setPlayer(&player);
        canvas.resize(800, 400);
        QVERIFY(canvas.pictureRect().isEmpty());
        player.open(file, false);
        QTRY_COMPARE(player.state(), Player::State::Paused);
        QCOMPARE(canvas.pictureRect(), QRect(287, 0, 225, 400));
        const QImage shown = canvas.grab().toImage();
        QCOMPARE(shown.pixelColor(100, 200), QColor(1, 2, 3));
        const QColor middle = shown.pixelColor(400, 200);
        QVERIFY(qAbs(middle.red() - 200) <= 2 && qAbs(middle.green() - 100) <= 2 && qAbs(middle.blue() - 50) <= 2);
        canvas.setPlayer(nullptr);
    }

    void showsThePosterUntilThen() {
        VideoCanvas canvas;
        canvas.resize(400, 400);
        QImage poster(160, 90, QImage::Format_RGB32);
        poster.fill(Qt::green);
        canvas.setPoster(poster);
        QCOMPARE(canvas.grab().toImage().pixelColor(200, 200), QColor(Qt::green));
        canvas.setCornerRadius(20);
        const QImage rounded = canvas.grab().toImage();
        QCOMPARE(rounded.pixelColor(200, 200), QColor(Qt::green));
        QCOMPARE(rounded.pixelColor(1, canvas.pictureRect().top() + 1), QColor(Qt::black));
        canvas.clear();
        QCOMPARE(canvas.grab().toImage().pixelColor(200, 200), QColor(Qt::black));
    }
};

KINORA_QT_TEST(VideoCanvasTest)
#include "VideoCanvasTest.moc"
