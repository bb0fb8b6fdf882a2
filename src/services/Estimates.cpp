#include "services/Estimates.h"

#include "core/Logging.h"
#include "core/Receive.h"

#include <algorithm>
#include <chrono>

namespace kinora {

namespace {

constexpr std::chrono::milliseconds askDelay{250};
constexpr std::chrono::milliseconds longestReset = std::chrono::hours(24); ///< a timer holds no month
constexpr std::chrono::milliseconds overdueReset = std::chrono::minutes(1);

} // namespace

Estimates::Estimates(MoneyApi& money, CreationService& creation, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_money(money)
    , m_creation(creation)
    , m_clock(clock) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(askDelay);
    m_reset.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &Estimates::ask);
    connect(&m_reset, &QTimer::timeout, this, &Estimates::ask);
    connect(&creation, &CreationService::caughtUp, this, &Estimates::ask);
    connect(&creation, &CreationService::jobAdded, this, &Estimates::askSoon);
    connect(&creation, &CreationService::jobFinished, this, &Estimates::askSoon);
    connect(&creation, &CreationService::closed, this, [this] {
        ++m_round;
        m_soon.stop();
        m_reset.stop();
        m_wanted.reset();
        m_current.reset();
        emit changed();
    });
}

void Estimates::want(const NewJob& job) {
    NewJob options = job;
    // What does not change the price; some of it changes with every key.
    options.prompt.clear();
    options.negativePrompt.clear();
    options.seed.reset();
    options.cameos.clear();
    options.reference = {};
    options.referenceId.clear();
    if (m_wanted == options)
        return;
    m_wanted = options;
    ++m_round;
    if (m_current) {
        m_current.reset();
        emit changed();
    }
    askSoon();
}

void Estimates::refresh() {
    askSoon();
}

void Estimates::askSoon() {
    m_soon.start();
}

void Estimates::ask() {
    m_soon.stop();
    m_reset.stop();
    if (!m_wanted || m_creation.connection().kind != ConnectionStatus::Kind::Online)
        return; // asked when the connection is back
    receive(m_money.estimate(*m_wanted), this, [this, round = ++m_round](const Result<Estimate>& answer) {
        if (round == m_round)
            take(answer);
    });
}

void Estimates::take(const Result<Estimate>& answer) {
    if (!answer) {
        qCInfo(logCreation) << "no estimate:" << errorCodeName(answer.error().code) << answer.error().detail;
        return;
    }
    m_current = *answer;
    if (answer->refusal && answer->refusal->limit && answer->refusal->limit->resetsAt.isValid()) {
        m_reset.start(resetPause(m_clock.now(), answer->refusal->limit->resetsAt));
    }
    emit changed();
}

std::chrono::milliseconds Estimates::resetPause(const QDateTime& now, const QDateTime& resetsAt) {
    const std::chrono::milliseconds rest(now.msecsTo(resetsAt));
    return rest.count() > 0 ? std::min(rest, longestReset) : overdueReset;
}

} // namespace kinora
