#include "base/Metrics.h"

#include "base/Version.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <sys/resource.h>
#include <unistd.h>

namespace kinora {
namespace {

/// From a list out of the database to a download.
const prometheus::Histogram::BucketBoundaries Seconds{
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300};

prometheus::Labels toMap(Metrics::Labels labels) {
    prometheus::Labels map;
    for (const auto& [name, value] : labels)
        map.emplace(name, value);
    return map;
}

/// The fields of /proc/self/stat after the name, which may hold anything: the first is the state (field 3 in proc(5)).
std::vector<double> statFields() {
    std::ifstream file("/proc/self/stat");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    std::vector<double> fields;
    const auto end = text.rfind(')');
    if (end == std::string::npos || end + 4 > text.size())
        return fields;
    const char* at = text.c_str() + end + 4;
    for (char* stop = nullptr;; at = stop) {
        const double value = std::strtod(at, &stop);
        if (stop == at)
            break;
        fields.push_back(value);
    }
    return fields;
}

/// When the machine started, in seconds since 1970.
double bootTime() {
    std::ifstream file("/proc/stat");
    std::string word;
    while (file >> word) {
        double value = 0;
        if (word == "btime" && file >> value)
            return value;
    }
    return 0;
}

} // namespace

struct Metrics::Impl {
    /// Made when first used, then found by name.
    template <class T, class Builder>
    prometheus::Family<T>& family(
        std::map<const char*, prometheus::Family<T>*>& known, Builder build, const Metric& metric) {
        const std::scoped_lock lock(mutex);
        auto& found = known[metric.name];
        if (found == nullptr)
            found = &build().Name(metric.name).Help(metric.help).Register(registry);
        return *found;
    }

    std::mutex mutex;
    std::mutex totals;
    prometheus::Registry registry;
    std::map<const char*, prometheus::Family<prometheus::Counter>*> counters;
    std::map<const char*, prometheus::Family<prometheus::Gauge>*> gauges;
    std::map<const char*, prometheus::Family<prometheus::Histogram>*> histograms;
    double boot = bootTime();

    prometheus::Counter& counter(const Metric& metric, Labels labels) {
        return family(counters, prometheus::BuildCounter, metric).Add(toMap(labels));
    }
};

Metrics::Metrics()
    : m_impl(std::make_unique<Impl>()) {
    set(metric::BuildInfo, {{"version", version()}}, 1);
}

Metrics::~Metrics() = default;

void Metrics::count(const Metric& metric, Labels labels, double by) {
    m_impl->counter(metric, labels).Increment(by);
}

void Metrics::countTo(const Metric& metric, Labels labels, double total) {
    prometheus::Counter& counter = m_impl->counter(metric, labels);
    // Two who read at once would both add what is missing.
    const std::scoped_lock lock(m_impl->totals);
    counter.Increment(std::max(0.0, total - counter.Value()));
}

void Metrics::set(const Metric& metric, Labels labels, double value) {
    m_impl->family(m_impl->gauges, prometheus::BuildGauge, metric).Add(toMap(labels)).Set(value);
}

void Metrics::observe(const Metric& metric, Labels labels, double seconds) {
    m_impl->family(m_impl->histograms, prometheus::BuildHistogram, metric).Add(toMap(labels), Seconds).Observe(seconds);
}

void Metrics::readProcess() {
    // Numbers as in proc(5), less the three that come before: utime 14, stime 15, num_threads 20, starttime 22, vsize
    // 23, rss 24.
    constexpr std::size_t utime = 10;
    constexpr std::size_t stime = 11;
    constexpr std::size_t threads = 16;
    constexpr std::size_t start = 18;
    constexpr std::size_t virtualBytes = 19;
    constexpr std::size_t residentPages = 20;
    const std::vector<double> stat = statFields();
    if (stat.size() > residentPages) {
        const auto ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
        countTo(metric::ProcessCpu, {}, (stat[utime] + stat[stime]) / ticks);
        set(metric::ProcessThreads, {}, stat[threads]);
        set(metric::ProcessStart, {}, m_impl->boot + stat[start] / ticks);
        set(metric::ProcessVirtual, {}, stat[virtualBytes]);
        set(metric::ProcessResident, {}, stat[residentPages] * static_cast<double>(sysconf(_SC_PAGESIZE)));
    }
    std::error_code error;
    std::filesystem::directory_iterator files("/proc/self/fd", error);
    if (!error) // one of them is the one that looks
        set(metric::ProcessOpenFiles, {}, static_cast<double>(std::distance(begin(files), end(files)) - 1));
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0)
        set(metric::ProcessMaxFiles, {}, static_cast<double>(limit.rlim_cur));
}

std::string Metrics::text() {
    readProcess();
    return prometheus::TextSerializer().Serialize(m_impl->registry.Collect());
}

} // namespace kinora
