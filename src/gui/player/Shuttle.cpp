#include "gui/player/Shuttle.h"

#include "media/Player.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace kinora {

using namespace std::chrono_literals;

namespace {

constexpr auto tickTime = 40ms;

} // namespace

Shuttle::Shuttle(Player& player, QObject* parent)
    : QObject(parent)
    , m_player(player) {
    m_ticks.setInterval(tickTime);
    connect(&m_ticks, &QTimer::timeout, this, &Shuttle::tick);
    connect(&m_player, &Player::stateChanged, this, [this](Player::State state) {
        if (state != Player::State::Paused)
            end();
    });
}

double Shuttle::speed() const {
    return isBackward() ? -m_backward : m_player.rate();
}

void Shuttle::forward() {
    if (isBackward())
        m_player.setRate(1.0); // the other way round begins slowly again
    end();
    if (m_player.state() == Player::State::Playing)
        m_player.setRate(std::min(fastest, m_player.rate() * 2));
    else
        m_player.play();
}

void Shuttle::backward() {
    const Player::State state = m_player.state();
    if (state == Player::State::Empty || state == Player::State::Failed || state == Player::State::Loading)
        return;
    m_backward = isBackward() ? std::min(fastest, m_backward * 2) : 1.0;
    m_player.pause();
    m_from = m_player.position();
    m_player.seek(m_from); // at the end, too, it is paused from now on
    m_since.start();
    m_ticks.start();
    emit changed();
}

void Shuttle::stop() {
    end();
    m_player.pause();
    m_player.setRate(1.0);
}

void Shuttle::tick() {
    const qint64 position = m_from - std::llround(static_cast<double>(m_since.elapsed()) * m_backward);
    m_player.seek(std::max<qint64>(0, position));
    if (position <= 0)
        end();
}

void Shuttle::end() {
    if (!isBackward())
        return;
    m_ticks.stop();
    emit changed();
}

} // namespace kinora
