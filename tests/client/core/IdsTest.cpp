#include "core/Ids.h"

#include "support/QtTestMain.h"

#include <QSet>
#include <QTest>

using namespace kinora;

class IdsTest : public QObject {
    Q_OBJECT

private slots:
    void hasTheFormOfRfc9562() {
        // The time of the RFC's own example, appendix A.6.
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(0x017F22E279B0, Qt::UTC);
        const QString id = newId(time);
        QVERIFY(isId(id));
        QVERIFY(id.startsWith(u"017f22e2-79b0-7"));
        QVERIFY(QStringLiteral("89ab").contains(id[19]));
    }

    void isUniqueWithinAMillisecond() {
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(1, Qt::UTC);
        QSet<QString> ids;
        for (int i = 0; i < 1000; ++i)
            ids.insert(newId(time));
        QCOMPARE(ids.size(), 1000);
    }

    void refusesWhatCouldLeaveAPath() {
        QVERIFY(!isId(u""));
        QVERIFY(!isId(u"../../../../etc/passwd/aaaaaaaaaaaaaa"));
        QVERIFY(!isId(u"017F22E2-79B0-7CC3-98C4-DC0C0C07398F"));
        QVERIFY(isId(u"017f22e2-79b0-7cc3-98c4-dc0c0c07398f"));
        QVERIFY(!isId(u"017f22e2-79b0-7cc3-98c4-dc0c0c07398f "));
    }

    void shortIdIsTheRandomEnd() {
        QCOMPARE(shortId(u"017f22e2-79b0-7cc3-98c4-dc0c0c07398f"), QStringLiteral("0c07398f"));
        QCOMPARE(shortId(u"abc"), QStringLiteral("abc"));
    }
};

KINORA_QT_TEST(IdsTest)
#include "IdsTest.moc"
