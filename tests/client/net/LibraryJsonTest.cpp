#include "net/LibraryJson.h"

#include "client/support/Values.h"
#include "support/QtTestMain.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::makeVideo;
using tests::videoJson;

namespace {

QByteArray exampleOf(const QString& name) {
    QFile file(QStringLiteral(KINORA_TESTS_DIR "/contract/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class LibraryJsonTest : public QObject {
    Q_OBJECT
private slots:
    void readsWhatTheRelaySays() {
        const auto changes = readChanges(exampleOf(u"library-changes.json"_s));
        QVERIFY2(changes, qPrintable(changes ? QString() : changes.error().detail));
        QVERIFY(!changes->videos.isEmpty() && !changes->deleted.isEmpty());
        QCOMPARE(changes->lost, (QList<LostNumbers>{{.after = 30, .until = 40}}));
        const auto edited = readEdited(exampleOf(u"videos-edited.json"_s));
        QVERIFY2(edited, qPrintable(edited ? QString() : edited.error().detail));
        const Video video = edited->videos.first();
        QVERIFY(video.settings);
        QCOMPARE(video.settings->cameos, QStringList{u"maya"_s});
    }

    void readsChanges() {
        const auto changes = readChanges(R"({"changes":[{"seq":7,"video":)" + videoJson(makeVideo(u"v7"_s, {}, 7)) +
                                         R"(},{"seq":8,"deleted":"v8"}],"next":8,"more":true})");
        QVERIFY(changes);
        QCOMPARE(changes->videos.size(), 1);
        QCOMPARE(changes->videos.first().seq, 7);
        QCOMPARE(changes->deleted, QStringList{u"v8"_s});
        QCOMPARE(changes->next, 8);
        QVERIFY(changes->more);
        QVERIFY(changes->lost.isEmpty());
    }

    void takesNothingElseForChanges() {
        QCOMPARE(readChanges(R"({"changes":[{"seq":7}],"next":8,"more":false})").error().code, ErrorCode::BadAnswer);
        QCOMPARE(readChanges(R"({"changes":[],"more":false})").error().code, ErrorCode::BadAnswer);
    }

    void readsWhatWasEdited() {
        const auto edited = readEdited(R"({"items":[)" + videoJson(makeVideo(u"v1"_s)) + R"(],"missing":["v2"]})");
        QVERIFY(edited);
        QCOMPARE(edited->videos.first().id, u"v1"_s);
        QCOMPARE(edited->missing, QStringList{u"v2"_s});
    }

    void writesWhatIsSetAlone() {
        const QDateTime at(QDate(2026, 11, 2), QTime(9, 30, 1, 250), Qt::UTC);
        const QJsonObject favorite = writeEdit({u"v1"_s, u"v2"_s}, {.favorite = false}, at);
        QCOMPARE(QJsonDocument(favorite).toJson(QJsonDocument::Compact),
            QByteArray(R"({"editedAt":"2026-11-02T09:30:01.250Z","favorite":false,"ids":["v1","v2"]})"));
        const QJsonObject rest = writeEdit({u"v1"_s},
            {.title = u""_s, .rating = 4, .addTags = {u"sea"_s}, .removeTags = {u"雨"_s}, .state = VideoState::Trashed},
            at);
        QVERIFY(rest.value(u"title").isNull());
        QCOMPARE(rest.value(u"rating").toInt(), 4);
        QCOMPARE(rest.value(u"addTags").toArray(), QJsonArray{u"sea"_s});
        QCOMPARE(rest.value(u"removeTags").toArray(), QJsonArray{u"雨"_s});
        QCOMPARE(rest.value(u"state").toString(), u"trashed"_s);
        QVERIFY(!rest.contains(u"favorite"));
    }
};

KINORA_QT_TEST(LibraryJsonTest)
#include "LibraryJsonTest.moc"
