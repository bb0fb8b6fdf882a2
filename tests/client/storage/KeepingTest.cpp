#include "client/support/Await.h"
#include "client/support/SampleData.h"
#include "storage/VideoStore.h"
#include "support/QtTestMain.h"

#include <QTemporaryDir>
#include <QTest>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::await;
using tests::sampleId;
using tests::sampleVideo;

/// VideoStore::keep(): five videos of 1,000 bytes each, 1 the oldest.
class KeepingTest : public QObject {
    Q_OBJECT
private slots:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_database = std::move(*Database::open(m_folder->filePath(u"library.sqlite"_s)));
        m_store = std::make_unique<VideoStore>(*m_database);
        QList<Video> videos;
        for (int i = 1; i <= 5; ++i)
            videos << sampleVideo(i);
        videos[1].favorite = true;
        QVERIFY(await(m_store->upsert(videos)));
    }
    void cleanup() {
        m_store.reset();
        m_database.reset();
    }

    void wantsWhatThePolicySays() {
        QVERIFY(keep({.policy = KeepPolicy::OnDemand}).isEmpty());
        QCOMPARE(wanted(), QList<int>{});
        keep({.policy = KeepPolicy::Favorites});
        QCOMPARE(wanted(), QList{2});
        keep({});
        QCOMPARE(wanted(), (QList{5, 4, 3, 2, 1}));
        QVERIFY(await(m_store->unwant({sampleId(3)})));
        QCOMPARE(wanted(), QList{3});
    }

    void leavesTheTrashWhereItIs() {
        QVERIFY(await(m_store->edit({sampleId(5)}, {.state = VideoState::Trashed}, sampleVideo(1).createdAt)));
        keep({});
        QCOMPARE(wanted(), (QList{4, 3, 2, 1}));
    }

    void wantsOnlyWhatFits() {
        keep({.limitBytes = 2500});
        QCOMPARE(wanted(), (QList{5, 4}));
        keep({.limitBytes = 1000});
        QCOMPARE(wanted(), QList{5}); // no longer 4, which waited
    }

    void givesUpWhatWasNotWatchedForLongest() {
        bring({1, 2, 3});
        QVERIFY(await(m_store->setWatched(sampleId(1), sampleVideo(9).createdAt)));
        QCOMPARE(keep({.policy = KeepPolicy::OnDemand, .limitBytes = 2000}), QList{2});
        QCOMPARE(stateOf(2), FileState::Absent);
        QCOMPARE(stateOf(1), FileState::Here);
        QCOMPARE(stateOf(3), FileState::Here);
    }

    void givesUpTheTrashFirst() {
        bring({1, 5});
        QVERIFY(await(m_store->edit({sampleId(5)}, {.state = VideoState::Trashed}, sampleVideo(1).createdAt)));
        QCOMPARE(keep({.policy = KeepPolicy::OnDemand, .limitBytes = 1000}), QList{5});
    }

    void keepsFavouritesBeforeOthersWherePeopleWantThem() {
        bring({2, 5});
        QCOMPARE(keep({.policy = KeepPolicy::Favorites, .limitBytes = 1000}), QList{5});
    }

    void neverGivesUpTheOnlyCopy() {
        bring({1, 2, 3});
        // The relay was set back and has none of them.
        QVERIFY(await(m_store->forgetNumbers({{.after = 0, .until = 100}}, u"changes"_s)));
        QVERIFY(await(m_store->settleListing({sampleId(3), sampleId(4), sampleId(5)}, 9)));
        QCOMPARE(keep({.limitBytes = 1}), QList{3});
        QCOMPARE(stateOf(1), FileState::Here);
        QCOMPARE(stateOf(2), FileState::Here);
    }

    void takesOnlyWhatFitsBesideTheRestWhereNothingMayGo() {
        bring({1, 2});
        QVERIFY(keep({.limitBytes = 3000}, false).isEmpty());
        QCOMPARE(wanted(), QList{5});
        QVERIFY(keep({.limitBytes = 1000}, false).isEmpty());
        QCOMPARE(wanted(), QList{5});
        QCOMPARE(stateOf(1), FileState::Here);
        QCOMPARE(keep({.limitBytes = 1000}), (QList{2, 1}));
        QCOMPARE(wanted(), QList{5});
    }

    void wantsOfWhatIsAskedForWhatFits() {
        const QDateTime at = sampleVideo(9).createdAt;
        const auto want = [&](qint64 limitBytes) {
            return *await(m_store->want({sampleId(1), sampleId(2), sampleId(3)}, at, limitBytes));
        };
        QCOMPARE(want(999), (QStringList{sampleId(1), sampleId(2), sampleId(3)}));
        QCOMPARE(wanted(), QList<int>{});
        QCOMPARE(want(2500), QStringList{sampleId(3)});
        QCOMPARE(wanted(), (QList{2, 1}));
        QCOMPARE(m_store->find(sampleId(1))->watchedAt, at);
        QVERIFY(!m_store->find(sampleId(3))->watchedAt.isValid());
        // What fits is not given up again, and the older ones go.
        bring({5});
        QCOMPARE(keep({.limitBytes = 2500}), QList{5});
        QCOMPARE(wanted(), (QList{2, 1}));
        QVERIFY(want(0).isEmpty());
        QCOMPARE(wanted(), (QList{3, 2, 1}));
    }

    void countsAllThatIsAskedForAsWatched() {
        bring({1, 4});
        QVERIFY(await(m_store->want({sampleId(2), sampleId(1)}, sampleVideo(9).createdAt, 2000))->isEmpty());
        QCOMPARE(keep({.policy = KeepPolicy::OnDemand, .limitBytes = 2000}), QList{4});
        QCOMPARE(stateOf(1), FileState::Here);
        QCOMPARE(wanted(), QList{2});
    }

    void holdsNothingBackThatIsAskedFor() {
        const auto keepAsked = [this](KeepPolicy policy, int asked) {
            LetGo letGo = allHeld();
            letGo.asked = {sampleId(asked)};
            return numbersOf(keep({.policy = policy, .limitBytes = 1000}, letGo));
        };
        bring({2}); // the favourite
        QVERIFY(await(m_store->want({sampleId(1)}, sampleVideo(9).createdAt))->isEmpty());
        QCOMPARE(keepAsked(KeepPolicy::Favorites, 1), QList{2});
        QCOMPARE(wanted(), QList{1});
        // The relay was set back and has only this one.
        bring({1, 2});
        QVERIFY(await(m_store->forgetNumbers({{.after = 0, .until = 100}}, u"changes"_s)));
        QVERIFY(await(m_store->settleListing({sampleId(1)}, 9)));
        QCOMPARE(keepAsked(KeepPolicy::OnDemand, 1), QList<int>{});
        QCOMPARE(stateOf(1), FileState::Here);
        QCOMPARE(keepAsked(KeepPolicy::OnDemand, 3), QList{1});
    }

    void asksBeforeAnythingGoes() {
        bring({1, 2, 3});
        const KeepRules rules{.limitBytes = 2000};
        const KeptFiles first = keep(rules, LetGo{.any = true});
        QVERIFY(first.released.isEmpty());
        QCOMPARE(first.unsure, (QStringList{sampleId(3), sampleId(2), sampleId(1)}));
        QCOMPARE(wanted(), QList<int>{}); // 5 and 4 have no room before something goes
        const KeptFiles second = keep(rules, LetGo{.any = true, .held = {sampleId(1)}, .lost = {sampleId(3)}});
        QCOMPARE(second.released.size(), 1);
        QCOMPARE(second.released.first().id, sampleId(1));
        QCOMPARE(second.unsure, QStringList{sampleId(2)});
        QCOMPARE(wanted(), QList<int>{});
        // The one that is lost keeps its place, beside which there is room for one more.
        const KeptFiles third = keep(rules, LetGo{.any = true, .held = {sampleId(2)}, .lost = {sampleId(3)}});
        QCOMPARE(third.released.size(), 1);
        QVERIFY(third.unsure.isEmpty());
        QCOMPARE(stateOf(3), FileState::Here);
        QCOMPARE(wanted(), QList{5});
    }

    void letsNothingGoForWhatIsLargerThanTheLimit_data() {
        QTest::addColumn<QStringList>("played");
        QTest::newRow("the newest") << QStringList();
        QTest::newRow("and looked at") << QStringList{sampleId(6)};
    }
    void letsNothingGoForWhatIsLargerThanTheLimit() {
        QFETCH(QStringList, played);
        bring({4, 5});
        Video large = sampleVideo(6);
        large.bytes = 5000;
        QVERIFY(await(m_store->upsert({large})));
        LetGo letGo = allHeld();
        letGo.played = played;
        QVERIFY(keep({.limitBytes = 2000}, letGo).released.isEmpty());
        QCOMPARE(wanted(), QList<int>{});
        QCOMPARE(stateOf(4), FileState::Here);
    }

    void letsOnlyThatGoWhichIsLargerThanTheLimit() {
        bring({4, 5});
        Video large = sampleVideo(6);
        large.bytes = 5000;
        QVERIFY(await(m_store->upsert({large})));
        bring({6});
        LetGo letGo = allHeld();
        letGo.held << large.id;
        QCOMPARE(numbersOf(keep({.limitBytes = 2000}, letGo)), QList{6});
        QCOMPARE(wanted(), QList<int>{});
    }

    void keepsWhatIsPlayed() {
        bring({1, 2, 3});
        QVERIFY(await(m_store->edit({sampleId(1)}, {.state = VideoState::Trashed}, sampleVideo(1).createdAt)));
        QVERIFY(await(m_store->want({sampleId(4)}, sampleVideo(4).createdAt))); // it is waited for
        const QStringList all{sampleId(1), sampleId(2), sampleId(3)};
        const KeepRules rules{.policy = KeepPolicy::Favorites, .limitBytes = 1};
        const KeptFiles kept = keep(rules, LetGo{.any = true, .held = all, .played = {sampleId(1), sampleId(4)}});
        QCOMPARE(kept.released.size(), 2);
        QVERIFY(kept.unsure.isEmpty());
        QCOMPARE(stateOf(1), FileState::Here);
        QCOMPARE(stateOf(2), FileState::Absent);
        QCOMPARE(stateOf(3), FileState::Absent);
        QCOMPARE(wanted(), QList{4});
        QCOMPARE(keep(rules), QList{1});
        QCOMPARE(wanted(), QList<int>{});
    }

