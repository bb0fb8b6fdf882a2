// Waiting for an answer in a test, with the event loop running.
#pragma once

#include "core/Result.h"

#include <QFuture>
#include <QTest>

namespace kinora::tests {

/// For conditions that a test waits for: a busy disk alone takes seconds.
inline constexpr int longestWaitMs = 30000;

/// The answer, or ErrorCode::TimedOut when there is none within that time.
template <class T>
Result<T> await(const QFuture<Result<T>>& future) {
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, longestWaitMs))
        return failure(ErrorCode::TimedOut, QStringLiteral("no answer"));
    if (future.resultCount() == 0)
        return failure(ErrorCode::Canceled, QStringLiteral("abandoned"));
    return future.result();
}

} // namespace kinora::tests
