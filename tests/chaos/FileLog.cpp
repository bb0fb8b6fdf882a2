// Preloaded into a relay by a test: writes down, in order and with the time, what makes files last. Without these calls
// a power cut leaves a file empty or nameless, and nothing but a power cut would show it.
#include <fmt/format.h>

#include <cstdlib>
#include <ctime>
#include <dlfcn.h>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace {

template <class Function>
Function* next(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name)); // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast)
}

std::string pathOf(int descriptor) {
    std::string path(4096, '\0');
    const ssize_t length = ::readlink(fmt::format("/proc/self/fd/{}", descriptor).c_str(), path.data(), path.size());
    path.resize(static_cast<std::size_t>(length > 0 ? length : 0));
    return path;
}

/// After the call has come back: what is written down has happened.
void write(std::string_view what, const std::string& path, const std::string& target = {}) {
    static const int log = [] {
        const char* name = std::getenv("KINORA_FILE_LOG");
        return name != nullptr ? ::open(name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
    }();
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    const std::string line = fmt::format("{}.{:09}\t{}\t{}\t{}\n", now.tv_sec, now.tv_nsec, what, path, target);
    if (log >= 0 && ::write(log, line.data(), line.size()) < 0)
        std::abort();
}

} // namespace

extern "C" {

int fsync(int descriptor) {
    const int result = next<int(int)>("fsync")(descriptor);
    if (result == 0)
        write("sync", pathOf(descriptor));
    return result;
}

int fdatasync(int descriptor) {
    const int result = next<int(int)>("fdatasync")(descriptor);
    if (result == 0)
        write("sync", pathOf(descriptor));
    return result;
}

int rename(const char* from, const char* to) noexcept {
    const int result = next<int(const char*, const char*)>("rename")(from, to);
    if (result == 0)
        write("rename", from, to);
    return result;
}

int mkdir(const char* path, mode_t mode) noexcept {
    const int result = next<int(const char*, mode_t)>("mkdir")(path, mode);
    if (result == 0)
        write("mkdir", path);
    return result;
}
}
