// The value of an operation that may fail for an expected reason.
#pragma once

#include "core/Error.h"

#include <QFuture>
#include <QPromise>

#include <expected>
#include <utility>

namespace kinora {

template <class T>
using Result = std::expected<T, Error>;

using Failure = std::unexpected<Error>;

/// `return failure(ErrorCode::DiskFull, detail);`
[[nodiscard]] inline Failure failure(ErrorCode code, QString detail = {}) {
    return Failure(Error{.code = code, .detail = std::move(detail)});
}

/// A future that already has its answer (Qt's own helpers do not fit std::expected before Qt 6.6).
template <class T>
[[nodiscard]] QFuture<Result<T>> readyResult(Result<T> result) {
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(std::move(result));
    promise.finish();
    return promise.future();
}

} // namespace kinora
