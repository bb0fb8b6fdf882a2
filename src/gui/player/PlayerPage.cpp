#include "gui/player/PlayerPage.h"

#include "core/Receive.h"
#include "gui/ErrorText.h"
#include "gui/gallery/GalleryActions.h"
#include "gui/gallery/GalleryText.h"
#include "gui/gallery/PosterCache.h"
#include "gui/gallery/SpriteCache.h"
#include "gui/gallery/TrashUndo.h"
#include "gui/player/InStep.h"
#include "gui/player/Shuttle.h"
#include "gui/theme/Icon.h"
#include "gui/theme/Theme.h"
#include "media/StillPicture.h"
#include "player/ui_PlayerPage.h"

#include <QAbstractButton>
#include <QAbstractSlider>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLocale>
#include <QStandardPaths>

#include <algorithm>
#include <chrono>

namespace kinora {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype placesAtOnce = 500; ///< all of a large library are not for the GUI thread to read
constexpr int idleMs = 2500;
constexpr auto noteTime = 3s;

} // namespace

PlayerPage::PlayerPage(const Services& services, QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::PlayerPage>())
    , m_library(services.library)
    , m_player(services.player)
    , m_makePlayer(services.makePlayer)
    , m_posters(services.posters)
    , m_sprites(services.sprites)
    , m_undo(services.undo)
    , m_actions(new GalleryActions(m_library, m_undo, *this))
    , m_clock(services.clock)
    , m_canRemix(services.canRemix) {
    m_ui->setupUi(this);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("focusRadius", -1);
    m_ui->backButton->setIcon(icon(u"arrow-left"_s, IconRole::Text));
    m_ui->canvas->setPlayer(&m_player);
    for (VideoCanvas* canvas : {m_ui->canvas, m_ui->otherCanvas})
        canvas->setCornerRadius(radius::card);
    for (VideoCanvas* canvas : {m_ui->canvas, m_ui->otherCanvas})
        canvas->installEventFilter(this);
    leaveKeysToPage();
    m_ui->stage->installEventFilter(this);
    m_ui->controls->setPlayer(m_player);
    connect(m_ui->backButton, &QAbstractButton::clicked, this, &PlayerPage::backRequested);
    connect(m_ui->actButton, &QAbstractButton::clicked, this, &PlayerPage::act);
    connect(m_ui->otherActButton, &QAbstractButton::clicked, this, &PlayerPage::actOnOther);
    connect(m_ui->controls, &PlayerControls::previousRequested, this, [this] { stepThroughGallery(-1); });
    connect(m_ui->controls, &PlayerControls::nextRequested, this, [this] { stepThroughGallery(1); });
    connect(
        m_ui->controls, &PlayerControls::fullScreenToggled, this, [this] { emit fullScreenRequested(!m_fullScreen); });
    connect(&m_player, &Player::stateChanged, this, &PlayerPage::showTrouble);
    connect(&m_posters, &PosterCache::ready, this, [this](const QString& file) {
        if ((m_row && file == m_library.posterOf(*m_row)) || (m_other && file == m_library.posterOf(*m_other)))
            showRow();
        if (m_row)
            m_ui->facts->showFamilyPosters();
    });
    connect(&m_sprites, &SpriteCache::ready, this, [this](const QString& file) {
        if (m_row && file == m_library.spriteOf(*m_row))
            showRow();
    });
    connectFacts();
    connect(&m_library, &Library::opened, this, &PlayerPage::follow);
    connect(&m_library, &Library::closing, this, &PlayerPage::letGo);
    connect(&m_library, &Library::videosChanged, this, &PlayerPage::take);
    connect(m_ui->controls, &PlayerControls::copyStillRequested, this, &PlayerPage::copyStill);
    connect(m_ui->controls, &PlayerControls::saveStillRequested, this, &PlayerPage::saveStill);
    m_noteTime.setSingleShot(true);
    m_noteTime.setInterval(noteTime);
    connect(&m_noteTime, &QTimer::timeout, this, [this] { say({}); });
    for (QTimer* opening : {&m_opening, &m_otherOpening}) {
        opening->setSingleShot(true);
        opening->setInterval(services.longestOpening);
        connect(opening, &QTimer::timeout, this, &PlayerPage::showTrouble);
    }
    m_idle.setSingleShot(true);
    m_idle.setInterval(idleMs);
    connect(&m_idle, &QTimer::timeout, this, [this] {
        // Not while the keyboard or the mouse is at them.
        if (m_fullScreen && !m_ui->controls->underMouse() && !m_ui->controls->isAncestorOf(focusWidget())) {
            m_ui->controls->hide();
            setCursor(Qt::BlankCursor);
        }
    });
    if (m_library.isOpen())
        follow();
    translate();
}

