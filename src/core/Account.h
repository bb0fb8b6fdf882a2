// Who is signed in.
#pragma once

#include <QDateTime>
#include <QString>

namespace kinora {

enum class AccountRole { Member, Admin };

struct Account {
    QString id;
    QString email;
    QString handle; ///< without the @
    QString displayName;
    QString avatarUrl; ///< empty when there is none
    AccountRole role = AccountRole::Member;
    QDateTime createdAt; ///< UTC

    bool operator==(const Account&) const = default;
};

/// An account on this computer: what its library and its keychain entry are filed under, since addresses change.
struct AccountKey {
    QString serverId;
    QString accountId;

    bool operator==(const AccountKey&) const = default;
};

} // namespace kinora
