// A player without pictures or sound.
#pragma once

#include "media/Player.h"

#include <QString>

#include <optional>

namespace kinora::tests {

class FakePlayer final : public Player {
    Q_OBJECT

public:
    void open(const QString& file, bool playing) override {
        opened = file;
        become(stalls ? State::Loading : playing ? State::Playing : State::Paused);
    }
    void close() override {
        opened.clear();
        become(State::Empty);
    }
    void play() override { become(State::Playing); }
    void pause() override { become(State::Paused); }
    void seek(qint64 position) override { emit positionChanged(position); }
    void step(int) override { become(State::Paused); }
    void setLooping(bool looping) override {
        m_looping = looping;
        emit loopingChanged(looping);
    }
    void setVolume(double volume) override {
        m_volume = volume;
        emit soundChanged();
    }
    void setMuted(bool muted) override {
        m_muted = muted;
        emit soundChanged();
    }
    void setRate(double) override {}
    [[nodiscard]] State state() const override { return m_state; }
    [[nodiscard]] qint64 position() const override { return 0; }
    [[nodiscard]] qint64 duration() const override { return 8000; }
    [[nodiscard]] bool isLooping() const override { return m_looping; }
    [[nodiscard]] double volume() const override { return m_volume; }
    [[nodiscard]] bool isMuted() const override { return m_muted; }
    [[nodiscard]] double rate() const override { return 1; }
    [[nodiscard]] bool canBeHeard() const override { return false; }
    [[nodiscard]] std::optional<Error> error() const override { return {}; }

    void become(State state) {
        m_state = state;
        emit stateChanged(state);
    }

    QString opened;
    bool stalls = false; ///< no picture comes of what is opened

private:
    State m_state = State::Empty;
    double m_volume = 1;
    bool m_muted = false;
    bool m_looping = false;
};

} // namespace kinora::tests
