#include "services/ImportFacts.h"

#include "support/QtTestMain.h"

#include <QJsonArray>
#include <QTest>

using namespace kinora;
using namespace Qt::StringLiterals;

namespace {

ImportFacts factsFor(const QByteArray& json, const QString& file) {
    const Result<ImportJson> read = ImportJson::read(json);
    return read ? read->forFile(file) : ImportFacts{.title = u"not read"_s};
}

const QDateTime autumn(QDate(2025, 10, 5), QTime(17, 21, 40), Qt::UTC);

} // namespace

class ImportFactsTest : public QObject {
    Q_OBJECT
private slots:
    void readsMoments_data() {
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QDateTime>("moment");
        QTest::newRow("seconds") << QJsonValue(qint64{1759684900}) << autumn;
        QTest::newRow("milliseconds") << QJsonValue(qint64{1759684900000}) << autumn;
        QTest::newRow("microseconds") << QJsonValue(qint64{1759684900000000}) << autumn;
        QTest::newRow("digits as text") << QJsonValue(u"1759684900"_s) << autumn;
        QTest::newRow("ISO with zone") << QJsonValue(u"2025-10-05T19:21:40+02:00"_s) << autumn;
        QTest::newRow("ISO without zone") << QJsonValue(u"2025-10-05T17:21:40"_s) << autumn;
        QTest::newRow("with a space") << QJsonValue(u"2025-10-05 17:21:40"_s) << autumn;
        QTest::newRow("day only") << QJsonValue(u"20251005"_s) << QDateTime(autumn.date(), {}, Qt::UTC);
        QTest::newRow("nothing") << QJsonValue() << QDateTime();
        QTest::newRow("zero") << QJsonValue(0) << QDateTime();
        QTest::newRow("a small number") << QJsonValue(8) << QDateTime();
        QTest::newRow("words") << QJsonValue(u"yesterday"_s) << QDateTime();
    }
    void readsMoments() {
        QFETCH(QJsonValue, value);
        QFETCH(QDateTime, moment);
        QCOMPARE(importMoment(value),
            moment.isValid() && moment.time().isNull() ? QDateTime(moment.date(), QTime(0, 0), Qt::UTC) : moment);
    }

