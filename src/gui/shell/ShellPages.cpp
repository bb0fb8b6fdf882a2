#include "gui/shell/ShellPages.h"

#include "core/Receive.h"
#include "gui/create/CreatePage.h"
#include "gui/gallery/DraftsStrip.h"
#include "gui/gallery/PosterCache.h"
#include "gui/gallery/ProfilePage.h"
#include "gui/gallery/SpriteCache.h"
#include "gui/gallery/TrashUndo.h"
#include "gui/people/PersonPage.h"
#include "gui/player/PlayerPage.h"
#include "gui/queue/QueuePage.h"
#include "gui/register/RegisterPage.h"
#include "gui/relay/LocalRelayPage.h"
#include "gui/reset/ResetPage.h"
#include "gui/settings/AppearanceSettings.h"
#include "gui/settings/LibrarySettings.h"
#include "gui/settings/NetworkSettings.h"
#include "gui/settings/NewsSettings.h"
#include "gui/settings/SettingsPage.h"

#include <QEvent>
#include <QStackedWidget>
#include <QTimer>
#include <QWindow>

#include <algorithm>
#include <chrono>

namespace kinora {

namespace {

// The window is on the screen by then, with the gallery and its pictures.
constexpr std::chrono::milliseconds afterPaint{400};

} // namespace

ShellPages::ShellPages(const MainWindow::Services& services, Theme& theme, Language& language, QStackedWidget& shell,
    QStackedWidget& whole)
    : QObject(&whole)
    , m_services(services)
    , m_theme(theme)
    , m_language(language)
    , m_shell(shell)
    , m_whole(whole)
    , m_posters(new PosterCache(&whole))
    , m_sprites(new SpriteCache(*m_posters, &whole))
    , m_undo(new TrashUndo(services.library, &whole)) {
    m_whole.window()->installEventFilter(this);
    connect(m_posters, &PosterCache::unreadable, this, [this](const QString& file) {
        receive(m_services.library.makePictureAgain(file), m_posters,
            [posters = m_posters, file](const Result<void>& done) {
                if (done)
                    posters->retry(file);
            });
    });
}

RegisterPage& ShellPages::registration() {
    if (m_register == nullptr) {
        m_register = new RegisterPage(m_services.session, &m_whole);
        m_register->setObjectName(QStringLiteral("registerPage"));
        connect(m_register, &RegisterPage::signInRequested, this, &ShellPages::signInWanted);
        m_whole.addWidget(m_register);
    }
    return *m_register;
}

ResetPage& ShellPages::reset() {
    if (m_reset == nullptr) {
        m_reset = new ResetPage(m_services.session, &m_whole);
        m_reset->setObjectName(QStringLiteral("resetPage"));
        connect(m_reset, &ResetPage::signInRequested, this, &ShellPages::signInWanted);
        m_whole.addWidget(m_reset);
    }
    return *m_reset;
}

LocalRelayPage& ShellPages::localRelay() {
    if (m_localRelay == nullptr) {
        m_localRelay = new LocalRelayPage(m_services.localRelay, &m_whole);
        m_localRelay->setObjectName(QStringLiteral("localRelayPage"));
        connect(m_localRelay, &LocalRelayPage::backRequested, this, &ShellPages::localRelayLeft);
        connect(m_localRelay, &LocalRelayPage::openOfflineRequested, this, &ShellPages::offlineWanted);
        m_whole.addWidget(m_localRelay);
    }
    return *m_localRelay;
}

CreatePage& ShellPages::create() {
    if (m_create == nullptr) {
        m_create = new CreatePage(CreatePage::Services{m_services.creation, m_services.drafts, m_services.estimates,
                                      m_services.retries, m_services.cameos, m_services.references, remixSources()},
            &m_shell);
        m_create->setObjectName(QStringLiteral("createPage"));
        connect(m_create, &CreatePage::usageRequested, this, &ShellPages::usageWanted);
        // The picture of what is remixed may be among them.
        connect(m_posters, &PosterCache::ready, m_create, [this] { m_create->update(); });
        addDrafts();
        m_shell.addWidget(m_create);
    }
    return *m_create;
}

void ShellPages::addDrafts() {
    auto* strip = new DraftsStrip(m_services.library, m_services.clock, *m_posters, m_create);
    strip->setObjectName(QStringLiteral("draftsStrip"));
    connect(strip, &DraftsStrip::videoActivated, this, [this](const QString& id) { play(id, {}); });
    connect(strip, &DraftsStrip::emptyChanged, m_create, [this](bool empty) { m_create->setHasDrafts(!empty); });
    m_create->setDraftsStrip(strip);
    m_create->setHasDrafts(!strip->isEmpty());
}

ProfilePage& ShellPages::profile() {
    if (m_profile == nullptr) {
        m_profile =
            new ProfilePage(GalleryPane::Services{m_services.library, m_services.session, m_services.galleryMemory,
                                *m_posters, *m_sprites, *m_undo, m_services.clock, remixable()},
                m_services.people, &m_shell);
        m_profile->setObjectName(QStringLiteral("profilePage"));
        connect(m_profile, &ProfilePage::videoActivated, this, &ShellPages::playFromGallery);
        connect(m_profile, &ProfilePage::completed, this, [this] {
            if (m_playsFromGallery) {
                player().setPlaces(m_profile->places());
            }
        });
        connect(m_profile, &ProfilePage::compareRequested, this, [this](const QString& id, const QString& otherId) {
            playFromGallery(id);
            player().compare(id, otherId);
        });
        connect(
            m_profile, &ProfilePage::personRequested, this, [this](const QString& handle, const QString& ownHandle) {
                emit pageWanted(PageId::Person);
                person().open(handle, ownHandle);
            });
        connect(m_profile, &ProfilePage::composeRequested, this, &ShellPages::compose);
        connect(m_profile, &ProfilePage::createRequested, this, [this] { emit pageWanted(PageId::Create); });
        m_shell.addWidget(m_profile);
    }
    return *m_profile;
}

PersonPage& ShellPages::person() {
    if (m_person == nullptr) {
        m_person = new PersonPage(
            PersonPage::Services{m_services.people, m_services.published, *m_posters, m_services.makePlayer}, &m_shell);
        m_person->setObjectName(QStringLiteral("personPage"));
        connect(m_person, &PersonPage::backRequested, this, [this] { emit pageWanted(PageId::Gallery); });
        m_shell.addWidget(m_person);
    }
    return *m_person;
}

QueuePage& ShellPages::queue() {
    if (m_queue == nullptr) {
        m_queue = new QueuePage(m_services.queue, m_services.creation, m_services.retries, m_services.clock, &m_shell);
        m_queue->setObjectName(QStringLiteral("queuePage"));
        connect(m_queue, &QueuePage::createRequested, this, [this] { emit pageWanted(PageId::Create); });
        connect(m_queue, &QueuePage::watchRequested, this, [this](const QString& id) { play(id, {}); });
        connect(m_queue, &QueuePage::editRequested, this, [this](const Job& job) {
            emit pageWanted(PageId::Create);
            create().takeOver(job);
        });
        m_shell.addWidget(m_queue);
    }
    return *m_queue;
}

SettingsPage& ShellPages::settings() {
    if (m_settings == nullptr) {
        m_settings = new SettingsPage(&m_shell);
        m_settings->setObjectName(QStringLiteral("settingsPage"));
        m_settings->addSection(new AppearanceSettings(m_theme, m_language, m_settings));
        m_settings->addSection(new LibrarySettings(m_services.library, m_services.accountExport, m_settings));
        m_settings->addSection(new NewsSettings(m_services.news, m_settings));
        m_settings->addSection(new NetworkSettings(m_services.proxy, m_settings));
        m_shell.addWidget(m_settings);
    }
    return *m_settings;
}

PlayerPage& ShellPages::player() {
    if (m_player == nullptr) {
        m_player = new PlayerPage(PlayerPage::Services{m_services.library, m_services.player, m_services.makePlayer,
                                      *m_posters, *m_sprites, *m_undo, m_services.clock, remixable()},
            &m_whole);
        m_player->setObjectName(QStringLiteral("playerPage"));
        connect(m_player, &PlayerPage::backRequested, this, &ShellPages::backWanted);
        connect(m_player, &PlayerPage::composeRequested, this, &ShellPages::compose);
        connect(m_player, &PlayerPage::fullScreenRequested, this, &ShellPages::fullScreenWanted);
        connect(&m_services.creation, &CreationService::modelsChanged, m_player, &PlayerPage::showRemixing);
        m_whole.addWidget(m_player);
    }
    return *m_player;
}

void ShellPages::compose(const NewJob& job) {
    emit pageWanted(PageId::Create);
    create().recall(job);
}

std::function<bool(const Video&)> ShellPages::remixable() const {
    return [&creation = m_services.creation](const Video& video) {
        return video.source == VideoSource::Job &&
               std::ranges::any_of(creation.models(),
                   [&video](const VideoModel& model) { return model.id == video.model && model.remix; });
    };
}

RemixSources ShellPages::remixSources() const {
    return [&library = m_services.library, posters = m_posters](const QString& videoId) {
        RemixSource source;
        const Result<LibraryVideo> row =
            library.isOpen() ? library.find(videoId) : Result<LibraryVideo>(failure(ErrorCode::NotFound));
        if (row) {
            source.words = row->video.title.isEmpty() ? row->video.prompt : row->video.title;
            source.picture = posters->image(library.posterOf(*row));
        }
        return source;
    };
}

void ShellPages::play(const QString& videoId, const QList<VideoPlace>& places) {
    m_playsFromGallery = false;
    player().setPlaces(places);
    emit playWanted(videoId);
}

void ShellPages::playFromGallery(const QString& videoId) {
    play(videoId, m_profile->places());
    m_playsFromGallery = true;
}

bool ShellPages::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_whole.window() && event->type() == QEvent::Show) {
        watched->removeEventFilter(this);
        m_whole.window()->windowHandle()->installEventFilter(this);
    } else if (event->type() == QEvent::Expose || event->type() == QEvent::Paint) {
        watched->removeEventFilter(this);
        QTimer::singleShot(afterPaint, this, &ShellPages::makeNext);
    }
    return QObject::eventFilter(watched, event);
}

void ShellPages::makeNext() {
    if (m_create == nullptr) {
        create();
    } else if (m_register == nullptr) {
        registration();
    } else if (m_reset == nullptr) {
        reset();
    } else if (m_localRelay == nullptr) {
        localRelay();
    } else if (m_profile == nullptr) {
        profile();
    } else if (m_queue == nullptr) {
        queue();
    } else if (m_settings == nullptr) {
        settings();
    } else if (m_player == nullptr) {
        player();
    } else {
        return;
    }
    QTimer::singleShot(0, this, &ShellPages::makeNext);
}

} // namespace kinora
