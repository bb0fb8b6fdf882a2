#include "upstreams/StatusWords.h"

#include <gtest/gtest.h>

using kinora::upstreams::Phase;
using kinora::upstreams::phaseOfStatusWord;

TEST(StatusWordsTest, wordsMetInTheWild) {
    for (const char* word : {"", "queued", "pending", "submitted", "not_start", "NOT_START", "preparing", "created",
             "starting", "unknown", "notstarted", "notStarted"})
        EXPECT_EQ(phaseOfStatusWord(word), Phase::Queued) << word;
    for (const char* word : {"in_progress", "processing", "running", "generating", "IN_PROGRESS"})
        EXPECT_EQ(phaseOfStatusWord(word), Phase::Running) << word;
    for (const char* word : {"completed", "complete", "success", "succeeded", "finished", "done", "SUCCESS"})
        EXPECT_EQ(phaseOfStatusWord(word), Phase::Done) << word;
    for (const char* word :
        {"failed", "failure", "fail", "error", "cancelled", "canceled", "expired", "deleted", "rejected"})
        EXPECT_EQ(phaseOfStatusWord(word), Phase::Failed) << word;
}

TEST(StatusWordsTest, aWordNobodyHasMetIsNoVerdict) {
    EXPECT_EQ(phaseOfStatusWord("ruminating"), Phase::Running);
}
