// Queue and money of a relay, answered when the test says so.
#pragma once

#include "net/MoneyApi.h"
#include "net/QueueApi.h"

#include <QList>
#include <QPromise>

#include <optional>
#include <utility>
#include <vector>

namespace kinora::tests {

template <class T>
class LaterAnswers {
public:
    QFuture<Result<T>> ask() {
        m_open.emplace_back();
        m_open.back().start();
        return m_open.back().future();
    }
    void answer(const Result<T>& value) {
        for (auto& promise : std::exchange(m_open, {})) {
            promise.addResult(value);
            promise.finish();
        }
    }
    [[nodiscard]] bool isEmpty() const { return m_open.empty(); }

private:
    std::vector<QPromise<Result<T>>> m_open;
};

class FakeQueueApi final : public QueueApi {
public:
    QList<std::pair<QString, QString>> moves; ///< job, before

    [[nodiscard]] QFuture<Result<Queue>> pauseQueue() override { return m_answers.ask(); }
    [[nodiscard]] QFuture<Result<Queue>> resumeQueue() override { return m_answers.ask(); }
    [[nodiscard]] QFuture<Result<Queue>> moveJob(const QString& jobId, const QString& before) override {
        moves.append({jobId, before});
        return m_answers.ask();
    }
    void answer(const Result<Queue>& queue) { m_answers.answer(queue); }

private:
    LaterAnswers<Queue> m_answers;
};

class FakeMoneyApi final : public MoneyApi {
public:
    QList<NewJob> estimated;
    QStringList cursors;
    LaterAnswers<Estimate> estimates;
    LaterAnswers<Usage> usages;

    [[nodiscard]] QFuture<Result<Estimate>> estimate(const NewJob& job) override {
        estimated.append(job);
        return estimates.ask();
    }
    [[nodiscard]] QFuture<Result<Usage>> usage(const QString& cursor) override {
        cursors.append(cursor);
        return usages.ask();
    }
};

} // namespace kinora::tests
