#include "sim/Studio.h"

#include "base/Crypto.h"
#include "base/Log.h"

#include <algorithm>
#include <fstream>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace kinora::sim {

namespace {

constexpr int niceness = 10;

/// On Linux a priority belongs to the thread, not to the process.
void lowerPriority() {
    ::setpriority(PRIO_PROCESS, static_cast<id_t>(::syscall(SYS_gettid)), niceness);
}

struct Digest {
    std::string hex;
    std::int64_t bytes = 0;
};

std::optional<Digest> digestOf(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    Sha256 hash;
    Digest digest;
    std::string buffer(std::size_t{1} << 18, '\0');
    while (file) {
        file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        hash.update(std::string_view(buffer).substr(0, static_cast<std::size_t>(file.gcount())));
        digest.bytes += file.gcount();
    }
    if (!file.eof()) {
        return std::nullopt;
    }
    digest.hex = toHex(hash.finish());
    return digest;
}

} // namespace

Studio::Studio(JobBook& jobs, ClipMaker& maker, std::filesystem::path folder, std::uint64_t seed)
    : m_jobs(jobs)
    , m_maker(maker)
    , m_folder(std::move(folder))
    , m_seed(seed) {
}

Studio::~Studio() {
    stop();
}

void Studio::start() {
    if (!m_threads.empty()) {
        return;
    }
    for (const auto& entry : std::filesystem::directory_iterator(m_folder)) {
        // Half-made, by ffmpeg and by a quick clip.
        if (entry.path().stem().extension() == ".part" || entry.path().extension() == ".tmp") {
            std::error_code ignored;
            std::filesystem::remove(entry.path(), ignored);
        }
    }
    for (const Job& job : m_jobs.all()) {
        if (job.sha256.empty() && !job.deleted && !job.refused) {
            order(job);
        }
    }
    const unsigned count = std::clamp(std::thread::hardware_concurrency(), 1U, 4U);
    for (unsigned i = 0; i < count; ++i) {
        m_threads.emplace_back([this](const std::stop_token& stop) { work(stop); });
    }
}

void Studio::stop() {
    for (std::jthread& thread : m_threads) {
        thread.request_stop();
    }
    m_threads.clear();
}

void Studio::order(const Job& job) {
    {
        const std::scoped_lock lock(m_mutex);
        m_queue.emplace(job.acceptedAt + job.duration, job.id);
    }
    m_wakeUp.notify_one();
}

std::filesystem::path Studio::videoFile(const Job& job) const {
    return m_folder / (job.id + ".mp4");
}

std::filesystem::path Studio::referenceFile(const Job& job) const {
    return m_folder / (job.id + ".reference");
}

std::filesystem::path Studio::stillFile(const Job& job, Still kind, std::string_view extension) const {
    return m_folder / (job.id + (kind == Still::Thumbnail ? "-thumbnail." : "-spritesheet.") + std::string(extension));
}

void Studio::work(const std::stop_token& stop) {
    lowerPriority();
    while (true) {
        std::string id;
        {
            std::unique_lock lock(m_mutex);
            if (!m_wakeUp.wait(lock, stop, [this] { return !m_queue.empty(); })) {
                return;
            }
            id = std::move(m_queue.begin()->second);
            m_queue.erase(m_queue.begin());
        }
        if (stop.stop_requested()) {
            return;
        }
        if (const std::optional<Job> job = m_jobs.find(id)) {
            make(*job, stop);
        }
    }
}

void Studio::make(const Job& job, const std::stop_token& stop) {
    const std::filesystem::path file = videoFile(job);
    // Another take of the same words is another film, and the same one whenever it is made again.
    const std::int64_t other = job.seed.value_or(job.take);
    std::error_code ignored;
    const std::filesystem::path reference = referenceFile(job);
    const ClipSpec clip{.prompt = job.prompt,
        .width = job.width,
        .height = job.height,
        .seconds = job.seconds,
        .seed = m_seed + static_cast<std::uint64_t>(other),
        .reference = std::filesystem::exists(reference, ignored) ? reference : std::filesystem::path()};
    // A file may be there already: killed after it got its name and before the ledger knew. Making it again costs
    // little and gives the same bytes.
    const Result<> rendered = m_maker.render(clip, file, stop);
    if (stop.stop_requested()) {
        return;
    }
    const std::optional<Digest> digest = rendered ? digestOf(file) : std::nullopt;
    if (!digest) {
        log::error(
            "studio", "job {} cannot be rendered: {}", job.id, rendered ? "unreadable" : rendered.error().detail);
        m_jobs.markBroken(job.id);
        return;
    }
    if (const Result<> recorded = m_jobs.recordMade(job.id, digest->hex, digest->bytes); !recorded) {
        log::error("studio", "job {} is made but not recorded: {}", job.id, recorded.error().detail);
        m_jobs.markBroken(job.id);
    }
}

} // namespace kinora::sim
