// Accounts and invitations as JSON, and pages of anything.
#pragma once

#include "base/Json.h"
#include "base/Time.h"
#include "store/ApiKeys.h"
#include "store/Cameos.h"
#include "store/Follows.h"
#include "store/Invites.h"
#include "store/Page.h"
#include "store/PublishedVideos.h"
#include "store/Sessions.h"
#include "store/Users.h"

namespace kinora::domain {

/// How much of a picture's digest is in its address.
inline constexpr std::size_t PictureVersionLength = 16;

[[nodiscard]] json::value timeOrNull(const std::optional<TimePoint>& time);

/// As the user sees themselves, and as an administrator sees them.
[[nodiscard]] json::object toJson(const store::User& user);
/// Without the code, which is nowhere.
[[nodiscard]] json::object toJson(const store::Invite& invite);
[[nodiscard]] json::object toJson(const store::SessionInfo& session);
/// Without the key, which is nowhere.
[[nodiscard]] json::object toJson(const store::ApiKey& key);

[[nodiscard]] json::object toJson(const store::Cameo& cameo);
/// What others see of a user.
[[nodiscard]] json::object toJson(const store::Person& person);
[[nodiscard]] json::object toJson(const store::PublishedVideo& video);

/// {items, nextCursor}
[[nodiscard]] json::object pageJson(json::array items, const std::optional<store::PageKey>& next);

template <class T>
[[nodiscard]] json::object pageJson(const store::Page<T>& page) {
    json::array items;
    for (const T& item : page.items)
        items.push_back(toJson(item));
    return pageJson(std::move(items), page.next);
}

} // namespace kinora::domain