PlayerPage::~PlayerPage() {
    endComparison();
    m_ui->canvas->setPlayer(nullptr);
}

/// Arrows and Space steer the video also after a click on a control, which the keyboard reaches by Tab.
void PlayerPage::leaveKeysToPage() {
    for (QWidget* each : findChildren<QWidget*>()) {
        const bool takesThem =
            qobject_cast<QAbstractButton*>(each) != nullptr || qobject_cast<QAbstractSlider*>(each) != nullptr;
        if (takesThem && (each->focusPolicy() & Qt::TabFocus) != 0)
            each->setFocusPolicy(Qt::TabFocus);
    }
}

void PlayerPage::follow() {
    connect(&m_library.downloads(), &Downloads::progressChanged, this, [this](const QString& id) {
        if (id == videoId() || (m_other && id == m_other->video.id))
            showRow();
    });
    connect(&m_library.sync(), &LibrarySync::stateChanged, this, &PlayerPage::showTrouble);
}

void PlayerPage::letGo() {
    leave();
    m_places.clear();
    setPlaces({});
}

void PlayerPage::setPlaces(const QList<VideoPlace>& places) {
    m_order = places;
    if (!m_row)
        return;
    findPlaces();
    showPlace();
}

void PlayerPage::findPlaces() {
    const auto isIn = [this](const QList<VideoPlace>& places) {
        return std::ranges::find(places, m_row->key, &VideoPlace::key) != places.end();
    };
    m_asked.cancel();
    if (isIn(m_order)) {
        m_places = m_order;
        return;
    }
    m_places = m_library.places({}, placesAtOnce).value_or(QList<VideoPlace>());
    if (m_places.size() < placesAtOnce)
        return;
    m_asked = m_library.search({});
    receive(m_asked, this, [this, key = m_row->key](const Result<QList<VideoPlace>>& all) {
        if (!all || !m_row || m_row->key != key)
            return;
        m_places = *all;
        showPlace();
    });
}

void PlayerPage::open(const QString& videoId) {
    const Result<LibraryVideo> row = m_library.find(videoId);
    if (!row)
        return;
    clear();
    m_row = *row;
    findPlaces();
    holdFiles();
    m_library.downloads().want(videoId);
    showPlace();
    showRow();
    playIfHere();
    setFocus(Qt::OtherFocusReason);
}

void PlayerPage::leave() {
    clear();
    m_trashed.clear();
    m_orderBefore.clear();
}

void PlayerPage::clear() {
    endComparison();
    m_player.close();
    m_player.setRate(1.0);
    m_playing.clear();
    m_opening.stop();
    say({});
    m_ui->canvas->clear();
    m_ui->controls->setSheet({});
    m_row.reset();
    m_index = -1;
    holdFiles();
}

void PlayerPage::take(const VideoChanges& changes) {
    if (!m_row)
        return;
    if (!changes.inserted.isEmpty() || !changes.removed.isEmpty()) {
        m_order.removeIf([&changes](const VideoPlace& place) { return changes.removed.contains(place.key); });
        findPlaces();
    }
    if (changes.removed.contains(m_row->key)) {
        emit backRequested();
        return;
    }
    if (m_other && changes.removed.contains(m_other->key))
        endComparison();
    // By its key: an imported video gets another id when it comes to the relay.
    if (const auto rows = m_library.rows({m_row->key}); rows && !rows->isEmpty())
        m_row = rows->first();
    showPlace();
    showRow();
    holdFiles();
    playIfHere();
}

/// What is shown stays on this computer, however little room there is.
void PlayerPage::holdFiles() {
    if (!m_library.isOpen())
        return;
    QStringList ids;
    for (const auto& row : {m_row, m_other}) {
        if (row)
            ids << row->video.id;
    }
    m_library.downloads().setPlayed(ids);
}

