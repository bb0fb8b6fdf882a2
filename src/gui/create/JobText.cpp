#include "gui/create/JobText.h"

#include "gui/ErrorText.h"
#include "gui/LimitText.h"

#include <QLocale>
#include <QStringList>
#include <QTextBoundaryFinder>

namespace kinora {

namespace {

QString joined(const QString& first, const QString& second) {
    return second.isEmpty() ? first : QStringLiteral("%1 · %2").arg(first, second);
}

// Some scripts put no space between sentences.
QString sentences(const QString& first, const QString& second) {
    return second.isEmpty() ? first : JobText::tr("%1 %2", "two sentences").arg(first, second);
}

// Whatever the relay advises: an outcome that nobody knows is for the person to judge.
bool isUnclear(const Job& job) {
    return job.error->failure == JobFailure::OutcomeUnknown || job.error->failure == JobFailure::Interrupted;
}

// It was, or may have been, accepted and is not here: another try is another video.
bool mayBePaidTwice(const Job& job) {
    return JobText::canRetry(job) && job.charged != Charged::No;
}

} // namespace

QString JobText::status(const Job& job, bool queuePaused) {
    if (job.status == JobStatus::Failed || job.status == JobStatus::Canceled) {
        if (mayBePaidTwice(job)) {
            const QString known = sentences(ErrorText::outcome(job), ErrorText::nextStep(job));
            return sentences(sentences(known, ErrorText::charged(job.charged)), tr("Try again anyway?"));
        }
        const QString ended = sentences(ErrorText::outcome(job), ErrorText::charged(job.charged));
        return sentences(ended, ErrorText::nextStep(job));
    }
    if (job.status == JobStatus::Completed) {
        return tr("Done");
    }
    if (job.cancelRequested) {
        return tr("Stopping. It may still finish and be charged; a finished video is kept.");
    }
    if (queuePaused && job.status == JobStatus::Pending) {
        return job.position ? tr("Paused · number %1 in your line").arg(*job.position) : tr("Paused");
    }
    switch (job.stage) {
    case JobStage::Queued:
        if (!job.position) {
            return joined(tr("Waiting its turn"), timeLeft(job));
        }
        return joined(
            *job.position <= 1 ? tr("Waiting · next in line") : tr("Waiting · number %1 in line").arg(*job.position),
            timeLeft(job));
    case JobStage::Held:
        return tr("Waiting until the video service takes new work");
    case JobStage::Submitting:
        return tr("Sending to the video service");
    case JobStage::Checking:
        return tr("Checking: the answer was lost, finding out whether it was accepted. Nothing is sent twice.");
    case JobStage::Generating:
        return joined(tr("Generating"), timeLeft(job));
    case JobStage::Saving:
        return tr("Saving to the relay");
    case JobStage::Done:
    case JobStage::Unknown:
        break;
    }
    return tr("Working");
}

QString JobText::percent(const Job& job) {
    if (isTerminal(job.status)) {
        return job.status == JobStatus::Failed ? tr("Failed") : QString();
    }
    if (job.progress) {
        return tr("%1%", "progress").arg(QLocale().toString(*job.progress));
    }
    return QStringLiteral("—");
}

QString JobText::timeLeft(const Job& job) {
    if (!job.etaSeconds || *job.etaSeconds <= 0) {
        return {};
    }
    // Coarse on purpose: an estimate to the second would be a promise.
    const bool waits = job.status == JobStatus::Pending;
    if (*job.etaSeconds < 60) {
        const int seconds = (*job.etaSeconds + 4) / 5 * 5;
        return waits ? tr("ready in about %n s", nullptr, seconds) : tr("about %n s left", nullptr, seconds);
    }
    const int minutes = (*job.etaSeconds + 59) / 60;
    return waits ? tr("ready in about %n min", nullptr, minutes) : tr("about %n min left", nullptr, minutes);
}

QString JobText::promptLine(const QString& prompt, qsizetype longest) {
    QString flat = prompt.simplified();
    if (flat.size() <= longest) {
        return flat;
    }
    // Not through the middle of what is one character to the reader.
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, flat);
    finder.setPosition(longest - 1);
    const qsizetype end = finder.isAtBoundary() ? longest - 1 : finder.toPreviousBoundary();
    return flat.left(end).trimmed() + u'…';
}

bool JobText::canCancel(const Job& job) {
    return !isTerminal(job.status) && !job.cancelRequested && job.stage != JobStage::Saving;
}

bool JobText::canRetry(const Job& job) {
    if (!job.videoId.isEmpty()) {
        return false; // it came after all
    }
    if (job.status == JobStatus::Canceled) {
        return true;
    }
    return job.status == JobStatus::Failed && job.error && (job.error->retryable || isUnclear(job));
}

QString JobText::retry(const Job& job, std::optional<qint64> newPrice) {
    if (newPrice) {
        const QString price = LimitText::money(*newPrice);
        return mayBePaidTwice(job) ? tr("Try again anyway for %1").arg(price) : tr("Try again for %1").arg(price);
    }
    return mayBePaidTwice(job) ? tr("Try again anyway") : tr("Try again");
}

QString JobText::reuse(const Job& job) {
    return job.status == JobStatus::Completed ? tr("Use again") : tr("Edit and try again");
}

QString JobText::facts(const Job& job) {
    QStringList parts{job.orientation == Orientation::Portrait ? tr("Portrait") : tr("Landscape")};
    if (job.seconds) {
        parts << tr("%1 s", "length of a video").arg(QLocale().toString(*job.seconds));
    }
    if (job.priceMicroUsd) {
        const QString price = LimitText::money(*job.priceMicroUsd);
        switch (job.charged) {
        case Charged::No: // nothing yet, or nothing at all
            if (!isTerminal(job.status)) {
                parts << price;
            }
            break;
        case Charged::Held:
            parts << tr("%1 held", "a price").arg(price);
            break;
        case Charged::Yes:
            parts << tr("%1 charged", "a price").arg(price);
            break;
        case Charged::Unknown:
            parts << tr("%1 unclear", "a price").arg(price);
            break;
        }
    }
    return parts.join(QStringLiteral(" · "));
}

} // namespace kinora
