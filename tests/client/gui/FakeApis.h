// A relay without a network: every call is answered from what a test put here, at once or when the test says so.
#pragma once

#include "client/support/FakePlayer.h"
#include "core/Clock.h"
#include "net/AuthApi.h"
#include "net/CameoApi.h"
#include "net/LibraryApi.h"
#include "net/MoneyApi.h"
#include "net/QueueApi.h"
#include "net/RelayApi.h"
#include "net/RelayEvents.h"
#include "services/ProxyMemory.h"
#include "services/SessionMemory.h"

#include <QPromise>

#include <memory>
#include <optional>
#include <vector>

namespace kinora::tests {

// Answers in the order of the calls; a call without an answer waits for release().
template <class T>
class Answers {
public:
    void next(Result<T> answer) { m_ready.push_back(std::move(answer)); }
    void always(Result<T> answer) { m_always = std::move(answer); }
    QFuture<Result<T>> take() {
        ++calls;
        if (!m_ready.empty()) {
            Result<T> answer = std::move(m_ready.front());
            m_ready.erase(m_ready.begin());
            return readyResult<T>(std::move(answer));
        }
        if (m_always)
            return readyResult<T>(*m_always);
        auto& promise = m_waiting.emplace_back();
        promise.start();
        return promise.future();
    }
    void release(const Result<T>& answer) {
        for (QPromise<Result<T>>& promise : m_waiting) {
            promise.addResult(answer);
            promise.finish();
        }
        m_waiting.clear();
    }
    int calls = 0;

private:
    std::vector<Result<T>> m_ready;
    std::optional<Result<T>> m_always;
    std::vector<QPromise<Result<T>>> m_waiting;
};

class FakeAuthApi final : public AuthApi {
public:
    Answers<ServerInfo> servers;
    Answers<SessionGrant> registrations;
    Answers<SessionGrant> logins;
    Answers<SessionGrant> resets;
    Answers<SessionGrant> refreshes;
    PasswordReset lastReset;
    Registration lastRegistration;
    QString lastEmail;

    QFuture<Result<ServerInfo>> server(const QUrl&) override { return servers.take(); }
    QFuture<Result<SessionGrant>> registerAccount(const QUrl&, const Registration& registration) override {
        lastRegistration = registration;
        return registrations.take();
    }
    QFuture<Result<SessionGrant>> login(const QUrl&, const QString& email, const QString&, const QString&) override {
        lastEmail = email;
        return logins.take();
    }
    QFuture<Result<SessionGrant>> resetPassword(const QUrl&, const PasswordReset& reset) override {
        lastReset = reset;
        return resets.take();
    }
    QFuture<Result<SessionGrant>> refresh(const QUrl&, const QString&) override { return refreshes.take(); }
    QFuture<Result<void>> logout(const QUrl&, const QString&, const QString&) override {
        return readyResult<void>(Result<void>());
    }
};

class FakeRelayApi final : public RelayApi, public LibraryApi, public QueueApi, public MoneyApi, public CameoApi {
public:
    Answers<QList<VideoModel>> modelLists;
    Answers<QList<Job>> creates;
    Answers<QList<Job>> retries;
    Answers<Job> cancels;
    Answers<Page<Job>> jobPages;
    Answers<Page<Video>> videoPages;
    Answers<Job> jobAnswers;
    Answers<Video> videoAnswers;
    Answers<Queue> pauses;
    Answers<Queue> resumes;
    Answers<Queue> moves;
    Answers<Estimate> estimates;
    Answers<Usage> usages;
    QList<Cameo> cameoList; // newest first
    Answers<QString> uploads;
    Answers<QByteArray> uploadImages;
    CameoEdit lastCameo;
    QByteArray lastUpload;
    QList<std::pair<QString, QString>> movesSeen; // job, before
    JobQuery lastJobQuery;
    NewJob lastNewJob;
    std::optional<qint64> lastExpectedPrice;
    QStringList keys;

