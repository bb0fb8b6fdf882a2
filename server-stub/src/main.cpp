// kinora-relay: holds the upstream's token, queues the work, stores the videos.
#include "base/Version.h"

#include <cstdio>

int main() {
    std::printf("kinora-relay %s\n", kinora::version().data());
    return 0;
}
