#include "core/VideoModel.h"

#include "support/QtTestMain.h"

#include <QTest>

using namespace kinora;

class VideoModelTest : public QObject {
    Q_OBJECT

private slots:
    void aSizeIsTurnedWithTheVideo() {
        const VideoModel model = sized();
        QCOMPARE(sizeFor(model, Orientation::Portrait, QString()), QStringLiteral("720x1280"));
        QCOMPARE(sizeFor(model, Orientation::Portrait, QStringLiteral("1024x1792")), QStringLiteral("1024x1792"));
        QCOMPARE(sizeFor(model, Orientation::Landscape, QStringLiteral("1024x1792")), QStringLiteral("1792x1024"));
        QCOMPARE(sizeFor(model, Orientation::Landscape, QStringLiteral("640x480")), QStringLiteral("1280x720"));
        QCOMPARE(sizeFor(VideoModel(), Orientation::Portrait, QStringLiteral("720x1280")), QString());
    }

    void sizesAreRead() {
        QCOMPARE(sizeOf(QStringLiteral("720x1280")), QSize(720, 1280));
        for (const char* wrong : {"", "x", "720", "720x", "x1280", "0x1280", "-720x1280", "bigxsmall"}) {
            QVERIFY2(sizeOf(QLatin1String(wrong)).isEmpty(), wrong);
        }
    }

    void aPriceIsThatOfItsSize() {
        VideoModel model = sized();
        QVERIFY(!priceOf(model, 8, QString()));
        model.pricePerSecondMicroUsd = 100000;
        QCOMPARE(priceOf(model, 8, QStringLiteral("720x1280")), std::optional<qint64>(800000));
        QCOMPARE(priceOf(model, 8, QStringLiteral("1024x1792")), std::optional<qint64>(2000000));
        QVERIFY(!priceOf(model, std::nullopt, QStringLiteral("1024x1792")));
        model.pricePerSecondMicroUsd.reset();
        model.pricePerVideoMicroUsd = 500000;
        QCOMPARE(priceOf(model, 8, QString()), std::optional<qint64>(500000));
        QCOMPARE(priceOf(model, 8, QStringLiteral("1024x1792")), std::optional<qint64>(250000));
    }

private:
    static VideoModel sized() {
        VideoModel model;
        model.sizes = {{Orientation::Portrait, {QStringLiteral("720x1280"), QStringLiteral("1024x1792")}},
            {Orientation::Landscape, {QStringLiteral("1280x720"), QStringLiteral("1792x1024")}}};
        model.sizePricesMicroUsd = {{QStringLiteral("1024x1792"), 250000}};
        return model;
    }
};

KINORA_QT_TEST(VideoModelTest)
#include "VideoModelTest.moc"
