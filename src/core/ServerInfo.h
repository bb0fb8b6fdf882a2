// What a relay says about itself to anyone.
#pragma once

#include <QString>

namespace kinora {

enum class RegistrationMode { Open, Invite, Approval, Closed };

struct ServerInfo {
    QString serverId; ///< made once by the relay; libraries on this computer are keyed by it, since addresses change
    QString name;     ///< for people
    QString version;
    RegistrationMode registration = RegistrationMode::Closed;
    bool firstAccount = false;      ///< no account exists yet: the next one becomes the administrator
    bool setupCodeRequired = false; ///< for that first account: the code the relay printed at its first start
    int passwordMinLength = 8;      ///< code points
    int passwordMaxLength = 256;

    bool operator==(const ServerInfo&) const = default;
};

} // namespace kinora
