// More of what the gallery, people, export and import look like: menus, orders, sizes, and what went wrong. As
// GalleryLookTest: with KINORA_SCREENSHOTS=<folder> the pictures in all languages are left there.
#include "client/gui/LookLanguage.h"
#include "client/gui/gallery/GalleryCamera.h"
#include "client/gui/gallery/GalleryStage.h"
#include "client/support/FakeAccount.h"
#include "client/support/FakePlayer.h"
#include "client/support/SampleVideo.h"
#include "gui/create/CropDialog.h"
#include "gui/gallery/EditProfileDialog.h"
#include "gui/gallery/GalleryFilters.h"
#include "gui/gallery/GalleryModel.h"
#include "gui/gallery/GalleryView.h"
#include "gui/gallery/PersonDialog.h"
#include "gui/gallery/VideoCard.h"
#include "gui/leave/ExportDialog.h"
#include "gui/leave/ImportDialog.h"
#include "gui/people/PersonPage.h"
#include "gui/theme/Theme.h"
#include "gui/widgets/Backdrop.h"
#include "services/PublishedVideos.h"
#include "support/QtTestMain.h"

#include <QAction>
#include <QApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QLinearGradient>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QSlider>
#include <QTest>
#include <QVBoxLayout>

#include <utility>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::GalleryStage;
using tests::sampleId;

namespace {

void addSome(GalleryStage& stage) {
    const QList<QColor> colors{
        {0xc8, 0x70, 0x48}, {0x2c, 0x8a, 0x84}, {0x9c, 0x3c, 0x74}, {0x44, 0x7c, 0xa4}, {0xb4, 0x68, 0x1c}};
    for (int number = 1; number <= 9; ++number)
        stage.add(number, {.prompt = u"A lighthouse in a storm, seen from the sea, number %1"_s.arg(number),
                              .size = number % 3 == 0 ? QSize(720, 1280) : QSize(1280, 720),
                              .secondsAgo = number * 9000LL,
                              .color = colors.at(number % colors.size()),
                              .here = number != 2,
                              .content = QByteArray(3000 + number, 'x')});
    LibraryEdits& edits = stage.library.edits();
    (void)tests::await(edits.addTag({sampleId(4), sampleId(2), sampleId(5)}, u"lighthouse"_s));
    (void)tests::await(edits.addTag({sampleId(4)}, u"storm & rain"_s));
    (void)tests::await(edits.setRating({sampleId(4), sampleId(7)}, 5));
    (void)tests::await(edits.setRating({sampleId(1)}, 3));
    (void)tests::await(edits.setTitle(sampleId(4), u"The keeper’s last night"_s));
    stage.peopleApi.counts = {.videos = 9, .cameos = 4, .followers = 12, .following = 9};
    stage.people.refresh();
}

} // namespace

class GalleryMoreLookTest : public QObject, private tests::GalleryCamera {
    Q_OBJECT
private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp, ThemeChoice::Dark); }

    void pages_data() {
        const QList<QSize> sizes{{960, 600}, {1920, 1080}};
        addRows(sizes, sizes, {960, 600});
        QTest::newRow("small") << u"pseudo"_s << ThemeChoice::Dark << QSize(645, 560);
    }

    void pages() {
        QFETCH(QString, language);
        QFETCH(ThemeChoice, theme);
        QFETCH(QSize, size);
        Language spoken;
        const tests::LookLanguage speaking(spoken, language);
        m_theme->setChoice(theme);
        GalleryStage stage;
        addSome(stage);
        Backdrop backdrop;
        QVBoxLayout layout(&backdrop);
        layout.setContentsMargins(0, 0, 0, 0);
        backdrop.resize(size);
        gallery(stage, backdrop);
        persons(stage, backdrop);
        profile(stage, backdrop);
        goingOut(stage, backdrop);
        comingIn(stage, backdrop);
        inTheTrash(backdrop);
    }

