#include "core/Version.h"

#include <QVersionNumber>

namespace kinora {

QString version() {
    return QStringLiteral(KINORA_VERSION);
}

bool isRelayTooOld(const QString& relayVersion) {
    return QVersionNumber::fromString(relayVersion) < QVersionNumber::fromString(QLatin1String(oldestRelayVersion));
}

} // namespace kinora
