#include "client/support/Await.h"
#include "client/support/SampleData.h"
#include "storage/VideoStore.h"
#include "support/QtTestMain.h"

#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::await;
using tests::sampleId;
using tests::sampleVideo;

/// Filters of VideoStore::places() and search().
class VideoSearchTest : public QObject {
    Q_OBJECT
private slots:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_database = std::move(*Database::open(m_folder->filePath(u"library.sqlite"_s)));
        m_store = std::make_unique<VideoStore>(*m_database);
    }
    void cleanup() {
        m_store.reset();
        m_database.reset();
    }

    void findsWords_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<int>>("numbers");
        QTest::newRow("a word of the prompt, any case") << u"PAPER"_s << QList{1};
        QTest::newRow("a beginning") << u"pap"_s << QList{1};
        QTest::newRow("without its accents") << u"uber grosse"_s << QList<int>{};
        QTest::newRow("accents do not count") << u"uber cafe"_s << QList{2};
        QTest::newRow("in any order") << u"rain boat"_s << QList{1};
        QTest::newRow("all of them") << u"boat cafe"_s << QList<int>{};
        QTest::newRow("two characters inside a sentence") << u"下雨"_s << QList{3};
        QTest::newRow("three characters") << u"天下雨"_s << QList{3};
        QTest::newRow("one character") << u"猫"_s << QList{4, 3};
        QTest::newRow("the last character") << u"帽"_s << QList{4};
        QTest::newRow("not across a gap") << u"猫雨"_s << QList<int>{};
        QTest::newRow("kana") << u"ネコ"_s << QList{5};
        QTest::newRow("half-width kana") << u"ﾈｺ"_s << QList{5};
        QTest::newRow("Hangul inside a word") << u"양이"_s << QList{5};
        QTest::newRow("a title") << u"harbour"_s << QList{2};
        QTest::newRow("a tag") << u"travel"_s << QList{2};
        QTest::newRow("a cameo") << u"@maya"_s << QList{2};
        QTest::newRow("a model") << u"turbo"_s << QList{5};
        QTest::newRow("two scripts at once") << u"猫 hat"_s << QList{4};
        QTest::newRow("only signs ask for nothing") << u" \"* "_s << QList{5, 4, 3, 2, 1};
    }
    void findsWords() {
        QFETCH(QString, text);
        QFETCH(QList<int>, numbers);
        Video second = sampleVideo(2, u"Über dem Café"_s);
        second.title = u"The harbour"_s;
        second.tags = {u"travel 2026"_s};
        second.settings =
            VideoSettings{.seconds = {}, .size = {}, .negativePrompt = {}, .seed = {}, .cameos = {u"maya"_s}};
        Video fifth = sampleVideo(5, u"ネコと고양이"_s);
        fifth.model = u"sora-2-turbo"_s;
        QVERIFY(await(m_store->upsert({sampleVideo(1, u"A paper boat in the rain"_s), second,
            sampleVideo(3, u"一只猫在看今天下雨"_s), sampleVideo(4, u"猫 hat 小帽"_s), fifth})));
        QCOMPARE(numbersOf({.text = text}), numbers);
    }

    void findsSymbols_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<int>>("numbers");
        QTest::newRow("an emoji") << u"🎬"_s << QList{2, 1};
        QTest::newRow("one that nobody uses") << u"🦆"_s << QList<int>{};
        QTest::newRow("with a word") << u"🎬 boat"_s << QList{1};
        QTest::newRow("with a word of others") << u"🎬 harbour"_s << QList<int>{};
        QTest::newRow("several") << u"🎬🌧"_s << QList{1};
        QTest::newRow("in a title") << u"€"_s << QList{3};
        QTest::newRow("in a tag") << u"→"_s << QList{4};
        QTest::newRow("however it is drawn") << u"❤\uFE0F"_s << QList{4, 3};
        QTest::newRow("the same, as a text") << u"❤"_s << QList{4, 3};
        QTest::newRow("after a letter") << u"C++"_s << QList{5, 3};
        QTest::newRow("full-width") << u"C＋＋"_s << QList{5, 3};
        QTest::newRow("a letter without it") << u"C"_s << QList{5, 4, 3};
        QTest::newRow("no wildcard") << u"="_s << QList<int>{};
        QTest::newRow("punctuation only") << u"\"-*%_"_s << QList{5, 4, 3, 2, 1};
    }
    void findsSymbols() {
        QFETCH(QString, text);
        QFETCH(QList<int>, numbers);
        Video third = sampleVideo(3, u"C++ on a whiteboard ❤"_s);
        third.title = u"Worth 5 €"_s;
        Video fourth = sampleVideo(4, u"A cat ❤\uFE0F"_s);
        fourth.tags = {u"say \"hi\""_s, u"sea → land"_s};
        QVERIFY(await(m_store->upsert({sampleVideo(1, u"A boat in the rain 🎬🌧"_s), sampleVideo(2, u"🎬 hills"_s),
            third, fourth, sampleVideo(5, u"C＋＋"_s)})));
        QCOMPARE(numbersOf({.text = text}), numbers);
        QCOMPARE(await(m_store->search({.text = text})), m_store->places({.text = text}));
        QCOMPARE(numbersOf({.text = text, .favoritesOnly = true}), QList<int>{});
    }

    void followsChangesOfTheText() {
        Video video = sampleVideo(1, u"before"_s);
        QVERIFY(await(m_store->upsert({video})));
        video.prompt = u"after"_s;
        video.seq = 2;
        QVERIFY(await(m_store->upsert({video})));
        QCOMPARE(numbersOf({.text = u"before"_s}), QList<int>{});
        QCOMPARE(numbersOf({.text = u"after"_s}), QList{1});
        QVERIFY(await(m_store->edit({video.id}, {.addTags = {u"seaside"_s}}, video.createdAt)));
        QCOMPARE(numbersOf({.text = u"seaside"_s}), QList{1});
        QVERIFY(await(m_store->remove({video.id})));
        QCOMPARE(numbersOf({.text = u"after"_s}), QList<int>{});
    }

    void narrows_data() {
        QTest::addColumn<VideoFilter>("filter");
        QTest::addColumn<QList<int>>("numbers");
        QTest::newRow("everything but the trash") << VideoFilter{} << QList{4, 3, 2, 1};
        QTest::newRow("wide") << VideoFilter{.orientation = Orientation::Landscape} << QList{2};
        QTest::newRow("drafts") << VideoFilter{.section = LibrarySection::Drafts} << QList{4, 2, 1};
        QTest::newRow("published") << VideoFilter{.section = LibrarySection::Published} << QList{3};
        QTest::newRow("the trash") << VideoFilter{.section = LibrarySection::Trash} << QList{5};
        QTest::newRow("favourites") << VideoFilter{.favoritesOnly = true} << QList{3, 1};
        QTest::newRow("rated") << VideoFilter{.minRating = 4} << QList{2, 1};
        QTest::newRow("a model") << VideoFilter{.model = u"other"_s} << QList{4};
        QTest::newRow("a tag") << VideoFilter{.tag = u"sea"_s} << QList{3};
        QTest::newRow("here") << VideoFilter{.onlyHere = true} << QList{2};
        QTest::newRow("several at once") << VideoFilter{.favoritesOnly = true, .minRating = 1} << QList{1};
        QTest::newRow("with words") << VideoFilter{.text = u"paper"_s, .favoritesOnly = true} << QList{3, 1};
        QTest::newRow("oldest first") << VideoFilter{.sort = VideoSort::Oldest} << QList{1, 2, 3, 4};
        QTest::newRow("best rated first") << VideoFilter{.sort = VideoSort::BestRated} << QList{1, 2, 4, 3};
        QTest::newRow("longest first") << VideoFilter{.sort = VideoSort::Longest} << QList{3, 4, 2, 1};
        QTest::newRow("largest first") << VideoFilter{.sort = VideoSort::Largest} << QList{4, 3, 2, 1};
    }
    void narrows() {
        QFETCH(VideoFilter, filter);
        QFETCH(QList<int>, numbers);
        QList<Video> videos;
        for (int i = 1; i <= 5; ++i)
            videos << sampleVideo(i);
        videos[0].favorite = videos[2].favorite = true;
        videos[0].rating = 5;
        videos[1].rating = 4;
        videos[1].orientation = Orientation::Landscape;
        videos[2].state = VideoState::Published;
        videos[2].tags = {u"sea"_s, u"night"_s};
        videos[3].tags = {u"seaside"_s};
        videos[2].seconds = 12;
        videos[3].model = u"other"_s;
        videos[3].bytes = 5000;
        videos[4].state = VideoState::Trashed;
        QVERIFY(await(m_store->upsert(videos)));
        QVERIFY(await(m_store->setFileHere(sampleId(2), u"videos/x.mp4"_s)));
        QCOMPARE(numbersOf(filter), numbers);
        QCOMPARE(await(m_store->search(filter)), m_store->places(filter));
    }

    void findsManyAsWellAsFew() {
        for (int i = 0; i < 2500; i += 50) {
            QList<Video> videos;
            for (int k = i + 1; k <= i + 50; ++k)
                videos << sampleVideo(k, k % 10 == 0 ? u"a lonely hill"_s : u"a paper boat"_s);
            QVERIFY(await(m_store->upsert(videos)));
        }
        QCOMPARE(m_store->places({.text = u"boat"_s})->size(), 2250);
        QCOMPARE(m_store->places({.text = u"boat"_s, .sort = VideoSort::Oldest})->first().createdAtMs,
            sampleVideo(1).createdAt.toMSecsSinceEpoch());
        QCOMPARE(m_store->places({.text = u"hill"_s})->size(), 250);
        // The first alone, as a gallery asks for them.
        for (const VideoFilter& filter :
            {VideoFilter{}, VideoFilter{.text = u"boat"_s}, VideoFilter{.text = u"hill"_s}})
            QCOMPARE(*m_store->places(filter, 7), m_store->places(filter)->first(7));
        QCOMPARE(m_store->places({}, 3000)->size(), 2500);
    }

    void knowsOfEachWrite() {
        const auto agrees = [this] {
            for (const QString& text : {QString(), u"boat"_s})
                QCOMPARE(await(m_store->search({.text = text})), m_store->places({.text = text}));
        };
        QVERIFY(await(m_store->upsert({sampleVideo(1), sampleVideo(2), sampleVideo(3)})));
        agrees();
        QVERIFY(await(m_store->upsert({sampleVideo(4)})));
        agrees();
        QVERIFY(await(m_store->edit({sampleVideo(2).id}, {.state = VideoState::Trashed}, sampleVideo(2).updatedAt)));
        agrees();
        QVERIFY(await(m_store->remove({sampleVideo(3).id})));
        agrees();
        QCOMPARE(await(m_store->search({}))->size(), 2);
    }

    void leavesOutASearchThatWasCanceled() {
        QVERIFY(await(m_store->upsert({sampleVideo(1)})));
        QSemaphore begun;
        QSemaphore mayEnd;
        // Holds the thread for long reads, so that the search waits behind it.
        const auto first = m_database->read<bool>([&](const QSqlDatabase&) -> Result<bool> {
            begun.release();
            mayEnd.acquire();
            return true;
        });
        begun.acquire();
        auto outOfDate = m_store->search({});
        const auto wanted = m_store->search({});
        outOfDate.cancel();
        mayEnd.release();
        QCOMPARE(await(wanted)->size(), 1);
        QVERIFY(await(first));
        QCOMPARE(outOfDate.resultCount(), 0);
    }

    void listsModelsAndTags() {
        Video first = sampleVideo(1);
        first.tags = {u"sea"_s, u"Night"_s};
        Video second = sampleVideo(2);
        second.tags = {u"sea"_s};
        second.model = u"another"_s;
        Video third = sampleVideo(3);
        third.tags = {u"thrown away"_s};
        third.state = VideoState::Trashed;
        QVERIFY(await(m_store->upsert({first, second, third})));
        const auto words = await(m_store->words());
        QVERIFY(words);
        QCOMPARE(words->models, (QStringList{u"another"_s, u"sora-2"_s}));
        QCOMPARE(words->tags, (QStringList{u"sea"_s, u"Night"_s})); // most used first
    }

private:
    QList<int> numbersOf(const VideoFilter& filter) const {
        QList<qint64> keys;
        for (const VideoPlace& place : *m_store->places(filter))
            keys << place.key;
        QList<int> numbers;
        for (const LibraryVideo& row : *m_store->rows(keys))
            numbers << row.video.id.right(4).toInt(nullptr, 16);
        return numbers;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<VideoStore> m_store;
};

KINORA_QT_TEST(VideoSearchTest)
#include "VideoSearchTest.moc"
