// Player, poster, sprite sheet and facts show a turned video as ffmpeg shows it.
#include "client/support/SampleVideo.h"
#include "media/EmbeddedFacts.h"
#include "media/QtPlayer.h"
#include "media/SpriteSheet.h"
#include "media/Thumbnailer.h"
#include "media/VideoFrameConverter.h"
#include "support/QtTestMain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include <array>

using namespace kinora;
using namespace Qt::StringLiterals;

namespace {

constexpr QSize codedSize(320, 180);

/// The middles of its four quarters, from the upper left.
QList<QColor> quarters(const QImage& picture) {
    QList<QColor> colors;
    for (const int y : {1, 3})
        for (const int x : {1, 3})
            colors << picture.pixelColor(x * picture.width() / 4, y * picture.height() / 4);
    return colors;
}

bool areAlike(const QList<QColor>& some, const QList<QColor>& others) {
    constexpr int rounding = 24;
    for (qsizetype i = 0; i < some.size(); ++i) {
        const QColor& a = some.at(i);
        const QColor& b = others.at(i);
        if (qAbs(a.red() - b.red()) > rounding || qAbs(a.green() - b.green()) > rounding ||
            qAbs(a.blue() - b.blue()) > rounding)
            return false;
    }
    return true;
}

} // namespace

class TurnedVideoTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        QVERIFY(tests::runFfmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"color=red:size=160x90:rate=24"_s, u"-f"_s, u"lavfi"_s,
            u"-i"_s, u"color=lime:size=160x90:rate=24"_s, u"-f"_s, u"lavfi"_s, u"-i"_s,
            u"color=blue:size=160x90:rate=24"_s, u"-f"_s, u"lavfi"_s, u"-i"_s, u"color=white:size=160x90:rate=24"_s,
            u"-filter_complex"_s, u"[0][1]hstack[a];[2][3]hstack[b];[a][b]vstack"_s, u"-frames:v"_s, u"25"_s, u"-c:v"_s,
            u"libx264"_s, u"-qp"_s, u"4"_s, u"-pix_fmt"_s, u"yuv420p"_s, m_folder.filePath(u"lying.mp4"_s)}));
    }

    void isShownAsFfmpegShowsIt_data() {
        QTest::addColumn<QList<int>>("matrix"); // a, b, c, d
        QTest::addColumn<bool>("isSideways");
        QTest::newRow("not turned") << QList<int>{1, 0, 0, 1} << false;
        QTest::newRow("a quarter") << QList<int>{0, 1, -1, 0} << true;
        QTest::newRow("a half") << QList<int>{-1, 0, 0, -1} << false;
        QTest::newRow("three quarters") << QList<int>{0, -1, 1, 0} << true;
        QTest::newRow("mirrored") << QList<int>{-1, 0, 0, 1} << false;
        QTest::newRow("upside down") << QList<int>{1, 0, 0, -1} << false;
        QTest::newRow("mirrored, a quarter") << QList<int>{0, 1, 1, 0} << true;
        QTest::newRow("mirrored, three quarters") << QList<int>{0, -1, -1, 0} << true;
    }

    void isShownAsFfmpegShowsIt() {
        QFETCH(QList<int>, matrix);
        QFETCH(bool, isSideways);
        const QSize size = isSideways ? codedSize.transposed() : codedSize;
        const QString file = turned(matrix);
        QByteArray raw;
        QVERIFY(tests::runFfmpeg(
            {u"-i"_s, file, u"-frames:v"_s, u"1"_s, u"-pix_fmt"_s, u"rgb24"_s, u"-f"_s, u"rawvideo"_s, u"-"_s}, {},
            &raw));
        QCOMPARE(raw.size(), 3 * size.width() * size.height());
        const QList<QColor> wanted = quarters(QImage(reinterpret_cast<const uchar*>(raw.constData()), size.width(),
            size.height(), 3 * size.width(), QImage::Format_RGB888));

        const auto facts = readVideoFile(file);
        QVERIFY(facts);
        QCOMPARE(facts->media.size, size);
        const auto poster = readThumbnail(file, 320);
        QVERIFY(poster);
        QCOMPARE(poster->facts.size, size);
        QCOMPARE(poster->poster.size(), size);
        QVERIFY(areAlike(quarters(poster->poster), wanted));
        const auto sheet = readSpriteSheet(file);
        QVERIFY(sheet);
        QVERIFY(areAlike(quarters(sheet->copy(sprite::tile(sheet->size(), 3))), wanted));

        QtPlayer player;
        QVideoFrame frame;
        connect(&player, &Player::frameChanged, this, [&frame](const QVideoFrame& shown) { frame = shown; });
        player.open(file, false);
        QTRY_COMPARE(player.state(), Player::State::Paused);
        VideoFrameConverter converter;
        QVERIFY(areAlike(quarters(converter.convert(frame, size)), wanted));
    }

private:
    /// The film with this matrix in the head of its track.
    [[nodiscard]] QString turned(const QList<int>& matrix) const {
        QFile lying(m_folder.filePath(u"lying.mp4"_s));
        if (!lying.open(QIODevice::ReadOnly))
            return {};
        QByteArray bytes = lying.readAll();
        constexpr qsizetype toMatrix = 44;
        constexpr std::array<qsizetype, 4> places{0, 1, 3, 4};
        const qsizetype head = bytes.indexOf("tkhd");
        for (std::size_t i = 0; i < places.size(); ++i)
            qToBigEndian<qint32>(
                matrix.at(static_cast<qsizetype>(i)) * 0x10000, bytes.data() + head + toMatrix + 4 * places.at(i));
        QFile out(m_folder.filePath(u"turned.mp4"_s));
        return out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size() ? out.fileName() : QString();
    }

    QTemporaryDir m_folder;
};

KINORA_QT_TEST(TurnedVideoTest)
#include "TurnedVideoTest.moc"
