#include "base/OpenFiles.h"

#include "base/Log.h"

#include <sys/resource.h>

namespace kinora {

std::uint64_t raiseOpenFileLimit() {
    constexpr rlim_t small = 8192;
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 0;
    if (limit.rlim_cur < limit.rlim_max) {
        const rlim_t before = limit.rlim_cur;
        limit.rlim_cur = limit.rlim_max;
        if (::setrlimit(RLIMIT_NOFILE, &limit) != 0)
            limit.rlim_cur = before;
    }
    if (limit.rlim_cur < small)
        log::warning(
            "relay", "only {} files may be open at once; raise the limit (ulimit -n) for many clients", limit.rlim_cur);
    return limit.rlim_cur;
}

} // namespace kinora
