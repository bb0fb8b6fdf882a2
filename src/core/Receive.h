// The one way to receive the answer of a QFuture.
#pragma once

#include "core/Result.h"

#include <QFutureWatcher>
#include <QObject>

#include <utility>

namespace kinora {

/// Calls `handler(Result<T>)` once in the thread of `receiver` when `future` has its answer, from the event loop, never
/// from inside this call. If `receiver` dies first the handler is not called. A future that was canceled or abandoned
/// without an answer gives ErrorCode::Canceled. (QFuture::then with a context aborts debug builds of Qt 6.4 when the
/// context has died, and a second then() replaces the first.)
template <class T, class Handler>
void receive(const QFuture<Result<T>>& future, QObject* receiver, Handler handler) {
    auto* watcher = new QFutureWatcher<Result<T>>(receiver);
    QObject::connect(
        watcher, &QFutureWatcherBase::finished, receiver, [watcher, receive = std::move(handler)]() mutable {
            watcher->deleteLater();
            const QFuture<Result<T>> finished = watcher->future();
            if (finished.resultCount() > 0)
                receive(finished.result());
            else
                receive(Result<T>(failure(ErrorCode::Canceled)));
        });
    watcher->setFuture(future);
}

} // namespace kinora
