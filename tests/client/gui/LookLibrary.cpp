// The library in trouble, or not there yet; and other people without anything to show.
#include "LookScenes.h"
#include "gui/people/PersonPage.h"

#include <QDir>
#include <QFile>
#include <QLockFile>
#include <QPushButton>

#include <memory>
#include <utility>

namespace kinora::tests {

namespace {

QString folderOfMaya(const Stage& stage) {
    return stage.ownFolder.filePath(QStringLiteral("libraries/%1/%2").arg(studio().serverId, maya().id));
}

// As Stage::signIn(), but what then waits for the library does not come.
void signInInVain(Stage& stage) {
    stage.auth.logins.next(grant());
    stage.type("emailEdit", maya().email);
    stage.type("passwordEdit", QStringLiteral("correct horse battery"));
    stage.click("signInButton");
    QTRY_VERIFY_WITH_TIMEOUT(stage.opener->problem().has_value(), 30000);
}

void restoring(Stage& stage) {
    stage.remember(true);
    stage.window->begin(); // and the relay does not answer
    QTRY_VERIFY(stage.find<QPushButton>("restoringOfflineButton")->isVisible());
}

void libraryBusy(Stage& stage) {
    QVERIFY(QDir().mkpath(folderOfMaya(stage)));
    QLockFile other(folderOfMaya(stage) + QStringLiteral("/library.lock"));
    QVERIFY(other.tryLock());
    signInInVain(stage);
}

void libraryOpening(Stage& stage) {
    stage.busyDisk = std::make_unique<BusyDisk>(*stage.library, stage.ownFolder.path());
    stage.auth.logins.next(grant());
    stage.type("emailEdit", maya().email);
    stage.type("passwordEdit", QStringLiteral("correct horse battery"));
    stage.click("signInButton");
    QTRY_COMPARE(stage.session->state(), SessionService::State::SignedIn);
    stage.window->showPage(PageId::Gallery);
    QTRY_VERIFY(stage.find<QWidget>("restoringLabel")->isVisible());
}

void libraryFailed(Stage& stage) {
    const QString inTheWay = QFileInfo(folderOfMaya(stage)).path();
    QVERIFY(QDir().mkpath(QFileInfo(inTheWay).path()));
    QVERIFY(QFile(inTheWay).open(QIODevice::WriteOnly));
    signInInVain(stage);
}

void libraryMadeAnew(Stage& stage) {
    QVERIFY(QDir().mkpath(folderOfMaya(stage)));
    QFile list(folderOfMaya(stage) + QStringLiteral("/library.sqlite"));
    QVERIFY(list.open(QIODevice::WriteOnly) && list.write(QByteArray(9000, 'x')) == 9000);
    list.close();
    stage.signIn();
    stage.window->showPage(PageId::Gallery);
    QTRY_VERIFY(stage.find<QWidget>("noteBanner")->isVisible());
}

void galleryLooking(Stage& stage) {
    stage.relay.videoPages = {}; // which are long in coming
    stage.signIn();
    stage.window->showPage(PageId::Gallery);
    QTRY_COMPARE(stage.library->sync().state(), LibrarySync::State::Syncing);
    QTRY_VERIFY(!stage.text("videosNumberLabel").isEmpty()); // which are counted after a moment
}

void promptsDamaged(Stage& stage) {
    stage.signIn();
    emit stage.drafts->damaged();
}

void promptsUnkept(Stage& stage) {
    stage.signIn();
    emit stage.drafts->saveFailed(Error{.code = ErrorCode::DiskFull});
}

void personEmpty(Stage& stage) {
    stage.peopleApi.persons.insert(QStringLiteral("noor"),
        {.handle = QStringLiteral("noor"), .displayName = QStringLiteral("Noor Haddad"), .followers = 7});
    stage.signIn();
    stage.window->showPage(PageId::Person);
    stage.find<PersonPage>("personPage")->open(QStringLiteral("noor"), QStringLiteral("maya"));
    QTRY_VERIFY(stage.find<QWidget>("followButton")->isVisible());
}

} // namespace

const std::vector<LookScene>& lookLibrary() {
    static const std::vector<LookScene> list{{"restoring", restoring}, {"library-busy", libraryBusy},
        {"library-opening", libraryOpening}, {"library-failed", libraryFailed}, {"library-made-anew", libraryMadeAnew},
        {"gallery-looking", galleryLooking}, {"prompts-damaged", promptsDamaged}, {"prompts-unkept", promptsUnkept},
        {"person-empty", personEmpty}};
    return list;
}

} // namespace kinora::tests
