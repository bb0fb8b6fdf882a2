#include "storage/Outbox.h"

#include "client/support/Await.h"
#include "support/QtTestMain.h"

#include <QTemporaryDir>
#include <QTest>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::await;

class OutboxTest : public QObject {
    Q_OBJECT
private slots:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_database = std::move(*Database::open(m_folder->filePath(u"library.sqlite"_s)));
    }
    void cleanup() { m_database.reset(); }

    void keepsEntriesInOrder() {
        Outbox outbox(*m_database);
        QVERIFY(await(outbox.put({u"b"_s, "first", m_time})));
        QVERIFY(await(outbox.put({u"a"_s, "second", m_time})));
        const auto all = outbox.all();
        QVERIFY(all);
        QCOMPARE(all->size(), 2);
        QCOMPARE(all->at(0).key, u"b"_s);
        QCOMPARE(all->at(0).body, QByteArray("first"));
        QCOMPARE(all->at(0).createdAt, m_time);
        QVERIFY(await(outbox.remove(u"b"_s)));
        QVERIFY(await(outbox.remove(u"b"_s)));
        QCOMPARE(outbox.all()->size(), 1);
    }

    void neverChangesWhatWasSentUnderAKey() {
        Outbox outbox(*m_database);
        QVERIFY(await(outbox.put({u"a"_s, "first", m_time})));
        QVERIFY(await(outbox.put({u"a"_s, "second", m_time})));
        QCOMPARE(outbox.all()->first().body, QByteArray("first"));
    }

    void keepsUnsentText() {
        Outbox outbox(*m_database);
        QVERIFY(outbox.unsent(u"composer"_s)->isEmpty());
        QVERIFY(await(outbox.saveUnsent(u"composer"_s, "half a sen")));
        QVERIFY(await(outbox.saveUnsent(u"composer"_s, "half a sentence")));
        QCOMPARE(*Outbox(*m_database).unsent(u"composer"_s), QByteArray("half a sentence"));
        QVERIFY(await(outbox.saveUnsent(u"composer"_s, {})));
        QVERIFY(outbox.unsent(u"composer"_s)->isEmpty());
    }

private:
    const QDateTime m_time{QDate(2026, 11, 1), QTime(12, 0, 0, 123), Qt::UTC};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
};

KINORA_QT_TEST(OutboxTest)
#include "OutboxTest.moc"
