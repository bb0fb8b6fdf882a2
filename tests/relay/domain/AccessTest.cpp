#include "domain/Access.h"

#include <gtest/gtest.h>

using namespace kinora;

TEST(AccessTest, onlyOnesOwn) {
    store::Job job;
    store::Video video;
    job.userId = "a";
    video.userId = "a";
    const domain::Principal owner{
        .userId = "a", .role = domain::Role::Member, .sessionId = "s", .apiKeyId = {}, .scopes = {}};
    const domain::Principal other{
        .userId = "b", .role = domain::Role::Member, .sessionId = "s", .apiKeyId = {}, .scopes = {}};
    const domain::Principal admin{
        .userId = "c", .role = domain::Role::Admin, .sessionId = "s", .apiKeyId = {}, .scopes = {}};
    EXPECT_TRUE(domain::canSee(owner, job));
    EXPECT_TRUE(domain::canSee(owner, video));
    for (const auto& principal : {other, admin}) {
        EXPECT_FALSE(domain::canSee(principal, job));
        EXPECT_FALSE(domain::canSee(principal, video));
    }
}

TEST(AccessTest, whatIsShownIsSeenAndStillItsOwners) {
    store::Video video;
    video.userId = "a";
    video.shown = true;
    const domain::Principal other{
        .userId = "b", .role = domain::Role::Member, .sessionId = "s", .apiKeyId = {}, .scopes = {}};
    EXPECT_TRUE(domain::canSee(other, video));
    EXPECT_FALSE(domain::owns(other, video));
    EXPECT_FALSE(domain::canSee(domain::Principal(), video)) << "for who is signed in";
}

TEST(AccessTest, nobodyOwnsNothing) {
    EXPECT_FALSE(domain::canSee(domain::Principal(), store::Job()));
    EXPECT_FALSE(domain::canSee(domain::Principal(), store::Video()));
}
