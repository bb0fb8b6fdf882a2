#include "storage/Database.h"

#include "client/support/Await.h"
#include "storage/Migrations.h"
#include "storage/VideoStore.h"
#include "support/QtTestMain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::await;

namespace {

QFuture<Result<void>> run(Database& database, const QString& sql) {
    return database.write<void>([sql](QSqlDatabase& connection) -> Result<void> {
        const auto done = runSql(connection, sql);
        return done ? Result<void>() : std::unexpected(done.error());
    });
}

int countOf(const Database& database, const QString& rows) {
    auto query = runSql(database.reader(), u"SELECT count(*) FROM "_s + rows);
    return query && query->next() ? query->value(0).toInt() : -1;
}

int count(const Database& database) {
    auto query = runSql(database.reader(), u"SELECT count(*) FROM unsent"_s);
    return query && query->next() ? query->value(0).toInt() : -1;
}

} // namespace

class DatabaseTest : public QObject {
    Q_OBJECT
private slots:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath(u"deep/er/library.sqlite"_s);
    }

    void keepsWhatWasWritten() {
        {
            const auto database = Database::open(m_file);
            QVERIFY(database);
            QVERIFY((*database)->setAsideFile().isEmpty());
            QVERIFY(await(run(**database, u"INSERT INTO unsent VALUES ('a', x'01')"_s)));
            QCOMPARE(count(**database), 1);
        }
        const auto again = Database::open(m_file);
        QVERIFY(again);
        QCOMPARE(count(**again), 1);
    }

    void finishesQueuedWritesWhenItGoes() {
        QFuture<Result<void>> last;
        {
            const auto database = Database::open(m_file);
            for (int i = 0; i < 20; ++i)
                last = run(**database, u"INSERT INTO unsent VALUES ('%1', x'01')"_s.arg(i));
        }
        QVERIFY(last.isFinished());
        const auto again = Database::open(m_file);
        QCOMPARE(count(**again), 20);
    }

    void rollsBackAWriteThatAnswersAnError() {
        const auto database = Database::open(m_file);
        const auto failed = await((*database)->write<int>([](QSqlDatabase& connection) -> Result<int> {
            if (const auto done = runSql(connection, u"INSERT INTO unsent VALUES ('a', x'01')"_s); !done)
                return std::unexpected(done.error());
            return failure(ErrorCode::Conflict);
        }));
        QVERIFY(!failed);
        QCOMPARE(failed.error().code, ErrorCode::Conflict);
        QCOMPARE(count(**database), 0);
        QVERIFY(await(run(**database, u"INSERT INTO unsent VALUES ('b', x'01')"_s)));
        QCOMPARE(count(**database), 1);
    }

    void setsADamagedFileAside() {
        QVERIFY(Database::open(m_file));
        const QByteArray damage(8192, 'x');
        for (const int round : {1, 2}) {
            QFile file(m_file);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(damage);
            file.close();
            const auto database = Database::open(m_file);
            QVERIFY(database);
            QCOMPARE(QFileInfo((*database)->setAsideFile()).fileName(), u"library.damaged-%1.sqlite"_s.arg(round));
            QFile aside((*database)->setAsideFile());
            QVERIFY(aside.open(QIODevice::ReadOnly));
            QCOMPARE(aside.readAll(), damage);
            QCOMPARE(count(**database), 0);
        }
    }

    void noticesDamageInTheMiddle() {
        {
            const auto database = Database::open(m_file);
            QVERIFY(
                await(run(**database, u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
                                      "INSERT INTO unsent SELECT 'form ' || i, randomblob(100) FROM n"_s)));
        }
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.size() > 40000);
        file.seek(file.size() / 2);
        file.write(QByteArray(4096, '\x5a'));
        file.close();
        touch(m_file);
        const auto database = Database::open(m_file);
        QVERIFY(database);
        QVERIFY(!(*database)->setAsideFile().isEmpty());
    }

    void noticesAnIndexThatSaysOtherwise() {
        {
            const auto database = Database::open(m_file);
            QVERIFY(await(run(**database,
                u"INSERT INTO outbox (key, body, created_at) VALUES ('a long key', x'01', 1), ('another', x'02', 2)"_s)));
        }
        QByteArray content = contentOf(m_file);
        QCOMPARE(content.count("a long key"), 2); // in the table and in the index
        content.replace(content.indexOf("a long key"), 1, "A");
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
        file.close();
        touch(m_file);
        const auto database = Database::open(m_file);
        QVERIFY(database);
        QVERIFY(!(*database)->setAsideFile().isEmpty());
        QCOMPARE(contentOf((*database)->setAsideFile()), content);
        QCOMPARE(countOf(**database, u"outbox"_s), 1); // the other: under another key it could be paid twice
        (*database)->setAsideTold();
        QVERIFY(!QFile::exists(m_file + u"-set-aside"_s));
    }

    void takesOverWhatWaitedAfterACrashToo() {
        const QString aside = QFileInfo(m_file).dir().filePath(u"library.damaged-1.sqlite"_s);
        {
            const auto database = Database::open(m_file);
            QVERIFY(await(run(**database, u"INSERT INTO unsent VALUES ('form', x'01')"_s)));
        }
        QVERIFY(QFile::rename(m_file, aside));
        note(aside.toUtf8());
        {
            const auto database = Database::open(m_file);
            QVERIFY(database);
            QCOMPARE(count(**database), 1);
            QVERIFY(await(run(**database, u"DELETE FROM unsent"_s)));
        }
        {
            const auto database = Database::open(m_file);
            QVERIFY(database);
            QCOMPARE(count(**database), 0);               // not a second time
            QCOMPARE((*database)->setAsideFile(), aside); // of which nobody was told yet
            (*database)->setAsideTold();
        }
        const auto database = Database::open(m_file);
        QVERIFY(database && (*database)->setAsideFile().isEmpty());
    }

    void movesNothingThatIsNotNotedFirst() {
        QVERIFY(Database::open(m_file));
        const QByteArray damage = spoil();
        const QDir folder = QFileInfo(m_file).dir();
        QVERIFY(folder.mkdir(u"library.sqlite-set-aside"_s)); // in the way of the mark
        {
            const auto refused = Database::open(m_file);
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, ErrorCode::FileFailed);
        }
        QCOMPARE(contentOf(m_file), damage);
        QVERIFY(folder.entryList({u"*damaged*"_s}).isEmpty());
        QVERIFY(folder.rmdir(u"library.sqlite-set-aside"_s));
        const auto database = Database::open(m_file);
        QVERIFY(database);
        QCOMPARE(contentOf((*database)->setAsideFile()), damage);
    }

    void beginsAgainWhatWasNotedAndNotMoved() {
        QVERIFY(Database::open(m_file));
        const QByteArray damage = spoil();
        note("library.damaged-1.sqlite\n");
        const auto database = Database::open(m_file);
        QVERIFY(database);
        QCOMPARE(QFileInfo((*database)->setAsideFile()).fileName(), u"library.damaged-1.sqlite"_s);
        QCOMPARE(contentOf((*database)->setAsideFile()), damage);
        (*database)->setAsideTold();
        QVERIFY(!QFile::exists(m_file + u"-set-aside"_s));
    }

    void endsAMoveThatWasBrokenOff() {
        const QString aside = m_folder->filePath(u"deep/er/library.damaged-1.sqlite"_s);
        {
            const QString open = m_folder->filePath(u"open.sqlite"_s);
            const auto database = Database::open(open);
            QVERIFY(await(run(**database, u"INSERT INTO unsent VALUES ('form', x'01')"_s)));
            QVERIFY(QFileInfo(m_file).dir().mkpath(u"."_s));
            QVERIFY(QFile::copy(open, aside));
            QVERIFY(QFile::copy(open + u"-wal"_s, m_file + u"-wal"_s)); // with all that was written
        }
        note("library.damaged-1.sqlite\n");
        const auto database = Database::open(m_file);
        QVERIFY(database);
        QVERIFY(QFile::exists(aside + u"-wal"_s));
        QCOMPARE(count(**database), 1);
    }

    void clearsAwayTheCopyThatItTakesFrom() {
        {
            const auto database = Database::open(m_file);
            QVERIFY(await(run(**database, u"INSERT INTO unsent VALUES ('form', x'01')"_s)));
        }
        QDir folder = QFileInfo(m_file).dir();
        QVERIFY(QFile::rename(m_file, folder.filePath(u"library.damaged-1.sqlite"_s)));
        note("library.damaged-1.sqlite\n");
        QVERIFY(folder.mkdir(u"salvage"_s)); // by a program that was killed
        QVERIFY(
            QFile::copy(folder.filePath(u"library.damaged-1.sqlite"_s), folder.filePath(u"salvage/damaged.sqlite"_s)));
        const auto database = Database::open(m_file);
        QVERIFY(database);
        QCOMPARE(count(**database), 1);
        QVERIFY(!folder.exists(u"salvage"_s));
    }

    void takesOverFromAllThatWaitTheLatestFirst() {
        {
            const auto database = Database::open(m_file);
            QVERIFY(await(run(**database, u"INSERT INTO unsent VALUES ('both', x'01'), ('earlier', x'01')"_s)));
        }
        QVERIFY(QFile::rename(m_file, m_folder->filePath(u"deep/er/library.damaged-1.sqlite"_s)));
        {
            const auto database = Database::open(m_file);
            QVERIFY(await(run(**database, u"INSERT INTO unsent VALUES ('both', x'02'), ('later', x'02')"_s)));
            QVERIFY(await(
                run(**database, u"INSERT INTO outbox (key, body, created_at) VALUES ('a long key', x'01', 1)"_s)));
        }
        note("library.damaged-1.sqlite\n"); // there was no room for what waits in it
        QByteArray content = contentOf(m_file);
        content.replace(content.indexOf("a long key"), 1, "A");
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        file.close();
        touch(m_file);
        const auto database = Database::open(m_file);
        QVERIFY(database);
        QCOMPARE(QFileInfo((*database)->setAsideFile()).fileName(), u"library.damaged-2.sqlite"_s);
        QCOMPARE(countOf(**database, u"unsent WHERE content = x'02'"_s), 2);
        QCOMPARE(countOf(**database, u"unsent WHERE form = 'earlier'"_s), 1);
        (*database)->setAsideTold();
        QVERIFY(!QFile::exists(m_file + u"-set-aside"_s));
    }

    void saysNothingOfADamagedFileThatWasTakenAway() {
        QVERIFY(Database::open(m_file));
        note("library.damaged-1.sqlite");
        const auto database = Database::open(m_file);
        QVERIFY(database && (*database)->setAsideFile().isEmpty());
        QVERIFY(!QFile::exists(m_file + u"-set-aside"_s));
    }

    void mendsASearchThatCannotBeWritten_data() {
        QTest::addColumn<QString>("damage");
        QTest::addColumn<bool>("mended");
        QTest::newRow("counts") << u"zeroblob(6) WHERE id = 1"_s << true;
        QTest::newRow("structure") << u"x'ffffffffffff' WHERE id = 10"_s << false; // SQLite does not open it again
    }
    void mendsASearchThatCannotBeWritten() {
        QFETCH(QString, damage);
        QFETCH(bool, mended);
        {
            const auto database = Database::open(m_file);
            QVERIFY(await(run(**database, u"INSERT INTO videos_text (words) VALUES ('a boat')"_s)));
            QVERIFY(await(run(**database, u"INSERT INTO unsent VALUES ('form', x'01')"_s)));
            QVERIFY(await(run(**database, u"UPDATE videos_text_data SET block = "_s + damage)));
        }
        touch(m_file);
        const auto database = Database::open(m_file);
        QVERIFY(database);
        QCOMPARE((*database)->setAsideFile().isEmpty(), mended);
        QVERIFY(await(run(**database, u"INSERT INTO videos_text (words) VALUES ('another boat')"_s)));
        QCOMPARE(countOf(**database, u"videos_text WHERE videos_text MATCH 'boat'"_s), mended ? 2 : 1);
        QCOMPARE(count(**database), 1); // what is being written
    }

    void mendsASearchThatAWriteFoundDamaged() {
        {
            const auto database = Database::open(m_file);
            QVERIFY(await(run(**database, u"INSERT INTO videos_text (words) VALUES ('a boat')"_s)));
            QVERIFY(await(run(**database, u"UPDATE videos_text_data SET block = zeroblob(6) WHERE id = 1"_s)));
        }
        {
            const auto database = Database::open(m_file); // nothing seems to have happened
            QVERIFY(!await(run(**database, u"DELETE FROM videos_text"_s)));
        }
        const auto database = Database::open(m_file);
        QVERIFY(database && (*database)->setAsideFile().isEmpty());
        QVERIFY(await(run(**database, u"DELETE FROM videos_text"_s)));
    }

    void looksAgainWhereNothingSeemsToHaveHappened() {
        {
            const auto database = Database::open(m_file);
            QVERIFY(
                await(run(**database, u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
                                      "INSERT INTO unsent SELECT 'form ' || i, randomblob(100) FROM n"_s)));
        }
        {
            const auto whole = Database::open(m_file);
            QVERIFY(whole);
            QVERIFY(await((*whole)->checkAgain()));
        }
        // A disk that forgets: other bytes, the same size and time.
        const QDateTime time = QFileInfo(m_file).lastModified();
        {
            QFile file(m_file);
            QVERIFY(file.open(QIODevice::ReadWrite));
            file.seek(file.size() / 2);
            file.write(QByteArray(4096, '\x5a'));
            file.close();
            QVERIFY(file.open(QIODevice::ReadWrite));
            QVERIFY(file.setFileTime(time, QFileDevice::FileModificationTime));
        }
        {
            const auto database = Database::open(m_file);
            QVERIFY(database);
            QCOMPARE(await((*database)->checkAgain()).error().code, ErrorCode::CorruptFile);
        }
        const auto next = Database::open(m_file);
        QVERIFY(next);
        QVERIFY(!(*next)->setAsideFile().isEmpty());
    }

    void doesNotTakeALockForDamage() {
        QVERIFY(Database::open(m_file));
        const QByteArray before = contentOf(m_file);
        QSqlDatabase other = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"other"_s);
        other.setDatabaseName(m_file);
        QVERIFY(other.open());
        QVERIFY(runSql(other, u"PRAGMA locking_mode = EXCLUSIVE"_s));
        QVERIFY(runSql(other, u"BEGIN EXCLUSIVE"_s));
        const auto database = Database::open(m_file);
        QVERIFY(!database);
        QCOMPARE(database.error().code, ErrorCode::Busy);
        other.close();
        other = {};
        QSqlDatabase::removeDatabase(u"other"_s);
        QCOMPARE(contentOf(m_file), before);
        QCOMPARE(QDir(QFileInfo(m_file).path()).entryList({u"*damaged*"_s}).size(), 0);
        QVERIFY(Database::open(m_file));
    }

    void survivesACrash() {
        // A copy of the files of an open library is what a killed program leaves behind.
        const auto database = Database::open(m_file);
        QVERIFY(await(run(**database, u"INSERT INTO unsent VALUES ('a', x'01')"_s)));
        const QString crashed = m_folder->filePath(u"crashed.sqlite"_s);
        QVERIFY(QFile::copy(m_file, crashed));
        QVERIFY(QFile::copy(m_file + u"-wal"_s, crashed + u"-wal"_s));
        const auto again = Database::open(crashed);
        QVERIFY(again);
        QVERIFY((*again)->setAsideFile().isEmpty());
        QCOMPARE(count(**again), 1);
    }

    void leavesALaterKinorasLibraryAlone() {
        {
            const auto database = Database::open(m_file);
            QVERIFY(await(run(**database, u"PRAGMA user_version = 9999"_s)));
        }
        const auto database = Database::open(m_file);
        QVERIFY(!database);
        QCOMPARE(database.error().code, ErrorCode::LaterVersion);
        QCOMPARE(QDir(QFileInfo(m_file).path()).entryList({u"*damaged*"_s}).size(), 0);
    }

    void aFailedMigrationLeavesTheVersionBeforeIt() {
        QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"migrated"_s);
        connection.setDatabaseName(m_folder->filePath(u"migrated.sqlite"_s));
        QVERIFY(connection.open());
        const QList<Migration> steps{
            {1, {u"CREATE TABLE a (x)"_s}}, {2, {u"CREATE TABLE b (x)"_s, u"CREATE TABLE b (x)"_s}}};
        QVERIFY(!migrate(connection, steps));
        QCOMPARE(userVersion(connection), 1);
        QCOMPARE(connection.tables(), QStringList{u"a"_s});
        const QList<Migration> repaired{{1, {u"CREATE TABLE a (x)"_s}}, {2, {u"CREATE TABLE b (x)"_s}}};
        QVERIFY(migrate(connection, repaired));
        QCOMPARE(userVersion(connection), 2);
        connection.close();
        connection = {};
        QSqlDatabase::removeDatabase(u"migrated"_s);
    }

    void makesAnEarlierLibraryAsNewOnes() {
        QVERIFY(QDir().mkpath(QFileInfo(m_file).path()));
        QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"earlier"_s);
        connection.setDatabaseName(m_file);
        QVERIFY(connection.open());
        QVERIFY(migrate(connection, libraryMigrations().first(1)));
        QVERIFY(runSql(connection,
            u"INSERT INTO videos (id, seq, prompt, orientation, width, height, seconds, model, upstream, demo, bytes, "
            "sha256, content_type, favorite, rating, tags, state, created_at, updated_at) VALUES ('a', 1, "
            "'纸船在雨中', "
            "'portrait', 720, 1280, 4, 'sora-2', 'studio', 0, 1000, '', 'video/mp4', 0, 0, '[]', 'draft', 1, 1)"_s));
        QVERIFY(runSql(connection,
            u"INSERT INTO videos (id, seq, prompt, orientation, width, height, seconds, model, upstream, demo, bytes, "
            "sha256, content_type, favorite, rating, tags, state, created_at, updated_at) SELECT 'b', seq, prompt || ' "
            "',"
            " orientation, width, height, seconds, model, upstream, demo, bytes, sha256, content_type, favorite, "
            "rating,"
            " tags, state, created_at, updated_at FROM videos"_s));
        connection.close();
        connection = {};
        QSqlDatabase::removeDatabase(u"earlier"_s);
        const auto database = Database::open(m_file);
        QVERIFY(database);
        const VideoStore store(**database);
        QCOMPARE(store.places({.text = u"雨中"_s})->size(), 2);
        QCOMPARE(store.family(u"a"_s)->size(), 2);
        QVERIFY(store.find(u"a"_s)->onRelay);
    }

    void versionsCountUpFromOne() {
        int expected = 0;
        for (const Migration& step : libraryMigrations())
            QCOMPARE(step.version, ++expected);
    }

private:
    static QByteArray contentOf(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// Answers what lies there instead of the database now.
    [[nodiscard]] QByteArray spoil() const {
        const QByteArray damage(8192, 'x');
        QFile file(m_file);
        return file.open(QIODevice::WriteOnly) && file.write(damage) == damage.size() ? damage : QByteArray();
    }
    /// As the mark beside the database is left by a program that is killed.
    void note(const QByteArray& lines) const {
        QFile mark(m_file + u"-set-aside"_s);
        QVERIFY(mark.open(QIODevice::WriteOnly) && mark.write(lines) == lines.size());
    }
    /// Written a moment later: the clocks of file systems are coarse.
    static void touch(const QString& path) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(1), QFileDevice::FileModificationTime));
    }
    static int userVersion(const QSqlDatabase& connection) {
        auto query = runSql(connection, u"PRAGMA user_version"_s);
        return query && query->next() ? query->value(0).toInt() : -1;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
};

KINORA_QT_TEST(DatabaseTest)
#include "DatabaseTest.moc"
