// Where work goes that has no thread of its own.
#pragma once

#include <QThreadPool>

namespace kinora {

/// For work of the app's own, in place of QThreadPool::globalInstance(): that one paints. Qt shares the filling of
/// larger areas out to its threads, and the window waits until they have come to it
/// (QT_THREAD_PARALLEL_FILLS in qtbase/src/gui/painting/qdrawhelper.cpp of Qt 6.4).
/// Work that was begun ends before the QCoreApplication does.
[[nodiscard]] QThreadPool& workPool();

} // namespace kinora
