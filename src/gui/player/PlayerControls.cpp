#include "gui/player/PlayerControls.h"

#include "gui/gallery/GalleryText.h"
#include "gui/player/Shuttle.h"
#include "gui/theme/Icon.h"
#include "player/ui_PlayerControls.h"

#include <QAction>
#include <QEvent>
#include <QKeySequence>
#include <QLocale>
#include <QMenu>

#include <algorithm>
#include <array>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

constexpr int volumeSteps = 100;
constexpr std::array<double, 6> speeds{0.25, 0.5, 1, 1.5, 2, 4};

QString withKeys(const QString& text, QKeySequence::StandardKey keys) {
    return text + u'\t' + QKeySequence(keys).toString(QKeySequence::NativeText);
}

QString times(double speed) {
    return u"%1×"_s.arg(QLocale().toString(speed));
}

} // namespace

PlayerControls::PlayerControls(QWidget* parent)
    : QFrame(parent)
    , m_ui(std::make_unique<Ui::PlayerControls>()) {
    m_ui->setupUi(this);
    // Films run from left to right in every language, and so do the buttons that wind them.
    setLayoutDirection(Qt::LeftToRight);
    auto* stills = new QMenu(this);
    m_copyStill = stills->addAction(QString(), this, &PlayerControls::copyStillRequested);
    m_saveStill = stills->addAction(QString(), this, &PlayerControls::saveStillRequested);
    m_ui->stillButton->setMenu(stills);
    m_ui->stillButton->setIcon(icon(u"camera"_s, IconRole::Text));
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
    connect(&player, &Player::rateChanged, this, &PlayerControls::showState);
    m_shuttle = new Shuttle(player, this);
    connect(m_shuttle, &Shuttle::changed, this, &PlayerControls::showState);
    connect(m_ui->playButton, &QAbstractButton::clicked, this, &PlayerControls::toggle);
    connect(m_ui->filmstrip, &Filmstrip::seekRequested, &player, &Player::seek);
    connect(m_ui->filmstrip, &Filmstrip::scrubbing, this, &PlayerControls::scrub);
    connect(m_ui->speedChip, &MenuChip::picked, this,
        [this](int index) { m_player->setRate(speeds.at(static_cast<size_t>(index))); });
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
    m_ui->filmstrip->setEnabled(playable);
    m_ui->stillButton->setEnabled(playable);
}

void PlayerControls::setSheet(const QImage& sheet) {
    m_ui->filmstrip->setSheet(sheet);
}

void PlayerControls::toggle() {
    if (m_shuttle->isBackward())
        m_shuttle->stop();
    else
        m_player->toggle();
}

void PlayerControls::scrub(bool active) {
    // Moving pictures under a held handle would fight with it.
    if (active) {
        m_playAfterScrub = m_player->state() == Player::State::Playing;
        if (m_shuttle->isBackward())
            m_shuttle->stop();
        m_player->pause();
    } else if (m_playAfterScrub) {
        m_player->play();
    }
}

void PlayerControls::showState() {
    const Player::State state = m_player->state();
    const bool playing = state == Player::State::Playing || m_shuttle->isBackward();
    m_ui->playButton->setIcon(icon(playing ? u"pause"_s : u"play"_s, IconRole::Text));
    const QString name = playing ? tr("Pause") : tr("Play");
    m_ui->playButton->setAccessibleName(name);
    m_ui->playButton->setToolTip(tr("%1 (Space)").arg(name));
    showSpeed();
    showPosition();
}

void PlayerControls::showSpeed() {
    QList<MenuChip::Choice> choices;
    const double speed = m_shuttle->speed();
    for (const double each : speeds)
        choices.append({times(each), u"speed%1"_s.arg(each)});
    const auto* const chosen = std::ranges::find(speeds, speed);
    m_ui->speedChip->setChoices(choices, chosen == speeds.end() ? -1 : static_cast<int>(chosen - speeds.begin()));
    m_ui->speedChip->setText(times(speed));
    m_ui->speedChip->setAccessibleDescription(times(speed));
    m_ui->speedChip->updateGeometry();
}

void PlayerControls::showPosition() {
    const qint64 duration = m_player->duration();
    m_ui->filmstrip->setDuration(duration);
    m_ui->filmstrip->showPosition(m_player->position());
    m_ui->timeLabel->setText(
        tr("%1 / %2").arg(GalleryText::position(m_player->position()), GalleryText::position(duration)));
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
    m_ui->stillButton->setToolTip(tr("Copy or save this picture"));
    m_copyStill->setText(withKeys(tr("Copy this picture"), QKeySequence::Copy));
    m_saveStill->setText(withKeys(tr("Save this picture…"), QKeySequence::Save));
    setFullScreen(m_fullScreen);
    if (m_player) {
        showState();
        showSound();
    }
    fitChips();
}

int PlayerControls::widthWith(QSize (Chip::*hint)() const) const {
    int width = QFrame::minimumSizeHint().width();
    for (const Chip* chip : {m_ui->loopChip, m_ui->fullScreenChip})
        width += (chip->*hint)().width() - chip->sizeHint().width();
    return width;
}

QSize PlayerControls::minimumSizeHint() const {
    return {widthWith(&Chip::iconSizeHint), QFrame::minimumSizeHint().height()};
}

void PlayerControls::fitChips() {
    const bool narrow = widthWith(&Chip::fullSizeHint) > width();
    m_ui->loopChip->setIconOnly(narrow);
    m_ui->fullScreenChip->setIconOnly(narrow);
}

void PlayerControls::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    fitChips();
}

void PlayerControls::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        translate();
    }
    QFrame::changeEvent(event);
}

} // namespace kinora