private:
    /// The numbers of the videos whose files may go, when the relay holds all of them.
    QList<int> keep(const KeepRules& rules, bool mayGo = true) {
        LetGo letGo = allHeld();
        letGo.any = mayGo;
        return numbersOf(keep(rules, letGo));
    }
    static LetGo allHeld() {
        LetGo letGo{.any = true};
        for (int i = 1; i <= 5; ++i)
            letGo.held << sampleId(i);
        return letGo;
    }
    static QList<int> numbersOf(const KeptFiles& kept) {
        QList<int> numbers;
        for (const LeftFiles& files : kept.released)
            numbers << numberOf(files.id);
        return numbers;
    }
    KeptFiles keep(const KeepRules& rules, const LetGo& letGo) {
        const auto kept = await(m_store->keep(rules, letGo));
        if (!kept)
            qFatal("not kept");
        return *kept;
    }
    void bring(const QList<int>& numbers) {
        for (const int number : numbers)
            QVERIFY(await(m_store->setFileHere(sampleId(number), u"videos/%1.mp4"_s.arg(number))));
    }
    [[nodiscard]] QList<int> wanted() const {
        QList<int> numbers;
        const QStringList ids = *m_store->wanted();
        for (const QString& id : ids)
            numbers << numberOf(id);
        return numbers;
    }
    [[nodiscard]] FileState stateOf(int number) const { return m_store->find(sampleId(number))->fileState; }
    static int numberOf(const QString& id) { return id.right(4).toInt(nullptr, 16); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<VideoStore> m_store;
};

KINORA_QT_TEST(KeepingTest)
#include "KeepingTest.moc"
