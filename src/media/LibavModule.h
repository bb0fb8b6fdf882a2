// What needs libav lies in a module of its own, since libav takes longer to load than the rest of the app.
#pragma once

#include <QFunctionPointer>

namespace kinora {

/// A function of the module kinora-libav (src/media/libav), which is beside the program or where it is installed; null
/// when it is not there. The first call loads libav. Thread-safe.
[[nodiscard]] QFunctionPointer libavFunction(const char* name);

} // namespace kinora
