// A NewJob as text for the library on this computer: the drafts and what waits for an answer. Pure.
#pragma once

#include "core/DraftSet.h"
#include "core/Result.h"

#include <QByteArray>

namespace kinora {

/// What the composer keeps.
[[nodiscard]] QByteArray toRecord(const DraftSet& drafts);
/// CorruptFile. What is missing takes its default, so that records of other versions can be read; those of a Kinora
/// that kept one prompt as well.
[[nodiscard]] Result<DraftSet> draftSetFromRecord(const QByteArray& record);

/// Everything of a submission but key and time, which the outbox keeps itself.
[[nodiscard]] QByteArray toRecord(const PendingSubmission& submission);
[[nodiscard]] Result<PendingSubmission> submissionFromRecord(const QByteArray& record);

} // namespace kinora
