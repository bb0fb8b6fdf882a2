#include "gui/player/PlayerPage.h"

#include "gui/ErrorText.h"
#include "gui/gallery/GalleryText.h"
#include "gui/gallery/PosterCache.h"
#include "gui/player/FileManager.h"
#include "gui/theme/Icon.h"
#include "gui/theme/Theme.h"
#include "player/ui_PlayerPage.h"

#include <QFileInfo>
#include <QKeyEvent>
#include <QLocale>
#include <QStyle>

#include <algorithm>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

constexpr int idleMs = 2500;
constexpr qint64 jumpMs = 1000;
constexpr double volumeStep = 0.05;
constexpr double fastest = 4;
constexpr int pictureRadius = radius::card;

} // namespace

PlayerPage::PlayerPage(Library& library, Player& player, const Clock& clock, PosterCache& posters, QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::PlayerPage>())
    , m_library(library)
    , m_player(player)
    , m_clock(clock)
    , m_posters(posters) {
    m_ui->setupUi(this);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("focusRadius", -1);
    m_ui->backButton->setIcon(icon(u"arrow-left"_s, IconRole::Text));
    m_ui->canvas->setPlayer(&player);
    m_ui->canvas->setCornerRadius(pictureRadius);
    m_ui->canvas->installEventFilter(this);
    m_ui->stage->installEventFilter(this);
    m_ui->controls->setPlayer(player);
    connect(m_ui->backButton, &QAbstractButton::clicked, this, &PlayerPage::backRequested);
    connect(m_ui->actButton, &QAbstractButton::clicked, this, &PlayerPage::act);
    connect(m_ui->controls, &PlayerControls::previousRequested, this, [this] { stepThroughGallery(-1); });
    connect(m_ui->controls, &PlayerControls::nextRequested, this, [this] { stepThroughGallery(1); });
    connect(
        m_ui->controls, &PlayerControls::fullScreenToggled, this, [this] { emit fullScreenRequested(!m_fullScreen); });
    connect(&m_player, &Player::stateChanged, this, &PlayerPage::showTrouble);
    connect(&m_posters, &PosterCache::ready, this, [this](const QString& file) {
        if (m_row && file == m_library.posterOf(*m_row))
            showRow();
    });
    connect(&m_library, &Library::opened, this, &PlayerPage::follow);
    connect(&m_library, &Library::closing, this, &PlayerPage::letGo);
    connect(&m_library, &Library::videosChanged, this, &PlayerPage::take);
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
    m_ui->canvas->setPlayer(nullptr);
}

void PlayerPage::follow() {
    connect(&m_library.downloads(), &Downloads::progressChanged, this, [this](const QString& id) {
        if (id == videoId())
            showRow();
    });
    connect(&m_library.sync(), &LibrarySync::stateChanged, this, &PlayerPage::showTrouble);
}

void PlayerPage::letGo() {
    leave();
    m_places.clear();
}

void PlayerPage::open(const QString& videoId) {
    const Result<LibraryVideo> row = m_library.find(videoId);
    if (!row)
        return;
    leave();
    m_row = *row;
    m_places = m_library.places().value_or(QList<VideoPlace>());
    m_library.downloads().want(videoId);
    showPlace();
    showRow();
    playIfHere();
    setFocus(Qt::OtherFocusReason);
}

void PlayerPage::leave() {
    m_player.close();
    m_player.setRate(1.0);
    m_playing.clear();
    m_ui->canvas->clear();
    m_row.reset();
    m_index = -1;
}

void PlayerPage::take(const VideoChanges& changes) {
    if (!m_row)
        return;
    if (!changes.inserted.isEmpty() || !changes.removed.isEmpty())
        m_places = m_library.places().value_or(QList<VideoPlace>());
    if (changes.removed.contains(m_row->key)) {
        emit backRequested();
        return;
    }
    if (const Result<LibraryVideo> row = m_library.find(m_row->video.id))
        m_row = *row;
    showPlace();
    showRow();
    playIfHere();
}

