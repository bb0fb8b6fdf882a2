// What videos cost and what an account may still make.
#pragma once

#include "core/NewJob.h"
#include "core/Result.h"
#include "core/Usage.h"

#include <QFuture>
#include <QString>

namespace kinora {

/// Rules and common errors as RelayApi.
class MoneyApi {
public:
    virtual ~MoneyApi() = default;

    /// Of the request's options; its prompt does not matter and is not sent. ValidationFailed when the relay no longer
    /// offers them.
    [[nodiscard]] virtual QFuture<Result<Estimate>> estimate(const NewJob& job) = 0;
    /// A page of lines with what all of them amount to. An empty cursor asks for the first.
    [[nodiscard]] virtual QFuture<Result<Usage>> usage(const QString& cursor) = 0;
};

} // namespace kinora
