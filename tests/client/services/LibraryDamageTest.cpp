#include "LibraryApp.h"
#include "client/support/Await.h"
#include "support/QtTestMain.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QSqlDatabase>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::await;
using tests::LibraryApp;
using tests::longestWaitMs;
using tests::sampleId;
using tests::sampleVideo;

namespace {

constexpr int videosHere = 8;
constexpr int damages = 50;

QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& content) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(path));
}

/// One of the ways in which disks, programs and people spoil a file.
QByteArray damaged(QByteArray content, QRandomGenerator& dice) {
    const auto somewhere = [&] {
        return dice.bounded(std::max<qint64>(1, content.size()));
    };
    const auto noise = [&](qint64 length) {
        QByteArray bytes;
        for (qint64 i = 0; i < length; ++i)
            bytes += static_cast<char>(dice.bounded(256));
        return bytes;
    };
    switch (dice.bounded(7)) {
    case 0: // cut short
        return content.left(somewhere());
    case 1: // a page of zeros
        return content.replace(somewhere() / 4096 * 4096, 4096, QByteArray(4096, '\0'));
    case 2: // a page of something else
        return content.replace(somewhere() / 4096 * 4096, 4096, noise(4096));
    case 3: // single bytes
        for (int i = 0; i < 40; ++i)
            content[somewhere()] = static_cast<char>(dice.bounded(256));
        return content;
    case 4: // the head
        return content.replace(0, 100, noise(100));
    case 5: // nothing
        return {};
    default: // all of it
        return noise(dice.bounded(1, 20000));
    }
}

using Spoil = std::function<void(const QString& database)>;

} // namespace

Q_DECLARE_METATYPE(Spoil)

/// Databases spoiled in fifty ways, with no relay to ask. KINORA_SEED says in which.
class LibraryDamageTest : public QObject {
    Q_OBJECT
private slots:
    void losesNothingByItself() {
        const QTemporaryDir whole;
        fill(whole.path());
        const quint32 seed = qEnvironmentVariableIsSet("KINORA_SEED")
                                 ? static_cast<quint32>(qEnvironmentVariable("KINORA_SEED").toULong())
                                 : QRandomGenerator::system()->generate();
        QRandomGenerator dice(seed);
        int setAside = 0;
        for (int round = 1; round <= damages; ++round) {
            const QTemporaryDir folder;
            copy(libraryOf(whole.path()), libraryOf(folder.path()));
            const QString database = libraryOf(folder.path()) + u"/library.sqlite"_s;
            const QByteArray spoiled = damaged(bytesOf(database), dice);
            write(database, spoiled);
            LibraryApp app(folder.path());
            const Result<void> opened = await(app.library.open(sampleId(1000), sampleId(1001)));
            QVERIFY2(opened, qPrintable(u"seed %1, round %2: %3"_s.arg(seed).arg(round).arg(
                                 opened ? QString() : opened.error().detail)));
            if (const QString aside = app.library.setAsideFile(); !aside.isEmpty()) {
                ++setAside;
                QCOMPARE(bytesOf(aside), spoiled);
            }
            // Damage that no check sees may change words, but every video is there with its file.
            QTRY_VERIFY2(listed(app) >= videosHere,
                qPrintable(u"seed %1, round %2: %3 videos"_s.arg(seed).arg(round).arg(listed(app))));
            for (int number = 1; number <= videosHere; ++number)
                QVERIFY(QDir(libraryOf(folder.path()) + u"/videos/2026-11"_s).exists(fileOf(number)));
        }
        qInfo("%d databases spoiled (KINORA_SEED=%u), %d set aside; every video was there again", damages, seed,
            setAside);
    }

    void bringsBackWhatNoListShows_data() {
        QTest::addColumn<Spoil>("spoil");
        const QByteArray id = sampleId(3).toLatin1();
        const QByteArray name = fileOf(3).toLatin1();
        QTest::newRow("a video left out by the index") << Spoil(leaveOut);
        QTest::newRow("a row gone") << Spoil([](const QString& file) {
            runOn(file, {u"DELETE FROM videos WHERE key = 3"_s, u"DELETE FROM videos_text WHERE rowid = 3"_s});
        });
        QTest::newRow("all rows gone") << Spoil(
            [](const QString& file) { runOn(file, {u"DELETE FROM videos"_s, u"DELETE FROM videos_text"_s}); });
        QTest::newRow("a row that says another file") << Spoil(
            [](const QString& file) { runOn(file, {u"UPDATE videos SET file = 'videos/none.mp4' WHERE key = 3"_s}); });
        QTest::newRow("another id, the first") << Spoil([id](const QString& file) { exchange(file, id, true); });
        QTest::newRow("another id, the last") << Spoil([id](const QString& file) { exchange(file, id, false); });
        QTest::newRow("another file, the first") << Spoil([name](const QString& file) { exchange(file, name, true); });
        QTest::newRow("another file, the last") << Spoil([name](const QString& file) { exchange(file, name, false); });
    }

