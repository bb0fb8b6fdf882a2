#include "services/AccountOpener.h"

#include "client/support/BusyDisk.h"
#include "client/support/FakeRelayApi.h"
#include "client/support/FakeSecretStore.h"
#include "client/support/SampleData.h"
#include "client/support/StillClock.h"
#include "net/HttpAuthApi.h"
#include "services/SessionTokens.h"
#include "support/QtTestMain.h"

#include <QDir>
#include <QFile>
#include <QLockFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::sampleId;

namespace {

/// A busy disk alone takes seconds.
constexpr int busyDiskMs = 30000;

RememberedSession sessionOfUser(int user, bool comesBack = false) {
    RememberedSession session;
    session.relay = QUrl(u"http://127.0.0.1:9"_s); // nobody answers there
    session.serverId = sampleId(1000);
    session.account.id = sampleId(user);
    session.signedIn = session.tokenInKeychain = comesBack;
    return session;
}

class ListedSessions final : public SessionMemory {
public:
    explicit ListedSessions(bool comesBack)
        : all{sessionOfUser(1001, comesBack), sessionOfUser(1002, comesBack)} {}
    [[nodiscard]] QList<RememberedSession> sessions() const override { return all; }
    void remember(const RememberedSession& session) override {
        forget(session.key());
        all.prepend(session);
    }
    void update(const RememberedSession&) override {}
    void forget(const AccountKey& key) override {
        all.removeIf([&key](const RememberedSession& one) { return one.key() == key; });
    }
    [[nodiscard]] QUrl lastRelay() const override { return {}; }
    void rememberRelay(const QUrl&) override {}

    QList<RememberedSession> all;
};

/// The app's services on one data folder, with two accounts that were here before.
struct SignedOutApp {
    explicit SignedOutApp(const QString& dataFolder, bool comesBack = false)
        : memory(comesBack)
        , library(relay, relay, creation, clock, dataFolder) {}

    tests::StillClock clock;
    HttpClient http;
    HttpAuthApi auth{http};
    tests::FakeSecretStore secrets;
    ListedSessions memory;
    SessionTokens tokens{auth, secrets};
    SessionService session{auth, tokens, secrets, memory, clock};
    tests::FakeRelayApi relay;
    tests::FakeRelayEvents events;
    CreationService creation{relay, events, clock};
    DraftService drafts;
    Library library;
    AccountOpener opener{session, library, creation, drafts};
};

} // namespace

class AccountOpenerTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    [[nodiscard]] QString folderOf(int user) const {
        return u"%1/libraries/%2/%3"_s.arg(m_folder->path(), sampleId(1000), sampleId(user));
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void tellsThatItIsOpening() {
        SignedOutApp app(m_folder->path());
        const QSignalSpy changed(&app.opener, &AccountOpener::openingChanged);
        auto busy = std::make_unique<tests::BusyDisk>(app.library, m_folder->path());
        QVERIFY(app.session.openOffline());
        QVERIFY(app.opener.isOpening());
        QVERIFY(!app.library.isOpen());
        busy.reset();
        QTRY_VERIFY_WITH_TIMEOUT(!app.opener.isOpening(), busyDiskMs);
        QCOMPARE(changed.count(), 2);
        QVERIFY(app.library.isOpen());
        QVERIFY(!app.opener.problem());
    }

    void opensNothingAfterSigningOutMeanwhile() {
        SignedOutApp app(m_folder->path());
        const QSignalSpy opened(&app.library, &Library::opened);
        auto busy = std::make_unique<tests::BusyDisk>(app.library, m_folder->path());
        QVERIFY(app.session.openOffline());
        app.session.setAside();
        QVERIFY(!app.opener.isOpening());
        // Whatever was under way has ended once another one is open.
        QVERIFY(app.session.openOffline(sessionOfUser(1002).key()));
        busy.reset();
        QTRY_VERIFY_WITH_TIMEOUT(app.library.isOpen(), busyDiskMs);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(app.library.folder().root(), folderOf(1002));
    }

    void opensTheAccountThatCameLast() {
        SignedOutApp app(m_folder->path());
        QVERIFY(app.session.openOffline(sessionOfUser(1001).key()));
        QVERIFY(app.session.openOffline(sessionOfUser(1002).key()));
        QVERIFY(app.session.openOffline(sessionOfUser(1001).key()));
        QTRY_VERIFY_WITH_TIMEOUT(!app.opener.isOpening(), busyDiskMs);
        QVERIFY(!app.opener.problem());
        QCOMPARE(app.library.folder().root(), folderOf(1001));
    }

    void tellsWhoElseHoldsIt() {
        SignedOutApp app(m_folder->path());
        QVERIFY(QDir().mkpath(folderOf(1001)));
        QLockFile held(folderOf(1001) + u"/library.lock"_s);
        QVERIFY(held.tryLock(0));
        QVERIFY(app.session.openOffline());
        QTRY_VERIFY_WITH_TIMEOUT(app.opener.problem(), busyDiskMs);
        QCOMPARE(app.opener.problem()->code, ErrorCode::Busy);
        QVERIFY(!app.opener.isOpening());
        held.unlock();
        app.opener.retry();
        QTRY_VERIFY_WITH_TIMEOUT(app.library.isOpen(), busyDiskMs);
        QVERIFY(!app.opener.problem());
    }

    void isReadyForTheSessionThatComesBack() {
        SignedOutApp app(m_folder->path(), true);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(folderOf(1001) + u"/library.sqlite"_s), busyDiskMs);
        QVERIFY(!app.library.isOpen());
        QVERIFY(app.session.openOffline());
        QTRY_VERIFY_WITH_TIMEOUT(app.library.isOpen(), busyDiskMs);
    }

    void readiesNothingForWhoeverHasToSignIn() {
        const SignedOutApp app(m_folder->path());
        QVERIFY(!QDir(m_folder->path()).exists(u"libraries"_s));
    }
};

KINORA_QT_TEST(AccountOpenerTest)
#include "AccountOpenerTest.moc"
