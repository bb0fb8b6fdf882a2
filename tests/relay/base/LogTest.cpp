#include "base/Log.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>

using namespace kinora;

namespace {

std::string captured(const std::function<void()>& body) {
    ::testing::internal::CaptureStderr();
    body();
    return ::testing::internal::GetCapturedStderr();
}

class LogTest : public ::testing::Test {
protected:
    void TearDown() override { log::configure(log::Format::Text, log::Level::Info); }
};

} // namespace

TEST_F(LogTest, textIsOneLinePerEntryWhateverIsInIt) {
    const std::string out = captured([] {
        log::info("http", "{} {}", "GET", "/x\r\n2026 error forged: line\x1b[31m");
        log::debug("http", "not shown");
    });
    EXPECT_EQ(std::ranges::count(out, '\n'), 1);
    EXPECT_NE(out.find("info    http: GET /x\\x0d\\n2026 error forged: line\\x1b[31m"), std::string::npos) << out;
}

TEST_F(LogTest, jsonIsOneObjectPerLine) {
    log::configure(log::Format::Json, log::Level::Warning);
    const std::string out = captured([] {
        log::info("http", "not shown");
        log::write(log::Level::Warning, "jobs", "a \"quoted\"\nword", {{"requestId", "r1"}, {"status", 404}});
    });
    ASSERT_EQ(std::ranges::count(out, '\n'), 1) << out;
    const auto line = boost::json::parse(out).as_object();
    EXPECT_EQ(line.at("level"), "warning");
    EXPECT_EQ(line.at("area"), "jobs");
    EXPECT_EQ(line.at("message"), "a \"quoted\"\nword");
    EXPECT_EQ(line.at("requestId"), "r1");
    EXPECT_EQ(line.at("status"), 404);
    EXPECT_TRUE(line.contains("time"));
}

TEST_F(LogTest, linesAboutOneThingCarryItsId) {
    const std::string out = captured([] {
        log::About("jobs", "jobId", "j1").info("took {} s", 3);
        log::About("jobs", "jobId", "j1").debug("not shown");
        log::write(log::Level::Info, "http", "answered", {{"status", 200}});
    });
    EXPECT_NE(out.find("info    jobs: took 3 s jobId=j1\n"), std::string::npos) << out;
    EXPECT_NE(out.find("http: answered status=200\n"), std::string::npos) << out;
    EXPECT_EQ(std::ranges::count(out, '\n'), 2);
}

TEST_F(LogTest, offMeansSilence) {
    log::configure(log::Format::Text, log::Level::Off);
    EXPECT_EQ(captured([] { log::error("http", "x"); }), "");
}
