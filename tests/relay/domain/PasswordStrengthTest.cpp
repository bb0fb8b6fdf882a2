#include "domain/PasswordStrength.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

using namespace kinora::domain;
using ::testing::IsSupersetOf;

namespace {

bool guessable(std::string_view password) {
    return checkGuessable(password, "Ann.Smith@studio-nine.example", "projectionist").has_value();
}

} // namespace

TEST(PasswordStrengthTest, whatPeopleChooseFirstIsRefused) {
    for (const char* password : {"password", "12345678", "Password1!", "qwertyuiop", "iloveyou1", "summer2024",
             "letmein2024", "aaaaaaaaaaaa", "abcdefgh", "monkey12"})
        EXPECT_TRUE(guessable(password)) << password;
}

TEST(PasswordStrengthTest, whatIsKnownOfThePersonIsRefused) {
    for (const char* password : {"annsmith", "Ann.Smith", "ann.smith@studio-nine.example", "projectionist",
             "Projectionist1", "studio-nine", "kinora123"})
        EXPECT_TRUE(guessable(password)) << password;
    EXPECT_THAT(knownWords("Ann.Smith@studio-nine.example", "projectionist"),
        IsSupersetOf({"ann", "smith", "studio", "nine", "projectionist", "ann.smith"}));
}

TEST(PasswordStrengthTest, anyCharactersMayMakeAGoodOne) {
    for (const char* password : {"correct horse", "a better horse", "jK9#mP2x",
             "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e"
             "\xe3\x81\xae\xe9\x9b\xbb\xe8\xbb\x8a"})
        EXPECT_FALSE(guessable(password)) << password;
    EXPECT_FALSE(guessable(std::string_view("\0jK9#\0mP2x", 10)));
}

TEST(PasswordStrengthTest, theEndOfALongOneIsNotLookedAt) {
    // The time this takes grows with the square of the length, and an I/O thread waits for it.
    const std::string start(64, 'a');
    EXPECT_EQ(guessBits(start + std::string(192, 'x'), {}), guessBits(start, {}));
    EXPECT_NE(guessBits(start.substr(1) + 'x', {}), guessBits(start, {}));
}
