// The models people can choose from.
#pragma once

#include "upstreams/Model.h"

#include <boost/json/value.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kinora::domain {

/// Immutable once made; the first model is the default.
class ModelCatalog {
public:
    explicit ModelCatalog(std::vector<upstreams::Model> models);

    [[nodiscard]] const std::vector<upstreams::Model>& models() const { return m_models; }
    /// nullptr if there is none of this id.
    [[nodiscard]] const upstreams::Model* find(std::string_view id) const;
    /// nullptr only for an empty catalogue.
    [[nodiscard]] const upstreams::Model* defaultModel() const;
    /// The answer of GET /models. reasons: why nothing can be made at the moment, by the upstream's name.
    [[nodiscard]] boost::json::value toJson(const std::map<std::string, std::string>& reasons) const;

private:
    std::vector<upstreams::Model> m_models;
};

} // namespace kinora::domain
