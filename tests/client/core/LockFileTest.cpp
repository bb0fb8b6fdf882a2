#include "core/LockFile.h"

#include "support/QtTestMain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <chrono>
#include <future>

using namespace kinora;
using namespace std::chrono_literals;

class LockFileTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_name = m_folder->filePath(QStringLiteral("lock"));
    }

    void takesWhatOneOfItsNumberLeft() {
        QVERIFY(leaveLock());
        QLockFile lock(m_name);
        lock.setStaleLockTime(0);
        QVERIFY(!lock.tryLock(0)); // else this shows nothing
        QVERIFY(takeLock(lock));
        QVERIFY(lock.isLocked());
        QLockFile second(m_name);
        second.setStaleLockTime(0);
        QVERIFY(!takeLock(second));
    }

    void leavesWhatIsHeldHere() {
        QLockFile first(m_name);
        first.setStaleLockTime(0);
        QVERIFY(takeLock(first));
        QLockFile second(m_name);
        second.setStaleLockTime(0);
        for (int times = 0; times < 3; ++times) {
            QVERIFY(!takeLock(second));
            QCOMPARE(second.error(), QLockFile::LockFailedError);
            QVERIFY(QFile::exists(m_name));
        }
        first.unlock();
        QVERIFY(takeLock(second));
    }

    void leavesWhatAnotherComputerHolds() {
        QVERIFY(leaveLock());
        QFile file(m_name);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArrayList lines = file.readAll().split('\n');
        lines[2] = "elsewhere";
        QVERIFY(file.resize(0) && file.seek(0));
        file.write(lines.join('\n'));
        file.close();
        QLockFile lock(m_name);
        lock.setStaleLockTime(0);
        QVERIFY(!takeLock(lock));
        QVERIFY(QFile::exists(m_name));
    }

    void waitsForWhoeverHoldsIt() {
        QLockFile first(m_name);
        first.setStaleLockTime(0);
        QVERIFY(takeLock(first));
        QLockFile second(m_name);
        second.setStaleLockTime(0);
        QVERIFY(!takeLock(second, 10ms, false));
        QCOMPARE(second.error(), QLockFile::LockFailedError);
        std::atomic_bool stop = false;
        const auto wait = [&second, &stop] {
            return takeLock(second, 24h, stop);
        };
        std::future<bool> taken = std::async(std::launch::async, wait);
        stop = true;
        QVERIFY(!taken.get());
        stop = false;
        taken = std::async(std::launch::async, wait);
        first.unlock();
        QVERIFY(taken.get());
    }

    void doesNotWaitForTheDead() {
        QVERIFY(leaveLock());
        QLockFile lock(m_name);
        lock.setStaleLockTime(0);
        QVERIFY(takeLock(lock, 0ms, false));
    }

private:
    /// As a process of this one's number and name leaves it when it dies.
    [[nodiscard]] bool leaveLock() const {
        QByteArray content;
        {
            QLockFile lock(m_name);
            QFile file(m_name);
            if (!lock.tryLock(0) || !file.open(QIODevice::ReadOnly))
                return false;
            content = file.readAll();
        }
        QFile file(m_name);
        return !content.isEmpty() && file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_name;
};

KINORA_QT_TEST(LockFileTest)
#include "LockFileTest.moc"