    void bringsBackWhatNoListShows() {
        QFETCH(const Spoil, spoil);
        const QTemporaryDir folder;
        fill(folder.path());
        spoil(libraryOf(folder.path()) + u"/library.sqlite"_s);
        LibraryApp app(folder.path());
        QVERIFY(await(app.library.open(sampleId(1000), sampleId(1001))));
        QTRY_COMPARE_WITH_TIMEOUT(namesHere(app), allNames(), longestWaitMs);
    }

    void livesWithSpoiledFacts() {
        const QTemporaryDir folder;
        fill(folder.path());
        const QDir facts(libraryOf(folder.path()) + u"/facts"_s);
        const QStringList names = facts.entryList(QDir::Files);
        QCOMPARE(names.size(), videosHere);
        write(facts.filePath(names.at(0)), "not json");
        write(facts.filePath(names.at(1)), R"({"id":"../../etc","file":"/etc/passwd"})");
        write(facts.filePath(names.at(2)), {});
        for (const QString& end : {u""_s, u"-wal"_s, u"-shm"_s})
            QFile::remove(libraryOf(folder.path()) + u"/library.sqlite"_s + end);
        LibraryApp app(folder.path());
        QVERIFY(await(app.library.open(sampleId(1000), sampleId(1001))));
        QTRY_COMPARE(listed(app), videosHere - 3);
    }

private:
    /// How many videos the list shows; -1 when it cannot be read.
    static qsizetype listed(const LibraryApp& app) {
        const auto places = app.library.places();
        return places ? places->size() : -1;
    }

    /// What the list shows, as "id file", of all that lies where it says.
    static QStringList namesHere(const LibraryApp& app) {
        QStringList names;
        for (const VideoPlace& place : app.library.places().value_or(QList<VideoPlace>())) {
            for (const LibraryVideo& row : app.library.rows({place.key}).value_or(QList<LibraryVideo>())) {
                if (QFile::exists(app.library.fileOf(row)))
                    names << row.video.id + u' ' + QFileInfo(row.file).fileName();
            }
        }
        names.sort();
        return names;
    }
    static QStringList allNames() {
        QStringList names;
        for (int number = 1; number <= videosHere; ++number)
            names << sampleId(number) + u' ' + fileOf(number);
        names.sort();
        return names;
    }

    /// The index that lists are made from knows nothing of one row of its table. Every page of the file is in order.
    static void leaveOut(const QString& database) {
        const QString schema = u"PRAGMA writable_schema = ON"_s;
        const QString index = u"UPDATE sqlite_schema SET sql = %1 WHERE name = 'videos_newest'"_s;
        runOn(database, {schema, index.arg(u"sql || ' WHERE key <> 3'"_s)});
        runOn(database, {u"REINDEX videos_newest"_s, schema, index.arg(u"replace(sql, ' WHERE key <> 3', '')"_s)});
    }

    static void runOn(const QString& database, const QStringList& statements) {
        const QString name = u"spoiled"_s;
        QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        connection.setDatabaseName(database);
        bool done = connection.open();
        for (const QString& statement : statements)
            done = done && runSql(connection, statement).has_value();
        connection.close();
        connection = {};
        QSqlDatabase::removeDatabase(name);
        if (!done)
            qFatal("not spoiled");
    }

    /// A letter of this text is another where it comes first or last: in the table or in an index.
    static void exchange(const QString& database, const QByteArray& text, bool first) {
        QByteArray content = bytesOf(database);
        const qsizetype at = first ? content.indexOf(text) : content.lastIndexOf(text);
        if (at < 0 || content.count(text) < 2)
            qFatal("not there");
        content[at + text.size() - 1] = '~';
        write(database, content);
    }

    static QString libraryOf(const QString& folder) {
        return u"%1/libraries/%2/%3"_s.arg(folder, sampleId(1000), sampleId(1001));
    }
    static QString fileOf(int number) { return videoFileName(sampleVideo(number).prompt, sampleId(number)); }

    /// A library with its videos here and closed again.
    static void fill(const QString& folder) {
        LibraryApp app(folder);
        for (int number = 1; number <= videosHere; ++number)
            app.add(number, "film " + QByteArray::number(number));
        if (!await(app.library.open(sampleId(1000), sampleId(1001))))
            qFatal("not opened");
        app.library.setOnline(true);
        const QDir facts(libraryOf(folder) + u"/facts"_s); // without them only a relay knows whose a file is
        if (!QTest::qWaitFor([&] { return facts.entryList(QDir::Files).size() == videosHere; }, longestWaitMs))
            qFatal("not here");
    }

    static void copy(const QString& from, const QString& to) {
        QDir().mkpath(to);
        const QFileInfoList entries = QDir(from).entryInfoList(QDir::AllEntries | QDir::NoDotAndDotDot);
        for (const QFileInfo& entry : entries) {
            const QString target = to + u'/' + entry.fileName();
            if (entry.isDir())
                copy(entry.filePath(), target);
            else if (!QFile::copy(entry.filePath(), target))
                qFatal("not copied");
        }
    }
};

KINORA_QT_TEST(LibraryDamageTest)
#include "LibraryDamageTest.moc"
