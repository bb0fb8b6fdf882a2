// Imported videos while they become the relay's: deleted for ever meanwhile, brought again, called by their former id.
#include "LibraryApp.h"
#include "client/support/Await.h"
#include "client/support/BusyPool.h"
#include "services/Library.h"
#include "storage/FactsFolder.h"
#include "support/QtTestMain.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::await;
using tests::LibraryApp;
using tests::longestWaitMs;
using tests::sampleId;
using tests::sampleVideo;

class ImportSettledTest : public tests::LibraryCase {
    Q_OBJECT
private slots:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_app = std::make_unique<LibraryApp>(m_folder->path());
        open();
    }
    void cleanup() { m_app.reset(); }

    void isNotSentToItsEnd() {
        relay().holdImports = true;
        const QString id = bring(1);
        m_app->library.setOnline(true);
        QTRY_COMPARE_WITH_TIMEOUT(relay().heldImports.size(), 1, longestWaitMs);
        QVERIFY(await(m_app->library.edits().removeForever({id})));
        QTRY_VERIFY_WITH_TIMEOUT(relay().heldImports.first().promise->isCanceled(), longestWaitMs);
        // All had been sent by then.
        relay().releaseImport();
        QCOMPARE(relay().library.size(), 1);
        relayIsBack();
        QTRY_COMPARE_WITH_TIMEOUT(relay().deleted.size(), 1, longestWaitMs);
        settled();
        QVERIFY(relay().library.isEmpty() && rows().isEmpty());

        // The next one is sent.
        relay().holdImports = false;
        bring(2);
        QTRY_COMPARE_WITH_TIMEOUT(relay().library.size(), 1, longestWaitMs);
    }

    void isDeletedByAnAnswerThatComesAfterwards() {
        relay().holdImports = true;
        const QString id = bring(1);
        m_app->library.setOnline(true);
        QTRY_COMPARE_WITH_TIMEOUT(relay().heldImports.size(), 1, longestWaitMs);
        relay().releaseImport(); // answered, and not yet taken in
        QVERIFY(await(m_app->library.store().removeForever({id}, m_app->clock.now())));
        QTRY_COMPARE_WITH_TIMEOUT(relay().deleted.size(), 1, longestWaitMs);
        settled();
        QVERIFY(relay().library.isEmpty() && rows().isEmpty());
    }

    void isDeletedAfterALostAnswer_data() {
        QTest::addColumn<bool>("restarted");
        QTest::newRow("at once") << false;
        QTest::newRow("after a restart") << true;
    }
    void isDeletedAfterALostAnswer() {
        QFETCH(bool, restarted);
        const QString id = bringAndLoseAnswer();
        QVERIFY(await(m_app->library.edits().removeForever({id})));
        if (restarted) {
            m_app->library.close();
            open();
            m_app->library.setOnline(true);
        } else {
            relayIsBack();
        }
        QTRY_COMPARE_WITH_TIMEOUT(relay().deleted.size(), 1, longestWaitMs);
        settled();
        QVERIFY(relay().library.isEmpty() && rows().isEmpty());
    }

    void staysWhenItIsBroughtAgain() {
        const QString id = bringAndLoseAnswer();
        QVERIFY(await(m_app->library.edits().removeForever({id})));
        bring(1);
        relayIsBack();
        QTRY_VERIFY_WITH_TIMEOUT(rows().size() == 1 && rows().first().onRelay, longestWaitMs);
        settled();
        QVERIFY(relay().deleted.isEmpty());
        QCOMPARE(relay().library.size(), 1);
        QCOMPARE(rows().first().video.id, relay().library.first().id);
        QVERIFY(QFile::exists(m_app->library.fileOf(rows().first())));
    }

    void isMeantByTheIdItHadBefore() {
        const QString id = bring(1);
        m_app->library.setOnline(true);
        QTRY_VERIFY_WITH_TIMEOUT(rows().first().onRelay, longestWaitMs);
        settled();
        QVERIFY(rows().first().video.id != id);
        QCOMPARE(m_app->library.find(id)->video.id, rows().first().video.id);
        QVERIFY(await(m_app->library.edits().setTitle(id, u"From a dialog that was open"_s)));
        QTRY_COMPARE_WITH_TIMEOUT(relay().library.first().title, u"From a dialog that was open"_s, longestWaitMs);
        QVERIFY(await(m_app->library.edits().removeForever({id})));
        QTRY_COMPARE_WITH_TIMEOUT(relay().deleted.size(), 1, longestWaitMs);
        settled();
        QVERIFY(rows().isEmpty());
    }

    void isTheOneThatWasKnownAlready_data() {
        QTest::addColumn<bool>("hasFile");
        QTest::newRow("with its file") << true;
        QTest::newRow("without") << false;
    }
    void isTheOneThatWasKnownAlready() {
        // Two rows of one content, as a version that did not look for that has left them, or files that lay there.
        QFETCH(bool, hasFile);
        relay().holdDownloads = true;
        Video known = video(1);
        known.prompt.clear();
        relay().library = {known};
        m_app->library.setOnline(true);
        settled();
        QCOMPARE(rows().size(), 1);
        if (hasFile) {
            QVERIFY(write(u"videos/known.mp4"_s, 1));
            QVERIFY(await(m_app->library.store().setFileHere(known.id, u"videos/known.mp4"_s)));
        }
        m_app->library.setOnline(false);
        const LocalVideo found = find();
        QCOMPARE(rows().size(), 2);
        m_app->library.setOnline(true);
        QTRY_COMPARE_WITH_TIMEOUT(rows().size(), 1, longestWaitMs);
        settled();
        const LibraryVideo row = rows().first();
        QCOMPARE(row.video.id, known.id);
        QVERIFY(row.onRelay);
        QCOMPARE(row.fileState, FileState::Here);
        QCOMPARE(row.file, hasFile ? u"videos/known.mp4"_s : found.file);
        QCOMPARE(row.video.prompt, found.video.prompt);
        QCOMPARE(relay().library.first().title, u"Found"_s);
        QCOMPARE(m_app->library.find(found.video.id)->video.id, known.id);
        QCOMPARE(await(m_app->library.store().leftFiles())->first().file, hasFile ? found.file : QString());
        QCOMPARE(m_app->library.store().importCounts()->waiting, 0);
    }

    void takesNothingFromTheVideoThatItIs_data() {
        QTest::addColumn<bool>("twoRows");
        QTest::newRow("one row") << false;
        QTest::newRow("two rows") << true;
    }
    void takesNothingFromTheVideoThatItIs() {
        QFETCH(bool, twoRows);
        relay().holdDownloads = true;
        const Video known = video(1);
        relay().library = {known};
        relay().editElsewhere(
            known.id, {.title = u"Ours"_s, .favorite = true, .rating = 5}, known.updatedAt.addSecs(-60));
        if (twoRows) {
            m_app->library.setOnline(true);
            settled();
            m_app->library.setOnline(false);
        }
        find();
        QCOMPARE(rows().size(), twoRows ? 2 : 1);
        m_app->library.setOnline(true);
        QTRY_VERIFY_WITH_TIMEOUT(rows().size() == 1 && rows().first().onRelay, longestWaitMs);
        settled();
        QCOMPARE(relay().library.first().title, u"Ours"_s);
        QVERIFY(relay().library.first().favorite);
        QCOMPARE(relay().library.first().rating, 5);
        QCOMPARE(rows().first().video.title, u"Ours"_s);
    }

    void isInTheListOnce() {
        const QString id = bringAndLoseAnswer();
        const QString file = rows().first().file;
        QTRY_VERIFY_WITH_TIMEOUT(factsExist(id), longestWaitMs);
        relayIsBack();
        QTRY_VERIFY_WITH_TIMEOUT(rows().first().onRelay, longestWaitMs);
        settled();
        bring(2);
        QTRY_COMPARE_WITH_TIMEOUT(relay().library.size(), 2, longestWaitMs);
        settled();
        const QString other = u"videos/%1.mp4"_s.arg(m_brought);
        m_app->library.close();
        // The facts as they are when the program ends before it clears them away.
        const QDir facts(libraryFolder() + u"/facts"_s);
        if (!facts.exists(id + u".json"_s))
            QVERIFY(writeFacts(id, file));
        open();
        // The look at what lies here is over once it has found this.
        QVERIFY(QFile::remove(libraryFolder() + u'/' + other));
        QTRY_VERIFY_WITH_TIMEOUT(
            std::ranges::any_of(rows(), [](const auto& row) { return row.fileState != FileState::Here; }),
            longestWaitMs);
        QCOMPARE(rows().size(), 2);
    }

    void staysWhenTheRelayHadMadeIt() {
        const QString id = bringAndLoseAnswer();
        relay().library.first().source = VideoSource::Job;
        QVERIFY(await(m_app->library.edits().removeForever({id})));
        relayIsBack();
        QTRY_COMPARE_WITH_TIMEOUT(rows().size(), 1, longestWaitMs);
        settled();
        QVERIFY(relay().deleted.isEmpty());
    }

    void staysWhenItHadBeenThereBefore() {
        relay().importsAt = relay().importsAt.addDays(-1); // brought by another device
        const QString id = bringAndLoseAnswer();
        QVERIFY(await(m_app->library.edits().removeForever({id})));
        relayIsBack();
        QTRY_COMPARE_WITH_TIMEOUT(rows().size(), 1, longestWaitMs);
        settled();
        QVERIFY(relay().deleted.isEmpty());
    }

    void staysWhenAnotherDeviceBringsItLater() {
        const QString id = bringAndLoseAnswer();
        QVERIFY(await(m_app->library.edits().removeForever({id})));
        m_app->library.setOnline(false); // for a week
        relay().library.first().updatedAt = relay().importsAt.addDays(3);
        m_app->clock.time = m_app->clock.time.addDays(7);
        m_app->library.setOnline(true);
        QTRY_COMPARE_WITH_TIMEOUT(rows().size(), 1, longestWaitMs);
        settled();
        QVERIFY(relay().deleted.isEmpty());
    }

    void isDeletedLaterAsAnyOther() {
        const QString id = bringAndLoseAnswer();
        relayIsBack();
        QTRY_VERIFY_WITH_TIMEOUT(rows().first().onRelay, longestWaitMs);
        settled();
        QVERIFY(await(m_app->library.edits().removeForever({id})));
        QTRY_COMPARE_WITH_TIMEOUT(relay().deleted.size(), 1, longestWaitMs);
        settled();
        // Brought by another device at once.
        Video elsewhere = video(1);
        elsewhere.id = sampleId(77);
        elsewhere.seq = relay().standsAt() + 1;
        elsewhere.updatedAt = m_app->clock.now();
        relay().library.prepend(elsewhere);
        relayIsBack();
        QTRY_COMPARE_WITH_TIMEOUT(rows().size(), 1, longestWaitMs);
        settled();
        QCOMPARE(relay().deleted.size(), 1);
    }

    void tellsWhatWaitedForIt() {
        // Found in the folder by a library made anew, under the id that the relay has for it.
        const Video known = video(1);
        relay().contents.insert(known.id, content(1));
        bring(1, known.id);
        QVERIFY(await(m_app->library.edits().setRating({known.id}, 4)));
        relay().library.prepend(known);
        m_app->library.setOnline(true);
        QTRY_COMPARE_WITH_TIMEOUT(relay().library.first().rating, 4, longestWaitMs);
    }

    void isShownWhenTheRelayDoesNotDeleteIt() {
        const QString id = bringAndLoseAnswer();
        QVERIFY(await(m_app->library.edits().removeForever({id})));
        QTRY_VERIFY_WITH_TIMEOUT(!*m_app->library.store().nextEdits(1), longestWaitMs); // it does not know that id
        relay().removalFailures = {Error{.code = ErrorCode::Forbidden, .httpStatus = 403}};
        relayIsBack();
        QTRY_COMPARE_WITH_TIMEOUT(rows().size(), 1, longestWaitMs);
        settled();
        QVERIFY(relay().removalFailures.isEmpty() && relay().deleted.isEmpty());
    }

    void isNotDeletedOnceItIsBroughtAgainUnderItsId() {
        bring(1);
        m_app->library.setOnline(true);
        QTRY_VERIFY_WITH_TIMEOUT(rows().first().onRelay, longestWaitMs);
        settled();
        const QString id = rows().first().video.id;
        m_app->library.setOnline(false);
        QVERIFY(await(m_app->library.edits().removeForever({id})));
        bring(1, id);
        m_app->library.setOnline(true);
        QTRY_VERIFY_WITH_TIMEOUT(rows().first().onRelay, longestWaitMs);
        settled();
        QVERIFY(relay().deleted.isEmpty());
        QCOMPARE(rows().size(), 1);
    }

    void isForgottenOnceTheRelayHasToldAll() {
        relay().importFailures = {Error{.code = ErrorCode::ConnectionLost}}; // it has nothing of it
        const QString id = bring(1);
        m_app->library.setOnline(true);
        QTRY_VERIFY_WITH_TIMEOUT(relay().importFailures.isEmpty(), longestWaitMs);
        QVERIFY(await(m_app->library.edits().removeForever({id})));
        m_app->clock.time = m_app->clock.time.addSecs(7200);
        const qsizetype asked = relay().changesAsked.size();
        relayIsBack();
        QTRY_VERIFY_WITH_TIMEOUT(relay().changesAsked.size() > asked, longestWaitMs);
        settled();
        // Later another device brings a file with the same content.
        Video elsewhere = video(1);
        elsewhere.id = sampleId(77);
        elsewhere.seq = relay().standsAt() + 1;
        elsewhere.updatedAt = relay().importsAt.addSecs(600);
        relay().library.prepend(elsewhere);
        relayIsBack();
        QTRY_COMPARE_WITH_TIMEOUT(rows().size(), 1, longestWaitMs);
        settled();
        QVERIFY(relay().deleted.isEmpty());
    }

    void isSentAfterTheRelayHasDeletedTheOneBefore() {
        bring(1);
        m_app->library.setOnline(true);
        QTRY_VERIFY_WITH_TIMEOUT(rows().first().onRelay, longestWaitMs);
        const QString before = rows().first().video.id;
        m_app->library.setOnline(false);
        QVERIFY(await(m_app->library.edits().removeForever({before})));
        bring(1);
        m_app->library.setOnline(true);
        QTRY_COMPARE_WITH_TIMEOUT(relay().deleted.values(), QStringList{before}, longestWaitMs);
        QTRY_VERIFY_WITH_TIMEOUT(rows().size() == 1 && rows().first().onRelay, longestWaitMs);
        settled();
        QCOMPARE(relay().library.size(), 1);
        QCOMPARE(rows().first().video.id, relay().library.first().id);
        QVERIFY(rows().first().video.id != before);
        QVERIFY(QFile::exists(m_app->library.fileOf(rows().first())));
    }

    void comesOutOfTheTrashThere_data() {
        QTest::addColumn<bool>("later");
        QTest::newRow("brought after it was thrown away") << true;
        QTest::newRow("thrown away after it was brought") << false;
    }
    void comesOutOfTheTrashThere() {
        QFETCH(bool, later);
        relay().library = {video(1)};
        relay().editElsewhere(
            sampleId(1), {.state = VideoState::Trashed}, video(1).updatedAt.addSecs(later ? -60 : 60));
        bring(1);
        m_app->library.setOnline(true);
        settled();
        QCOMPARE(relay().library.first().state, later ? VideoState::Draft : VideoState::Trashed);
        QCOMPARE(rows().size(), later ? 1 : 0);
        QCOMPARE(m_app->library.find(sampleId(1))->video.state, relay().library.first().state);
    }

    void isNotSentOnceItWasDeletedAndTheListIsMadeAnew() {
        m_app->library.setOnline(true);
        bring(1);
        QTRY_VERIFY_WITH_TIMEOUT(rows().first().onRelay, longestWaitMs);
        settled();
        const QString id = rows().first().video.id;
        const QString name = QFileInfo(rows().first().file).fileName();
        QTRY_VERIFY_WITH_TIMEOUT(factsExist(id), longestWaitMs);
        m_app->library.close();
        QVERIFY(QFile::remove(libraryFolder() + u"/library.sqlite"_s));
        relay().removeElsewhere(id);
        bringElsewhere(2);
        const qsizetype sent = relay().importCalls.size();
        open();
        QTRY_VERIFY_WITH_TIMEOUT(!rows().isEmpty(), longestWaitMs);
        QCOMPARE(rows().first().video.id, id);
        m_app->library.setOnline(true);
        QTRY_VERIFY_WITH_TIMEOUT(!m_app->library.find(id), longestWaitMs);
        settled();
        QCOMPARE(relay().importCalls.size(), sent);
        QCOMPARE(relay().library.size(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_app->library.folder().absolute(u"removed/"_s + name)), longestWaitMs);
    }

    void isNotSentBeforeAllWasHeardOfIt_data() {
        QTest::addColumn<bool>("anew");
        QTest::newRow("a list made anew, long after the relay was heard") << true;
        QTest::newRow("a row that was lost") << false;
    }
    void isNotSentBeforeAllWasHeardOfIt() {
        QFETCH(bool, anew);
        m_app->library.setOnline(true);
        bring(1);
        QTRY_VERIFY_WITH_TIMEOUT(rows().first().onRelay, longestWaitMs);
        settled();
        const QString id = rows().first().video.id;
        const QString name = QFileInfo(rows().first().file).fileName();
        QTRY_VERIFY_WITH_TIMEOUT(factsExist(id), longestWaitMs);
        m_app->library.setOnline(false);
        const auto left = await(m_app->library.store().remove({id}));
        QVERIFY(left && await(m_app->library.store().dropLeft({left->first().number})));
        m_app->library.close();
        if (anew)
            QVERIFY(QFile::remove(libraryFolder() + u"/library.sqlite"_s));
        relay().removeElsewhere(id);
        bringElsewhere(2);
        const qsizetype sent = relay().importCalls.size();
        {
            const tests::BusyPool busy; // nothing looks at files meanwhile
            open();
            m_app->library.setOnline(true);
            settled();
        }
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_app->library.folder().absolute(u"removed/"_s + name)), longestWaitMs);
        QVERIFY(!m_app->library.find(id));
        settled();
        QCOMPARE(relay().importCalls.size(), sent);
        QCOMPARE(relay().library.size(), 1);
        // From now on what is brought is sent.
        bring(3);
        QTRY_COMPARE_WITH_TIMEOUT(relay().library.size(), 2, longestWaitMs);
    }

