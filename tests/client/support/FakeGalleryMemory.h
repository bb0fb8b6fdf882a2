// How a gallery was left, for one account, without a disk.
#pragma once

#include "services/GalleryMemory.h"

namespace kinora::tests {

class FakeGalleryMemory final : public GalleryMemory {
public:
    [[nodiscard]] GalleryChoices load(const AccountKey&) const override { return stored; }
    void save(const AccountKey&, const GalleryChoices& choices) override { stored = choices; }

    GalleryChoices stored;
};

} // namespace kinora::tests
