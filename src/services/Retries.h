// Trying a job again that failed, at a price the person has seen.
#pragma once

#include "core/Job.h"
#include "core/Result.h"
#include "net/MoneyApi.h"
#include "services/CreationService.h"

#include <QFuture>
#include <QHash>
#include <QList>
#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace kinora {

/// GUI thread only.
class Retries final : public QObject {
    Q_OBJECT

public:
    /// Both outlive this.
    Retries(MoneyApi& money, CreationService& creation, QObject* parent = nullptr);

    /// As CreationService::retry(). agreedPrice: another one than the job shows, which the person was shown. Where
    /// isPriceChange() holds of the answer, the relay has been asked what it costs now: newPrice() says so, if anybody
    /// knows.
    [[nodiscard]] QFuture<Result<QList<Job>>> retry(const Job& job, std::optional<qint64> agreedPrice);

    /// What the last retry() of this job has shown it to cost by now; nothing if that was no reason to refuse it.
    [[nodiscard]] std::optional<qint64> newPrice(const QString& jobId) const;

private:
    struct Attempt;

    void askPrice(std::shared_ptr<Attempt> attempt, const Result<QList<Job>>& refusal);

    MoneyApi& m_money;
    CreationService& m_creation;
    QHash<QString, qint64> m_prices; ///< by job
    quint64 m_run = 0;               ///< answers for an account that was closed are dropped
};

} // namespace kinora
