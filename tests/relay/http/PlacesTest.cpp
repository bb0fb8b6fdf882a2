// Who gives way when all places of an address are taken.
#include "http/Places.h"

#include <gtest/gtest.h>

#include <memory>
#include <utility>
#include <vector>

using namespace kinora::http;

namespace {

class PlacesTest : public ::testing::Test {
protected:
    std::shared_ptr<Places::Place> enter(int number, const char* network = "192.0.2.1") {
        auto place = places.enter(network);
        if (place)
            places.attach(*place, [this, number] { m_asked.push_back(number); });
        return place;
    }

    /// Those that were asked to give way, since this was last called.
    std::vector<int> asked() { return std::exchange(m_asked, {}); }

    Places places{2};

private:
    std::vector<int> m_asked;
};

using Numbers = std::vector<int>;

} // namespace

TEST_F(PlacesTest, asManyAsThereAreAndForEachAddressItsOwn) {
    const auto first = enter(1);
    const auto second = enter(2);
    first->works();
    second->works();
    EXPECT_EQ(enter(3), nullptr);
    EXPECT_NE(enter(4, "192.0.2.2"), nullptr);
    places.leave("192.0.2.1", first);
    EXPECT_NE(enter(5), nullptr);
    EXPECT_EQ(asked(), Numbers{});
}

TEST_F(PlacesTest, theOneThatHasWaitedLongestGivesWay) {
    const auto first = enter(1);
    const auto second = enter(2);
    first->works();
    first->waits();
    EXPECT_NE(enter(3), nullptr);
    EXPECT_EQ(asked(), Numbers{2});
    EXPECT_NE(enter(4), nullptr);
    EXPECT_EQ(asked(), Numbers{1}) << "who was asked is not asked again, and does not count";
}

TEST_F(PlacesTest, whoIsAtWorkStays) {
    const auto first = enter(1);
    const auto second = enter(2);
    first->works();
    EXPECT_NE(enter(3), nullptr);
    EXPECT_EQ(asked(), Numbers{2});
    second->works();
    second->stays();
    EXPECT_NE(enter(4), nullptr) << "in the place of the third";
    EXPECT_EQ(asked(), Numbers{3});
}

TEST_F(PlacesTest, thereIsAnEndToItWhereNobodyLeaves) {
    std::vector<std::shared_ptr<Places::Place>> all;
    for (int number = 1; number <= 4; ++number)
        all.push_back(enter(number));
    EXPECT_EQ(asked(), (Numbers{1, 2}));
    EXPECT_EQ(enter(5), nullptr);
    places.leave("192.0.2.1", all.front());
    EXPECT_NE(enter(6), nullptr);
}

TEST_F(PlacesTest, whoIsAskedBeforeItCanHearIsToldAsSoonAsItCan) {
    const auto first = places.enter("192.0.2.1");
    const auto second = enter(2);
    second->works();
    EXPECT_NE(enter(3), nullptr);
    int asked = 0;
    places.attach(*first, [&asked] { ++asked; });
    EXPECT_EQ(asked, 1);
}
