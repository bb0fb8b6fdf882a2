// The relay's bodies about queue, price and limits; the rules are those of Json.h.
#pragma once

#include "core/Queue.h"
#include "core/Result.h"
#include "core/Usage.h"
#include "net/JsonReader.h"

#include <QByteArray>

#include <optional>

namespace kinora {

[[nodiscard]] Result<Queue> readQueue(const QByteArray& body);
[[nodiscard]] Result<Estimate> readEstimate(const QByteArray& body);
[[nodiscard]] Result<Usage> readUsage(const QByteArray& body);

/// The limit named in a problem; nothing for one that this version does not know.
[[nodiscard]] std::optional<Limit> limitOfProblem(const JsonReader& problem);

} // namespace kinora
