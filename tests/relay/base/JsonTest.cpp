#include "base/Json.h"

#include <gtest/gtest.h>

using namespace kinora;

namespace {

std::vector<std::string> fieldsAndCodes(const Error& error) {
    std::vector<std::string> result;
    for (const FieldError& field : error.fields)
        result.push_back(field.field + " " + field.code);
    return result;
}

} // namespace

TEST(JsonTest, refusesWhatIsNotOneObject) {
    for (const char* wrong :
        {"", "[]", "1", "{", "{}{}", "{\"a\":1,}", "{'a':1}", "{\"a\":\"\xff\"}", "\xef\xbb\xbf{}", "nul",
            "{\"a\":1,\"a\":2}", "{\"a\":{\"b\":1,\"b\":1}}", "[{\"a\":1,\"a\":1}]", "{\"a\":NaN}", "{\"a\":01}"}) {
        const auto object = parseObject(wrong);
        ASSERT_FALSE(object) << wrong;
        EXPECT_EQ(object.error().code, Code::BadRequest);
    }
    EXPECT_FALSE(parseObject("{\"a\":" + std::string(40, '[') + std::string(40, ']') + "}"));
    EXPECT_TRUE(parseObject(" {\"a\":{\"a\":1},\"b\":[{\"a\":1}]} "));
}

TEST(JsonTest, readsWhatIsThere) {
    const auto object = parseObject(R"({"s":"x","n":4,"d":4.0,"b":true,"l":["a","b"],"z":null})");
    ASSERT_TRUE(object);
    ObjectReader reader(*object);
    EXPECT_EQ(reader.string("s"), "x");
    EXPECT_EQ(reader.integer("n"), 4);
    EXPECT_EQ(reader.optionalInteger("d"), 4);
    EXPECT_TRUE(reader.boolean("b"));
    EXPECT_EQ(reader.optionalStrings("l"), (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(reader.optionalString("z"), std::nullopt);
    EXPECT_EQ(reader.optionalString("absent"), std::nullopt);
    EXPECT_TRUE(reader.finish());
}

TEST(JsonTest, namesEveryWrongMemberAtOnce) {
    const auto object = parseObject(R"({"s":1,"n":1.5,"b":"x","l":[1],"big":1e300,"stranger":1,"z":null})");
    ASSERT_TRUE(object);
    ObjectReader reader(*object, "items[0].");
    EXPECT_EQ(reader.string("s"), "");
    EXPECT_EQ(reader.integer("n"), 0);
    EXPECT_FALSE(reader.boolean("b"));
    EXPECT_EQ(reader.optionalStrings("l"), std::nullopt);
    EXPECT_EQ(reader.optionalInteger("big"), std::nullopt);
    EXPECT_EQ(reader.string("missing"), "");
    EXPECT_EQ(reader.string("z"), "");
    reader.reject("s", "too_short", "Too short.");
    const auto result = reader.finish();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, Code::ValidationFailed);
    const std::vector<std::string> expected{"items[0].s wrong_type", "items[0].n wrong_type", "items[0].b wrong_type",
        "items[0].l wrong_type", "items[0].big wrong_type", "items[0].missing required", "items[0].z required",
        "items[0].s too_short", "items[0].stranger unknown"};
    EXPECT_EQ(fieldsAndCodes(result.error()), expected);
}
