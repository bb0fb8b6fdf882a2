#include "LookScenes.h"
#include "client/support/SampleData.h"
#include "gui/create/Composer.h"
#include "gui/settings/LibrarySettings.h"
#include "gui/settings/NewsSettings.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>

#include <algorithm>

namespace kinora::tests {

namespace {

// As a click does, which would wait until it is closed.
void openMenu(Stage& stage, const char* buttonName) {
    auto* button = stage.find<QPushButton>(buttonName);
    emit button->menu()->aboutToShow(); // some are filled only then
    const QSize size = button->menu()->sizeHint();
    const QPoint below = button->mapToGlobal(QPoint(0, button->height()));
    const bool fits = stage.window->geometry().bottom() > below.y() + size.height();
    button->menu()->popup(fits ? below : button->mapToGlobal(QPoint(0, -size.height())));
}

// A library with five videos, three of them drafts, and their posters.
void fillLibrary(Stage& stage) {
    const QList<std::pair<const char*, QColor>> scenes{
        {"A cat playing piano in a smoky jazz club, 35mm film", QColor(0xc8, 0x70, 0x48)},
        {"Sunset over mountains, birds crossing the frame", QColor(0x2c, 0x8a, 0x84)},
        {"Macro shot of frost growing on a window", QColor(0x44, 0x7c, 0xa4)},
        {"A fox in a spring forest", QColor(0x4c, 0x94, 0x50)},
        {"Paper city unfolding from a pop-up book", QColor(0x44, 0x3c, 0xa0)}};
    Page<Video> page;
    for (const auto& [prompt, color] : scenes) {
        const auto number = static_cast<int>(page.items.size()) + 1;
        Video video = sampleVideo(number, QString::fromUtf8(prompt));
        video.createdAt = stage.clock.time.addSecs(-3600LL * number);
        if (number % 2 == 1) {
            video.size = QSize(1280, 720);
            video.orientation = Orientation::Landscape;
        }
        page.items << video;
    }
    stage.relay.videoPages.always(page);
    stage.signIn();
    QTRY_COMPARE(stage.library->sync().state(), LibrarySync::State::Synced);
    for (qsizetype i = 0; i < page.items.size(); ++i) {
        const Video& video = page.items.at(i);
        QImage image(video.size / 2, QImage::Format_RGB32);
        image.fill(scenes.at(i).second.darker());
        QPainter painter(&image);
        painter.setBrush(scenes.at(i).second);
        painter.drawEllipse(image.rect().center(), 90, 90);
        painter.end();
        const QString poster = MediaFolder::posterFile(video.id);
        const QString file = stage.library->folder().absolute(poster);
        QDir().mkpath(QFileInfo(file).path());
        QVERIFY(image.save(file, "JPG"));
        QFuture<Result<void>> kept = stage.library->store().setPoster(video.id, poster);
        QTRY_VERIFY(kept.isFinished());
    }
}

void drafts(Stage& stage) {
    fillLibrary(stage);
    stage.events.tell(SnapshotEvent{QList<Job>{someJob(3, JobStatus::Processing, JobStage::Generating,
        QStringLiteral("A cat playing piano in a smoky jazz club, 35mm film"))}});
}

void galleryInTheWindow(Stage& stage) {
    fillLibrary(stage);
    stage.window->showPage(PageId::Gallery);
    QTRY_VERIFY(!stage.text("videosNumberLabel").isEmpty()); // which are counted after a moment
}

void galleryOffline(Stage& stage) {
    galleryInTheWindow(stage);
    stage.events.become(RelayEvents::State::Waiting, stage.clock.time.addSecs(4));
}

void cameoDialog(Stage& stage) {
    playEverything(stage);
    stage.click("addCameoButton");
}

void partOfPicture(Stage& stage) {
    playEverything(stage);
    QImage picture(800, 600, QImage::Format_RGB32);
    picture.fill(QColor(0x2c, 0x8a, 0x84));
    const QFuture<Result<ReferencePicture>> kept = stage.references->takeImage(picture);
    QTRY_VERIFY(kept.isFinished());
    stage.find<Composer>("composer")->setReference(*kept.result());
    emit stage.find<Composer>("composer")->picturePartRequested();
}

void accountMenu(Stage& stage) {
    stage.signIn();
    openMenu(stage, "accountButton");
}

void modelMenu(Stage& stage) {
    VideoModel other = paperStudio();
    other.id = QStringLiteral("sora-2");
    other.label = QStringLiteral("Sora 2 Pro");
    other.demo = false;
    stage.relay.modelLists.always(QList<VideoModel>{paperStudio(), other});
    stage.signIn();
    openMenu(stage, "modelButton");
}

void sizeMenu(Stage& stage) {
    playEverything(stage);
    openMenu(stage, "sizeChip");
}

void moreMenu(Stage& stage) {
    playEverything(stage);
    openMenu(stage, "moreChip");
}

void settings(Stage& stage) {
    stage.signIn();
    stage.window->showPage(PageId::Settings);
}

// The section at the top of what is in view, as far as it can be.
template <class Section>
void settingsAt(Stage& stage) {
    settings(stage);
    const auto* section = stage.window->findChild<Section*>();
    auto* area = stage.find<QScrollArea>("sectionsScrollArea");
    QScrollBar* bar = area->verticalScrollBar();
    // Before all is laid out, there is nowhere to scroll to.
    QTRY_VERIFY(section->y() > 0 && area->widget()->height() >= area->widget()->minimumSizeHint().height() &&
                bar->maximum() == std::max(0, area->widget()->height() - area->viewport()->height()));
    // Nor before the keyboard came to the first section, which is scrolled to.
    const auto stays = [&] {
        bar->setValue(section->y() - 16);
        for (int i = 0; i < 5; ++i) {
            QApplication::processEvents();
        }
        return bar->value() == std::min(section->y() - 16, bar->maximum());
    };
    QTRY_VERIFY(stays());
}

template <int policy, int limit>
void settingsKeeping(Stage& stage) {
    settingsAt<LibrarySettings>(stage);
    for (const auto& [choices, index] : {std::pair("policyChoices", policy), std::pair("limitChoices", limit)}) {
        stage.find<QWidget>(choices)->findChildren<QAbstractButton*>().at(index)->click();
    }
}

void settingsProxy(Stage& stage) {
    ProxySettings proxy;
    proxy.mode = ProxySettings::Mode::Manual;
    proxy.host = QStringLiteral("proxy.studio.example");
    proxy.port = 3128;
    proxy.exclusions = {QStringLiteral("studio.example"), QStringLiteral("10.0.0.0/8")};
    stage.proxy->set(proxy, {});
    stage.notifier.setAvailable(false);
    settings(stage);
    QApplication::processEvents();
    stage.click("applyButton");
    QTRY_VERIFY(!stage.text("noteLabel").isEmpty());
    auto* area = stage.find<QScrollArea>("sectionsScrollArea");
    area->verticalScrollBar()->setValue(area->verticalScrollBar()->maximum());
}

void proxyLogin(Stage& stage) {
    stage.signIn();
    ProxySettings known;
    known.user = QStringLiteral("maya");
    stage.proxy->set(known, QStringLiteral("old"));
    stage.events.become(RelayEvents::State::Waiting, stage.clock.time.addSecs(4));
    emit stage.proxies.loginNeeded(QStringLiteral("proxy.studio.example:3128"), true);
}

void proxyDeclined(Stage& stage) {
    proxyLogin(stage);
    stage.click("cancelButton");
}

void invited(Stage& stage) {
    stage.signIn();
    stage.window->followInvite(
        {.relay = QUrl(QStringLiteral("https://film-school.example")), .code = QStringLiteral("KIN-4F7Q-92")});
}

void quitting(Stage& stage) {
    stage.click("localRelayButton");
    stage.relayRunner.getReady(QUrl(QStringLiteral("http://127.0.0.1:8787")));
    QTRY_COMPARE(stage.window->page(), PageId::Login);
    playProgress(stage);
    stage.window->close();
}

void goneElsewhere(Stage& stage) {
    playProgress(stage);
    emit stage.library->goneElsewhere(3, 2);
}

void editRefused(Stage& stage) {
    galleryInTheWindow(stage);
    stage.events.become(RelayEvents::State::Waiting, stage.clock.time.addSecs(4));
    emit stage.library->editsRefused({QStringLiteral("one")}, Error{.code = ErrorCode::NotFound});
}

// Two imported videos that the relay does not take, and one that waits for room there.
void addRefused(Stage& stage) {
    QList<LocalVideo> imports;
    for (int number = 11; number <= 13; ++number) {
        Video video = sampleVideo(number, QStringLiteral("A street in the rain, filmed from a tram"));
        video.source = VideoSource::Import;
        video.createdAt = stage.clock.time.addSecs(-60LL * number);
        const QString name = QStringLiteral("videos/%1.mp4").arg(number);
        QFile film(stage.library->folder().absolute(name));
        QVERIFY(film.open(QIODevice::WriteOnly) && film.resize(video.bytes));
        imports << LocalVideo{.video = video, .file = name};
    }
    (void)stage.library->store().addLocal(imports);
    QFuture<Result<void>> stored;
    for (int number = 11; number <= 12; ++number) {
        stored = stage.library->store().setRefused(sampleId(number), ErrorCode::InvalidVideo);
    }
    QTRY_VERIFY(stored.isFinished());
}

void importsRefused(Stage& stage) {
    galleryInTheWindow(stage);
    addRefused(stage);
    emit stage.library->importsLeft(2, Error{.code = ErrorCode::InvalidVideo, .httpStatus = 422});
    emit stage.library->importsLeft(1, Error{.code = ErrorCode::StorageFull, .httpStatus = 503});
}

void importsWaiting(Stage& stage) {
    galleryInTheWindow(stage);
    emit stage.library->importsLeft(3, Error{.code = ErrorCode::StorageFull, .httpStatus = 503});
}

void importsUnreadable(Stage& stage) {
    galleryInTheWindow(stage);
    emit stage.library->importsLeft(2, Error{.code = ErrorCode::FileFailed});
}

void settingsRefused(Stage& stage) {
    settingsAt<LibrarySettings>(stage);
    addRefused(stage);
    auto* area = stage.find<QScrollArea>("sectionsScrollArea");
    auto* button = stage.find<QPushButton>("offerButton");
    const auto isInView = [area, button] {
        area->ensureWidgetVisible(button);
        return button->isVisible() && !button->visibleRegion().isEmpty();
    };
    QTRY_VERIFY(isInView());
}

const QString crashReport = QStringLiteral(
    "Signal: SIGSEGV\n/usr/bin/kinora(+0x1c2f40)\n/lib/x86_64-linux-gnu/libc.so.6(+0x3c050)\n"
    "/lib/x86_64-linux-gnu/libQt6Core.so.6(_ZN7QObject5eventEP6QEvent+0x2d6)\n/usr/bin/kinora(main+0x9)");

void crashed(Stage& stage) {
    stage.signIn();
    stage.window->showTrouble({.kind = Trouble::Kind::LastRun, .what = crashReport});
}

void trouble(Stage& stage) {
    playProgress(stage);
    stage.window->showTrouble({.kind = Trouble::Kind::Now, .what = QStringLiteral("std::out_of_range: row 7")});
    stage.click("copyButton");
}

} // namespace

const std::vector<LookScene>& lookNotices() {
    static const std::vector<LookScene> list{{"drafts", drafts}, {"gallery-window", galleryInTheWindow, true},
        {"gallery-offline", galleryOffline, true}, {"cameo-dialog", cameoDialog}, {"picture-part", partOfPicture},
        {"account-menu", accountMenu, true}, {"model-menu", modelMenu, true}, {"size-menu", sizeMenu, true},
        {"more-menu", moreMenu, true}, {"settings", settings}, {"settings-library", settingsAt<LibrarySettings>, true},
        {"settings-favorites", settingsKeeping<1, 1>, true}, {"settings-on-demand", settingsKeeping<2, 5>, true},
        {"settings-news", settingsAt<NewsSettings>, true}, {"settings-proxy", settingsProxy},
        {"proxy-login", proxyLogin}, {"proxy-declined", proxyDeclined}, {"invited", invited}, {"quitting", quitting},
        {"gone-elsewhere", goneElsewhere}, {"edit-refused", editRefused}, {"imports-refused", importsRefused},
        {"imports-waiting", importsWaiting}, {"imports-unreadable", importsUnreadable},
        {"settings-refused", settingsRefused}, {"crashed", crashed}, {"trouble", trouble}};
    return list;
}

} // namespace kinora::tests
