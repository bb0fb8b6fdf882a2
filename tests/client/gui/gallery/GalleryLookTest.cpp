// Gallery and player in their states, in every theme and down to the smallest window. With KINORA_SCREENSHOTS=<folder>
// the pictures in all languages are left there instead (see tests/e2e/pictures); QT_SCALE_FACTOR=2 makes them at 200 %.
#include "client/gui/LookLanguage.h"
#include "client/gui/gallery/GalleryCamera.h"
#include "client/gui/gallery/GalleryStage.h"
#include "client/support/FakeAccount.h"
#include "client/support/FakePlayer.h"
#include "client/support/SampleVideo.h"
#include "gui/gallery/DraftsStrip.h"
#include "gui/gallery/EditProfileDialog.h"
#include "gui/gallery/GalleryFilters.h"
#include "gui/gallery/GalleryView.h"
#include "gui/gallery/PersonDialog.h"
#include "gui/gallery/ProfilePage.h"
#include "gui/gallery/VideoCard.h"
#include "gui/leave/ExportDialog.h"
#include "gui/leave/ImportDialog.h"
#include "gui/people/PersonPage.h"
#include "gui/player/PlayerPage.h"
#include "gui/player/VideoCanvas.h"
#include "gui/theme/Theme.h"
#include "gui/widgets/Backdrop.h"
#include "gui/widgets/Banner.h"
#include "media/QtPlayer.h"
#include "services/PublishedVideos.h"
#include "support/QtTestMain.h"

#include <QApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QDrag>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMouseEvent>
#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace kinora;
using namespace Qt::StringLiterals;
using tests::GalleryStage;
using tests::sampleId;

namespace {

void fill(GalleryStage& stage, const QByteArray& film) {
    struct Scene {
        const char* prompt;
        bool wide;
        qint64 minutesAgo;
        QColor color;
    };
    const QList<Scene> scenes{
        {"A cat playing piano in a smoky jazz club, 35mm film", true, 62, QColor(0xc8, 0x70, 0x48)},
        {"Sunset over mountains, birds crossing the frame", false, 125, QColor(0x2c, 0x8a, 0x84)},
        {"A walk through a neon market in the rain, umbrellas overhead, shallow focus, slow push-in, handheld, and a "
         "prompt that goes on for longer than any card could show",
            true, 181, QColor(0x9c, 0x3c, 0x74)},
        {"Macro shot of frost growing on a window", false, 244, QColor(0x44, 0x7c, 0xa4)},
        {"雨の中を歩く猫、傘、ネオン、浅い被写界深度、ゆっくりと近づくカメラ", false, 20LL * 60,
            QColor(0xb4, 0x68, 0x1c)},
        {"Black and white street scene, 1920s, hand-cranked", true, 22LL * 60, QColor(0x6c, 0x6c, 0x6c)},
        {"A fox in a spring forest", false, 23LL * 60, QColor(0x4c, 0x94, 0x50)},
        {"Paper city unfolding from a pop-up book", false, 26LL * 60, QColor(0x44, 0x3c, 0xa0)},
        {"Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen", false, 28LL * 60, QColor(0xa0, 0x50, 0x50)},
        {"Old lighthouse, storm waves", true, 74LL * 60, QColor(0x30, 0x50, 0x80)},
    };
    int number = static_cast<int>(scenes.size()) + 1;
    for (const Scene& scene : scenes) {
        --number;
        stage.add(number,
            {.prompt = QString::fromUtf8(scene.prompt),
                .size = scene.wide ? QSize(1280, 720) : QSize(720, 1280),
                .secondsAgo = scene.minutesAgo * 60,
                .color = scene.color,
                .here = number != 7 && number != 3,
                .content = film,
                .batchId = number == 9 || number == 8 ? u"0190a5b0-0000-7000-8000-0000000000ba"_s : QString(),
                .settings = number == 9
                                ? std::optional(VideoSettings{
                                      .seconds = 8, .size = {}, .negativePrompt = {}, .seed = 4711, .cameos = {}})
                                : std::nullopt});
    }
    QList<Video> published;
    for (const int shown : {5, 2}) {
        published.append(stage.library.find(sampleId(shown))->video);
        published.last().state = VideoState::Published;
    }
    (void)tests::await(stage.library.store().upsert(published));
    (void)tests::await(stage.library.store().setFileState(sampleId(3), FileState::Failed, ErrorCode::DiskFull));
    (void)tests::await(stage.library.edits().setFavorite({sampleId(10), sampleId(6), sampleId(4)}, true));
    (void)tests::await(stage.library.edits().setRating({sampleId(10), sampleId(5)}, 4));
    stage.peopleApi.counts = {.videos = 248, .cameos = 4, .followers = 12, .following = 9};
    stage.people.refresh();
}

} // namespace

