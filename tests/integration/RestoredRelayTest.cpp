// The app's library at the real relay, which is restored from its own backup.
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

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace kinora;
using namespace kinora::tests;
using namespace Qt::StringLiterals;

class RestoredRelayTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    MemorySecretStore m_secrets;
    SettingsFile m_settings{m_dir.filePath(u"kinora.conf"_s), QSettings::IniFormat};
    static constexpr int waitMs = 60000; // generous: the machine may be busy with other tests

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

    [[nodiscard]] Video here(const QString& id) const { return m_library.find(id).value_or(LibraryVideo()).video; }
    /// Makes a video; its id.
    QString makeVideo() {
        const qsizetype before = m_library.places()->size();
        const auto jobs = await(m_creation.submit({.prompt = u"A paper boat in the rain"_s}));
        const auto isHere = [this, before] {
            return m_library.places()->size() > before && m_library.newest(1)->first().fileState == FileState::Here;
        };
        return jobs && QTest::qWaitFor(isHere, waitMs) ? m_library.newest(1)->first().video.id : QString();
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
        QTRY_VERIFY_WITH_TIMEOUT(!m_opener.isOpening(), waitMs);
    }
    void cleanup() {
        if (QTest::currentTestFailed())
            qInfo().noquote() << m_program.log().right(8000);
    }

    void keepsWhatWasMadeSinceTheBackup_data() {
        QTest::addColumn<bool>("asked");
        QTest::newRow("heard by events") << false;
        QTest::newRow("asked for, and once more from the same backup") << true;
    }
    void keepsWhatWasMadeSinceTheBackup() {
        QFETCH(bool, asked);
        if (m_edited.isEmpty()) {
            m_edited = makeVideo();
            QVERIFY(!m_edited.isEmpty());
            QVERIFY(m_program.backUp());
        }
        const QString made = makeVideo();
        QVERIFY(!made.isEmpty());
        QVERIFY(await(m_relay.editVideos({m_edited}, {.title = u"Since the backup"_s}, m_clock.now())));
        QTRY_COMPARE_WITH_TIMEOUT(here(m_edited).title, u"Since the backup"_s, waitMs);
        if (asked)
            m_library.sync().syncNow();
        QTRY_COMPARE_WITH_TIMEOUT(m_library.sync().state(), LibrarySync::State::Synced, waitMs);
        m_program.kill();
        QVERIFY(m_program.restore());
        QVERIFY2(m_program.start(), m_program.log().constData());
        QVERIFY(!await(m_relay.video(made)));
        QTRY_VERIFY_WITH_TIMEOUT(!m_library.find(made) || !m_library.find(made)->onRelay, waitMs);
        QTRY_COMPARE_WITH_TIMEOUT(m_library.sync().state(), LibrarySync::State::Synced, waitMs);
        QVERIFY(m_library.find(made));
        QVERIFY(QFile::exists(m_library.fileOf(*m_library.find(made))));
        QCOMPARE(here(m_edited), *await(m_relay.video(m_edited)));
        // In step from now on.
        QVERIFY(await(m_relay.editVideos({m_edited}, {.rating = 4}, m_clock.now())));
        QTRY_COMPARE_WITH_TIMEOUT(here(m_edited).rating, 4, waitMs);
    }

private:
    QString m_edited;
};

KINORA_QT_TEST(RestoredRelayTest)
#include "RestoredRelayTest.moc"
