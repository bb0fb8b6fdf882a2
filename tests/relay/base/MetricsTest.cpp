#include "base/Metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace kinora;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;

TEST(MetricsTest, saysWhatWasCountedSetAndObserved) {
    Metrics metrics;
    metrics.count(metric::HttpRequests, {{"method", "GET"}, {"route", "/livez"}, {"status", "200"}});
    metrics.count(metric::HttpRequests, {{"method", "GET"}, {"route", "/livez"}, {"status", "200"}});
    metrics.observe(metric::HttpDuration, {{"route", "/livez"}}, 0.02);
    metrics.set(metric::QueueDepth, {}, 7);
    metrics.set(metric::QueueDepth, {}, 3);
    const std::string text = metrics.text();
    EXPECT_THAT(text, HasSubstr("# TYPE kinora_http_requests_total counter"));
    EXPECT_THAT(text, HasSubstr(R"(kinora_http_requests_total{method="GET",route="/livez",status="200"} 2)"));
    EXPECT_THAT(text, HasSubstr(R"(kinora_http_request_duration_seconds_bucket{route="/livez",le="0.01"} 0)"));
    EXPECT_THAT(text, HasSubstr(R"(kinora_http_request_duration_seconds_bucket{route="/livez",le="0.025"} 1)"));
    EXPECT_THAT(text, HasSubstr("kinora_queue_depth 3\n"));
    EXPECT_THAT(text, HasSubstr("kinora_build_info{version=\""));
}

TEST(MetricsTest, aTotalFromElsewhereNeverFalls) {
    Metrics metrics;
    metrics.countTo(metric::JobsFinished, {{"status", "completed"}}, 4);
    metrics.countTo(metric::JobsFinished, {{"status", "completed"}}, 9);
    metrics.countTo(metric::JobsFinished, {{"status", "completed"}}, 2);
    EXPECT_THAT(metrics.text(), HasSubstr(R"(kinora_jobs_finished_total{status="completed"} 9)"));
}

TEST(MetricsTest, readsTheProcessItself) {
    Metrics metrics;
    const std::string text = metrics.text();
    for (const char* name : {"process_cpu_seconds_total", "process_resident_memory_bytes", "process_open_fds",
             "process_max_fds", "process_start_time_seconds", "process_threads"})
        EXPECT_THAT(text, ContainsRegex(std::string("\n") + name + " [0-9]")) << name;
}
