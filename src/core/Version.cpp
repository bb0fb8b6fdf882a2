#include "core/Version.h"

namespace kinora {

QString version() {
    return QStringLiteral(KINORA_VERSION);
}

} // namespace kinora
