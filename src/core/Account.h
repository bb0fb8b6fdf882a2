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

} // namespace kinora
