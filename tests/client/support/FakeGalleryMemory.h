// How a gallery was left, for one account, without a disk.
#pragma once

#include "services/GalleryMemory.h"

namespace kinora::tests {

class FakeGalleryMemory final : public GalleryMemory {
public:
    [[nodiscard]] GalleryChoices load(const AccountKey&) const override { return stored; }
    void save(const AccountKey&, const GalleryChoices& choices) override { stored = choices; }
    [[nodiscard]] std::optional<AccountStats> loadCounts(const AccountKey&) const override { return counts; }
    void saveCounts(const AccountKey&, const AccountStats& told) override { counts = told; }

    std::optional<AccountStats> counts;
    GalleryChoices stored;
};

} // namespace kinora::tests
