#include "base/Version.h"

namespace kinora {

std::string_view version() {
    return KINORA_VERSION;
}

} // namespace kinora
