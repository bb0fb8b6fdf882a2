// What was moved to the trash last, wherever in the app, and can be brought back for a while.
#pragma once

#include "services/Library.h"

#include <QFuture>
#include <QObject>
#include <QStringList>
#include <QTimer>

namespace kinora {

class TrashUndo : public QObject {
    Q_OBJECT

public:
    /// The library outlives this.
    explicit TrashUndo(Library& library, QObject* parent = nullptr);

    /// What undo() would bring back; nothing once its time is over.
    [[nodiscard]] const QStringList& ids() const { return m_ids; }
    /// They were moved to the trash just now; what was before them stays there.
    void offer(const QStringList& ids);
    /// They are back, or gone for good: nothing is there to be undone.
    void leaveOut(const QStringList& ids);
    QFuture<Result<void>> undo();

signals:
    void changed();
    void broughtBack(const QStringList& ids);

private:
    void forget();

    Library& m_library;
    QStringList m_ids;
    QTimer m_time;
};

} // namespace kinora
