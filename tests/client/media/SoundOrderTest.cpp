#include "media/SoundOrder.h"

#include "support/QtTestMain.h"

#include <QTest>

using namespace kinora;
using namespace Qt::StringLiterals;

class SoundOrderTest : public QObject {
    Q_OBJECT
private slots:
    void arrivesAsItWasGiven();
    void passesOverWhatIsNoOrder();
};

void SoundOrderTest::arrivesAsItWasGiven() {
    const PlaySound given{.file = u"/home/小明/a film\nin two lines %20.mp4"_s,
        .position = std::chrono::microseconds(1'234'567),
        .at = std::chrono::steady_clock::time_point(std::chrono::microseconds(9'876'543'210)),
        .rate = 1.5};
    const QByteArray line = lineOf(given);
    QCOMPARE(line.count('\n'), qsizetype(1));
    QVERIFY(line.endsWith('\n'));
    const std::optional<SoundOrder> order = soundOrderOf(line);
    QVERIFY(order && std::holds_alternative<PlaySound>(*order));
    const auto& play = std::get<PlaySound>(*order);
    QCOMPARE(play.file, given.file);
    QCOMPARE(play.position.count(), given.position.count());
    QVERIFY(play.at == given.at);
    QCOMPARE(play.rate, given.rate);

    QVERIFY(std::holds_alternative<StopSound>(soundOrderOf(lineOf(StopSound{})).value()));
    const SoundOrder volume = soundOrderOf(lineOf(SoundVolume{0.25})).value();
    QCOMPARE(std::get<SoundVolume>(volume).amplitude, 0.25);
}

void SoundOrderTest::passesOverWhatIsNoOrder() {
    for (const char* line : {"", "\n", "play", "play 1 2 3", "stop now", "volume", "louder 1"})
        QVERIFY2(!soundOrderOf(line), line);
}

KINORA_QT_TEST(SoundOrderTest)
#include "SoundOrderTest.moc"
