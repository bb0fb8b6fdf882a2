// The rule for edits on several devices, with the app's library on one side and the real relay on the other.
#include "RelayProgram.h"
#include "client/support/Await.h"
#include "net/EventStream.h"
#include "net/HttpAuthApi.h"
#include "net/HttpRelayApi.h"
#include "secrets/MemorySecretStore.h"
#include "services/AccountOpener.h"
#include "services/CreationService.h"
#include "services/DraftService.h"
#include "services/Library.h"
#include "services/SessionService.h"
#include "storage/SettingsFile.h"
#include "support/QtTestMain.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace kinora;
using namespace kinora::tests;
using namespace Qt::StringLiterals;

namespace {

constexpr int makingMs = 60000; // generous: the machine may be busy with other tests
constexpr int soonMs = 30000;   // several requests and files that have to reach the disk

} // namespace

class LibraryRuleTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    MemorySecretStore m_secrets;
    SettingsFile m_settings{m_dir.filePath(u"kinora.conf"_s), QSettings::IniFormat};
    RelayProgram m_program{1};
    SystemClock m_clock;
    HttpClient m_http;
    HttpAuthApi m_auth{m_http};
    SessionTokens m_tokens{m_auth, m_secrets};
    HttpRelayApi m_relay{m_http, m_tokens};
    EventStream m_events{m_tokens, m_clock};
    SettingsSessionMemory m_memory{m_settings};
    SessionService m_session{m_auth, m_tokens, m_secrets, m_memory, m_clock};
    CreationService m_creation{m_relay, m_events, m_clock};
    DraftService m_drafts;
    Library m_library{m_relay, m_relay, m_creation, m_clock, m_dir.filePath(u"app"_s)};
    AccountOpener m_opener{m_session, m_library, m_creation, m_drafts};
    QString m_id;

    [[nodiscard]] Video here() const { return m_library.find(m_id).value_or(LibraryVideo()).video; }
    void sent() {
        QTRY_VERIFY_WITH_TIMEOUT(!*m_library.store().nextEdits(1), soonMs);
        QTRY_COMPARE_WITH_TIMEOUT(m_library.sync().state(), LibrarySync::State::Synced, soonMs);
    }

