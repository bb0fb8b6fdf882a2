// Runs GoogleTest, and fails when a filter matched no test: a test that is not there must not look like one that
// passed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>

int main(int argc, char** argv) {
    ::testing::InitGoogleMock(&argc, argv);
    const int result = RUN_ALL_TESTS();
    if (::testing::UnitTest::GetInstance()->test_to_run_count() == 0) {
        std::fputs("no test matched\n", stderr);
        return 1;
    }
    return result;
}