private:
    void gallery(GalleryStage& stage, Backdrop& backdrop) const {
        ProfilePage page(stage.profile(), stage.people);
        backdrop.layout()->addWidget(&page);
        backdrop.show();
        QVERIFY(QTest::qWaitForWindowExposed(&backdrop));
        backdrop.activateWindow();
        page.enter();
        auto* view = page.findChild<GalleryView*>();
        auto* filters = page.findChild<GalleryFilters*>();
        const auto narrow = [filters, view](const VideoFilter& filter, int rows) {
            filters->setFilter(filter);
            emit filters->changed(filter);
            return QTest::qWaitFor([view, rows] { return view->model()->rowCount() == rows; });
        };
        const auto choose = [view](int count) {
            view->clearSelection();
            view->setCurrentIndex(view->model()->index(0, 0));
            for (int row = 0; row < count; ++row)
                view->selectionModel()->select(view->model()->index(row, 0), QItemSelectionModel::Select);
        };
        const auto menu = [view] {
            emit view->menuWished(view->mapToGlobal(QPoint(40, 10)));
            return qobject_cast<QMenu*>(QApplication::activePopupWidget());
        };
        auto* zoom = page.findChild<QSlider*>(u"zoomSlider"_s);
        for (const auto& [value, name] :
            {std::pair(zoom->minimum(), u"gallery-smallest"_s), std::pair(zoom->maximum(), u"gallery-largest"_s)}) {
            zoom->setValue(value);
            keep(backdrop, name);
            nothingIsCut(page);
        }
        zoom->setValue(100);
        QVERIFY(narrow({.sort = VideoSort::BestRated}, 9));
        QTRY_COMPARE(view->model()->index(0, 0).data(GalleryModel::IdRole).toString(), sampleId(4));
        QTRY_VERIFY(!page.findChild<QWidget*>(u"waitingPage"_s)->isVisible());
        keep(backdrop, u"gallery-best-rated"_s);
        nothingIsCut(page);
        choose(0);
        QVERIFY(menu());
        keepWithMenu(backdrop, u"gallery-menu-one"_s);
        subMenu(backdrop, *menu(), u"ratingMenu"_s, u"gallery-menu-rating"_s);
        subMenu(backdrop, *menu(), u"tagsMenu"_s, u"gallery-menu-tags"_s);
        QMenu* ofOne = menu();
        ofOne->findChild<QAction*>(u"titleAction"_s)->trigger();
        ofOne->close();
        keepWithDialog(backdrop, u"gallery-title"_s);
        QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Escape);
        choose(2);
        QVERIFY(menu());
        keepWithMenu(backdrop, u"gallery-menu-two"_s);
        auto* tags = page.findChild<QPushButton*>(u"tagChip"_s);
        emit tags->menu()->aboutToShow(); // which fills it
        tags->menu()->popup(tags->mapToGlobal(QPoint(0, -tags->menu()->sizeHint().height())));
        keepWithMenu(backdrop, u"gallery-tags-menu"_s);
        QVERIFY(tests::await(stage.library.edits().trash({sampleId(8), sampleId(9)})));
        QVERIFY(narrow({.section = LibrarySection::Trash}, 2));
        choose(0);
        QVERIFY(menu());
        keepWithMenu(backdrop, u"gallery-menu-trash"_s);
        QVERIFY(narrow({}, 7));
        arriving(stage, backdrop, page);
    }

    void inTheTrash(Backdrop& backdrop) const {
        GalleryStage stage;
        addSome(stage);
        QStringList all;
        for (int number = 1; number <= 9; ++number)
            all << sampleId(number);
        QVERIFY(tests::await(stage.library.edits().trash(all)));
        ProfilePage page(stage.profile(), stage.people);
        backdrop.layout()->addWidget(&page);
        page.enter();
        QTRY_VERIFY(page.findChild<QWidget*>(u"emptyState"_s)->isVisible());
        keep(backdrop, u"gallery-all-in-trash"_s);
        nothingIsCut(page);
    }

    static void subMenu(QWidget& window, QMenu& menu, const QString& which, const QString& name) {
        auto* below = menu.findChild<QMenu*>(which);
        QVERIFY(below);
        below->popup(menu.pos());
        QVERIFY(below->isVisible());
        keepWithMenu(window, name);
        menu.close();
    }

    /// A card that says how much of its film is here.
    static void arriving(GalleryStage& stage, Backdrop& backdrop, ProfilePage& page) {
        const Video video = stage.library.find(sampleId(2))->video;
        for (int number = 1; number <= 9; ++number)
            stage.relay.library << stage.library.find(sampleId(number))->video;
        stage.relay.holdDownloads = true;
        stage.library.setOnline(true);
        stage.library.downloads().want(sampleId(2));
        QTRY_VERIFY(!stage.relay.held.isEmpty());
        stage.relay.held.last().request.onProgress(1300, video.bytes);
        keep(backdrop, u"gallery-downloading"_s);
        nothingIsCut(page);
        stage.library.setOnline(false);
        stage.relay.holdDownloads = false;
    }

    void persons(GalleryStage& stage, Backdrop& backdrop) const {
        stage.peopleApi.persons.insert(u"noor"_s, {.handle = u"noor"_s,
                                                      .displayName = u"Noor Haddad"_s,
                                                      .videos = 2,
                                                      .followers = 7,
                                                      .following = 12,
                                                      .followed = true});
        stage.peopleApi.persons.insert(u"maya"_s, {.handle = u"maya"_s, .displayName = u"Maya Okafor"_s, .videos = 9});
        {
            PersonDialog dialog(stage.people, u"maya"_s, &backdrop);
            dialog.show();
            for (const auto& [handle, name] :
                {std::pair(u"maya"_s, u"people-dialog-oneself"_s), std::pair(u"noor"_s, u"people-dialog-followed"_s)}) {
                dialog.findChild<QLineEdit*>(u"handleEdit"_s)->setText(handle);
                dialog.look(handle);
                keep(dialog, name);
                nothingIsCut(dialog);
            }
            stage.peopleApi.refusal = Error{.code = ErrorCode::ConnectionLost};
            dialog.findChild<QPushButton*>(u"followButton"_s)->click();
            QTRY_VERIFY(!dialog.findChild<QLabel*>(u"problemLabel"_s)->text().isEmpty());
            keep(dialog, u"people-dialog-refused"_s);
            nothingIsCut(dialog);
            stage.peopleApi.refusal.reset();
        }
        PublishedVideos published(stage.peopleApi, stage.relay);
        PersonPage page({stage.people, published, stage.posters, [] {
                             return std::make_unique<QtPlayer>();
                         }});
        backdrop.layout()->addWidget(&page);
        const QByteArray odd("whole, but no film");
        for (const int number : {21, 22}) {
            PublishedVideo one;
            one.video = tests::sampleVideo(number, u"A paper boat crosses a puddle in the rain"_s);
            one.video.size = number == 21 ? QSize(1280, 720) : QSize(720, 1280);
            one.video.sha256 = QString::fromLatin1(QCryptographicHash::hash(odd, QCryptographicHash::Sha256).toHex());
            stage.relay.contents.insert(one.video.id, odd);
            stage.peopleApi.shown[u"noor"_s] << one;
        }
        page.open(u"noor"_s, u"maya"_s);
        QTRY_VERIFY(page.findChild<VideoCard*>());
        keep(backdrop, u"person-followed"_s);
        nothingIsCut(page);
        page.findChild<VideoCard*>()->click();
        QTRY_VERIFY_WITH_TIMEOUT(page.findChild<QPushButton*>(u"openButton"_s)->isVisible(), 20'000);
        keep(backdrop, u"person-broken"_s);
        nothingIsCut(page);
        page.leave();
        stage.relay.contents.remove(sampleId(22));
        page.findChildren<VideoCard*>().last()->click();
        QTRY_VERIFY(page.findChild<QLabel*>(u"problemLabel"_s)->isVisible());
        keep(backdrop, u"person-problem"_s);
        nothingIsCut(page);
        page.leave();
        page.hide();
        slowPerson(stage, backdrop, published);
    }

    void slowPerson(GalleryStage& stage, Backdrop& backdrop, PublishedVideos& published) const {
        PersonPage page({stage.people, published, stage.posters, [] {
                             auto player = std::make_unique<tests::FakePlayer>();
                             player->stalls = true;
                             return player;
                         }});
        backdrop.layout()->addWidget(&page);
        page.open(u"noor"_s, u"maya"_s);
        QTRY_VERIFY(page.findChild<VideoCard*>());
        page.findChild<VideoCard*>()->click();
        QTRY_VERIFY_WITH_TIMEOUT(page.findChild<QLabel*>(u"problemLabel"_s)->isVisible(), 20'000);
        keep(backdrop, u"person-slow"_s);
        nothingIsCut(page);
    }

    void profile(GalleryStage& stage, Backdrop& backdrop) const {
        const QString file = m_folder.filePath(u"face.png"_s);
        QImage face(900, 600, QImage::Format_RGB32);
        QPainter painter(&face);
        QLinearGradient sky(0, 0, 0, face.height());
        sky.setColorAt(0, QColor(0x30, 0x50, 0x80));
        sky.setColorAt(1, QColor(0xc8, 0x70, 0x48));
        painter.fillRect(face.rect(), sky);
        painter.setBrush(QColor(0xf0, 0xd0, 0xb0));
        painter.drawEllipse(QPointF(450, 300), 130, 170);
        painter.end();
        QVERIFY(face.save(file));
        stage.peopleApi.account = *stage.session.account();
        QVERIFY(tests::await(stage.people.save({}, {.isRemoved = false, .picture = face.copy(150, 0, 600, 600)})));
        QTRY_VERIFY(!stage.people.picture().isNull());
        stage.peopleApi.refusal = Error{.code = ErrorCode::Conflict};
        EditProfileDialog dialog(stage.people, *stage.session.account(), &backdrop);
        dialog.show();
        keep(dialog, u"edit-profile-picture"_s);
        nothingIsCut(dialog);
        dialog.findChild<QLineEdit*>(u"handleEdit"_s)->setText(u"noor"_s);
        dialog.findChild<QPushButton*>(u"saveButton"_s)->click();
        QTRY_VERIFY(dialog.findChild<QLabel*>(u"handleProblemLabel"_s)->isVisible());
        keep(dialog, u"edit-profile-taken"_s);
        nothingIsCut(dialog);
        CropDialog crop(ReferencePicture{.file = file}, {1, 1}, &dialog);
        crop.setIntroduction(
            EditProfileDialog::tr("This part stands for you. Drag the picture or use the arrow keys."));
        crop.show();
        keep(crop, u"edit-profile-crop"_s);
        nothingIsCut(crop);
    }

    void goingOut(GalleryStage& stage, Backdrop& backdrop) const {
        const auto keys = [&stage] {
            QList<qint64> all;
            for (const VideoPlace& place : *stage.library.places())
                all << place.key;
            return all;
        };
        const auto finish = [](ExportDialog& dialog, const QString& folder, bool stopping) {
            auto* button = dialog.findChild<QPushButton*>(u"exportButton"_s);
            dialog.findChild<QLineEdit*>(u"folderEdit"_s)->setText(folder);
            button->click();
            if (stopping)
                dialog.findChild<QPushButton*>(u"closeButton"_s)->click();
            return QTest::qWaitFor(
                [&dialog] { return dialog.findChild<QLabel*>(u"messageLabel"_s)->isVisible(); }, 20'000);
        };
        {
            ExportDialog* dialog = opened<ExportDialog>(stage.library, keys(), &backdrop);
            QVERIFY(finish(*dialog, m_folder.filePath(u"stopped"_s), true));
            keep(*dialog, u"export-stopped"_s);
            nothingIsCut(*dialog);
            dialog->reject();
        }
        {
            // One of them lies here, but nobody may read it.
            QFile file(stage.library.fileOf(*stage.library.find(sampleId(3))));
            QVERIFY(file.remove());
            QVERIFY(QDir().mkpath(file.fileName()));
            ExportDialog* dialog = opened<ExportDialog>(stage.library, keys(), &backdrop);
            QVERIFY(finish(*dialog, m_folder.filePath(u"some"_s), false));
            keep(*dialog, u"export-some-failed"_s);
            nothingIsCut(*dialog);
            dialog->reject();
        }
        {
            GalleryStage empty;
            tests::FakeAccount account;
            ExportDialog* dialog = opened<ExportDialog>(empty.library, account.exporter, &backdrop);
            dialog->findChild<QAbstractButton*>(u"accountCheckBox"_s)->setChecked(false);
            QVERIFY(finish(*dialog, m_folder.filePath(u"nothing"_s), false));
            keep(*dialog, u"export-nothing"_s);
            nothingIsCut(*dialog);
            dialog->reject();
        }
    }

    void comingIn(GalleryStage& stage, Backdrop& backdrop) const {
        const QTemporaryDir films;
        const QTemporaryDir nothing;
        QVERIFY(tests::makeSampleVideo(films.filePath(u"a walk by the sea.mp4"_s), {.color = Qt::red}));
        QVERIFY(tests::makeSampleVideo(films.filePath(u"fireworks.mp4"_s), {.color = Qt::blue}));
        QVERIFY(QFile::copy(films.filePath(u"fireworks.mp4"_s), films.filePath(u"fireworks (2).mp4"_s)));
        const auto import = [&stage, &backdrop](const QString& folder, bool stopping, const QString& name) {
            ImportDialog* dialog = opened<ImportDialog>(stage.library, &backdrop);
            dialog->setFolder(folder);
            dialog->findChild<QPushButton*>(u"importButton"_s)->click();
            if (stopping)
                dialog->findChild<QPushButton*>(u"closeButton"_s)->click();
            QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QLabel*>(u"messageLabel"_s)->isVisible(), 20'000);
            keep(*dialog, name);
            nothingIsCut(*dialog);
            dialog->reject();
        };
        import(nothing.path(), false, u"import-empty"_s);
        import(films.path(), true, u"import-stopped"_s);
        import(films.path(), false, u"import-imported"_s);
    }

    /// It deletes itself when it is closed.
    template <class Dialog, class... Arguments>
    static Dialog* opened(Arguments&&... arguments) {
        auto* dialog = new Dialog(std::forward<Arguments>(arguments)...);
        dialog->open();
        return dialog;
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Theme> m_theme;
};

KINORA_QT_TEST(GalleryMoreLookTest)
#include "GalleryMoreLookTest.moc"
