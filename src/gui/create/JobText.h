// What a card says about its job.
#pragma once

#include "core/Job.h"

#include <QCoreApplication>
#include <QString>

#include <optional>

namespace kinora {

// Pure apart from the installed translation.
class JobText {
    Q_DECLARE_TR_FUNCTIONS(JobText)

public:
    // One sentence: what happens now and what to expect, or how it ended, what it cost and what to do next.
    // queuePaused: by the account itself.
    [[nodiscard]] static QString status(const Job& job, bool queuePaused = false);

    // "Portrait · 8 s · $0.80 held".
    [[nodiscard]] static QString facts(const Job& job);

    // "36 %", "Queued", "…": short, beside the bar; never a number nobody gave.
    [[nodiscard]] static QString percent(const Job& job);

    // "about 2 min left", while it waits "ready in about 2 min"; empty without an estimate.
    [[nodiscard]] static QString timeLeft(const Job& job);

    // The prompt as one line of at most so many characters.
    [[nodiscard]] static QString promptLine(const QString& prompt, qsizetype longest);

    // True while canceling still does something.
    [[nodiscard]] static bool canCancel(const Job& job);
    [[nodiscard]] static bool canRetry(const Job& job);
    // Trying again may be paid for twice: status() asks, and this is the answer that does it. Otherwise "Try again".
    // newPrice: another one than the job shows, which this accepts.
    [[nodiscard]] static QString retry(const Job& job, std::optional<qint64> newPrice = {});
    // Takes the prompt and the options of one that has ended to the composer.
    [[nodiscard]] static QString reuse(const Job& job);
};

} // namespace kinora
