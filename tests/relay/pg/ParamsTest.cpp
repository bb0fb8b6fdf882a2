#include "pg/Params.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

using kinora::TimePoint;
using kinora::pg::Bytes;
using kinora::pg::Params;
using kinora::pg::withValues;

namespace {

std::string text(const Params& params, std::size_t index = 0) {
    return params.values().at(index).value_or("NULL");
}

} // namespace

TEST(ParamsTest, writesEachTypeAsPostgresReadsIt) {
    const std::optional<std::string> none;
    const std::optional<int> some = 7;
    const TimePoint time(std::chrono::milliseconds(1'772'367'296'789));
    const Params params = Params::of("a'b", std::string("ü"), 42, true, std::nullopt, none, some, time,
        Bytes{std::string_view("\0\xff", 2)}, std::chrono::microseconds(1500), 0.1);
    EXPECT_EQ(text(params, 0), "a'b");
    EXPECT_EQ(text(params, 1), "ü");
    EXPECT_EQ(text(params, 2), "42");
    EXPECT_EQ(text(params, 3), "t");
    EXPECT_FALSE(params.values().at(4));
    EXPECT_FALSE(params.values().at(5));
    EXPECT_EQ(text(params, 6), "7");
    EXPECT_EQ(text(params, 7), "2026-03-01 12:14:56.789000+00");
    EXPECT_EQ(text(params, 8), "\\x00ff");
    EXPECT_EQ(text(params, 9), "1500 microseconds");
    EXPECT_EQ(text(params, 10), "0.1");
}

TEST(ParamsTest, arraysAreQuotedWhateverTheirElementsHold) {
    const std::vector<std::string> values{"a", "b\"c", "d\\e", "f,g}", "", "NULL"};
    EXPECT_EQ(text(Params::of(values)), R"({"a","b\"c","d\\e","f,g}","","NULL"})");
    EXPECT_EQ(text(Params::of(std::vector<std::string>{})), "{}");
}

TEST(ParamsTest, holdsNoNul) {
    using namespace std::string_literals;
    EXPECT_EQ(text(Params::of("a\0b\0"s)), "a\uFFFDb\uFFFD");
    EXPECT_EQ(text(Params::of(std::vector{"a\0b"s})), "{\"a\uFFFDb\"}");
    const boost::json::value json{{"a\0"s, "\0"s}, {"b", R"(\u0000 \\u0000)"}};
    EXPECT_EQ(text(Params::of(json)), R"({"a\ufffd":"\ufffd","b":"\\u0000 \\\\u0000"})");
}

TEST(ParamsTest, valuesMayBeWrittenIntoTheStatement) {
    EXPECT_EQ(withValues("SELECT $1, $2::int, $1", Params::of("it's", 7)), "SELECT 'it''s', '7'::int, 'it''s'");
    EXPECT_EQ(withValues("$1$2", Params::of(R"(a\'b)", std::nullopt)), R"( E'a\\''b'NULL)");
    EXPECT_EQ(withValues("SELECT 1", Params()), "SELECT 1");
    EXPECT_THROW(static_cast<void>(withValues("SELECT $2", Params::of(1))), std::out_of_range);
}
