// People on a relay, and what they change about themselves.
#pragma once

#include <QString>

#include <optional>

namespace kinora {

struct Person {
    QString handle = {}; ///< without the @
    QString displayName = {};
    QString avatarUrl = {}; ///< empty when there is none
    qint64 videos = 0;      ///< published ones
    qint64 followers = 0;
    qint64 following = 0;
    bool followed = false; ///< by the one who asks

    bool operator==(const Person&) const = default;
};

/// How much there is of one's own.
struct AccountStats {
    qint64 videos = 0;
    qint64 cameos = 0;
    qint64 followers = 0;
    qint64 following = 0;

    bool operator==(const AccountStats&) const = default;
};

/// Members that are not set stay as they are.
struct ProfileEdit {
    std::optional<QString> displayName = {};
    std::optional<QString> handle = {};

    [[nodiscard]] bool isEmpty() const { return !displayName && !handle; }
    bool operator==(const ProfileEdit&) const = default;
};

} // namespace kinora
