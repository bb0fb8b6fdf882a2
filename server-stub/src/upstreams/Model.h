// What an upstream offers to make: one model, as configured.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kinora::upstreams {

struct Model {
    std::string id;
    std::string label;
    std::string upstream; ///< the name of the upstream that serves it
    bool demo = false;    ///< made by the stand-in; shown as such wherever the result is shown
    std::vector<std::string> orientations{"portrait", "landscape"};
    /// By orientation, for example "portrait" → "720x1280"; of several the first is what one gets without asking. Empty
    /// where the upstream decides.
    std::map<std::string, std::vector<std::string>> sizes;
    /// What may be asked for; the first is what one gets without asking. Empty where the upstream decides.
    std::vector<int> seconds;
    /// By orientation, for models that carry it in their name; empty: the id itself goes over the wire.
    std::map<std::string, std::string> wireNames;
    std::optional<std::int64_t> pricePerSecondMicroUsd; ///< at most one of the two; neither: nobody knows
    std::optional<std::int64_t> pricePerVideoMicroUsd;  ///< whatever its length
    /// Of the sizes that cost something else than the model's price, in the same unit.
    std::map<std::string, std::int64_t> sizePricesMicroUsd;
    std::chrono::seconds deadline{600};
    int maxCount = 4;
    int maxCameos = 3; ///< they are woven into the words, which every upstream takes
    int maxPromptChars = 1000;
    bool referenceImage = false;
    bool negativePrompt = false;
    bool seed = false;
    bool remix = false; ///< it makes another video of one that it has made
};

} // namespace kinora::upstreams
