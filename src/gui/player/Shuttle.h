// J K L, as editors know them: backward, stop, forward, each press of the same key twice as fast.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace kinora {

class Player;

/// Backward is made of seeks, as many as the decoder manages, and silent; it ends at the first frame, or when anything
/// else begins to play.
class Shuttle : public QObject {
    Q_OBJECT

public:
    static constexpr double fastest = 4;

    /// The player outlives this.
    explicit Shuttle(Player& player, QObject* parent = nullptr);

    void forward();
    void backward();
    /// Pauses, and forgets the speed.
    void stop();

    [[nodiscard]] bool isBackward() const { return m_ticks.isActive(); }
    /// As played now: negative while backward.
    [[nodiscard]] double speed() const;

signals:
    /// Began or ended going backward, or does it at another speed.
    void changed();

private:
    void tick();
    void end();

    Player& m_player;
    QTimer m_ticks;
    QElapsedTimer m_since;
    qint64 m_from = 0; ///< position when m_since began
    double m_backward = 0;
};

} // namespace kinora
