#include "jobs/ResultSaver.h"

#include "base/Ids.h"

namespace kinora::jobs {

using upstreams::Failure;
using upstreams::FailureCode;
using upstreams::Trouble;

namespace {

Trouble verdict(FailureCode code, std::string detail) {
    Trouble trouble;
    trouble.verdict = Failure{code, detail};
    trouble.detail = std::move(detail);
    return trouble;
}

Trouble troubleOf(const KeepError& error) {
    switch (error.why) {
    case NotKept::Invalid:
        return verdict(FailureCode::ResultInvalid, "the file cannot be used: " + error.detail);
    case NotKept::StorageFull:
        return verdict(FailureCode::StorageFull, error.detail);
    case NotKept::Failed:
        break;
    }
    Trouble trouble;
    trouble.detail = error.detail;
    return trouble;
}

// Removes a file that never got its final name.
class Incoming {
public:
    explicit Incoming(const media::ContentStore& store)
        : m_store(store)
        , m_path(store.newIncoming()) {}
    ~Incoming() { m_store.discard(m_path); }
    Incoming(const Incoming&) = delete;
    Incoming& operator=(const Incoming&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    const media::ContentStore& m_store;
    std::filesystem::path m_path;
};

store::Video videoOf(const store::Job& job, const KeptVideo& saved) {
    store::Video video;
    video.id = newId();
    video.userId = job.userId;
    video.jobId = job.id;
    video.prompt = job.prompt;
    video.orientation = job.orientation;
    video.model = job.model;
    video.upstream = job.upstream;
    video.demo = job.demo;
    saved.describe(video);
    video.chargedMicroUsd = job.priceMicroUsd;
    return video;
}

} // namespace

ResultSaver::ResultSaver(media::ContentStore& store, WorkPool& pool)
    : m_store(store)
    , m_pool(pool) {
}

Task<std::expected<KeptVideo, Trouble>> ResultSaver::save(upstreams::Upstream& upstream, boost::json::object state) {
    const Incoming incoming(m_store);
    auto fetched = co_await upstream.fetch(std::move(state), incoming.path());
    if (!fetched)
        co_return std::unexpected(std::move(fetched.error()));
    if (fetched->bytes == 0)
        co_return std::unexpected(verdict(FailureCode::ResultInvalid, "the file is empty"));
    auto work = [&store = m_store, path = incoming.path(), got = *fetched] {
        return keepVideo(store, path, got.sha256, got.bytes);
    };
    auto saved = co_await m_pool.run(std::move(work));
    if (!saved) {
        Trouble busy;
        busy.detail = saved.error().detail;
        co_return std::unexpected(std::move(busy));
    }
    if (!*saved)
        co_return std::unexpected(troubleOf(saved->error()));
    co_return std::move(**saved);
}

Journal::Result ResultSaver::describe(const store::Job& job, std::string attemptId, const KeptVideo& saved) const {
    Journal::Result result;
    result.attemptId = std::move(attemptId);
    result.video = videoOf(job, saved);
    result.files = saved.files();
    result.media = saved.media();
    result.filesAreThere = [&store = m_store, files = result.files] {
        return areThere(store, files);
    };
    return result;
}

} // namespace kinora::jobs