void PlayerPage::playIfHere() {
    const QString file = m_row ? m_library.fileOf(*m_row) : QString();
    if (file.isEmpty() || file == m_playing)
        return;
    // Deleted in a file manager: open() has asked for it again, and the store will say so in a moment.
    if (!QFileInfo::exists(file))
        return;
    m_playing = file;
    m_opening.start();
    m_player.open(file, true);
    m_library.watched(videoId());
    if (m_row->sprite.isEmpty())
        m_library.downloads().wantSprite(videoId());
}

void PlayerPage::showPlace() {
    const auto found = std::ranges::find(m_places, m_row->key, &VideoPlace::key);
    m_index = found == m_places.end() ? -1 : static_cast<int>(found - m_places.begin());
    const QLocale locale;
    m_ui->placeLabel->setText(m_index < 0 ? QString()
                                          : tr("%1 of %2", "the third video of 248")
                                                .arg(locale.toString(m_index + 1), locale.toString(m_places.size())));
    m_ui->controls->setNeighbours(m_index > 0, m_index >= 0 && m_index + 1 < m_places.size());
}

void PlayerPage::showRow() {
    if (!m_row)
        return;
    m_ui->canvas->setPoster(m_posters.image(m_library.posterOf(*m_row)));
    const QString sheet = m_library.spriteOf(*m_row);
    m_ui->controls->setSheet(sheet.isEmpty() ? QImage() : m_sprites.sheet(sheet));
    m_ui->canvas->setAccessibleName(tr("Video: %1").arg(m_row->video.prompt.simplified()));
    const QString fileState = GalleryText::fileState(
        *m_row, m_library.downloads().progress(videoId()), m_library.sync().state() != LibrarySync::State::Offline);
    m_ui->facts->show(*m_row, m_library.fileOf(*m_row), fileState, m_clock);
    showRemixing();
    showFamily();
    showComparison();
    showTrouble();
}

void PlayerPage::showRemixing() {
    if (m_row)
        m_ui->facts->setRemixable(m_canRemix && m_canRemix(m_row->video));
}

void PlayerPage::copyStill() {
    const QImage still = m_ui->canvas->still();
    if (still.isNull())
        return;
    QGuiApplication::clipboard()->setImage(still);
    say(tr("The picture is in the clipboard."));
}

void PlayerPage::saveStill() {
    const QImage still = m_ui->canvas->still();
    if (still.isNull())
        return;
    if (m_ui->controls->shuttle().isBackward())
        m_ui->controls->shuttle().stop();
    m_player.pause();
    const QString moment = GalleryText::position(m_player.position()).replace(u':', u'.');
    const QString name = u"%1 %2.png"_s.arg(QFileInfo(m_playing).completeBaseName(), moment);
    auto* dialog = new QFileDialog(this, tr("Save this picture"),
        QDir(QStandardPaths::writableLocation(QStandardPaths::PicturesLocation)).filePath(name),
        tr("Pictures (*.png *.jpg)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"png"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this, still](const QString& file) {
        receive(kinora::saveStill(still, file), this, [this, file](const Result<void>& saved) {
            say(saved ? tr("Saved as %1.").arg(QDir::toNativeSeparators(file)) : ErrorText::sentence(saved.error()));
        });
    });
    dialog->open();
}

void PlayerPage::stepThroughGallery(int direction) {
    const int index = m_index + direction;
    if (m_index < 0 || index < 0 || index >= m_places.size())
        return;
    const Result<QList<LibraryVideo>> rows = m_library.rows({m_places.at(index).key});
    if (rows && !rows->isEmpty())
        open(rows->first().video.id);
}

void PlayerPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    showFacts();
}

void PlayerPage::showFacts() {
    constexpr int roomForFacts = 840;
    m_ui->facts->setVisible(!m_fullScreen && width() >= roomForFacts);
}

QSize PlayerPage::minimumSizeHint() const {
    return m_ui->stage->minimumSizeHint() + QSize(2 * space::l, 2 * space::l);
}

void PlayerPage::translate() {
    // The whole page is the stage: the theme's darkest tone in full screen, the page behind it otherwise.
    for (VideoCanvas* canvas : {m_ui->canvas, m_ui->otherCanvas})
        canvas->setSurround(m_fullScreen ? tokens().stage : QColor(Qt::transparent));
    showRow();
}

void PlayerPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        m_ui->retranslateUi(this);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::StyleChange)
        translate();
    QWidget::changeEvent(event);
}

} // namespace kinora
