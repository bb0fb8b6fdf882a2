// A processor that has much else to do.
#pragma once

#include "core/WorkPool.h"

#include <QSemaphore>

#include <memory>

namespace kinora::tests {

/// As long as it lives nothing that is given to the pool is begun.
class BusyPool {
public:
    BusyPool() {
        for (int i = 0; i < m_threads; ++i)
            workPool().start([end = m_end] { end->acquire(); });
    }
    ~BusyPool() { m_end->release(m_threads); }
    BusyPool(const BusyPool&) = delete;
    BusyPool& operator=(const BusyPool&) = delete;

private:
    const int m_threads = workPool().maxThreadCount();
    std::shared_ptr<QSemaphore> m_end = std::make_shared<QSemaphore>();
};

} // namespace kinora::tests
