#include "sim/Ledger.h"

#include "base/Log.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace kinora::sim {

namespace json = boost::json;

namespace {

json::object toJson(const Job& job) {
    json::object entry{{"event", "accepted"}, {"id", job.id}, {"dialect", toText(job.dialect)}, {"model", job.model},
        {"prompt", job.prompt}, {"width", job.width}, {"height", job.height}, {"seconds", job.seconds},
        {"acceptedAtMs", job.acceptedAt.time_since_epoch().count()}, {"durationMs", job.duration.count()},
        {"chargedMicroUsd", job.chargedMicroUsd}, {"refused", job.refused}, {"resultName", job.resultName}};
    if (job.seed) {
        entry["seed"] = *job.seed;
    }
    if (!job.remixOf.empty()) {
        entry["remixOf"] = job.remixOf;
    }
    return entry;
}

std::string text(const json::object& object, std::string_view name) {
    return std::string(object.at(name).as_string());
}

int number(const json::object& object, std::string_view name) {
    return object.at(name).to_number<int>();
}

/// Throws what Boost.JSON throws where a member is missing or of another type.
Job jobFrom(const json::object& object) {
    Job job;
    job.id = text(object, "id");
    job.dialect =
        object.at("dialect").as_string() == toText(Dialect::ChatStream) ? Dialect::ChatStream : Dialect::Videos;
    job.model = text(object, "model");
    job.prompt = text(object, "prompt");
    job.width = number(object, "width");
    job.height = number(object, "height");
    job.seconds = number(object, "seconds");
    job.acceptedAt = TimePoint(std::chrono::milliseconds(object.at("acceptedAtMs").to_number<std::int64_t>()));
    job.duration = std::chrono::milliseconds(object.at("durationMs").to_number<std::int64_t>());
    job.chargedMicroUsd = object.at("chargedMicroUsd").to_number<std::int64_t>();
    job.refused = object.at("refused").as_bool();
    if (const json::value* seed = object.if_contains("seed")) {
        job.seed = seed->to_number<std::int64_t>();
    }
    if (object.contains("remixOf")) {
        job.remixOf = text(object, "remixOf");
    }
    job.resultName = text(object, "resultName");
    return job;
}

std::unexpected<Error> failed(std::string_view what) {
    return fail(Code::Internal, fmt::format("The ledger could not be {}: {}", what, std::strerror(errno)));
}

std::string readAll(int descriptor) {
    std::string content;
    char buffer[1 << 16];
    for (ssize_t got = 0; (got = ::read(descriptor, buffer, sizeof buffer)) > 0;) {
        content.append(buffer, static_cast<std::size_t>(got));
    }
    return content;
}

} // namespace

std::string_view toText(Dialect dialect) {
    return dialect == Dialect::Videos ? "videos" : "chat-stream";
}

Result<Ledger> Ledger::open(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        return failed("opened");
    }
    Ledger ledger(descriptor);
    const std::string content = readAll(descriptor);
    std::size_t good = 0;
    for (std::size_t end = content.find('\n'); end != std::string::npos; end = content.find('\n', good)) {
        const bool last = end + 1 == content.size();
        if (!ledger.replay(std::string_view(content).substr(good, end - good))) {
            if (!last) {
                return fail(Code::Internal, fmt::format("The ledger is damaged at byte {}.", good));
            }
            break;
        }
        good = end + 1;
    }
    if (good < content.size()) {
        log::warning("ledger", "a crash has torn the last line; its {} bytes were never acknowledged and are cut off",
            content.size() - good);
        if (::ftruncate(descriptor, static_cast<off_t>(good)) != 0 || ::fsync(descriptor) != 0) {
            return failed("repaired");
        }
    }
    if (::lseek(descriptor, static_cast<off_t>(good), SEEK_SET) < 0) {
        return failed("read");
    }
    return ledger;
}

Ledger::Ledger(Ledger&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_jobs(std::move(other.m_jobs))
    , m_index(std::move(other.m_index))
    , m_takes(std::move(other.m_takes)) {
}

Ledger& Ledger::operator=(Ledger&& other) noexcept {
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_jobs, other.m_jobs);
    std::swap(m_index, other.m_index);
    std::swap(m_takes, other.m_takes);
    return *this;
}

Ledger::~Ledger() {
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

Result<> Ledger::accept(Job job) {
    if (const Result<> written = append(json::serialize(toJson(job))); !written) {
        return written;
    }
    add(std::move(job));
    return {};
}

Result<> Ledger::recordMade(const std::string& id, std::string sha256, std::int64_t bytes) {
    const json::object line{{"event", "made"}, {"id", id}, {"sha256", sha256}, {"bytes", bytes}};
    if (const Result<> written = append(json::serialize(line)); !written) {
        return written;
    }
    Job& job = m_jobs.at(m_index.at(id));
    job.sha256 = std::move(sha256);
    job.bytes = bytes;
    return {};
}

Result<> Ledger::recordDeleted(const std::string& id) {
    const json::object line{{"event", "deleted"}, {"id", id}};
    if (const Result<> written = append(json::serialize(line)); !written) {
        return written;
    }
    m_jobs.at(m_index.at(id)).deleted = true;
    return {};
}

const Job* Ledger::find(const std::string& id) const {
    const auto found = m_index.find(id);
    return found == m_index.end() ? nullptr : &m_jobs[found->second];
}

Result<> Ledger::append(std::string line) {
    line += '\n';
    for (std::string_view rest = line; !rest.empty();) {
        const ssize_t written = ::write(m_descriptor, rest.data(), rest.size());
        if (written < 0 && errno != EINTR) {
            return failed("written");
        }
        rest.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
    }
    if (::fdatasync(m_descriptor) != 0) {
        return failed("synced");
    }
    return {};
}

bool Ledger::replay(std::string_view line) {
    try {
        const json::value value = json::parse(line);
        const json::object& object = value.as_object();
        const std::string event = text(object, "event");
        if (event == "accepted") {
            add(jobFrom(object));
            return true;
        }
        Job& job = m_jobs.at(m_index.at(text(object, "id")));
        if (event == "made") {
            job.sha256 = text(object, "sha256");
            job.bytes = object.at("bytes").to_number<std::int64_t>();
            return true;
        }
        job.deleted = event == "deleted";
        return job.deleted;
    } catch (const std::exception&) {
        return false;
    }
}

void Ledger::add(Job job) {
    m_index.emplace(job.id, m_jobs.size());
    job.take = m_takes[job.prompt]++;
    m_jobs.push_back(std::move(job));
}

} // namespace kinora::sim
