#include "gui/player/InStep.h"

#include <algorithm>
#include <cstdlib>

namespace kinora {

namespace {

/// What the eye does not see of two pictures beside each other: about two frames.
constexpr qint64 apart = 70;
/// A correction takes a moment itself; more of them would make a stutter.
constexpr qint64 correctionMs = 600;
/// A position is rounded down to whole milliseconds: on its own it may lie just before its frame.
constexpr qint64 withinFrame = 1;

} // namespace

InStep::InStep(Player& leader, std::unique_ptr<Player> follower, QObject* parent)
    : QObject(parent)
    , m_leader(leader)
    , m_follower(std::move(follower)) {
    m_follower->setMuted(true);
    connect(&m_leader, &Player::stateChanged, this, &InStep::follow);
    connect(&m_leader, &Player::positionChanged, this, &InStep::keepUp);
    connect(&m_leader, &Player::rateChanged, this, [this](double rate) { m_follower->setRate(rate); });
    connect(m_follower.get(), &Player::stateChanged, this, [this](Player::State state) {
        if (state == Player::State::Paused || state == Player::State::Playing)
            follow();
    });
}

InStep::~InStep() {
    m_follower->disconnect(this);
}

void InStep::open(const QString& file) {
    m_follower->setRate(m_leader.rate());
    m_follower->open(file, false);
}

void InStep::follow() {
    if (m_leader.state() == Player::State::Playing) {
        if (m_follower->state() == Player::State::Paused) {
            m_follower->seek(m_leader.position() + withinFrame);
            m_follower->play();
            m_corrected.start();
        }
    } else if (m_follower->state() == Player::State::Playing) {
        m_follower->pause();
        m_follower->seek(m_leader.position() + withinFrame);
    } else {
        keepUp();
    }
}

void InStep::keepUp() {
    const Player::State state = m_follower->state();
    if (state == Player::State::Empty || state == Player::State::Loading || state == Player::State::Failed)
        return;
    const qint64 place = std::min(m_leader.position(), m_follower->duration());
    const qint64 distance = std::llabs(m_follower->position() - place);
    if (m_leader.state() != Player::State::Playing) {
        if (distance > 0)
            m_follower->seek(place + withinFrame);
        return;
    }
    const bool waits = state == Player::State::Ended && m_leader.position() >= m_follower->duration() - apart;
    if (distance <= apart || waits || (m_corrected.isValid() && m_corrected.elapsed() < correctionMs))
        return;
    m_corrected.start();
    m_follower->seek(place);
    m_follower->play();
}

} // namespace kinora
