// How each account's gallery was left, and what was said above it, between starts.
#pragma once

#include "core/Account.h"
#include "core/Person.h"
#include "core/VideoFilter.h"

#include <optional>

namespace kinora {

class SettingsFile;

struct GalleryChoices {
    static constexpr int smallestZoom = 60;
    static constexpr int largestZoom = 200;

    int zoom = 100;     ///< percent of the cards' usual size
    VideoFilter filter; ///< without a search; one starts with the videos that one has, not with the trash

    bool operator==(const GalleryChoices&) const = default;
};

/// Implemented by SettingsGalleryMemory, faked in tests. GUI thread only.
class GalleryMemory {
public:
    virtual ~GalleryMemory() = default;
    [[nodiscard]] virtual GalleryChoices load(const AccountKey& account) const = 0;
    virtual void save(const AccountKey& account, const GalleryChoices& choices) = 0;
    /// What the relay told last of how much there is; nothing before that.
    [[nodiscard]] virtual std::optional<AccountStats> loadCounts(const AccountKey& account) const = 0;
    virtual void saveCounts(const AccountKey& account, const AccountStats& counts) = 0;
};

/// In the app's settings, group "gallery".
class SettingsGalleryMemory final : public GalleryMemory {
public:
    /// `settings` outlives this.
    explicit SettingsGalleryMemory(SettingsFile& settings);
    [[nodiscard]] GalleryChoices load(const AccountKey& account) const override;
    void save(const AccountKey& account, const GalleryChoices& choices) override;
    [[nodiscard]] std::optional<AccountStats> loadCounts(const AccountKey& account) const override;
    void saveCounts(const AccountKey& account, const AccountStats& counts) override;

private:
    SettingsFile& m_settings;
};

} // namespace kinora