class GalleryLookTest : public QObject, private tests::GalleryCamera {
    Q_OBJECT
private slots:
    void initTestCase() {
        m_theme = std::make_unique<Theme>(*qApp, ThemeChoice::Dark);
        const QString file = m_folder.filePath(u"film.mp4"_s);
        QVERIFY(tests::makeSampleVideo(
            file, {.size = {360, 640}, .frames = 60, .audio = true, .color = QColor(0x9c, 0x3c, 0x74)}));
        QFile film(file);
        QVERIFY(film.open(QIODevice::ReadOnly));
        m_film = film.readAll();
    }

    void pages_data() {
        addRows({{960, 600}, {1920, 1080}}, {{960, 600}, {1280, 800}, {1920, 1080}}, {1065, 800});
        QTest::newRow("small") << u"pseudo"_s << ThemeChoice::Dark << QSize(645, 560);
        QTest::newRow("mirrored") << u"rtl"_s << ThemeChoice::Dark << QSize(1065, 800);
    }

    void pages() {
        QFETCH(QString, language);
        QFETCH(ThemeChoice, theme);
        QFETCH(QSize, size);
        Language spoken;
        const tests::LookLanguage speaking(spoken, language);
        m_theme->setChoice(theme);
        GalleryStage stage;
        fill(stage, m_film);
        Backdrop backdrop;
        QVBoxLayout layout(&backdrop);
        layout.setContentsMargins(0, 0, 0, 0);
        backdrop.resize(size);
        gallery(stage, backdrop);
        player(stage, backdrop);
        coming(backdrop);
        dialogs(stage, backdrop);
        people(stage, backdrop);
        DraftsStrip strip(stage.library, stage.clock, stage.posters);
        layout.addWidget(&strip);
        keep(backdrop, u"drafts-strip"_s);
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
        const Qt::Key onward = view->isRightToLeft() ? Qt::Key_Left : Qt::Key_Right;
        QTest::keyClick(view, onward);
        keep(backdrop, u"gallery"_s);
        nothingIsCut(page);
        QTest::mouseMove(view->viewport(), view->visualRect(view->model()->index(2, 0)).center());
        keep(backdrop, u"gallery-pointed-at"_s);
        frame(*view, backdrop);
        QTest::keyClick(view, onward, Qt::ShiftModifier);
        QTest::keyClick(view, onward, Qt::ShiftModifier);
        keep(backdrop, u"gallery-chosen"_s);
        nothingIsCut(page);
        drag(*view, backdrop);
        menus(page, backdrop);
        QTest::keyClick(view, Qt::Key_Delete);
        QTRY_VERIFY(page.findChild<Banner*>(u"undoBanner"_s)->isVisible());
        keep(backdrop, u"gallery-undo"_s);
        nothingIsCut(page);
        auto* filters = page.findChild<GalleryFilters*>();
        const auto narrow = [filters](const VideoFilter& filter) {
            filters->setFilter(filter);
            emit filters->changed(filter);
        };
        narrow({.section = LibrarySection::Drafts});
        QTRY_VERIFY(view->model()->rowCount() == 5);
        keep(backdrop, u"gallery-drafts"_s);
        nothingIsCut(page);
        narrow({.section = LibrarySection::Published});
        QTRY_VERIFY(view->model()->rowCount() == 2);
        keep(backdrop, u"gallery-published"_s);
        nothingIsCut(page);
        narrow({.section = LibrarySection::Trash});
        QTRY_VERIFY(view->model()->rowCount() == 3);
        view->selectAll();
        keep(backdrop, u"gallery-trash"_s);
        nothingIsCut(page);
        QTest::keyClick(view, Qt::Key_Delete);
        keepWithDialog(backdrop, u"gallery-for-ever"_s);
        QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Escape);
        page.findChild<QPushButton*>(u"restoreChip"_s)->click();
        QTRY_COMPARE(view->model()->rowCount(), 0);
        keep(backdrop, u"gallery-trash-empty"_s);
        nothingIsCut(page);
        narrow({.favoritesOnly = true, .minRating = 3, .onlyHere = true});
        keep(backdrop, u"gallery-narrowed"_s);
        nothingIsCut(page);
        narrow({});
        QTest::keyClicks(page.findChild<QLineEdit*>(u"searchEdit"_s), u"no such thing"_s);
        QTRY_COMPARE(view->model()->rowCount(), 0);
        keep(backdrop, u"gallery-nothing"_s);
        nothingIsCut(page);
    }

    /// Drawn with the mouse from beside the cards over the first ones.
    void frame(GalleryView& view, Backdrop& backdrop) const {
        const QModelIndex current = view.currentIndex();
        const QRect first = view.visualRect(view.model()->index(0, 0));
        const QRect third = view.visualRect(view.model()->index(2, 0));
        const QPoint from(first.center().x(), first.top() - 12);
        QTest::mousePress(view.viewport(), Qt::LeftButton, {}, from);
        for (const QPoint& to : {from + QPoint(0, 40), third.center()}) {
            QMouseEvent move(QEvent::MouseMove, to, view.viewport()->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
            QApplication::sendEvent(view.viewport(), &move);
        }
        snap(backdrop, u"gallery-frame"_s);
        QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, third.center());
        view.clearSelection();
        view.setCurrentIndex(current);
    }

    /// What hangs on the mouse while the chosen cards are drawn out to another program.
    void drag(GalleryView& view, Backdrop& backdrop) const {
        const QPoint from = view.visualRect(view.currentIndex()).center();
        const QPoint to = from + QPoint(40, 40);
        QTest::mousePress(view.viewport(), Qt::LeftButton, {}, from);
        QMouseEvent move(QEvent::MouseMove, to, view.viewport()->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(view.viewport(), &move); // the platform without a screen drops it at once
        const auto* drag = view.findChild<QDrag*>();
        QVERIFY(drag && !drag->pixmap().isNull());
        const QPixmap hanging = drag->pixmap();
        QCoreApplication::processEvents(); // the drag is over, and of the one that is not here it is told
        keepWith(backdrop, hanging, view.viewport()->mapTo(&backdrop, to), u"gallery-drag"_s);
    }

    void menus(ProfilePage& page, Backdrop& backdrop) const {
        auto* view = page.findChild<GalleryView*>();
        emit view->menuWished(view->mapToGlobal(QPoint(40, 40)));
        keepWithMenu(backdrop, u"gallery-menu"_s);
        auto* more = page.findChild<QPushButton*>(u"moreFiltersChip"_s);
        more->menu()->popup(more->mapToGlobal(QPoint(0, more->height())));
        keepWithMenu(backdrop, u"gallery-filter-menu"_s);
        auto* ratings = page.findChild<QPushButton*>(u"ratingChip"_s);
        emit ratings->menu()->aboutToShow(); // which fills it
        ratings->menu()->popup(ratings->mapToGlobal(QPoint(0, -ratings->menu()->sizeHint().height())));
        keepWithMenu(backdrop, u"gallery-rating-menu"_s);
        dropDown(backdrop, *page.findChild<QPushButton*>(u"sortChip"_s), u"gallery-sort-menu"_s);
        emit view->menuWished(view->mapToGlobal(QPoint(40, 40)));
        QWidget* menu = QApplication::activePopupWidget();
        QVERIFY(menu);
        menu->findChild<QAction*>(u"newTagAction"_s)->trigger();
        menu->close();
        keepWithDialog(backdrop, u"gallery-tag"_s);
        QVERIFY(QApplication::activeModalWidget()->layout()->contentsMargins().left() >= space::xl);
        QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Escape);
    }

    template <class Button>
    void dropDown(QWidget& window, const Button& button, const QString& name) const {
        QMenu* menu = button.menu();
        emit menu->aboutToShow(); // which fills some
        const QPoint below = button.mapTo(&window, QPoint(0, button.height()));
        const bool fits = below.y() + menu->sizeHint().height() < window.height();
        menu->popup(button.mapToGlobal(QPoint(0, fits ? button.height() : -menu->sizeHint().height())));
        keepWithMenu(window, name);
    }

    void player(GalleryStage& stage, Backdrop& backdrop) const {
        QtPlayer film;
        PlayerPage page(stage.playing(film));
        backdrop.layout()->addWidget(&page);
        stage.addSprite(9);
        page.open(sampleId(9));
        QTRY_COMPARE_WITH_TIMEOUT(film.state(), Player::State::Playing, 20'000);
        film.pause();
        film.seek(900);
        keep(backdrop, u"player"_s);
        nothingIsCut(page);
        dropDown(backdrop, *page.findChild<QToolButton*>(u"stillButton"_s), u"player-still-menu"_s);
        dropDown(backdrop, *page.findChild<QPushButton*>(u"speedChip"_s), u"player-speed-menu"_s);
        dropDown(backdrop, *page.findChild<QPushButton*>(u"familyButton"_s), u"player-takes-menu"_s);
        page.compare(sampleId(9), sampleId(8));
        QTRY_VERIFY(!page.findChild<VideoCanvas*>(u"otherCanvas"_s)->still().isNull());
        keep(backdrop, u"player-pair"_s);
        nothingIsCut(page);
        page.compare(sampleId(9), sampleId(7));
        keep(backdrop, u"player-pair-absent"_s);
        nothingIsCut(page);
        page.open(sampleId(7));
        keep(backdrop, u"player-absent"_s);
        nothingIsCut(page);
        QVERIFY(tests::await(stage.library.edits().trash({sampleId(6)})));
        page.open(sampleId(6));
        QTRY_COMPARE_WITH_TIMEOUT(film.state(), Player::State::Playing, 20'000);
        film.pause();
        film.seek(900);
        keep(backdrop, u"player-in-trash"_s);
        nothingIsCut(page);
        QVERIFY(tests::await(stage.library.edits().restore({sampleId(6)})));
        stage.add(12, {.size = {1280, 720}, .content = QByteArray(5000, 'x')});
        page.open(sampleId(12));
        QTRY_COMPARE_WITH_TIMEOUT(film.state(), Player::State::Failed, 20'000);
        keep(backdrop, u"player-broken"_s);
        nothingIsCut(page);
        QTest::keyClick(&page, Qt::Key_Delete);
        auto* undo = page.findChild<QPushButton*>(u"actButton"_s);
        QTRY_VERIFY(stage.library.find(sampleId(12))->video.state == VideoState::Trashed && undo->isVisible());
        film.pause();
        snap(backdrop, u"player-undo"_s);
        page.open(sampleId(9));
        page.setFullScreen(true);
        QTRY_COMPARE_WITH_TIMEOUT(film.state(), Player::State::Playing, 20'000);
        keep(backdrop, u"player-full"_s);
        page.open(sampleId(3));
        keep(backdrop, u"player-full-offline"_s);
        nothingIsCut(page);
        page.leave();
        page.hide();
        slow(stage, backdrop);
    }

    void slow(GalleryStage& stage, Backdrop& backdrop) const {
        tests::FakePlayer film;
        film.stalls = true;
        PlayerPage::Services services = stage.playing(film);
        services.longestOpening = {};
        PlayerPage page(services);
        backdrop.layout()->addWidget(&page);
        page.open(sampleId(9));
        QTRY_VERIFY(page.findChild<QPushButton*>(u"actButton"_s)->isVisible());
        keep(backdrop, u"player-slow"_s);
        nothingIsCut(page);
    }

    void dialogs(GalleryStage& stage, Backdrop& backdrop) const {
        {
            EditProfileDialog dialog(stage.people, *stage.session.account(), &backdrop);
            dialog.show();
            dialog.findChild<QLineEdit*>(u"handleEdit"_s)->setText(u"Maya"_s);
            dialog.findChild<QPushButton*>(u"saveButton"_s)->click();
            keep(dialog, u"edit-profile"_s);
            nothingIsCut(dialog);
        }
        {
            stage.peopleApi.persons.insert(u"noor"_s,
                {.handle = u"noor"_s, .displayName = u"Noor Haddad"_s, .videos = 31, .followers = 7, .following = 12});
            PersonDialog dialog(stage.people, u"maya"_s, &backdrop);
            dialog.show();
            dialog.look(u"noor"_s);
            keep(dialog, u"people-dialog"_s);
            nothingIsCut(dialog);
            dialog.look(u"nobody"_s);
            keep(dialog, u"people-dialog-nobody"_s);
            nothingIsCut(dialog);
        }
        {
            auto* dialog = new ExportDialog(stage.library, {1, 2, 3}, &backdrop);
            dialog->open();
            keep(*dialog, u"export"_s);
            nothingIsCut(*dialog);
            dialog->findChild<QLineEdit*>(u"folderEdit"_s)->setText(m_folder.filePath(u"three"_s));
            dialog->findChild<QPushButton*>(u"exportButton"_s)->click();
            snap(*dialog, u"export-running"_s);
            nothingIsCut(*dialog);
            dialog->reject();
        }
        {
            tests::FakeAccount account;
            auto* dialog = new ExportDialog(stage.library, account.exporter, &backdrop);
            dialog->open();
            keep(*dialog, u"export-all"_s);
            nothingIsCut(*dialog);
            auto* folder = dialog->findChild<QLineEdit*>(u"folderEdit"_s);
            auto* message = dialog->findChild<QLabel*>(u"messageLabel"_s);
            folder->setText(m_folder.filePath(u"film.mp4/below"_s));
            dialog->findChild<QPushButton*>(u"exportButton"_s)->click();
            QTRY_VERIFY_WITH_TIMEOUT(message->isVisible(), 20'000);
            keep(*dialog, u"export-failed"_s);
            nothingIsCut(*dialog);
            folder->setText(m_folder.filePath(u"out"_s));
            dialog->findChild<QPushButton*>(u"exportButton"_s)->click();
            QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QPushButton*>(u"openButton"_s)->isVisible(), 20'000);
            keep(*dialog, u"export-done"_s);
            nothingIsCut(*dialog);
            dialog->reject();
        }
        {
            auto* dialog = new ImportDialog(stage.library, &backdrop);
            dialog->open();
            keep(*dialog, u"import"_s);
            nothingIsCut(*dialog);
            const QTemporaryDir odd;
            for (const QString& name : {u"holiday/empty.mp4"_s, u"holiday/words.mp4"_s, u"notes.json"_s}) {
                QVERIFY(QDir(odd.path()).mkpath(u"holiday"_s));
                QFile file(odd.filePath(name));
                QVERIFY(file.open(QIODevice::WriteOnly));
                file.write(name.contains(u"empty") ? "" : "words");
            }
            dialog->setFolder(odd.path());
            dialog->findChild<QPushButton*>(u"importButton"_s)->click();
            snap(*dialog, u"import-running"_s);
            nothingIsCut(*dialog);
            QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QWidget*>(u"listPanel"_s)->isVisible(), 20'000);
            keep(*dialog, u"import-done"_s);
            nothingIsCut(*dialog);
            dialog->reject();
        }
    }

    void people(GalleryStage& stage, Backdrop& backdrop) const {
        PublishedVideos published(stage.peopleApi, stage.relay);
        Player* film = nullptr;
        const auto makePlayer = [&film] {
            auto made = std::make_unique<QtPlayer>();
            film = made.get();
            return made;
        };
        PersonPage page({stage.people, published, stage.posters, makePlayer});
        backdrop.layout()->addWidget(&page);
        PublishedVideo one;
        one.video = tests::sampleVideo(20, u"A paper boat crosses a puddle in the rain"_s);
        one.video.size = {360, 640};
        one.video.sha256 = QString::fromLatin1(QCryptographicHash::hash(m_film, QCryptographicHash::Sha256).toHex());
        one.likes = 3;
        stage.peopleApi.shown[u"noor"_s] = {one};
        stage.relay.holdDownloads = true;
        page.open(u"noor"_s, u"maya"_s);
        QTRY_VERIFY(page.findChild<VideoCard*>());
        page.findChild<VideoCard*>()->click();
        QTRY_VERIFY(!stage.relay.held.isEmpty());
        stage.relay.held.last().request.onProgress(1800000, 4200000);
        keep(backdrop, u"person-fetching"_s);
        nothingIsCut(page);
        stage.relay.contents.insert(one.video.id, m_film);
        stage.relay.release(one.video.id);
        QTRY_VERIFY_WITH_TIMEOUT(film->state() == Player::State::Playing, 20'000);
        film->pause();
        keep(backdrop, u"person-watching"_s);
        nothingIsCut(page);
    }

    /// What comes to this computer while somebody waits for it.
    void coming(Backdrop& backdrop) const {
        GalleryStage stage;
        stage.add(1, {.here = false, .content = m_film});
        stage.relay.library = {stage.library.find(sampleId(1))->video};
        stage.relay.holdDownloads = true;
        stage.library.setOnline(true);
        QtPlayer film;
        PlayerPage page(stage.playing(film));
        backdrop.layout()->addWidget(&page);
        page.open(sampleId(1));
        QTRY_VERIFY(!stage.relay.held.isEmpty());
        stage.relay.held.last().request.onProgress(1800000, 4200000);
        keep(backdrop, u"player-coming"_s);
        nothingIsCut(page);
        page.setFullScreen(true);
        keep(backdrop, u"player-full-coming"_s);
        nothingIsCut(page);
        page.setFullScreen(false);
        stage.relay.contents.insert(sampleId(1), "something else");
        stage.relay.holdDownloads = false;
        stage.relay.release(sampleId(1));
        QTRY_VERIFY(page.findChild<QPushButton*>(u"actButton"_s)->isVisible());
        keep(backdrop, u"player-failed"_s);
        nothingIsCut(page);
        stage.relay.downloadFailures[sampleId(1)] = {Error{.code = ErrorCode::DiskFull}};
        page.findChild<QPushButton*>(u"actButton"_s)->click();
        QTRY_COMPARE(stage.library.find(sampleId(1))->problem, ErrorCode::DiskFull);
        keep(backdrop, u"player-disk-full"_s);
        nothingIsCut(page);
    }

    QTemporaryDir m_folder;
    QByteArray m_film;
    std::unique_ptr<Theme> m_theme;
};

KINORA_QT_TEST(GalleryLookTest)
#include "GalleryLookTest.moc"
