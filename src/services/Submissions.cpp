#include "services/Submissions.h"

#include "core/Ids.h"
#include "core/Logging.h"
#include "core/PromptRules.h"
#include "core/Receive.h"

#include <algorithm>
#include <utility>

namespace kinora {

namespace {

constexpr std::chrono::milliseconds retryPause = std::chrono::seconds(2);

} // namespace

struct Submissions::Entry {
    PendingSubmission submission;
    bool sending = false;
    bool leftOver = false; ///< was or may have been sent before; its answer is unknown
    std::vector<QPromise<Result<QList<Job>>>> waiting;

    void answer(const Result<QList<Job>>& result) {
        for (auto& promise : std::exchange(waiting, {})) {
            promise.addResult(result);
            promise.finish();
        }
    }
};

Submissions::Submissions(RelayApi& relay, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_relay(relay)
    , m_clock(clock) {
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &Submissions::sendLeftOver);
}

Submissions::~Submissions() = default;

void Submissions::open(PendingSubmissions& store) {
    close();
    m_store = &store;
    receive(store.load(), this, [this, run = m_run](const Result<QList<PendingSubmission>>& stored) {
        if (run != m_run)
            return;
        if (!stored) {
            qCWarning(logCreation) << "unsent requests cannot be read:" << stored.error().detail;
            return;
        }
        for (const PendingSubmission& submission : *stored) {
            if (find(submission.idempotencyKey))
                continue; // submitted while the list was being read
            m_entries.push_back(
                std::make_unique<Entry>(Entry{.submission = submission, .leftOver = true, .waiting = {}}));
        }
        if (!stored->isEmpty())
            emit leftOverChanged();
        sendLeftOver();
    });
}

void Submissions::close() {
    ++m_run;
    m_online = false;
    m_store = nullptr;
    m_retry.stop();
    const bool hadLeftOver = !leftOver().isEmpty();
    for (const auto& entry : std::exchange(m_entries, {}))
        entry->answer(failure(ErrorCode::Canceled));
    if (hadLeftOver)
        emit leftOverChanged();
}

void Submissions::setOnline(bool online) {
    m_online = online;
    sendLeftOver();
}

QFuture<Result<QList<Job>>> Submissions::submit(
    const NewJob& job, std::optional<qint64> expectedPriceMicroUsd, const QString& retryOf) {
    if (!m_store)
        return readyResult(Result<QList<Job>>(failure(ErrorCode::SignedOut)));
    NewJob normal = job;
    normal.prompt = normalizedPrompt(job.prompt);
    const auto same = std::ranges::find_if(m_entries,
        [&](const auto& entry) { return entry->submission.job == normal && entry->submission.retryOf == retryOf; });
    const bool isNew = same == m_entries.end();
    if (isNew) {
        const QDateTime now = m_clock.now();
        m_entries.push_back(std::make_unique<Entry>(Entry{.submission = {.idempotencyKey = newId(now),
                                                              .job = normal,
                                                              .expectedPriceMicroUsd = expectedPriceMicroUsd,
                                                              .retryOf = retryOf,
                                                              .createdAt = now},
            .waiting = {}}));
    }
    Entry& entry = isNew ? *m_entries.back() : **same;
    QPromise<Result<QList<Job>>> promise;
    promise.start();
    const auto future = promise.future();
    entry.waiting.push_back(std::move(promise));
    if (isNew)
        store(entry);
    else if (!entry.sending)
        send(entry);
    return future;
}

void Submissions::store(Entry& entry) {
    entry.sending = true;
    receive(m_store->save(entry.submission), this,
        [this, run = m_run, key = entry.submission.idempotencyKey](const Result<void>& saved) {
            Entry* stored = run == m_run ? find(key) : nullptr;
            if (!stored)
                return;
            if (saved) {
                send(*stored);
                return;
            }
            // Without a stored key a crash could make a second video: nothing is sent.
            qCWarning(logCreation) << "the request cannot be stored:" << saved.error().detail;
            stored->answer(Failure(saved.error()));
            std::erase_if(m_entries, [stored](const auto& candidate) { return candidate.get() == stored; });
        });
}

void Submissions::send(Entry& entry) {
    entry.sending = true;
    const PendingSubmission& submission = entry.submission;
    const auto answer =
        submission.retryOf.isEmpty()
            ? m_relay.createJobs(submission.job, submission.expectedPriceMicroUsd, submission.idempotencyKey)
            : m_relay.retryJob(submission.retryOf, submission.expectedPriceMicroUsd, submission.idempotencyKey);
    receive(answer, this, [this, run = m_run, key = submission.idempotencyKey](const Result<QList<Job>>& jobs) {
        if (run == m_run)
            take(key, jobs);
    });
}

void Submissions::take(const QString& key, const Result<QList<Job>>& answer) {
    Entry* entry = find(key);
    if (!entry)
        return;
    entry->sending = false;
    const bool wasLeftOver = entry->leftOver;
    // One left over may already have been accepted: a relay that refuses by limits or by sign-in has not looked for the
    // earlier answer.
    const bool unsettled = !answer && (wasLeftOver ? !isRefusedForGood(answer.error()) : isAmbiguous(answer.error()));
    if (unsettled) {
        entry->leftOver = true;
        entry->answer(answer);
        if (!wasLeftOver)
            emit leftOverChanged();
        if (m_online)
            m_retry.start(std::max<std::chrono::milliseconds>(
                retryPause, answer.error().retryAfter.value_or(std::chrono::seconds(0))));
        return;
    }
    const PendingSubmission submission = entry->submission;
    auto waiting = std::exchange(entry->waiting, {});
    drop(key);
    if (answer)
        emit accepted(*answer, submission.retryOf);
    Entry done{.submission = submission, .waiting = std::move(waiting)};
    done.answer(answer);
    if (wasLeftOver) {
        emit leftOverChanged();
        emit settled(submission, answer);
    }
}

void Submissions::sendLeftOver() {
    if (!m_online)
        return;
    for (const auto& entry : m_entries) {
        if (entry->leftOver && !entry->sending)
            send(*entry);
    }
}

void Submissions::drop(const QString& key) {
    std::erase_if(m_entries, [&key](const auto& entry) { return entry->submission.idempotencyKey == key; });
    // If this fails the key is sent again after the next start, and the relay answers with the same jobs.
    receive(m_store->remove(key), this, [](const Result<void>& removed) {
        if (!removed)
            qCWarning(logCreation) << "an answered request cannot be removed:" << removed.error().detail;
    });
}

QList<PendingSubmission> Submissions::leftOver() const {
    QList<PendingSubmission> list;
    for (const auto& entry : m_entries) {
        if (entry->leftOver)
            list.append(entry->submission);
    }
    return list;
}

Submissions::Entry* Submissions::find(const QString& key) {
    const auto found =
        std::ranges::find_if(m_entries, [&key](const auto& entry) { return entry->submission.idempotencyKey == key; });
    return found == m_entries.end() ? nullptr : found->get();
}

} // namespace kinora
