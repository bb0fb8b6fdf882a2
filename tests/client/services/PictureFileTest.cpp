#include "services/PictureFile.h"

#include "support/QtTestMain.h"

#include <QBuffer>
#include <QTest>

using namespace kinora;

namespace {

QByteArray encoded(const QImage& image, const char* format) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return bytes;
}

Result<QImage> read(QByteArray bytes, int longest = 1000) {
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    return readPicture(buffer, longest);
}

QImage plain(int width, int height) {
    QImage image(width, height, QImage::Format_ARGB32);
    image.fill(QColor(200, 100, 50));
    return image;
}

} // namespace

class PictureFileTest : public QObject {
    Q_OBJECT

private slots:
    void readsPicturesAndNothingElse() {
        for (const char* format : {"PNG", "JPEG", "BMP"}) {
            const auto picture = read(encoded(plain(60, 40), format));
            QVERIFY2(picture.has_value(), format);
            QCOMPARE(picture->size(), QSize(60, 40));
        }
        const QByteArray png = encoded(plain(60, 40), "PNG");
        for (const QByteArray& bytes : {QByteArray(), QByteArray("no picture"),
                 QByteArray("<svg xmlns='http://www.w3.org/2000/svg'/>"), png.left(png.size() / 2)})
            QCOMPARE(read(bytes).error().code, ErrorCode::CorruptFile);
    }

    void largeOnesBecomeSmaller() {
        QCOMPARE(read(encoded(plain(900, 300), "PNG"), 300)->size(), QSize(300, 100));
        QCOMPARE(QImage::fromData(jpegOf(plain(900, 300), 300)).size(), QSize(300, 100));
    }

    void whatIsTransparentBecomesWhite() {
        QImage clear(20, 20, QImage::Format_ARGB32);
        clear.fill(Qt::transparent);
        QVERIFY(QImage::fromData(jpegOf(clear, 100)).pixelColor(10, 10).lightness() > 250);
    }

    void thePartFitsTheVideo() {
        ReferencePicture chosen;
        QCOMPARE(partOf(QSize(400, 400), chosen, QSize(720, 1280)), QRect(88, 0, 225, 400));
        chosen.zoom = 200;
        chosen.centerX = 100;
        chosen.centerY = 0;
        const QRect corner = partOf(QSize(400, 400), chosen, QSize(1280, 720));
        QCOMPARE(corner, QRect(200, 0, 200, 113));
        QCOMPARE(partOf(QSize(1, 5000), {}, QSize(1280, 720)).width(), 1);
    }
};

KINORA_QT_TEST(PictureFileTest)
#include "PictureFileTest.moc"