    QFuture<Result<Account>> me() override { return readyResult<Account>(failure(ErrorCode::Unavailable)); }
    QFuture<Result<QList<VideoModel>>> models() override { return modelLists.take(); }
    QFuture<Result<QList<Job>>> createJobs(
        const NewJob& job, std::optional<qint64> expectedPrice, const QString& key) override {
        lastNewJob = job;
        lastExpectedPrice = expectedPrice;
        keys << key;
        return creates.take();
    }
    QFuture<Result<Page<Job>>> jobs(const JobQuery& query) override {
        lastJobQuery = query;
        return jobPages.take();
    }
    QFuture<Result<Job>> job(const QString&) override { return jobAnswers.take(); }
    QFuture<Result<Job>> cancelJob(const QString&) override { return cancels.take(); }
    QFuture<Result<QList<Job>>> retryJob(
        const QString&, std::optional<qint64> expectedPrice, const QString& key) override {
        lastExpectedPrice = expectedPrice;
        keys << key;
        return retries.take();
    }
    // A relay that does not tell what changed: the library lists its videos.
    QFuture<Result<LibraryChanges>> changes(qint64) override {
        return readyResult<LibraryChanges>(failure(ErrorCode::NotFound));
    }
    std::chrono::milliseconds relayAhead() const override { return {}; }
    QFuture<Result<EditedVideos>> editVideos(const QStringList&, const VideoEdit&, const QDateTime&) override {
        return readyResult<EditedVideos>(failure(ErrorCode::Unavailable));
    }
    QFuture<Result<Video>> restoreVideo(const QString&, const QDateTime&) override {
        return readyResult<Video>(failure(ErrorCode::Unavailable));
    }
    QFuture<Result<Video>> importVideo(const QString&, const Video&) override {
        return readyResult<Video>(failure(ErrorCode::Unavailable));
    }
    QFuture<Result<void>> removeVideo(const QString&) override {
        return readyResult<void>(failure(ErrorCode::Unavailable));
    }
    QFuture<Result<Queue>> pauseQueue() override { return pauses.take(); }
    QFuture<Result<Queue>> resumeQueue() override { return resumes.take(); }
    QFuture<Result<Queue>> moveJob(const QString& jobId, const QString& before) override {
        movesSeen.append({jobId, before});
        return moves.take();
    }
    QFuture<Result<Estimate>> estimate(const NewJob&) override { return estimates.take(); }
    QFuture<Result<Usage>> usage(const QString&) override { return usages.take(); }
    QFuture<Result<QList<Cameo>>> cameos() override { return readyResult<QList<Cameo>>(cameoList); }
    QFuture<Result<Cameo>> createCameo(const CameoEdit& cameo) override {
        return changeCameo(QStringLiteral("0195f000-0000-7000-8000-0000000000c%1").arg(cameoList.size()), cameo);
    }
    QFuture<Result<Cameo>> changeCameo(const QString& id, const CameoEdit& cameo) override {
        lastCameo = cameo;
        return readyResult<Cameo>(Cameo{id, cameo.handle, cameo.name, cameo.description, {}});
    }
    QFuture<Result<void>> deleteCameo(const QString&) override { return readyResult<void>(Result<void>()); }
    QFuture<Result<QByteArray>> cameoImage(const QString&) override {
        return readyResult<QByteArray>(failure(ErrorCode::NotFound));
    }
    QFuture<Result<QString>> upload(const QByteArray& jpeg) override {
        lastUpload = jpeg;
        return uploads.take();
    }
    QFuture<Result<QByteArray>> uploadImage(const QString&) override { return uploadImages.take(); }
    QFuture<Result<Page<Video>>> videos(const VideoQuery&) override { return videoPages.take(); }
    QFuture<Result<Video>> video(const QString&) override { return videoAnswers.take(); }
    QFuture<Result<Download>> download(const DownloadRequest&) override {
        return readyResult<Download>(failure(ErrorCode::Unavailable));
    }
    QFuture<Result<Download>> askForContent(const QString&) override {
        return readyResult<Download>(failure(ErrorCode::Unavailable));
    }
};

class FakeRelayEvents final : public RelayEvents {
    Q_OBJECT

public:
    void start() override { become(opensAtOnce ? State::Open : State::Connecting); }
    void stop() override { become(State::Idle); }
    void retryNow() override { ++retries; }
    void networkChanged() override {}
    [[nodiscard]] State state() const override { return m_state; }
    [[nodiscard]] QDateTime nextAttemptAt() const override { return m_next; }

    void become(State state, const QDateTime& nextAttempt = {}) {
        m_state = state;
        m_next = nextAttempt;
        emit stateChanged();
    }
    void tell(const RelayEvent& event) { emit received(event); }

    bool opensAtOnce = true;
    int retries = 0;

private:
    State m_state = State::Idle;
    QDateTime m_next;
};

class FakeClock final : public Clock {
public:
    [[nodiscard]] QDateTime now() const override { return time; }
    [[nodiscard]] std::chrono::milliseconds elapsed() const override {
        return std::chrono::milliseconds(time.toMSecsSinceEpoch());
    }
    QDateTime time = QDateTime(QDate(2026, 3, 14), QTime(9, 26, 53), Qt::UTC);
};

class FakeSessionMemory final : public SessionMemory {
public:
    [[nodiscard]] QList<RememberedSession> sessions() const override {
        return remembered ? QList<RememberedSession>{*remembered} + others : others;
    }
    void remember(const RememberedSession& session) override {
        if (remembered && remembered->key() != session.key())
            others.prepend(*remembered);
        others.removeIf([&session](const RememberedSession& one) { return one.key() == session.key(); });
        remembered = session;
    }
    void update(const RememberedSession& session) override {
        if (remembered && remembered->key() == session.key())
            remembered = session;
        for (RememberedSession& one : others) {
            if (one.key() == session.key())
                one = session;
        }
    }
    void forget(const AccountKey& key) override {
        if (remembered && remembered->key() == key)
            remembered.reset();
        others.removeIf([&key](const RememberedSession& one) { return one.key() == key; });
        if (!remembered && !others.isEmpty())
            remembered = others.takeFirst();
    }
    [[nodiscard]] QUrl lastRelay() const override { return relay; }
    void rememberRelay(const QUrl& url) override { relay = url; }

    std::optional<RememberedSession> remembered; // the one in front
    QList<RememberedSession> others;
    QUrl relay;
};

class FakeProxyMemory final : public ProxyMemory {
public:
    [[nodiscard]] ProxySettings load() const override { return stored; }
    void save(const ProxySettings& settings) override { stored = settings; }

    ProxySettings stored;
};

} // namespace kinora::tests
