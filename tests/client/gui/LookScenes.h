// Every page in its states.
#pragma once

#include "Stage.h"

#include <vector>

namespace kinora::tests {

struct LookScene {
    const char* name;
    void (*play)(Stage&);
    bool onlyToLookAt = false; // another scene shows all of its words
};

// To be played on a window that nobody has touched yet.
const std::vector<LookScene>& lookScenes();
// Those of them with something over a page or beside it: settings, dialogs, menus, notes, troubles.
const std::vector<LookScene>& lookNotices();
// And those of the library in trouble or not there yet.
const std::vector<LookScene>& lookLibrary();

// Three jobs at work and a prompt in the composer; and that with everything a model can offer.
void playProgress(Stage& stage);
void playEverything(Stage& stage);

} // namespace kinora::tests
