#include "gui/gallery/TrashUndo.h"

#include "core/Receive.h"

#include <QSet>

#include <chrono>
#include <utility>

namespace kinora {

namespace {

constexpr std::chrono::seconds offeredFor{12};

} // namespace

TrashUndo::TrashUndo(Library& library, QObject* parent)
    : QObject(parent)
    , m_library(library) {
    m_time.setSingleShot(true);
    m_time.setInterval(offeredFor);
    connect(&m_time, &QTimer::timeout, this, &TrashUndo::forget);
    connect(&m_library, &Library::closing, this, &TrashUndo::forget);
}

void TrashUndo::offer(const QStringList& ids) {
    m_ids = ids;
    m_time.start();
    emit changed();
}

void TrashUndo::leaveOut(const QStringList& ids) {
    const QSet<QString> gone(ids.begin(), ids.end());
    if (m_ids.removeIf([&gone](const QString& id) { return gone.contains(id); }) == 0)
        return;
    if (m_ids.isEmpty())
        m_time.stop();
    emit changed();
}

QFuture<Result<void>> TrashUndo::undo() {
    m_time.stop();
    const QStringList ids = std::exchange(m_ids, {});
    const QFuture<Result<void>> restored = m_library.edits().restore(ids);
    receive(restored, this, [this, ids](const Result<void>& done) {
        if (done)
            emit broughtBack(ids);
    });
    emit changed();
    return restored;
}

void TrashUndo::forget() {
    m_time.stop();
    if (m_ids.isEmpty())
        return;
    m_ids.clear();
    emit changed();
}

} // namespace kinora
