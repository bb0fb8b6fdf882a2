#include "domain/ModelCatalog.h"

#include "base/Json.h"

#include <algorithm>

namespace kinora::domain {

ModelCatalog::ModelCatalog(std::vector<upstreams::Model> models)
    : m_models(std::move(models)) {
}

const upstreams::Model* ModelCatalog::find(std::string_view id) const {
    const auto found = std::ranges::find(m_models, id, &upstreams::Model::id);
    return found == m_models.end() ? nullptr : &*found;
}

const upstreams::Model* ModelCatalog::defaultModel() const {
    return m_models.empty() ? nullptr : &m_models.front();
}

json::value ModelCatalog::toJson(const std::map<std::string, std::string>& reasons) const {
    json::array items;
    for (const upstreams::Model& model : m_models) {
        json::object item;
        item["id"] = model.id;
        item["label"] = model.label;
        item["upstream"] = model.upstream;
        item["demo"] = model.demo;
        item["orientations"] = json::value_from(model.orientations);
        item["sizes"] = model.sizes.empty() ? json::value(nullptr) : json::value_from(model.sizes);
        item["seconds"] = model.seconds.empty() ? json::value(nullptr) : json::value_from(model.seconds);
        item["maxCount"] = model.maxCount;
        item["maxCameos"] = model.maxCameos;
        item["referenceImage"] = model.referenceImage;
        item["negativePrompt"] = model.negativePrompt;
        item["seed"] = model.seed;
        item["remix"] = model.remix;
        // What the relay does not offer yet, whatever the upstream could do.
        item["extend"] = false;
        item["maxPromptChars"] = model.maxPromptChars;
        item["pricePerSecondMicroUsd"] = jsonOrNull(model.pricePerSecondMicroUsd);
        item["pricePerVideoMicroUsd"] = jsonOrNull(model.pricePerVideoMicroUsd);
        item["sizePricesMicroUsd"] =
            model.sizePricesMicroUsd.empty() ? json::value(nullptr) : json::value_from(model.sizePricesMicroUsd);
        const auto reason = reasons.find(model.upstream);
        const bool ready = reason == reasons.end();
        item["availability"] = ready ? "ready" : "degraded";
        item["reason"] = ready ? json::value(nullptr) : json::value(reason->second);
        items.push_back(std::move(item));
    }
    json::object answer;
    answer["items"] = std::move(items);
    return answer;
}

} // namespace kinora::domain