void PlayerPage::playIfHere() {
    const QString file = m_row ? m_library.fileOf(*m_row) : QString();
    if (file.isEmpty() || file == m_playing)
        return;
    // Deleted in a file manager: open() has asked for it again, and the store will say so in a moment.
    if (!QFileInfo::exists(file))
        return;
    m_playing = file;
    m_player.open(file, true);
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
    m_ui->canvas->setAccessibleName(tr("Video: %1").arg(m_row->video.prompt.simplified()));
    const QString fileState = GalleryText::fileState(
        *m_row, m_library.downloads().progress(videoId()), m_library.sync().state() != LibrarySync::State::Offline);
    m_ui->facts->show(*m_row, m_library.fileOf(*m_row), fileState, m_clock);
    showTrouble();
}

PlayerPage::Trouble PlayerPage::trouble() const {
    if (!m_row)
        return Trouble::None;
    if (m_row->fileState == FileState::Here)
        return m_player.state() == Player::State::Failed ? Trouble::CannotPlay : Trouble::None;
    if (m_library.downloads().progress(videoId()))
        return Trouble::Downloading;
    if (m_row->fileState == FileState::Failed)
        return Trouble::DownloadFailed;
    return m_library.sync().state() == LibrarySync::State::Offline ? Trouble::Offline : Trouble::Waiting;
}

void PlayerPage::showTrouble() {
    if (!m_row || !m_library.isOpen())
        return;
    const Trouble now = trouble();
    m_ui->controls->setPlayable(now == Trouble::None);
    m_ui->progressBar->setVisible(now == Trouble::Downloading);
    QString sentence;
    QString action;
    switch (now) {
    case Trouble::None:
        break;
    case Trouble::Downloading: {
        const auto progress = m_library.downloads().progress(videoId());
        sentence = tr("Coming to this computer: %1 of %2")
                       .arg(GalleryText::bytes(progress->received), GalleryText::bytes(progress->total));
        m_ui->progressBar->setProgress(
            progress->total > 0 ? static_cast<int>(progress->received * 100 / progress->total) : 0);
        break;
    }
    case Trouble::Waiting:
        sentence = tr("This video is not on this computer yet. It is fetched as soon as the relay answers.");
        break;
    case Trouble::Offline:
        sentence = tr("This video is not on this computer, and there is no connection to the relay.");
        break;
    case Trouble::DownloadFailed:
        sentence = GalleryText::problem(*m_row);
        action = tr("Try again");
        break;
    case Trouble::CannotPlay:
        sentence = tr("This video cannot be played here. %1").arg(ErrorText::sentence(*m_player.error()));
        action = tr("Open in another program");
        break;
    }
    const bool failure = now == Trouble::DownloadFailed || now == Trouble::CannotPlay;
    m_ui->troubleLabel->setLook(failure ? MessageLabel::Look::ErrorBox : MessageLabel::Look::NoteBox);
    m_ui->troubleLabel->setMessage(sentence);
    m_ui->actButton->setVisible(!action.isEmpty());
    m_ui->actButton->setText(action);
}

void PlayerPage::act() {
    if (trouble() == Trouble::CannotPlay) {
        if (!openElsewhere(m_playing))
            showInFileManager(m_playing);
    } else if (m_row) {
        m_library.downloads().want(videoId());
    }
}

void PlayerPage::stepThroughGallery(int direction) {
    const int index = m_index + direction;
    if (m_index < 0 || index < 0 || index >= m_places.size())
        return;
    const Result<QList<LibraryVideo>> rows = m_library.rows({m_places.at(index).key});
    if (rows && !rows->isEmpty())
        open(rows->first().video.id);
}

void PlayerPage::faster() {
    if (m_player.state() == Player::State::Playing)
        m_player.setRate(std::min(fastest, m_player.rate() * 2));
    else
        m_player.play();
}

