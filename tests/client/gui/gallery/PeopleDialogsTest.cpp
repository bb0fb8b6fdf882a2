// The person's own profile, and others'.
#include "client/gui/gallery/GalleryStage.h"
#include "gui/gallery/EditProfileDialog.h"
#include "gui/gallery/PersonDialog.h"
#include "gui/theme/Theme.h"
#include "support/QtTestMain.h"

#include <QApplication>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::GalleryStage;

class PeopleDialogsTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp, ThemeChoice::Dark); }

    void showsRealCounts() {
        GalleryStage stage;
        stage.peopleApi.counts = {.videos = 248, .cameos = 4, .followers = 12, .following = 9};
        ProfilePage page(stage.profile(), stage.people);
        page.resize(1100, 700);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        const auto* followers = page.findChild<QLabel*>(u"followersNumberLabel"_s);
        QVERIFY(!followers->isVisible()); // nothing is known yet
        stage.people.refresh();
        QTRY_COMPARE(followers->text(), u"12"_s);
        QVERIFY(followers->isVisible());
        QCOMPARE(page.findChild<QLabel*>(u"cameosNumberLabel"_s)->text(), u"4"_s);
        QCOMPARE(page.findChild<QLabel*>(u"followingNumberLabel"_s)->text(), u"9"_s);
    }

    void showsAllCountsInASmallWindow() {
        GalleryStage stage;
        stage.peopleApi.counts = {.videos = 248, .cameos = 4, .followers = 12, .following = 9};
        stage.people.refresh();
        ProfilePage page(stage.profile(), stage.people);
        page.resize(744, 600); // beside the navigation of a window of 960
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        const auto* followers = page.findChild<QLabel*>(u"followersNumberLabel"_s);
        const auto* name = page.findChild<QLabel*>(u"nameLabel"_s);
        const auto* handle = page.findChild<QLabel*>(u"handleLabel"_s);
        QTRY_VERIFY(followers->isVisible());
        QVERIFY(name->width() >= name->sizeHint().width());
        QVERIFY(handle->width() >= handle->sizeHint().width());
        page.setMinimumSize(1, 1);
        page.resize(440, 600);
        QTRY_VERIFY(!followers->isVisible());
        QTRY_VERIFY(name->width() >= name->sizeHint().width());
        page.resize(1100, 600);
        QTRY_COMPARE(handle->text(), u"@maya · maya@studio.example"_s);
        QVERIFY(followers->isVisible());
    }

    void keepsTheCountsForWhenThereIsNoConnection() {
        GalleryStage stage;
        stage.peopleApi.counts = {.videos = 248, .cameos = 4, .followers = 12, .following = 9};
        {
            const ProfilePage page(stage.profile(), stage.people);
            stage.people.refresh();
            QTRY_VERIFY(stage.people.stats());
        }
        People unreached(stage.peopleApi, stage.session, stage.creation);
        ProfilePage page(stage.profile(), unreached);
        page.resize(1100, 600);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        QCOMPARE(page.findChild<QLabel*>(u"followersNumberLabel"_s)->text(), u"12"_s);
        QVERIFY(page.findChild<QLabel*>(u"followersNumberLabel"_s)->isVisible());
        QCOMPARE(page.findChild<QLabel*>(u"cameosNumberLabel"_s)->text(), u"4"_s);
    }

    void changesNameAndHandle() {
        GalleryStage stage;
        stage.peopleApi.account = *stage.session.account();
        EditProfileDialog dialog(stage.people, *stage.session.account());
        QSignalSpy accepted(&dialog, &QDialog::accepted);
        auto* name = dialog.findChild<QLineEdit*>(u"nameEdit"_s);
        auto* handle = dialog.findChild<QLineEdit*>(u"handleEdit"_s);
        auto* save = dialog.findChild<QPushButton*>(u"saveButton"_s);
        dialog.show();
        name->setText(u"Maya O."_s);
        handle->setText(u"Maya!"_s);
        save->click();
        QVERIFY(dialog.findChild<QLabel*>(u"handleProblemLabel"_s)->isVisible());
        QCOMPARE(accepted.count(), 0);
        handle->setText(u"maya"_s); // as it was
        save->click();
        QTRY_COMPARE(accepted.count(), 1);
        QCOMPARE(stage.peopleApi.lastEdit == (ProfileEdit{.displayName = u"Maya O."_s}), true);
        QCOMPARE(stage.session.account()->displayName, u"Maya O."_s);
    }

    void saysThatAHandleIsTaken() {
        GalleryStage stage;
        stage.peopleApi.account = *stage.session.account();
        stage.peopleApi.refusal = Error{.code = ErrorCode::Conflict};
        EditProfileDialog dialog(stage.people, *stage.session.account());
        dialog.show();
        dialog.findChild<QLineEdit*>(u"handleEdit"_s)->setText(u"somebody"_s);
        dialog.findChild<QPushButton*>(u"saveButton"_s)->click();
        auto* problem = dialog.findChild<QLabel*>(u"handleProblemLabel"_s);
        QTRY_COMPARE(problem->text(), u"Somebody has this handle already."_s);
        QVERIFY(dialog.isVisible());
        QCOMPARE(stage.session.account()->handle, u"maya"_s);
    }

    void sendsAndTakesAwayThePicture() {
        GalleryStage stage;
        stage.peopleApi.account = *stage.session.account();
        QImage face(64, 64, QImage::Format_RGB32);
        face.fill(Qt::darkCyan);
        QVERIFY(tests::await(stage.people.save({}, {.picture = face})));
        QVERIFY(stage.peopleApi.lastPicture.startsWith("\xff\xd8"));
        QTRY_COMPARE(stage.people.picture().size(), QSize(64, 64));
        EditProfileDialog dialog(stage.people, *stage.session.account());
        dialog.show();
        dialog.findChild<QPushButton*>(u"removePictureButton"_s)->click();
        dialog.findChild<QPushButton*>(u"saveButton"_s)->click();
        QTRY_VERIFY(stage.people.picture().isNull());
        QVERIFY(stage.session.account()->avatarUrl.isEmpty());
    }

    void findsAndFollowsSomebody() {
        GalleryStage stage;
        stage.peopleApi.persons.insert(
            u"noor"_s, {.handle = u"noor"_s, .displayName = u"Noor Haddad"_s, .videos = 3, .followers = 7});
        PersonDialog dialog(stage.people, u"maya"_s);
        dialog.show();
        auto* handle = dialog.findChild<QLineEdit*>(u"handleEdit"_s);
        QTest::keyClicks(handle, u"@nobody"_s);
        QTest::keyClick(handle, Qt::Key_Return);
        auto* problem = dialog.findChild<QLabel*>(u"problemLabel"_s);
        QTRY_COMPARE(problem->text(), u"Nobody on the relay has this handle."_s);
        QVERIFY(!dialog.findChild<QFrame*>(u"personFrame"_s)->isVisible());
        handle->setText(u" @Noor "_s);
        QTest::keyClick(handle, Qt::Key_Return);
        QTRY_COMPARE(dialog.findChild<QLabel*>(u"nameLabel"_s)->text(), u"Noor Haddad"_s);
        QVERIFY(!problem->isVisible());
        QCOMPARE(dialog.findChild<QLabel*>(u"countsLabel"_s)->text(),
            u"3\u00A0published\u00A0video(s) · 7\u00A0follower(s) · follows\u00A00"_s);
        auto* follow = dialog.findChild<QPushButton*>(u"followButton"_s);
        QCOMPARE(follow->text(), u"Follow"_s);
        follow->click();
        QTRY_COMPARE(follow->text(), u"Unfollow"_s);
        QTRY_COMPARE(stage.people.stats().value_or(AccountStats{}).following, 1);
        follow->click();
        QTRY_COMPARE(follow->text(), u"Follow"_s);
        stage.peopleApi.persons.insert(u"maya"_s, {.handle = u"maya"_s, .displayName = u"Maya Okafor"_s});
        dialog.look(u"maya"_s);
        QTRY_VERIFY(!follow->isVisible()); // oneself
    }

private:
    std::unique_ptr<Theme> m_theme;
};

KINORA_QT_TEST(PeopleDialogsTest)
#include "PeopleDialogsTest.moc"
