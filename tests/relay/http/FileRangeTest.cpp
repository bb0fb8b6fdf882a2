#include "http/FileRange.h"

#include <gtest/gtest.h>

using namespace kinora::http;

namespace {

struct Row {
    const char* range;
    std::uint64_t size;
    int status;
    std::uint64_t first;
    std::uint64_t length;
};

Request get(Headers headers) {
    Request request;
    request.method = "GET";
    request.headers = std::move(headers);
    return request;
}

} // namespace

TEST(FileRangeTest, answersRanges) {
    const Row rows[] = {Row{"bytes=0-0", 10, 206, 0, 1}, Row{"bytes=0-9", 10, 206, 0, 10},
        Row{"bytes=9-", 10, 206, 9, 1}, Row{"bytes=0-99", 10, 206, 0, 10}, Row{"bytes=3-5", 10, 206, 3, 3},
        Row{"bytes=-3", 10, 206, 7, 3}, Row{"bytes=-99", 10, 206, 0, 10}, Row{"Bytes=1-1", 10, 206, 1, 1},
        Row{"bytes= 1-1 ", 10, 206, 1, 1}, Row{"bytes=10-", 10, 416, 0, 0}, Row{"bytes=10-20", 10, 416, 0, 0},
        Row{"bytes=-0", 10, 416, 0, 0}, Row{"bytes=0-", 0, 416, 0, 0}, Row{"bytes=-1", 0, 416, 0, 0},
        Row{"bytes=99999999999999999999999-", 10, 416, 0, 0}, Row{"bytes=0-99999999999999999999999", 10, 206, 0, 10},
        // Ignored: the whole file is a right answer to each of these.
        Row{"bytes=5-3", 10, 200, 0, 10}, Row{"bytes=-", 10, 200, 0, 10}, Row{"bytes=", 10, 200, 0, 10},
        Row{"bytes=a-b", 10, 200, 0, 10}, Row{"bytes=1-2,4-5", 10, 200, 0, 10}, Row{"items=0-1", 10, 200, 0, 10},
        Row{"0-1", 10, 200, 0, 10}, Row{"bytes=--1", 10, 200, 0, 10}, Row{"bytes=+1-2", 10, 200, 0, 10}};
    for (const Row& row : rows) {
        SCOPED_TRACE(std::string(row.range) + " of " + std::to_string(row.size));
        const FileAnswer answer = answerFor(get({{"Range", row.range}}), row.size, "\"e\"");
        EXPECT_EQ(answer.status, row.status);
        EXPECT_EQ(answer.first, row.first);
        EXPECT_EQ(answer.length, row.length);
    }
}

TEST(FileRangeTest, onlyGetHasRanges) {
    Request head = get({{"Range", "bytes=0-0"}});
    head.method = "HEAD";
    EXPECT_EQ(answerFor(head, 10, "\"e\"").status, 200);
    EXPECT_EQ(answerFor(head, 10, "\"e\"").length, 10U);
}

TEST(FileRangeTest, ifRangeMustMatchStrongly) {
    EXPECT_EQ(answerFor(get({{"Range", "bytes=1-1"}, {"If-Range", "\"e\""}}), 10, "\"e\"").status, 206);
    EXPECT_EQ(answerFor(get({{"Range", "bytes=1-1"}, {"If-Range", "\"other\""}}), 10, "\"e\"").status, 200);
    EXPECT_EQ(answerFor(get({{"Range", "bytes=1-1"}, {"If-Range", "W/\"e\""}}), 10, "\"e\"").status, 200);
    EXPECT_EQ(
        answerFor(get({{"Range", "bytes=1-1"}, {"If-Range", "Sun, 06 Nov 1994 08:49:37 GMT"}}), 10, "\"e\"").status,
        200);
    EXPECT_EQ(answerFor(get({{"Range", "bytes=1-1"}, {"If-Range", ""}}), 10, "").status, 200);
}

TEST(FileRangeTest, ifNoneMatchComesFirst) {
    EXPECT_EQ(answerFor(get({{"If-None-Match", "\"e\""}, {"Range", "bytes=1-1"}}), 10, "\"e\"").status, 304);
    EXPECT_EQ(answerFor(get({{"If-None-Match", "\"a\", W/\"e\""}}), 10, "\"e\"").status, 304);
    EXPECT_EQ(answerFor(get({{"If-None-Match", "*"}}), 10, "\"e\"").status, 304);
    EXPECT_EQ(answerFor(get({{"If-None-Match", "\"a\""}}), 10, "\"e\"").status, 200);
    EXPECT_EQ(answerFor(get({{"If-None-Match", ""}}), 10, "").status, 200);
}
