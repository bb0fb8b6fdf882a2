#include "base/Addresses.h"

#include <gtest/gtest.h>

using kinora::networkOf;

TEST(AddressesTest, aPlaceOnTheNetworkIsAnAddressOrACustomersHalfOfOne) {
    EXPECT_EQ(networkOf("203.0.113.7"), "203.0.113.7");
    EXPECT_EQ(networkOf("::ffff:203.0.113.7"), "203.0.113.7");
    EXPECT_EQ(networkOf("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
    EXPECT_EQ(networkOf("2001:db8:1:2::1"), networkOf("2001:db8:1:2:ffff::"));
    EXPECT_NE(networkOf("2001:db8:1:3::1"), networkOf("2001:db8:1:2::1"));
    EXPECT_EQ(networkOf("somewhere"), "somewhere");
}
