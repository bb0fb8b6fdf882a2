// Waits for the answer of a future while the event loop runs.
#pragma once

#include "core/Result.h"

#include <QTest>

namespace kinora::tests {

/// The answer, or Canceled when it does not come within ten seconds (the test fails on that by itself).
template <class T>
[[nodiscard]] Result<T> answerOf(const QFuture<Result<T>>& future) {
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 10000) || future.resultCount() == 0)
        return failure(ErrorCode::Canceled, QStringLiteral("no answer in the test"));
    return future.result();
}

} // namespace kinora::tests
