// Who may have a library open, and when it is.
#include "LibraryApp.h"
#include "client/support/Await.h"
#include "client/support/BusyDisk.h"
#include "services/Library.h"
#include "support/QtTestMain.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QSysInfo>
#include <QTest>
#include <QThread>

#include <memory>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::await;
using tests::LibraryApp;
using tests::longestWaitMs;
using tests::sampleVideo;

class LibraryOpeningTest : public tests::LibraryCase {
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void isOpenInOneProgramOnly() {
        LibraryApp app(m_folder->path());
        QVERIFY(await(app.library.open(server, maya)));
        LibraryApp other(m_folder->path());
        QCOMPARE(await(other.library.open(server, maya)).error().code, ErrorCode::Busy);
        QVERIFY(await(other.library.open(server, otto)));
        app.library.close();
        QTRY_VERIFY_WITH_TIMEOUT(await(other.library.open(server, maya)), longestWaitMs);
    }

    void takesOverFromOneThatDied() {
        QProcess dead;
        dead.start(QCoreApplication::applicationFilePath(), {u"-functions"_s});
        const qint64 id = dead.processId();
        QTRY_COMPARE_WITH_TIMEOUT(dead.state(), QProcess::NotRunning, longestWaitMs);
        QVERIFY(QDir().mkpath(libraryFolder()));
        QFile lock(libraryFolder() + u"/library.lock"_s);
        QVERIFY(lock.open(QIODevice::WriteOnly));
        lock.write(QByteArray::number(id) + "\nkinora\n" + QSysInfo::machineHostName().toUtf8() + '\n');
        lock.close();
        LibraryApp app(m_folder->path());
        QVERIFY(await(app.library.open(server, maya)));
    }

    void takesOverFromOneThatHadItsNumber() {
        QByteArray left; // as this program writes it
        {
            LibraryApp app(m_folder->path());
            QVERIFY(await(app.library.open(server, maya)));
            QFile lock(libraryFolder() + u"/library.lock"_s);
            QVERIFY(lock.open(QIODevice::ReadOnly));
            left = lock.readAll();
        }
        QFile lock(libraryFolder() + u"/library.lock"_s);
        QVERIFY(!lock.exists() && lock.open(QIODevice::WriteOnly));
        QVERIFY(left.startsWith(QByteArray::number(QCoreApplication::applicationPid()) + '\n'));
        lock.write(left);
        lock.close();
        LibraryApp app(m_folder->path());
        QVERIFY(await(app.library.open(server, maya)));
        LibraryApp other(m_folder->path());
        QCOMPARE(await(other.library.open(server, maya)).error().code, ErrorCode::Busy);
    }

    void isNotOpenedWhenClosedMeanwhile() {
        LibraryApp app(m_folder->path());
        const QSignalSpy opened(&app.library, &Library::opened);
        {
            const tests::BusyDisk busy(app.library, m_folder->path());
            const auto opening = app.library.open(server, maya);
            QVERIFY(!opening.isFinished()); // else this shows nothing
            app.library.close();
            QCOMPARE(await(opening).error().code, ErrorCode::Canceled);
        }
        QVERIFY(await(app.library.open(server, otto)));
        QCOMPARE(opened.count(), 1);
        LibraryApp other(m_folder->path());
        QVERIFY(await(other.library.open(server, maya))); // nobody holds it
    }

    void opensTheLastOfThoseAskedFor() {
        LibraryApp app(m_folder->path());
        const QSignalSpy opened(&app.library, &Library::opened);
        auto busy = std::make_unique<tests::BusyDisk>(app.library, m_folder->path());
        const auto first = app.library.open(server, maya);
        const auto second = app.library.open(server, otto);
        const auto third = app.library.open(server, maya);
        busy.reset();
        QVERIFY(await(third));
        QCOMPARE(await(first).error().code, ErrorCode::Canceled);
        QCOMPARE(await(second).error().code, ErrorCode::Canceled);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(app.library.folder().root(), libraryFolder());
        LibraryApp other(m_folder->path());
        QVERIFY(await(other.library.open(server, otto)));
    }

    void comesBackAfterItsOwnClosing() {
        LibraryApp app(m_folder->path());
        for (int number = 1; number <= 5; ++number) {
            QVERIFY(await(app.library.open(server, maya)));
            QCOMPARE(await(app.library.store().totals())->videos, number - 1);
            (void)app.library.store().upsert({sampleVideo(number)}); // is waited for by whoever closes
            app.library.close();
        }
    }

    void isThereAtOnceWhenForeseen() {
        LibraryApp app(m_folder->path());
        app.library.foresee(server, maya);
        QVERIFY(!app.library.isOpen());
        // No event loop runs here, so nothing is opened but at once.
        bool atOnce = false;
        for (const QDeadlineTimer end(longestWaitMs); !atOnce && !end.hasExpired(); QThread::msleep(1))
            atOnce = app.library.open(server, maya).isFinished();
        QVERIFY(atOnce);
        QVERIFY(app.library.isOpen());
    }

    void letsGoOfWhatWasForeseen() {
        LibraryApp app(m_folder->path());
        app.library.foresee(server, maya);
        QVERIFY(await(app.library.open(server, otto)));
        LibraryApp other(m_folder->path());
        QTRY_VERIFY_WITH_TIMEOUT(await(other.library.open(server, maya)), longestWaitMs);
        other.library.close();
        app.library.foresee(server, maya);
        app.library.close();
        QTRY_VERIFY_WITH_TIMEOUT(await(other.library.open(server, otto)), longestWaitMs);
        QTRY_VERIFY_WITH_TIMEOUT(await(other.library.open(server, maya)), longestWaitMs);
    }
};

KINORA_QT_TEST(LibraryOpeningTest)
#include "LibraryOpeningTest.moc"
