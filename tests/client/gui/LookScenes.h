// Every page in its states.
#pragma once

#include "Stage.h"

#include <vector>

namespace kinora::tests {

struct LookScene {
    const char* name;
    void (*play)(Stage&);
};

// To be played on a window that nobody has touched yet.
const std::vector<LookScene>& lookScenes();

} // namespace kinora::tests
