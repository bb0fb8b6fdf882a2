// Counters, gauges and histograms of this process, and their text form for Prometheus.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace kinora {

/// What is measured. The table of all there are is below; names and units follow Prometheus' conventions.
struct Metric {
    const char* name;
    const char* help;
};

namespace metric {

inline constexpr Metric HttpRequests{"kinora_http_requests_total", "Requests answered, by method, route and status"};
inline constexpr Metric HttpDuration{"kinora_http_request_duration_seconds",
    "From the last byte of a request to the last of its answer; streams not counted"};
inline constexpr Metric HttpResponseBytes{"kinora_http_response_bytes_total", "Bytes sent, heads included, by route"};
inline constexpr Metric EventStreams{"kinora_event_streams", "Server-Sent Event streams that are open here"};
inline constexpr Metric Jobs{"kinora_jobs", "Jobs that have not ended, by stage; of all relays on the database"};
inline constexpr Metric QueueDepth{
    "kinora_queue_depth", "Jobs that wait for their turn; of all relays on the database"};
inline constexpr Metric JobsFinished{"kinora_jobs_finished_total", "Jobs that ended at this relay, by status"};
inline constexpr Metric UpstreamCalls{
    "kinora_upstream_requests_total", "What an upstream was asked, by verb and result"};
inline constexpr Metric UpstreamDuration{
    "kinora_upstream_request_duration_seconds", "How long an answer of an upstream took, by verb"};
inline constexpr Metric UpstreamDrained{
    "kinora_upstream_drained", "1 while an administrator lets an upstream begin nothing"};
inline constexpr Metric UpstreamInFlight{"kinora_upstream_jobs_in_flight", "Places at an upstream that are taken"};
inline constexpr Metric PoolConnections{"kinora_database_connections", "Connections of the pool, by state"};
inline constexpr Metric PoolWaiting{"kinora_database_waiting", "Coroutines that wait for a connection"};
inline constexpr Metric DatabaseUp{"kinora_database_up", "1 if the database answered this scrape"};
inline constexpr Metric MonthMoney{
    "kinora_month_spending_dollars", "Charged or set aside in this calendar month (UTC), all users together"};
inline constexpr Metric StoredBytes{"kinora_storage_bytes", "Bytes of the files that the database knows"};
inline constexpr Metric StoredFiles{"kinora_storage_files", "Files that the database knows"};
inline constexpr Metric StorageFree{"kinora_storage_free_bytes", "Room left where the files are"};
inline constexpr Metric AuditEntries{"kinora_audit_entries", "Entries of the audit log"};
inline constexpr Metric AuditIntact{
    "kinora_audit_intact", "0 once the database was found to have another audit log than the one whose head was kept"};
inline constexpr Metric BuildInfo{"kinora_build_info", "1, with the version"};
inline constexpr Metric ProcessCpu{"process_cpu_seconds_total", "Total user and system CPU time spent in seconds"};
inline constexpr Metric ProcessResident{"process_resident_memory_bytes", "Resident memory size in bytes"};
inline constexpr Metric ProcessVirtual{"process_virtual_memory_bytes", "Virtual memory size in bytes"};
inline constexpr Metric ProcessOpenFiles{"process_open_fds", "Number of open file descriptors"};
inline constexpr Metric ProcessMaxFiles{"process_max_fds", "Maximum number of open file descriptors"};
inline constexpr Metric ProcessThreads{"process_threads", "Number of threads"};
inline constexpr Metric ProcessStart{
    "process_start_time_seconds", "Start time of the process since unix epoch in seconds"};

} // namespace metric

/// Thread-safe. Labels must come from small sets that nobody outside can extend (a route's pattern, never a path).
class Metrics {
public:
    using Labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    Metrics();
    ~Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;

    /// A counter.
    void count(const Metric& metric, Labels labels, double by = 1);
    /// A counter whose total is kept elsewhere and only grows.
    void countTo(const Metric& metric, Labels labels, double total);
    /// A gauge.
    void set(const Metric& metric, Labels labels, double value);
    /// A histogram of durations.
    void observe(const Metric& metric, Labels labels, double seconds);

    /// Reads the process' own figures, then says all of it. Version 0.0.4 of Prometheus' text format.
    [[nodiscard]] std::string text();
    static constexpr std::string_view ContentType = "text/plain; version=0.0.4; charset=utf-8";

private:
    void readProcess();

    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace kinora