private:
    void bringElsewhere(int number) const {
        Video other = video(number);
        other.seq = relay().standsAt() + 1;
        relay().library.prepend(other);
    }
    tests::FakeRelayApi& relay() const { return m_app->relay; }
    [[nodiscard]] QList<LibraryVideo> rows() const { return *m_app->library.newest(100); }
    void open() const { QVERIFY(await(m_app->library.open(server, maya))); }

    static QByteArray content(int number) { return "film " + QByteArray::number(number); }
    static Video video(int number) {
        Video video = sampleVideo(number);
        const QByteArray bytes = content(number);
        video.bytes = bytes.size();
        video.sha256 = QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
        video.source = VideoSource::Import;
        return video;
    }
    [[nodiscard]] bool write(const QString& file, int number) const {
        QFile film(m_app->library.folder().absolute(file));
        return film.open(QIODevice::WriteOnly) && film.write(content(number)) == content(number).size();
    }
    /// Each time under another id, unless one is told.
    QString bring(int number, const QString& id = {}) {
        LocalVideo local{.video = video(number), .file = u"videos/%1.mp4"_s.arg(++m_brought)};
        local.video.id = id.isEmpty() ? sampleId(100 + m_brought) : id;
        const bool added = write(local.file, number) && await(m_app->library.store().addLocal({local}));
        return added ? local.video.id : QString();
    }
    /// In the list beside whatever has its content already, as a file that lay there.
    LocalVideo find() const {
        LocalVideo found{.video = video(1), .file = u"videos/found.mp4"_s};
        found.video.id = sampleId(50);
        found.video.title = u"Found"_s;
        if (write(found.file, 1))
            (void)await(m_app->library.store().takeBack(m_app->library.folder().root(), {found}));
        return found;
    }
    /// Brought here and taken by the relay, whose answer is lost, and which has not told of it since.
    QString bringAndLoseAnswer() {
        m_app->library.setOnline(true);
        settled(); // or what is told now would tell of it
        relay().lostAnswers = 1;
        const QString id = bring(1);
        [&relay = relay()] {
            QTRY_COMPARE_WITH_TIMEOUT(relay.lostAnswers, 0, longestWaitMs);
        }();
        return relay().library.size() == 1 ? id : QString();
    }
    [[nodiscard]] bool factsExist(const QString& id) const {
        return QFile::exists(m_app->library.folder().absolute(u"facts/%1.json"_s.arg(id)));
    }
    [[nodiscard]] bool writeFacts(const QString& id, const QString& file) const {
        LocalVideo local{.video = video(1), .file = file};
        local.video.id = id;
        return FactsFolder(libraryFolder()).write(local).has_value();
    }
    void relayIsBack() const { emit m_app->creation.caughtUp(); }
    /// All that the relay has is known here, and it has heard everything.
    void settled() const {
        const LibrarySync& sync = m_app->library.sync();
        QTRY_VERIFY_WITH_TIMEOUT(
            sync.state() == LibrarySync::State::Synced && !*m_app->library.store().nextEdits(1), longestWaitMs);
        const qsizetype asked = relay().changesAsked.size();
        relayIsBack();
        QTRY_VERIFY_WITH_TIMEOUT(
            relay().changesAsked.size() > asked && sync.state() == LibrarySync::State::Synced, longestWaitMs);
        QTRY_VERIFY_WITH_TIMEOUT(!*m_app->library.store().nextEdits(1), longestWaitMs);
    }

    std::unique_ptr<LibraryApp> m_app;
    int m_brought = 0;
};

KINORA_QT_TEST(ImportSettledTest)
#include "ImportSettledTest.moc"
