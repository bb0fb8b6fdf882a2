#include "services/GalleryMemory.h"

#include "services/LibraryEdits.h"
#include "storage/SettingsFile.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

QString keyOf(const AccountKey& account, QLatin1StringView name) {
    return u"gallery/%1/%2/%3"_s.arg(account.serverId, account.accountId, name);
}

constexpr QLatin1StringView zoomKey("zoom");
constexpr QLatin1StringView sectionKey("section");
constexpr QLatin1StringView orientationKey("orientation");
constexpr QLatin1StringView favoritesKey("favoritesOnly");
constexpr QLatin1StringView minRatingKey("minRating");
constexpr QLatin1StringView modelKey("model");
constexpr QLatin1StringView tagKey("tag");
constexpr QLatin1StringView hereKey("onlyHere");
constexpr QLatin1StringView sortKey("sort");

// The first is what holds where there is no such word.
constexpr std::array sectionWords{std::pair(LibrarySection::All, QLatin1StringView("all")),
    std::pair(LibrarySection::Drafts, QLatin1StringView("drafts")),
    std::pair(LibrarySection::Published, QLatin1StringView("published"))};
constexpr std::array sortWords{std::pair(VideoSort::Newest, QLatin1StringView("newest")),
    std::pair(VideoSort::Oldest, QLatin1StringView("oldest")),
    std::pair(VideoSort::BestRated, QLatin1StringView("bestRated")),
    std::pair(VideoSort::Longest, QLatin1StringView("longest")),
    std::pair(VideoSort::Largest, QLatin1StringView("largest"))};

constexpr std::array countWords{std::pair(QLatin1StringView("countedVideos"), &AccountStats::videos),
    std::pair(QLatin1StringView("countedCameos"), &AccountStats::cameos),
    std::pair(QLatin1StringView("countedFollowers"), &AccountStats::followers),
    std::pair(QLatin1StringView("countedFollowing"), &AccountStats::following)};

template <class Words>
auto memberOf(const Words& words, const QString& word) {
    const auto found = std::ranges::find(words, word, [](const auto& entry) { return entry.second; });
    return found == words.end() ? words.front().first : found->first;
}

template <class Words, class Member>
QString wordOf(const Words& words, Member member) {
    const auto found = std::ranges::find(words, member, [](const auto& entry) { return entry.first; });
    return found == words.end() ? words.front().second : found->second;
}

} // namespace

SettingsGalleryMemory::SettingsGalleryMemory(SettingsFile& settings)
    : m_settings(settings) {
}

GalleryChoices SettingsGalleryMemory::load(const AccountKey& account) const {
    const auto value = [&](QLatin1StringView key) {
        return m_settings.value(keyOf(account, key));
    };
    GalleryChoices choices;
    bool isNumber = false;
    if (const int zoom = value(zoomKey).toInt(&isNumber); isNumber)
        choices.zoom = std::clamp(zoom, GalleryChoices::smallestZoom, GalleryChoices::largestZoom);
    VideoFilter& filter = choices.filter;
    filter.section = memberOf(sectionWords, value(sectionKey).toString());
    filter.orientation = orientationFromWire(value(orientationKey).toString());
    filter.favoritesOnly = value(favoritesKey).toBool();
    filter.minRating = std::clamp(value(minRatingKey).toInt(), 0, LibraryEdits::bestRating);
    filter.model = value(modelKey).toString();
    filter.tag = value(tagKey).toString();
    filter.onlyHere = value(hereKey).toBool();
    filter.sort = memberOf(sortWords, value(sortKey).toString());
    return choices;
}

void SettingsGalleryMemory::save(const AccountKey& account, const GalleryChoices& choices) {
    const auto set = [&](QLatin1StringView key, const QVariant& value) {
        m_settings.setValue(keyOf(account, key), value);
    };
    const VideoFilter& filter = choices.filter;
    set(zoomKey, choices.zoom);
    set(sectionKey, wordOf(sectionWords, filter.section));
    set(orientationKey, filter.orientation ? toWire(*filter.orientation) : QString());
    set(favoritesKey, filter.favoritesOnly);
    set(minRatingKey, filter.minRating);
    set(modelKey, filter.model);
    set(tagKey, filter.tag);
    set(hereKey, filter.onlyHere);
    set(sortKey, wordOf(sortWords, filter.sort));
}

std::optional<AccountStats> SettingsGalleryMemory::loadCounts(const AccountKey& account) const {
    AccountStats counts;
    for (const auto& [key, member] : countWords) {
        bool isNumber = false;
        counts.*member = m_settings.value(keyOf(account, key)).toLongLong(&isNumber);
        if (!isNumber || counts.*member < 0)
            return std::nullopt;
    }
    return counts;
}

void SettingsGalleryMemory::saveCounts(const AccountKey& account, const AccountStats& counts) {
    for (const auto& [key, member] : countWords)
        m_settings.setValue(keyOf(account, key), counts.*member);
}

} // namespace kinora
