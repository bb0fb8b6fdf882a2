#include "store/Job.h"

#include <gtest/gtest.h>

#include <vector>

using namespace kinora::store;

namespace {

const std::vector<JobStage> Stages{JobStage::Queued, JobStage::Held, JobStage::Submitting, JobStage::Checking,
    JobStage::Generating, JobStage::Saving, JobStage::Done};

} // namespace

TEST(JobTest, wordsAndBack) {
    for (const JobStage stage : Stages)
        EXPECT_EQ(jobStageOf(toText(stage)), stage);
    for (const JobStatus status :
        {JobStatus::Pending, JobStatus::Processing, JobStatus::Completed, JobStatus::Failed, JobStatus::Canceled})
        EXPECT_EQ(jobStatusOf(toText(status)), status);
    for (const Charged charged : {Charged::No, Charged::Held, Charged::Yes, Charged::Unknown})
        EXPECT_EQ(chargedOf(toText(charged)), charged);
    EXPECT_FALSE(jobStageOf("running"));
}
