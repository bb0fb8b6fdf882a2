#include "jobs/Render.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

using namespace std::chrono_literals;
using namespace kinora;

namespace {

std::set<std::string> members(const boost::json::object& object) {
    std::set<std::string> names;
    for (const auto& member : object)
        names.emplace(member.key());
    return names;
}

boost::json::object golden(const std::string& name) {
    std::ifstream file(std::filesystem::path(KINORA_TESTS_DIR) / "contract" / name);
    std::stringstream text;
    text << file.rdbuf();
    return boost::json::parse(text.str()).as_object();
}

const TimePoint Now = TimePoint(1790000000000ms);

} // namespace

TEST(RenderTest, hasTheMembersOfTheContract) {
    EXPECT_EQ(members(jobs::toJson(store::Job(), Now)), members(golden("jobs/generating.json")));
    EXPECT_EQ(members(jobs::toJson(store::Video())), members(golden("video.json")));
}

TEST(RenderTest, errors) {
    store::Job job;
    job.error = store::JobError{"upstream_busy", "later"};
    const auto json = jobs::toJson(job, Now);
    EXPECT_EQ(json.at("error").at("retryable"), true);
    EXPECT_EQ(members(json.at("error").as_object()), members(golden("jobs/failed.json").at("error").as_object()));
}

TEST(RenderTest, timeLeftByThePaceSoFar) {
    store::Job job;
    job.stage = store::JobStage::Generating;
    job.generatingAt = Now - 40s;
    job.progress = 40;
    EXPECT_EQ(jobs::etaSeconds(job, Now), 60);
    job.progress = 4;
    EXPECT_FALSE(jobs::etaSeconds(job, Now));
    job.progress.reset();
    EXPECT_FALSE(jobs::etaSeconds(job, Now));
    job.progress = 40;
    job.stage = store::JobStage::Saving;
    EXPECT_FALSE(jobs::etaSeconds(job, Now));
}

TEST(RenderTest, timeLeftForOneThatWaits) {
    store::Job job;
    job.stage = store::JobStage::Queued;
    job.typicalTime = 60s;
    job.position = 3;
    job.ownUnderWay = 2;
    EXPECT_EQ(jobs::etaSeconds(job, Now), 150) << "three turns of two places, then its own time";
    job.ownUnderWay = 0;
    EXPECT_FALSE(jobs::etaSeconds(job, Now)) << "others have all places";
    job.ownUnderWay = 1;
    job.typicalTime.reset();
    EXPECT_FALSE(jobs::etaSeconds(job, Now));
    job.typicalTime = 60s;
    job.stage = store::JobStage::Held;
    EXPECT_FALSE(jobs::etaSeconds(job, Now)) << "paused, or asked to wait";
}

TEST(RenderTest, theQueueTellsTheSameTime) {
    store::WaitingJob job;
    job.position = 3;
    job.typicalTime = 60s;
    job.ownUnderWay = 2;
    store::Queue queue;
    queue.waiting = {job, job};
    queue.waiting[1].stage = store::JobStage::Held;
    const boost::json::object body = jobs::toJson(queue);
    const boost::json::array& waiting = body.at("waiting").as_array();
    EXPECT_EQ(waiting[0].at("etaSeconds"), 150);
    EXPECT_TRUE(waiting[1].at("etaSeconds").is_null());
}

TEST(RenderTest, wholeSecondsAreWhole) {
    store::Video video;
    video.duration = 4000ms;
    EXPECT_EQ(boost::json::serialize(jobs::toJson(video).at("seconds")), "4");
    video.duration = 4042ms;
    EXPECT_DOUBLE_EQ(jobs::toJson(video).at("seconds").as_double(), 4.042);
}
