#include "app/SingleInstance.h"

#include "support/QtTestMain.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace kinora;

class SingleInstanceTest : public QObject {
    Q_OBJECT

private slots:
    void secondStartAsksTheFirstForItsWindow() {
        const QTemporaryDir folder;
        SingleInstance first(folder.path());
        const QSignalSpy raised(&first, &SingleInstance::raiseRequested);
        QVERIFY(first.claim());
        SingleInstance second(folder.path());
        QVERIFY(!second.claim());
        QTRY_COMPARE(raised.size(), 1);
        QVERIFY(raised.first().first().toString().isEmpty());
    }

    void secondStartHandsItsLinkOver() {
        const QTemporaryDir folder;
        SingleInstance first(folder.path());
        const QSignalSpy raised(&first, &SingleInstance::raiseRequested);
        QVERIFY(first.claim());
        const QString link = QStringLiteral("kinora://invite?relay=https%3A%2F%2Fstudio.example&code=A1");
        SingleInstance second(folder.path());
        QVERIFY(!second.claim(link));
        QTRY_COMPARE(raised.size(), 1);
        QCOMPARE(raised.first().first().toString(), link);
    }

    void foldersDoNotDisturbEachOther() {
        const QTemporaryDir one;
        const QTemporaryDir other;
        SingleInstance first(one.path());
        SingleInstance second(other.path());
        QVERIFY(first.claim());
        QVERIFY(second.claim());
    }

    void folderIsFreeAgainAfterwards() {
        const QTemporaryDir folder;
        {
            SingleInstance first(folder.path());
            QVERIFY(first.claim());
        }
        SingleInstance second(folder.path());
        QVERIFY(second.claim());
    }
};

KINORA_QT_TEST(SingleInstanceTest)
#include "SingleInstanceTest.moc"