private slots:
    void initTestCase() {
        QVERIFY2(m_program.start(), m_program.log().constData());
        QVERIFY(await(m_session.registerAccount({.relay = m_program.address(),
                          .email = u"ada@example.org"_s,
                          .password = u"correct horse battery"_s,
                          .displayName = u"Ada"_s,
                          .inviteCode = {},
                          .setupCode = {}}))
                .has_value());
        QTRY_VERIFY_WITH_TIMEOUT(!m_opener.isOpening(), makingMs);
        const auto jobs = await(m_creation.submit({.prompt = u"A paper boat in the rain"_s}));
        QVERIFY(jobs.has_value());
        QTRY_VERIFY_WITH_TIMEOUT(!m_library.places()->isEmpty(), makingMs);
        m_id = m_library.newest(1)->first().video.id;
        QTRY_COMPARE_WITH_TIMEOUT(m_library.find(m_id)->fileState, FileState::Here, makingMs);
    }
    void cleanup() {
        if (QTest::currentTestFailed())
            qInfo().noquote() << m_program.log().right(8000);
    }

    void editsOnlineReachTheRelay() {
        QVERIFY(await(m_library.edits().setFavorite({m_id}, true)));
        QVERIFY(await(m_library.edits().addTag({m_id}, u"雨"_s)));
        sent();
        const Video there = *await(m_relay.video(m_id));
        QVERIFY(there.favorite);
        QCOMPARE(there.tags, QStringList{u"雨"_s});
    }

    void theLaterEditHoldsFieldByField() {
        m_library.setOnline(false);
        QVERIFY(await(m_library.edits().setTitle(m_id, u"Here, first"_s)));
        QVERIFY(await(m_library.edits().setRating({m_id}, 5)));
        QVERIFY(await(m_library.edits().addTag({m_id}, u"here"_s)));
        const QDateTime now = m_clock.now();
        QVERIFY(await(m_relay.editVideos({m_id}, {.title = u"There, later"_s}, now.addMSecs(1))));
        QVERIFY(await(m_relay.editVideos({m_id}, {.rating = 1, .addTags = {u"there"_s}}, now.addSecs(-3600))));
        QCOMPARE(here().title, u"Here, first"_s);
        m_library.setOnline(true);
        sent();
        QTRY_COMPARE_WITH_TIMEOUT(here().title, u"There, later"_s, soonMs);
        const Video there = *await(m_relay.video(m_id));
        QCOMPARE(there.title, u"There, later"_s);
        QCOMPARE(there.rating, 5);
        QVERIFY(there.tags.contains(u"here"_s) && there.tags.contains(u"there"_s));
        QTRY_COMPARE_WITH_TIMEOUT(here(), there, soonMs);
    }

    void theTrashIsAFieldToo() {
        m_library.setOnline(false);
        QVERIFY(await(m_library.edits().trash({m_id})));
        QCOMPARE(m_library.places()->size(), 0);
        m_library.setOnline(true);
        sent();
        QCOMPARE(await(m_relay.video(m_id))->state, VideoState::Trashed);
        QVERIFY(await(m_relay.editVideos({m_id}, {.state = VideoState::Draft}, m_clock.now())));
        QTRY_COMPARE_WITH_TIMEOUT(m_library.places()->size(), 1, soonMs); // told by the relay
    }

    void takingOutOfTheTrashIsAnEditOfItsTime() {
        QVERIFY(await(m_library.edits().trash({m_id})));
        sent();
        m_library.setOnline(false);
        QVERIFY(await(m_library.edits().restore({m_id})));
        QCOMPARE(here().state, VideoState::Draft);
        // Thrown away on another device, later.
        QVERIFY(await(m_relay.editVideos({m_id}, {.state = VideoState::Trashed}, m_clock.now().addMSecs(1))));
        m_library.setOnline(true);
        sent();
        QCOMPARE(await(m_relay.video(m_id))->state, VideoState::Trashed);
        QTRY_COMPARE_WITH_TIMEOUT(m_library.places()->size(), 0, soonMs);
        const QDateTime done = m_clock.now();
        QCOMPARE(await(m_relay.restoreVideo(m_id, done))->state, VideoState::Draft);
        const QDateTime later = done.addMSecs(1);
        QVERIFY(await(m_relay.editVideos({m_id}, {.state = VideoState::Trashed}, later)));
        QCOMPARE(await(m_relay.restoreVideo(m_id, done))->state, VideoState::Trashed); // sent again
        QVERIFY(await(m_library.edits().restore({m_id})));
        sent();
        QCOMPARE(await(m_relay.video(m_id))->state, VideoState::Draft);
        QTRY_COMPARE_WITH_TIMEOUT(m_library.places()->size(), 1, soonMs);
    }

    void deletedForEverHoldsOverAll() {
        const QString name = QFileInfo(m_library.fileOf(*m_library.find(m_id))).fileName();
        m_library.setOnline(false);
        m_creation.close(); // nothing is told meanwhile
        QVERIFY(await(m_library.edits().setTitle(m_id, u"Too late"_s)));
        QVERIFY(await(m_relay.removeVideo(m_id)));
        m_library.setOnline(true);
        QTRY_VERIFY_WITH_TIMEOUT(!m_library.find(m_id), soonMs);
        sent();
        QTRY_VERIFY_WITH_TIMEOUT(QDir(m_library.folder().absolute(u"removed"_s)).exists(name), soonMs);
    }
};

KINORA_QT_TEST(LibraryRuleTest)
#include "LibraryRuleTest.moc"
