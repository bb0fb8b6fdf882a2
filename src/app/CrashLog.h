// Leaves a note when the app crashes, for the next start to find.
#pragma once

#include <QString>

#include <optional>

namespace kinora {

// A signal, a failed assertion and an exception that nobody caught write what and where it was into one small file;
// killing the app or cutting the power leaves none, since nothing was wrong with the app then. Where names of functions
// cannot be had in a few seconds, as when a module is being loaded, it holds modules and offsets (for addr2line -Cfe)
// alone. Unix only; elsewhere nothing is ever found.
class CrashLog {
public:
    // folder exists. Once in the life of the process.
    static void install(const QString& folder);
    // What the run before left, once; nothing if it ended in order.
    [[nodiscard]] static std::optional<QString> takeLast(const QString& folder);
};

} // namespace kinora
