#include "client/support/Await.h"
#include "core/DiskRoom.h"
#include "storage/Database.h"
#include "storage/Migrations.h"
#include "storage/VideoStore.h"
#include "support/QtTestMain.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::await;

namespace {

/// The version before edits had seen_at.
constexpr qsizetype versionBeforeSeen = 9;

const QDateTime seenAt(QDate(2026, 11, 2), QTime(13, 0), Qt::UTC);

void runAll(const QString& list, qsizetype version, const QStringList& statements) {
    const QString name = u"salvaged"_s;
    {
        QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        connection.setDatabaseName(list);
        QVERIFY(connection.open());
        QVERIFY(migrate(connection, libraryMigrations().first(static_cast<std::size_t>(version))));
        for (const QString& statement : statements)
            QVERIFY2(runSql(connection, statement), qPrintable(statement));
        connection.close();
    }
    QSqlDatabase::removeDatabase(name);
}

int unsentIn(const Database& database) {
    auto query = runSql(database.reader(), u"SELECT count(*) FROM unsent"_s);
    return query && query->next() ? query->value(0).toInt() : -1;
}

QByteArray bytesIn(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void overwrite(const QString& path, const QByteArray& content) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
}

} // namespace

/// What is taken over from lists that were set aside.
class SalvageTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void keepsWhatWasSeenOfWhatWasEdited_data() {
        QTest::addColumn<qsizetype>("version");
        QTest::addColumn<QString>("columns");
        QTest::addColumn<QString>("values");
        QTest::addColumn<QDateTime>("seen");
        QTest::newRow("a list of today") << static_cast<qsizetype>(libraryMigrations().size()) << u", seen_at"_s
                                         << u", %1"_s.arg(seenAt.toMSecsSinceEpoch()) << seenAt;
        QTest::newRow("a list from before it was noted") << versionBeforeSeen << QString() << QString() << QDateTime();
    }
    void keepsWhatWasSeenOfWhatWasEdited() {
        QFETCH(qsizetype, version);
        QFETCH(QString, columns);
        QFETCH(QString, values);
        QFETCH(QDateTime, seen);
        const QString list = m_folder->filePath(u"library.sqlite"_s);
        const QDateTime editedAt = seenAt.addSecs(-3600);
        runAll(list, version,
            {u"INSERT INTO edits (video_id, field, tag, value, edited_at%1) VALUES ('a', 'rating', '', '4', %2%3)"_s
                    .arg(columns)
                    .arg(editedAt.toMSecsSinceEpoch())
                    .arg(values),
                u"INSERT INTO outbox (key, body, created_at) VALUES ('a long key', x'01', 1)"_s});
        QByteArray content = bytesIn(list);
        QCOMPARE(content.count("a long key"), 2); // in the table and in the index
        content.replace(content.indexOf("a long key"), 1, "A");
        overwrite(list, content);
        const auto database = Database::open(list);
        QVERIFY(database);
        QVERIFY(bytesIn((*database)->setAsideFile()).contains("A long key"));
        const VideoStore store(**database);
        const auto queued = store.nextEdits(2);
        QVERIFY(queued && *queued);
        QCOMPARE((*queued)->ids, QStringList{u"a"_s});
        QCOMPARE((*queued)->edit, (VideoEdit{.rating = 4}));
        QCOMPARE((*queued)->editedAt, editedAt);
        QCOMPARE((*queued)->seen, seen);
    }

    void takesNothingOverAgainWhereTheMarkCannotBeReplaced() {
        // The mark's name is as long as names may be: what is written to take its place would have a longer one.
        constexpr qsizetype longestName = 255;
        const QString end = u".sqlite-set-aside"_s;
        const QString base(longestName - end.size(), u'l');
        const QString list = m_folder->filePath(base + u".sqlite"_s);
        const QString mark = m_folder->filePath(base + end);
        const QStringList aside{base + u".damaged-1.sqlite"_s, base + u".damaged-2.sqlite"_s};
        const auto version = static_cast<qsizetype>(libraryMigrations().size());
        QList<QByteArray> contents;
        for (const QString& name : aside) {
            const QString made = m_folder->filePath(u"made.sqlite"_s); // its journal has a longer name
            runAll(made, version, {u"INSERT INTO unsent VALUES ('%1', x'01')"_s.arg(contents.size())});
            contents << bytesIn(made);
            QVERIFY(QFile::rename(made, m_folder->filePath(name)));
        }
        overwrite(mark, aside.join(u'\n').toUtf8());
        if (writeWhole(mark, aside.join(u'\n').toUtf8()))
            QSKIP("names may be longer here");
        {
            const auto database = Database::open(list);
            QVERIFY(database);
            QCOMPARE(unsentIn(**database), 2); // of both
            QVERIFY(await((*database)->write<void>(
                [](QSqlDatabase& connection) { return withoutRows(runSql(connection, u"DELETE FROM unsent"_s)); })));
        }
        const auto database = Database::open(list);
        QVERIFY(database);
        QCOMPARE(unsentIn(**database), 0); // it would be paid for twice
        for (qsizetype i = 0; i < aside.size(); ++i)
            QCOMPARE(bytesIn(m_folder->filePath(aside.at(i))), contents.at(i));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

KINORA_QT_TEST(SalvageTest)
#include "SalvageTest.moc"
