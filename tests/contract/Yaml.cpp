#include "contract/Yaml.h"

#include <yaml-cpp/yaml.h>

namespace kinora::test {

namespace {

// yaml-cpp marks a quoted or literal scalar with the tag "!", a plain one with "?".
boost::json::value scalar(const YAML::Node& node) {
    const std::string& text = node.Scalar();
    if (node.Tag() == "!")
        return boost::json::string(text);
    std::int64_t integer = 0;
    double real = 0;
    bool truth = false;
    if (YAML::convert<std::int64_t>::decode(node, integer))
        return integer;
    if (YAML::convert<double>::decode(node, real))
        return real;
    if ((text == "true" || text == "false") && YAML::convert<bool>::decode(node, truth))
        return truth;
    return boost::json::string(text);
}

boost::json::value toJson(const YAML::Node& node) {
    switch (node.Type()) {
    case YAML::NodeType::Sequence: {
        boost::json::array items;
        for (const YAML::Node& item : node)
            items.push_back(toJson(item));
        return items;
    }
    case YAML::NodeType::Map: {
        boost::json::object members;
        for (const auto& member : node)
            members[member.first.Scalar()] = toJson(member.second);
        return members;
    }
    case YAML::NodeType::Scalar:
        return scalar(node);
    case YAML::NodeType::Null:
    case YAML::NodeType::Undefined:
        break;
    }
    return nullptr;
}

} // namespace

boost::json::value parseYaml(std::string_view text) {
    return toJson(YAML::Load(std::string(text)));
}

} // namespace kinora::test
