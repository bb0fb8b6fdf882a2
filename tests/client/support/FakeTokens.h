// AccessTokens whose renewals the test decides.
#pragma once

#include "net/AccessTokens.h"

#include <utility>
#include <vector>

namespace kinora::tests {

class FakeTokens : public AccessTokens {
public:
    Access current;
    int renewals = 0;
    /// Answers renewals at once with this; nothing: they wait for settle().
    std::optional<Result<Access>> next;

    [[nodiscard]] Access access() const override { return current; }

    [[nodiscard]] QFuture<Result<Access>> renew(const Access&) override {
        ++renewals;
        if (next) {
            if (*next)
                current = **next;
            return readyResult(*next);
        }
        m_waiting.emplace_back();
        m_waiting.back().start();
        return m_waiting.back().future();
    }

    void settle(const Result<Access>& answer) {
        if (answer)
            current = *answer;
        for (auto& promise : std::exchange(m_waiting, {})) {
            promise.addResult(answer);
            promise.finish();
        }
    }

private:
    std::vector<QPromise<Result<Access>>> m_waiting;
};

} // namespace kinora::tests
