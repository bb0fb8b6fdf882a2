#include "gui/player/PlayerControls.h"

#include "gui/gallery/GalleryText.h"
#include "gui/theme/Icon.h"
#include "player/ui_PlayerControls.h"

#include <QEvent>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

constexpr int volumeSteps = 100;

} // namespace

PlayerControls::PlayerControls(QWidget* parent)
    : QFrame(parent)
    , m_ui(std::make_unique<Ui::PlayerControls>()) {
    m_ui->setupUi(this);
    m_ui->previousButton->setIcon(icon(u"previous"_s, IconRole::Text));
    m_ui->nextButton->setIcon(icon(u"next"_s, IconRole::Text));
    m_ui->loopChip->setIconName(u"loop"_s);
    m_ui->volumeSlider->setRange(0, volumeSteps);
    connect(m_ui->previousButton, &QAbstractButton::clicked, this, &PlayerControls::previousRequested);
    connect(m_ui->nextButton, &QAbstractButton::clicked, this, &PlayerControls::nextRequested);
    connect(m_ui->fullScreenChip, &QAbstractButton::clicked, this, &PlayerControls::fullScreenToggled);
}

PlayerControls::~PlayerControls() = default;

void PlayerControls::setPlayer(Player& player) {
    m_player = &player;
    connect(&player, &Player::stateChanged, this, &PlayerControls::showState);
    connect(&player, &Player::positionChanged, this, &PlayerControls::showPosition);
    connect(&player, &Player::durationChanged, this, &PlayerControls::showPosition);
    connect(&player, &Player::soundChanged, this, &PlayerControls::showSound);
    connect(&player, &Player::loopingChanged, m_ui->loopChip, &QAbstractButton::setChecked);
    connect(&player, &Player::rateChanged, this, &PlayerControls::showPosition);
    connect(m_ui->playButton, &QAbstractButton::clicked, &player, &Player::toggle);
    connect(m_ui->seekSlider, &SeekSlider::seekRequested, &player, &Player::seek);
    connect(m_ui->seekSlider, &SeekSlider::scrubbing, this, &PlayerControls::scrub);
    connect(m_ui->loopChip, &QAbstractButton::toggled, &player, &Player::setLooping);
    connect(m_ui->muteButton, &QAbstractButton::clicked, this, [this] { m_player->setMuted(!m_player->isMuted()); });
    connect(m_ui->volumeSlider, &QSlider::valueChanged, this, [this](int value) {
        // Moving the slider is a wish to hear something.
        if (value > 0)
            m_player->setMuted(false);
        m_player->setVolume(static_cast<double>(value) / volumeSteps);
    });
    m_ui->loopChip->setChecked(player.isLooping());
    translate();
}

void PlayerControls::setNeighbours(bool previous, bool next) {
    m_ui->previousButton->setEnabled(previous);
    m_ui->nextButton->setEnabled(next);
}

void PlayerControls::setFullScreen(bool fullScreen) {
    m_fullScreen = fullScreen;
    m_ui->fullScreenChip->setIconName(fullScreen ? u"fullscreen-exit"_s : u"fullscreen"_s);
    m_ui->fullScreenChip->setText(fullScreen ? tr("Leave full screen") : tr("Full screen"));
}

void PlayerControls::setPlayable(bool playable) {
    m_ui->playButton->setEnabled(playable);
    m_ui->seekSlider->setEnabled(playable);
}

void PlayerControls::scrub(bool active) {
    // Moving pictures under a held handle would fight with it.
    if (active) {
        m_playAfterScrub = m_player->state() == Player::State::Playing;
        m_player->pause();
    } else if (m_playAfterScrub) {
        m_player->play();
    }
}

void PlayerControls::showState() {
    const Player::State state = m_player->state();
    const bool playing = state == Player::State::Playing;
    m_ui->playButton->setIcon(icon(playing ? u"pause"_s : u"play"_s, IconRole::Text));
    const QString name = playing ? tr("Pause") : tr("Play");
    m_ui->playButton->setAccessibleName(name);
    m_ui->playButton->setToolTip(tr("%1 (Space)").arg(name));
    showPosition();
}

void PlayerControls::showPosition() {
    const qint64 duration = m_player->duration();
    m_ui->seekSlider->setDuration(duration);
    m_ui->seekSlider->showPosition(m_player->position());
    QString text = tr("%1 / %2").arg(GalleryText::position(m_player->position()), GalleryText::position(duration));
    if (m_player->rate() != 1.0)
        text += tr(" · %1×").arg(m_player->rate());
    m_ui->timeLabel->setText(text);
}

void PlayerControls::showSound() {
    const bool heard = m_player->canBeHeard();
    const bool silent = m_player->isMuted() || m_player->volume() <= 0;
    m_ui->muteButton->setIcon(icon(silent || !heard ? u"muted"_s : u"volume"_s, IconRole::Text));
    m_ui->muteButton->setEnabled(heard);
    m_ui->volumeSlider->setEnabled(heard);
    const QSignalBlocker blocker(m_ui->volumeSlider);
    m_ui->volumeSlider->setValue(qRound(m_player->volume() * volumeSteps));
    const QString name = silent ? tr("Sound on") : tr("Sound off");
    m_ui->muteButton->setAccessibleName(name);
    m_ui->muteButton->setToolTip(heard ? tr("%1 (M)").arg(name) : tr("There is no sound device"));
}

void PlayerControls::translate() {
    m_ui->previousButton->setToolTip(tr("Previous video (←)"));
    m_ui->nextButton->setToolTip(tr("Next video (→)"));
    m_ui->loopChip->setToolTip(tr("Play again and again"));
    setFullScreen(m_fullScreen);
    if (m_player) {
        showState();
        showSound();
    }
}

void PlayerControls::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        translate();
    }
    QFrame::changeEvent(event);
}

} // namespace kinora
