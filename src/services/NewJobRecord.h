// A NewJob as text for the library on this computer: the draft and what waits for an answer. Pure.
#pragma once

#include "core/NewJob.h"
#include "core/Result.h"

#include <QByteArray>

namespace kinora {

[[nodiscard]] QByteArray toRecord(const NewJob& job);
/// CorruptFile. What is missing takes its default, so that records of other versions can be read.
[[nodiscard]] Result<NewJob> newJobFromRecord(const QByteArray& record);

/// Everything of a submission but key and time, which the outbox keeps itself.
[[nodiscard]] QByteArray toRecord(const PendingSubmission& submission);
[[nodiscard]] Result<PendingSubmission> submissionFromRecord(const QByteArray& record);

} // namespace kinora
