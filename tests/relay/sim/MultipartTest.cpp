#include "sim/Multipart.h"

#include <gtest/gtest.h>

namespace kinora::sim {
namespace {

const std::string type = "multipart/form-data; boundary=\"x-y\"";

TEST(MultipartTest, readsFieldsAndFiles) {
    const std::string body = "preamble\r\n--x-y\r\n"
                             "Content-Disposition: form-data; name=\"prompt\"\r\n\r\n"
                             "a fox,\r\n--almost\r\n--x-y \r\n"
                             "content-disposition: form-data; name=input_reference; filename=\"a \\\"b\\\".png\"\r\n"
                             "Content-Type: image/png\r\n\r\n"
                             "\x89PNG\r\n\r\n--x-y--\r\nepilogue";
    const auto parts = parseMultipart(type, body);
    ASSERT_TRUE(parts);
    ASSERT_EQ(parts->size(), 2U);
    EXPECT_EQ((*parts)[0],
        (Part{.name = "prompt", .fileName = std::nullopt, .contentType = "text/plain", .data = "a fox,\r\n--almost"}));
    EXPECT_EQ((*parts)[1],
        (Part{
            .name = "input_reference", .fileName = "a \"b\".png", .contentType = "image/png", .data = "\x89PNG\r\n"}));
}

TEST(MultipartTest, acceptsAnEmptyForm) {
    const auto parts = parseMultipart(type, "--x-y--\r\n");
    ASSERT_TRUE(parts);
    EXPECT_TRUE(parts->empty());
}

TEST(MultipartTest, refusesWhatIsCutOrCrooked) {
    const std::string whole = "--x-y\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--x-y--";
    ASSERT_TRUE(parseMultipart(type, whole));
    for (std::size_t length = 0; length < whole.size(); ++length) {
        EXPECT_FALSE(parseMultipart(type, whole.substr(0, length))) << "cut after " << length;
    }
    EXPECT_FALSE(parseMultipart("multipart/form-data", whole));
    EXPECT_FALSE(parseMultipart(type, "--x-y\r\nContent-Type: text/plain\r\n\r\nnameless\r\n--x-y--"));
    EXPECT_FALSE(parseMultipart(type, "--x-y\r\nno header\r\n\r\nb\r\n--x-y--"));
}

TEST(MultipartTest, knowsItsContentType) {
    EXPECT_TRUE(isMultipart("multipart/form-data; boundary=a"));
    EXPECT_TRUE(isMultipart("Multipart/Form-Data"));
    EXPECT_FALSE(isMultipart("application/json"));
}

} // namespace
} // namespace kinora::sim