    void readsTheVideosObject() {
        const Result<ImportJson> json = ImportJson::read(
            R"({"id":"video_68d7512d07848190b3e45da0ecbebcde","object":"video","model":"sora-2","created_at":1759684900,
               "prompt":"A paper boat","seconds":"8","size":"720x1280"})");
        QVERIFY(json);
        const ImportFacts expected{.title = {}, .prompt = u"A paper boat"_s, .model = u"sora-2"_s, .createdAt = autumn};
        QCOMPARE(json->forItsVideo(), expected);
        QCOMPARE(json->forFile(u"2025 video_68d7512d07848190b3e45da0ecbebcde.mp4"_s), expected);
        QVERIFY(json->forFile(u"another.mp4"_s).isEmpty());
    }

    void findsEachVideoOfAList() {
        const QByteArray list =
            R"({"items":[{"id":"gen_01k6aaaaaa","createdAt":1759684900000,"Prompt":"One","title":"First"},
                         {"id":"gen_01k6bbbbbb","prompt":"Two","url":"https://cdn.example/a/b/second.mp4?sig=x/y.mp4"}]})";
        QCOMPARE(factsFor(list, u"My film - GEN_01k6aaaaaa (1).mp4"_s),
            (ImportFacts{.title = u"First"_s, .prompt = u"One"_s, .model = {}, .createdAt = autumn}));
        QCOMPARE(factsFor(list, u"second.mp4"_s).prompt, u"Two"_s);
        QVERIFY(factsFor(list, u"third.mp4"_s).isEmpty());
        QVERIFY(ImportJson::read(list)->forItsVideo().isEmpty()); // of which of the two?
    }

    void findsAnIdAtTheEndOfALongName() {
        const QByteArray list = R"([{"id":"gen_01k6aaaaaa","prompt":"One"},{"id":"gen_01k6bbbbbb","prompt":"Two"},
            {"id":"68d7512d-0784-8190-b3e4-5da0ecbebcde","prompt":"Three"},{"file":"a %1.mp4","prompt":"Four"}])";
        const QString words = u"a long way by boat and "_s.repeated(9).trimmed();
        QCOMPARE(factsFor(list, words + u" gen_01k6aaaaaa.mp4"_s).prompt, u"One"_s);
        QCOMPARE(factsFor(list, words.left(80) + u" gen_01k6bbbbbb "_s + words.left(120) + u".mp4"_s).prompt, u"Two"_s);
        QCOMPARE(factsFor(list, words + u" 68d7512d-0784-8190-b3e4-5da0ecbebcde (1).mp4"_s).prompt, u"Three"_s);
        const QByteArray named = QByteArray(list).replace("%1", words.toUtf8());
        QCOMPARE(factsFor(named, u"a "_s + words + u" (1).mp4"_s).prompt, u"Four"_s);
    }

    void takesKeysForNames() {
        const QByteArray byId = R"({"gen_01abcdef":{"prompt":"One"},"gen_02abcdef":{"prompt":"Two","model":"m"}})";
        QCOMPARE(factsFor(byId, u"gen_01abcdef.mp4"_s).prompt, u"One"_s);
        QCOMPARE(factsFor(byId, u"2025 GEN_02abcdef.mp4"_s).prompt, u"Two"_s);
        QCOMPARE(factsFor(byId, u"2025 GEN_02abcdef.mp4"_s).model, u"m"_s);
        QVERIFY(factsFor(byId, u"gen_03abcdef.mp4"_s).isEmpty());
        QVERIFY(ImportJson::read(byId)->forItsVideo().isEmpty()); // of which of the two?
        const QByteArray byFile = R"({"model":"m","videos":{"out/boat.mp4":{"prompt":"A boat"},"b.webm":"A bridge"}})";
        QCOMPARE(factsFor(byFile, u"boat.mp4"_s),
            (ImportFacts{.title = {}, .prompt = u"A boat"_s, .model = u"m"_s, .createdAt = {}}));
        QCOMPARE(factsFor(byFile, u"b.webm"_s).prompt, u"A bridge"_s);
        // Words, where they are all of videos; the entry's own names hold, too.
        const QByteArray byWord = R"({"sea":{"prompt":"The sea"},"sunset":{"prompt":"A sunset"}})";
        QCOMPARE(factsFor(byWord, u"sea.mp4"_s).prompt, u"The sea"_s);
        QCOMPARE(factsFor(byWord, u"sunset.mp4"_s).prompt, u"A sunset"_s);
        const QByteArray both = R"({"gen_01abcdef":{"id":"post_77abcdef","prompt":"One"}})";
        QCOMPARE(factsFor(both, u"gen_01abcdef.mp4"_s).prompt, u"One"_s);
        QCOMPARE(factsFor(both, u"post_77abcdef.mp4"_s).prompt, u"One"_s);
        QCOMPARE(ImportJson::read(both)->forItsVideo().prompt, u"One"_s);
        // A video's own members are no videos.
        const QByteArray one = R"({"id":"gen_01abcdef","text2video":{"prompt":"One"}})";
        QCOMPARE(factsFor(one, u"gen_01abcdef.mp4"_s).prompt, u"One"_s);
        QVERIFY(factsFor(one, u"text2video.mp4"_s).isEmpty());
    }

    void readsLines() {
        const QByteArray one = R"({"id":"gen_01abcdef","prompt":"One"})";
        const QByteArray two = R"({"id":"gen_02abcdef","prompt":"Two"})";
        const QByteArray lines = one + "\n\n" + two + "\r\n";
        QCOMPARE(factsFor(lines, u"gen_02abcdef.mp4"_s).prompt, u"Two"_s);
        QVERIFY(!ImportJson::read(lines)->hasBrokenLines());
        const QByteArray cut = lines + two.chopped(5);
        QCOMPARE(factsFor(cut, u"gen_01abcdef.mp4"_s).prompt, u"One"_s);
        QVERIFY(ImportJson::read(cut)->hasBrokenLines());
    }

    void takesWhatStandsAround() {
        // A task with its takes: the prompt is the task's.
        const QByteArray task =
            R"([{"id":"task_01abcdef","prompt":"The sea","model":"turbo","created_at":"2025-10-05T17:21:40Z",
                "generations":[{"id":"gen_01xyzxyz"},{"id":"gen_02xyzxyz","prompt":"The sea, higher"}]}])";
        QCOMPARE(factsFor(task, u"gen_01xyzxyz.mp4"_s),
            (ImportFacts{.title = {}, .prompt = u"The sea"_s, .model = u"turbo"_s, .createdAt = autumn}));
        QCOMPARE(factsFor(task, u"gen_02xyzxyz.mp4"_s).prompt, u"The sea, higher"_s);
        // What lies within an object that is no video of its own.
        const Result<ImportJson> nested =
            ImportJson::read(R"({"id":"abcdef","metadata":{"prompt":"Within","model":"m"}})");
        QCOMPARE(nested->forItsVideo().prompt, u"Within"_s);
        QCOMPARE(nested->forFile(u"abcdef.mp4"_s).model, u"m"_s);
    }

    void takesNoPersonForAVideo_data() {
        QTest::addColumn<QByteArray>("json");
        const QByteArray post = R"("post":{"id":"s_68e1aaaa","text":"A paper boat","posted_at":1759684900.5,
            "attachments":[{"generation_id":"gen_01bbbbbb"}]})";
        const QByteArray person = R"({"user_id":"user-77abcdef","username":"maya","display_name":"Maya",
            "description":"Films, mostly of the sea","created_at":1700000000})";
        QTest::newRow("before its post") << QByteArray("{\"a\":" + person + "," + post + "}");
        QTest::newRow("after its post") << QByteArray("{" + post + ",\"profile\":" + person + "}");
        QTest::newRow("without an id") << QByteArray(
            "{" + post + R"(,"author":{"display_name":"Maya","description":"Films","created_at":1700000000}})");
        QTest::newRow("within it") << QByteArray(
            R"({"id":"gen_01bbbbbb","post_id":"s_68e1aaaa","caption":"A paper boat","created":1759684900,
                "owner":{"id":"user-77abcdef","display_name":"Maya","bio":"Films","model":"human"}})");
        QTest::newRow("around it") << QByteArray(R"({"username":"maya","display_name":"Maya","description":"Films",
            "items":[{)" + post + "}]}");
        QTest::newRow("with what hangs on it")
            << QByteArray("{" + post + ",\"profile\":" + person +
                          R"(,"children":{"items":[{"post":{"id":"s_68e1cccc","text":"Another boat"}}]}})");
    }
    void takesNoPersonForAVideo() {
        QFETCH(QByteArray, json);
        const Result<ImportJson> read = ImportJson::read(json);
        QVERIFY(read);
        for (const ImportFacts& facts :
            {read->forItsVideo(), read->forFile(u"s_68e1aaaa.mp4"_s), read->forFile(u"2025 gen_01bbbbbb (1).mp4"_s)}) {
            QCOMPARE(facts.prompt, u"A paper boat"_s);
            QCOMPARE(facts.title, QString());
            QCOMPARE(facts.model, QString());
            QCOMPARE(facts.createdAt.toSecsSinceEpoch(), autumn.toSecsSinceEpoch());
        }
        QVERIFY(read->forFile(u"user-77abcdef.mp4"_s).isEmpty());
    }
    void takesWhoMadeItWithTheVideo() {
        // Of one object with all of it, what is the video's.
        const Result<ImportJson> flat = ImportJson::read(
            R"({"username":"maya","metadata":{"user_id":"user-77abcdef","prompt":"A paper boat","model":"m"}})");
        QCOMPARE(flat->forItsVideo().prompt, u"A paper boat"_s);
        QCOMPARE(flat->forItsVideo().model, u"m"_s);
        QCOMPARE(factsFor(R"({"id":"gen_01bbbbbb","user_id":"user-77abcdef","username":"maya","text":"A boat"})",
                     u"gen_01bbbbbb.mp4"_s)
                     .prompt,
            u"A boat"_s);
    }

    void isNotLedAstray_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("empty object") << QByteArray("{}");
        QTest::newRow("numbers") << QByteArray("[1,2,[3]]");
        QTest::newRow("other types") << QByteArray(R"({"prompt":7,"model":[],"created_at":{},"id":null,"items":"x"})");
        QTest::newRow("deep") << QByteArray(500, '[') + QByteArray(500, ']');
    }
    void isNotLedAstray() {
        QFETCH(QByteArray, json);
        const Result<ImportJson> read = ImportJson::read(json);
        QVERIFY(read);
        QVERIFY(read->isEmpty());
        QVERIFY(read->forItsVideo().isEmpty());
        QVERIFY(read->forFile(u"film.mp4"_s).isEmpty());
    }

    void readsNoFurtherThanItIsWanted() {
        QVERIFY(ImportJson::read(R"([{"id":"gen_01abcdef","prompt":"One"}])", true)->isEmpty());
    }

    void refusesWhatIsNoJson() {
        QCOMPARE(ImportJson::read("prompt: a cat").error().code, ErrorCode::CorruptFile);
        QCOMPARE(ImportJson::read("").error().code, ErrorCode::CorruptFile);
        QCOMPARE(ImportJson::read(QByteArray(5000, '[')).error().code, ErrorCode::CorruptFile);
    }
};

KINORA_QT_TEST(ImportFactsTest)
#include "ImportFactsTest.moc"
