// Where the composer's content is kept.
#pragma once

#include "core/DraftSet.h"
#include "core/Result.h"

#include <QFuture>

#include <optional>

namespace kinora {

/// Durable. Implemented over the account's library, faked in tests. GUI thread only.
class DraftStore {
public:
    virtual ~DraftStore() = default;
    [[nodiscard]] virtual QFuture<Result<std::optional<DraftSet>>> load() = 0;
    [[nodiscard]] virtual QFuture<Result<void>> save(const DraftSet& drafts) = 0;
};

} // namespace kinora
