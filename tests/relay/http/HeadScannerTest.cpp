#include "http/HeadScanner.h"

#include <gtest/gtest.h>

#include <string>

using namespace kinora;
using namespace kinora::http;

namespace {

std::string headWith(const std::string& fields) {
    return "POST /x HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
}

} // namespace

TEST(HeadScannerTest, readsTheFraming) {
    const auto facts =
        scanHead(headWith("Content-Length: 12\r\nConnection: Keep-Alive, Close\r\nExpect: 100-continue\r\n"));
    ASSERT_TRUE(facts);
    EXPECT_TRUE(facts->http11);
    EXPECT_EQ(facts->contentLength, 12U);
    EXPECT_FALSE(facts->chunked);
    EXPECT_FALSE(facts->keepAlive);
    EXPECT_TRUE(facts->expectContinue);
    EXPECT_TRUE(scanHead(headWith("Transfer-Encoding: Chunked \r\n"))->chunked);
    EXPECT_TRUE(scanHead(headWith(""))->keepAlive);
    EXPECT_FALSE(scanHead("GET / HTTP/1.0\r\n\r\n")->keepAlive);
    EXPECT_TRUE(scanHead("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")->keepAlive);
}

TEST(HeadScannerTest, refusesWhatIsAmbiguous) {
    const std::string heads[] = {headWith("Transfer-Encoding: gzip\r\n"),
        headWith("Transfer-Encoding: gzip, chunked\r\n"), headWith("Transfer-Encoding: chunked, chunked\r\n"),
        headWith("Transfer-Encoding: xchunked\r\n"), headWith("Transfer-Encoding: \"chunked\"\r\n"),
        headWith("Transfer-Encoding:\r\n"), headWith("Transfer-Encoding: identity\r\n"),
        headWith("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"),
        headWith("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"),
        headWith("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), headWith("Content-Length: 5, 5\r\n"),
        headWith("Content-Length: 5\r\nContent-Length: 5\r\n"), headWith("Content-Length: 5\r\ncontent-length: 6\r\n"),
        headWith("Content-Length: +5\r\n"), headWith("Content-Length: -1\r\n"), headWith("Content-Length: 0x5\r\n"),
        headWith("Content-Length:\r\n"), headWith("Content-Length: 5 5\r\n"),
        headWith("Content-Length: 99999999999999999999999\r\n"), headWith("Host: b\r\n"),
        headWith("X-A: 1\r\n folded\r\n"), headWith("X-A: 1\r\n\tfolded\r\n"), headWith(" X-A: 1\r\n"),
        headWith("X-A : 1\r\n"), headWith(": 1\r\n"), headWith("X-A\r\n"), headWith("X(A: 1\r\n"),
        headWith("X-A: a\x01"
                 "b\r\n"),
        headWith("X-A: a\rb\r\n"), headWith("X-A: a\nX-B: b\r\n"), headWith(std::string("X-A: a\0b\r\n", 10)),
        std::string("GET / HTTP/1.1\r\n\r\n"), std::string("GET / HTTP/1.1\nHost: a\n\n"),
        std::string("GET  HTTP/1.1\r\nHost: a\r\n\r\n"), std::string("GET / HTTP/2.0\r\nHost: a\r\n\r\n"),
        std::string("GET / http/1.1\r\nHost: a\r\n\r\n"), std::string("GET / a HTTP/1.1\r\nHost: a\r\n\r\n"),
        std::string("GET /#x HTTP/1.1\r\nHost: a\r\n\r\n"), std::string("GET /\x80 HTTP/1.1\r\nHost: a\r\n\r\n"),
        std::string("G@T / HTTP/1.1\r\nHost: a\r\n\r\n"), std::string("GET /\r\nHost: a\r\n\r\n"),
        std::string("GET / HTTP/1.1 \r\nHost: a\r\n\r\n"), std::string("GET / HTTP/1.1\r\nHost: a b\r\n\r\n"),
        std::string("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"),
        std::string("GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"), std::string("\r\n\r\n"), std::string()};
    for (const std::string& head : heads) {
        const auto facts = scanHead(head);
        ASSERT_FALSE(facts) << head;
        EXPECT_EQ(facts.error().code, Code::BadRequest) << head;
    }
}

TEST(HeadScannerTest, tooMuchHasItsOwnCode) {
    std::string many;
    for (int i = 0; i < 101; ++i)
        many += "X-" + std::to_string(i) + ": 1\r\n";
    EXPECT_EQ(scanHead(headWith(many)).error().code, Code::HeadersTooLarge);
    EXPECT_EQ(scanHead(headWith("X-A: " + std::string(9000, 'a') + "\r\n")).error().code, Code::HeadersTooLarge);
}

TEST(HeadScannerTest, findsTheEndOfTheHead) {
    EXPECT_EQ(headLength("GET / HTTP/1.1\r\n\r\nrest"), 18U);
    EXPECT_EQ(headLength("GET / HTTP/1.1\r\n\r"), std::nullopt);
    EXPECT_EQ(headLength("GET / HTTP/1.1\r\n\r\nrest", 17), 18U) << "also when most of it was there before";
}

TEST(HeadScannerTest, doesNotWaitForTheRestOfWhatCannotBecomeGood) {
    EXPECT_EQ(headLength("GET / HTTP/1.1\nHost: a"), 15U);
    EXPECT_EQ(headLength("GET / HTTP/1.1\rHost: a"), 15U);
    EXPECT_EQ(headLength("GET / HTTP/1.1\r\nHost: a\n"), 24U);
    EXPECT_EQ(headLength("GET /\r\n"), 7U);
    EXPECT_EQ(headLength(std::string_view("\x16\x03\x01\x00", 4)), 4U) << "TLS where it is not spoken";
}
