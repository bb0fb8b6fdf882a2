#include "core/WorkPool.h"

#include <QCoreApplication>

namespace kinora {

QThreadPool& workPool() {
    static QThreadPool pool;
    [[maybe_unused]] static const bool isEnded = [] {
        qAddPostRoutine([] { pool.waitForDone(); });
        return true;
    }();
    return pool;
}

} // namespace kinora