void PlayerPage::keyPressEvent(QKeyEvent* event) {
    wakeControls();
    switch (event->key()) {
    case Qt::Key_Space:
    case Qt::Key_MediaTogglePlayPause:
        m_player.toggle();
        return;
    case Qt::Key_Left:
        stepThroughGallery(-1);
        return;
    case Qt::Key_Right:
        stepThroughGallery(1);
        return;
    case Qt::Key_Up:
        m_player.setVolume(m_player.volume() + volumeStep);
        return;
    case Qt::Key_Down:
        m_player.setVolume(m_player.volume() - volumeStep);
        return;
    case Qt::Key_Home:
        m_player.seek(0);
        return;
    case Qt::Key_End:
        m_player.seek(m_player.duration());
        return;
    case Qt::Key_J:
        m_player.seek(m_player.position() - jumpMs);
        return;
    case Qt::Key_K:
        m_player.pause();
        m_player.setRate(1.0);
        return;
    case Qt::Key_L:
        faster();
        return;
    case Qt::Key_Comma:
        m_player.step(-1);
        return;
    case Qt::Key_Period:
        m_player.step(1);
        return;
    case Qt::Key_M:
        m_player.setMuted(!m_player.isMuted());
        return;
    case Qt::Key_F:
        emit fullScreenRequested(!m_fullScreen);
        return;
    case Qt::Key_Escape:
    case Qt::Key_Back:
        if (m_fullScreen)
            emit fullScreenRequested(false);
        else
            emit backRequested();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void PlayerPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    window()->installEventFilter(this);
}

bool PlayerPage::eventFilter(QObject* watched, QEvent* event) {
    // The desktop, too, can take a window out of full screen.
    if (watched == window() && watched != this && event->type() == QEvent::WindowStateChange &&
        !window()->isFullScreen())
        setFullScreen(false);
    if (watched == m_ui->stage && event->type() == QEvent::Resize)
        placeControls();
    if (watched == m_ui->canvas) {
        if (event->type() == QEvent::MouseButtonPress) {
            setFocus(Qt::MouseFocusReason);
            m_player.toggle();
            return true;
        }
        if (event->type() == QEvent::MouseButtonDblClick) {
            // The first click of the two has toggled: take that back.
            m_player.toggle();
            emit fullScreenRequested(!m_fullScreen);
            return true;
        }
        if (event->type() == QEvent::MouseMove)
            wakeControls();
    }
    return QWidget::eventFilter(watched, event);
}

void PlayerPage::setFullScreen(bool fullScreen) {
    if (m_fullScreen == fullScreen)
        return;
    m_fullScreen = fullScreen;
    m_ui->topBar->setVisible(!fullScreen);
    showFacts();
    const int margin = fullScreen ? 0 : space::l;
    m_ui->pageLayout->setContentsMargins(margin, margin, margin, margin);
    m_ui->canvas->setCornerRadius(fullScreen ? 0 : pictureRadius);
    m_ui->canvas->setMouseTracking(fullScreen);
    m_ui->controls->setFullScreen(fullScreen);
    // In full screen the controls lie over the picture, so that it keeps its size when they come and go.
    if (fullScreen) {
        m_ui->stageLayout->removeWidget(m_ui->controls);
        m_ui->controls->setProperty("kind", u"card"_s);
    } else {
        m_ui->stageLayout->addWidget(m_ui->controls);
        m_ui->controls->setProperty("kind", {});
    }
    style()->unpolish(m_ui->controls);
    style()->polish(m_ui->controls);
    placeControls();
    wakeControls();
    translate();
}

void PlayerPage::wakeControls() {
    m_ui->controls->show();
    unsetCursor();
    if (m_fullScreen)
        m_idle.start();
}

void PlayerPage::placeControls() {
    if (!m_fullScreen)
        return;
    constexpr int widest = 900;
    const int width = std::min(widest, m_ui->stage->width() - 2 * space::xl);
    const int height = m_ui->controls->sizeHint().height();
    m_ui->controls->setGeometry(
        (m_ui->stage->width() - width) / 2, m_ui->stage->height() - height - space::xl, width, height);
    m_ui->controls->raise();
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
    m_ui->canvas->setSurround(m_fullScreen ? tokens().stage : QColor(Qt::transparent));
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
