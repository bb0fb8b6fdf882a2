#include "UpstreamSetup.h"

#include "config/Values.h"

namespace kinora {
namespace {

constexpr auto StandInName = "Stand-in";

upstreams::Model modelOf(const config::Model& model, const std::string& upstream) {
    upstreams::Model made;
    made.id = model.id;
    made.label = model.label;
    made.upstream = upstream;
    made.orientations = model.orientations;
    made.sizes = model.sizes;
    made.seconds = model.seconds;
    made.wireNames = model.wireNames;
    made.pricePerSecondMicroUsd = model.pricePerSecondMicroUsd;
    made.pricePerVideoMicroUsd = model.pricePerVideoMicroUsd;
    made.sizePricesMicroUsd = model.sizePricesMicroUsd;
    made.deadline = model.deadline;
    made.maxCount = model.maxCount;
    made.maxCameos = model.maxCameos;
    made.maxPromptChars = model.maxPromptChars;
    made.referenceImage = model.referenceImage;
    made.negativePrompt = model.negativePrompt;
    made.seed = model.seed;
    made.remix = model.remix;
    return made;
}

} // namespace

upstreams::Definition definitionOf(const config::Upstream& upstream) {
    upstreams::Definition definition;
    definition.name = upstream.name;
    definition.dialect = upstream.dialect;
    definition.url = upstream.url;
    definition.key = upstream.key;
    definition.account = upstreams::accountOf(upstream.url, upstream.key);
    definition.maxInFlight = upstream.maxInFlight;
    definition.resultHosts = upstream.resultHosts;
    for (const config::Model& model : upstream.models)
        definition.models.push_back(modelOf(model, upstream.name));
    return definition;
}

upstreams::Definition standInDefinition(const std::string& origin, const Secret& token) {
    config::Upstream upstream;
    upstream.name = StandInName;
    upstream.dialect = "videos";
    upstream.url = origin + "/v1/videos";
    upstream.key = token;
    upstream.models = config::defaultModels(upstream.dialect);
    upstreams::Definition definition = definitionOf(upstream);
    // Not by its address: the port is another after each start. The token lies in the data folder beside what the
    // stand-in has made, so it names that stand-in among those of several relays on one database.
    definition.account = upstreams::accountOf("stand-in", token);
    for (upstreams::Model& model : definition.models) {
        model.demo = true;
        // As many servers of this shape do, so that everything can be tried.
        model.negativePrompt = true;
        model.seed = true;
        model.remix = true;
    }
    return definition;
}

} // namespace kinora
