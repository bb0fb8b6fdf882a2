// Work for another thread, with its answer as a future.
#pragma once

#include "core/Result.h"

#include <QFuture>
#include <QPromise>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <utility>

namespace kinora {

/// `work` must not refer to anything that may go before it has run. Not begun when the future is cancelled before.
template <class T>
[[nodiscard]] QFuture<Result<T>> runIn(QThreadPool& pool, std::function<Result<T>()> work) {
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    pool.start([promise, work = std::move(work)] {
        if (!promise->isCanceled())
            promise->addResult(work());
        promise->finish();
    });
    return promise->future();
}

} // namespace kinora
