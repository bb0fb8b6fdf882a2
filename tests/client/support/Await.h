// Waiting for an answer in a test, with the event loop running.
#pragma once

#include "core/Result.h"

#include <QFuture>
#include <QTest>

namespace kinora::tests {

/// The answer, or ErrorCode::TimedOut when there is none within half a minute: a busy disk alone takes seconds.
template <class T>
Result<T> await(const QFuture<Result<T>>& future) {
    constexpr int longestMs = 30000;
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, longestMs))
        return failure(ErrorCode::TimedOut, QStringLiteral("no answer"));
    if (future.resultCount() == 0)
        return failure(ErrorCode::Canceled, QStringLiteral("abandoned"));
    return future.result();
}

} // namespace kinora::tests
