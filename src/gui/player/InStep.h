// Two players as one, for two videos side by side.
#pragma once

#include "media/Player.h"

#include <QElapsedTimer>
#include <QObject>

#include <memory>

namespace kinora {

/// The follower does what the leader does: plays, pauses, seeks, steps, at the same speed and place, silently. Where it
/// is shorter, it waits at its end.
class InStep : public QObject {
    Q_OBJECT

public:
    /// The leader outlives this.
    InStep(Player& leader, std::unique_ptr<Player> follower, QObject* parent = nullptr);
    ~InStep() override;

    [[nodiscard]] Player& follower() { return *m_follower; }
    void open(const QString& file);

private:
    void follow();
    void keepUp();

    Player& m_leader;
    std::unique_ptr<Player> m_follower;
    QElapsedTimer m_corrected;
};

} // namespace kinora
