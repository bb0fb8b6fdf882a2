#include "app/SingleInstance.h"

#include "support/QtTestMain.h"

#include <QFile>
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

    void startsAfterOneOfItsNumberThatDied() {
        const QTemporaryDir folder;
        QFile lock(folder.filePath(QStringLiteral("kinora.lock")));
        QByteArray left; // as this program writes it
        {
            SingleInstance dead(folder.path());
            QVERIFY(dead.claim());
            QVERIFY(lock.open(QIODevice::ReadOnly));
            left = lock.readAll();
            lock.close();
        }
        QVERIFY(left.startsWith(QByteArray::number(QCoreApplication::applicationPid()) + '\n'));
        QVERIFY(!lock.exists() && lock.open(QIODevice::WriteOnly));
        lock.write(left);
        lock.close();
        SingleInstance first(folder.path());
        QVERIFY(first.claim());
        SingleInstance second(folder.path());
        QVERIFY(!second.claim());
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
