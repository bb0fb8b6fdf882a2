// kinora-sim: the stand-in upstream.
#include "base/Version.h"

#include <cstdio>

int main() {
    std::printf("kinora-sim %s\n", kinora::version().data());
    return 0;
}
