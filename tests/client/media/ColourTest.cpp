// Player, posters and what is copied out of a video show the colours that ffmpeg makes of it.
#include "client/support/SampleVideo.h"
#include "media/QtPlayer.h"
#include "media/Thumbnailer.h"
#include "media/VideoFrameConverter.h"
#include "support/QtTestMain.h"

#include <QTemporaryDir>
#include <QTest>

using namespace kinora;
using namespace Qt::StringLiterals;

namespace {

/// The greatest difference of a colour's part, where ffmpeg's picture is even: how colour is spread over an edge is a
/// matter of taste.
int difference(const QImage& shown, const QImage& wanted) {
    constexpr int reach = 3;
    int greatest = 0;
    for (int y = reach; y < wanted.height() - reach; y += reach) {
        for (int x = reach; x < wanted.width() - reach; x += reach) {
            const QColor middle = wanted.pixelColor(x, y);
            bool even = true;
            for (const QPoint& step : {QPoint(-reach, 0), QPoint(reach, 0), QPoint(0, -reach), QPoint(0, reach)})
                even = even && wanted.pixelColor(QPoint(x, y) + step) == middle;
            if (!even)
                continue;
            const QColor color = shown.pixelColor(x, y);
            greatest = std::max({greatest, qAbs(color.red() - middle.red()), qAbs(color.green() - middle.green()),
                qAbs(color.blue() - middle.blue())});
        }
    }
    return greatest;
}

} // namespace

class ColourTest : public QObject {
    Q_OBJECT
private slots:
    void isWhatFfmpegMakesOfIt_data() {
        QTest::addColumn<QString>("matrix");
        QTest::addColumn<QString>("range");
        QTest::addColumn<QString>("pixels");
        QTest::addColumn<QSize>("size");
        for (const char* matrix : {"bt601", "bt709"}) {
            for (const char* range : {"tv", "pc"}) {
                for (const QSize& size : {QSize(320, 180), QSize(1280, 720)})
                    QTest::addRow("%s %s %d", matrix, range, size.height())
                        << QString::fromLatin1(matrix) << QString::fromLatin1(range) << u"yuv420p"_s << size;
            }
        }
        QTest::newRow("full range by its pixels") << u"bt601"_s << u"pc"_s << u"yuvj420p"_s << QSize(320, 180);
        QTest::newRow("colour for every pixel") << u"bt709"_s << u"tv"_s << u"yuv444p"_s << QSize(320, 180);
        QTest::newRow("colour for every pixel, full") << u"bt709"_s << u"pc"_s << u"yuv444p"_s << QSize(320, 180);
        QTest::newRow("ten bits") << u"bt709"_s << u"tv"_s << u"yuv420p10le"_s << QSize(320, 180);
    }

    void isWhatFfmpegMakesOfIt() {
        QFETCH(QString, matrix);
        QFETCH(QString, range);
        QFETCH(QString, pixels);
        QFETCH(QSize, size);
        const QString file = m_folder.filePath(u"bars.mp4"_s);
        const QString space = matrix == u"bt601" ? u"smpte170m"_s : matrix;
        QVERIFY(tests::runFfmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s,
            u"smptebars=size=%1x%2:rate=30"_s.arg(size.width()).arg(size.height()), u"-frames:v"_s, u"3"_s, u"-vf"_s,
            u"format=gbrp,scale=out_color_matrix=%1:out_range=%2,format=%3"_s.arg(matrix, range, pixels), u"-c:v"_s,
            u"libx264"_s, u"-preset"_s, u"ultrafast"_s, u"-qp"_s, u"1"_s, u"-colorspace"_s, space,
            u"-color_primaries"_s, space, u"-color_trc"_s, space, u"-color_range"_s, range, file}));
        QByteArray raw;
        QVERIFY(tests::runFfmpeg({u"-i"_s, file, u"-frames:v"_s, u"1"_s, u"-vf"_s,
                                     u"scale=in_color_matrix=%1:in_range=%2:flags=accurate_rnd"_s.arg(matrix, range),
                                     u"-pix_fmt"_s, u"rgb24"_s, u"-f"_s, u"rawvideo"_s, u"-"_s},
            {}, &raw));
        QCOMPARE(raw.size(), 3 * size.width() * size.height());
        const QImage wanted(reinterpret_cast<const uchar*>(raw.constData()), size.width(), size.height(),
            3 * size.width(), QImage::Format_RGB888);

        QtPlayer player;
        QVideoFrame frame;
        connect(&player, &Player::frameChanged, this, [&frame](const QVideoFrame& shown) { frame = shown; });
        player.open(file, false);
        QTRY_COMPARE(player.state(), Player::State::Paused);
        VideoFrameConverter converter;
        const QImage shown = converter.convert(frame, size);
        QCOMPARE(shown.size(), size);
        QVERIFY2(difference(shown, wanted) <= 2, qPrintable(QString::number(difference(shown, wanted))));

        const auto poster = readThumbnail(file, std::max(size.width(), size.height()));
        QVERIFY(poster);
        QVERIFY2(
            difference(poster->poster, wanted) <= 2, qPrintable(QString::number(difference(poster->poster, wanted))));
    }

private:
    QTemporaryDir m_folder;
};

KINORA_QT_TEST(ColourTest)
#include "ColourTest.moc"
