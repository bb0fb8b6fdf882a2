#include "storage/MediaFolder.h"

#include "client/support/SampleData.h"
#include "support/QtTestMain.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::sampleId;
using tests::sampleVideo;

namespace {

const QString suffix = u" 0000abcd.mp4"_s;

Video videoOf(const QByteArray& content, int number = 0xabcd) {
    Video video = sampleVideo(number);
    video.bytes = content.size();
    video.sha256 = QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
    return video;
}

void put(const QString& path, const QByteArray& content) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class MediaFolderTest : public QObject {
    Q_OBJECT
private slots:
    void namesFilesReadably_data() {
        QTest::addColumn<QString>("prompt");
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << u"A cat playing piano"_s << u"A cat playing piano 0000abcd.mp4"_s;
        QTest::newRow("reserved characters") << u"who? <me>: \"a/b\\c|*\""_s << u"who me a b c 0000abcd.mp4"_s;
        QTest::newRow("lines and tabs") << u"one\r\ntwo\tthree"_s << u"one two three 0000abcd.mp4"_s;
        QTest::newRow("dots") << u"..hidden.."_s << u"hidden 0000abcd.mp4"_s;
        QTest::newRow("device") << u"con.jpg of a cat"_s << u"_con.jpg of a cat 0000abcd.mp4"_s;
        QTest::newRow("numbered device") << u"LPT1. The port"_s << u"_LPT1. The port 0000abcd.mp4"_s;
        QTest::newRow("not a device") << u"Conifers"_s << u"Conifers 0000abcd.mp4"_s;
        QTest::newRow("nothing left") << u"?? //"_s << u"video 0000abcd.mp4"_s;
        QTest::newRow("direction marks") << u"abc\u202egpj.exe"_s << u"abc gpj.exe 0000abcd.mp4"_s;
        QTest::newRow("scripts") << u"雨の中の猫 — Größe 🎬"_s << u"雨の中の猫 — Größe 🎬 0000abcd.mp4"_s;
        QTest::newRow("decomposed") << u"Gro\u0308ße"_s << u"Größe 0000abcd.mp4"_s;
    }
    void namesFilesReadably() {
        QFETCH(QString, prompt);
        QFETCH(QString, name);
        QCOMPARE(videoFileName(prompt, sampleId(0xabcd)), name);
    }

    void cutsLongPromptsBetweenWords() {
        const QString name = videoFileName(u"wonderful "_s.repeated(50), sampleId(0xabcd));
        QVERIFY(name.toUtf8().size() <= 120 + suffix.size());
        QVERIFY2(name.endsWith(u"wonderful"_s + suffix), qPrintable(name));
    }

    void cutsEndlessWordsBetweenCharacters() {
        const QString family = u"\U0001F468\u200D\U0001F469\u200D\U0001F467"_s; // one character to a reader, 18 bytes
        const QString name = videoFileName(family.repeated(40), sampleId(0xabcd));
        QVERIFY(name.toUtf8().size() <= 120 + suffix.size());
        QCOMPARE(name, family.repeated(6) + suffix);
        const QString chinese = videoFileName(u"猫"_s.repeated(400), sampleId(0xabcd));
        QVERIFY(chinese.toUtf8().size() <= 120 + suffix.size());
        QVERIFY(chinese.size() > 30);
    }

    void adoptsACompleteFile() {
        const QTemporaryDir root;
        const MediaFolder folder(root.path());
        QVERIFY(folder.create());
        const Video video = videoOf("the bytes of a film");
        put(folder.partialFile(video.id), "the bytes of a film");
        const auto file = folder.adopt(video);
        QVERIFY(file);
        QCOMPARE(*file, u"videos/2026-11/A paper boat in the rain 0000abcd.mp4"_s);
        QCOMPARE(contentOf(folder.absolute(*file)), QByteArray("the bytes of a film"));
        QVERIFY(!QFile::exists(folder.partialFile(video.id)));
    }

    void refusesOtherBytes_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("cut short") << QByteArray("the bytes of");
        QTest::newRow("same size") << QByteArray("THE bytes of a film");
        QTest::newRow("too long") << QByteArray("the bytes of a film and more");
        QTest::newRow("empty") << QByteArray();
    }
    void refusesOtherBytes() {
        QFETCH(QByteArray, bytes);
        const QTemporaryDir root;
        const MediaFolder folder(root.path());
        QVERIFY(folder.create());
        const Video video = videoOf("the bytes of a film");
        put(folder.partialFile(video.id), bytes);
        const auto file = folder.adopt(video);
        QVERIFY(!file);
        QCOMPARE(file.error().code, ErrorCode::CorruptFile);
        QVERIFY(!QFile::exists(folder.partialFile(video.id)));
        QVERIFY(QDir(folder.absolute(u"videos"_s)).isEmpty());
    }

    void keepsAnotherFileOfTheSameName() {
        const QTemporaryDir root;
        const MediaFolder folder(root.path());
        QVERIFY(folder.create());
        Video first = videoOf("one");
        Video second = videoOf("two");
        second.id.replace(0, 4, u"0191"_s); // the short id is the same
        put(folder.partialFile(first.id), "one");
        const auto firstFile = folder.adopt(first);
        put(folder.partialFile(second.id), "two");
        const auto secondFile = folder.adopt(second);
        QVERIFY(firstFile && secondFile);
        QVERIFY(*firstFile != *secondFile);
        QCOMPARE(contentOf(folder.absolute(*firstFile)), QByteArray("one"));
        QCOMPARE(contentOf(folder.absolute(*secondFile)), QByteArray("two"));
    }

    void bringsAFileThatIsBeingFetched() {
        const QTemporaryDir root;
        const MediaFolder folder(root.filePath(u"library"_s));
        QVERIFY(folder.create());
        const Video video = videoOf("the bytes of a film");
        const QString there = root.filePath(u"film.mp4"_s);
        put(there, "the bytes of a film");
        QFile fetched(folder.partialFile(video.id)); // as a transfer holds it
        QVERIFY(fetched.open(QIODevice::ReadWrite | QIODevice::Unbuffered));
        QCOMPARE(fetched.write("the"), 3);
        const auto file = folder.bring(there, video, m_never);
        QVERIFY(file);
        QVERIFY(fetched.resize(0)); // it begins anew
        QCOMPARE(contentOf(folder.absolute(*file)), QByteArray("the bytes of a film"));
        // And once it is whole, too, there is one file.
        QVERIFY(fetched.seek(0));
        QCOMPARE(fetched.write("the bytes of a film"), 19);
        fetched.close();
        QCOMPARE(folder.adopt(video).value_or(QString()), *file);
        QVERIFY(QDir(folder.absolute(u"partial"_s)).isEmpty());
        QCOMPARE(QDir(QFileInfo(folder.absolute(*file)).path()).count(), 3U); // with . and ..
    }

    void sweepsWhatABrokenImportLeft() {
        const QTemporaryDir root;
        const MediaFolder folder(root.path());
        QVERIFY(folder.create());
        const Video video = videoOf("the bytes of a film");
        put(folder.broughtFile(video.id), "the bytes");
        put(folder.partialFile(video.id), "the");
        QVERIFY(folder.create());
        QVERIFY(!QFile::exists(folder.broughtFile(video.id)));
        QCOMPARE(contentOf(folder.partialFile(video.id)), QByteArray("the")); // a transfer goes on there
    }

private:
    std::atomic_bool m_never = false;
};

KINORA_QT_TEST(MediaFolderTest)
#include "MediaFolderTest.moc"
