#include "services/Retries.h"

#include "core/Logging.h"
#include "core/Receive.h"

#include <QPromise>

#include <memory>
#include <utility>

namespace kinora {

struct Retries::Attempt {
    Job job;
    QPromise<Result<QList<Job>>> promise;

    void answer(const Result<QList<Job>>& result) {
        promise.addResult(result);
        promise.finish();
    }
};

Retries::Retries(MoneyApi& money, CreationService& creation, QObject* parent)
    : QObject(parent)
    , m_money(money)
    , m_creation(creation) {
    connect(&creation, &CreationService::jobRemoved, this, [this](const QString& jobId) { m_prices.remove(jobId); });
    connect(&creation, &CreationService::closed, this, [this] {
        ++m_run;
        m_prices.clear();
    });
}

QFuture<Result<QList<Job>>> Retries::retry(const Job& job, std::optional<qint64> agreedPrice) {
    const auto attempt = std::make_shared<Attempt>();
    attempt->job = job;
    attempt->promise.start();
    m_prices.remove(job.id);
    receive(m_creation.retry(job, agreedPrice), this, [this, attempt](const Result<QList<Job>>& answer) {
        if (!answer && isPriceChange(answer.error()))
            askPrice(attempt, answer);
        else
            attempt->answer(answer);
    });
    return attempt->promise.future();
}

std::optional<qint64> Retries::newPrice(const QString& jobId) const {
    const auto known = m_prices.constFind(jobId);
    return known == m_prices.constEnd() ? std::nullopt : std::optional(*known);
}

void Retries::askPrice(std::shared_ptr<Attempt> attempt, const Result<QList<Job>>& refusal) {
    receive(m_money.estimate(sameAgain(attempt->job)), this,
        [this, attempt = std::move(attempt), refusal, run = m_run](const Result<Estimate>& estimate) {
            if (run == m_run && estimate && estimate->priceMicroUsd)
                m_prices.insert(attempt->job.id, *estimate->priceMicroUsd);
            else if (!estimate)
                qCInfo(logCreation) << "no estimate:" << errorCodeName(estimate.error().code)
                                    << estimate.error().detail;
            attempt->answer(refusal);
        });
}

} // namespace kinora
