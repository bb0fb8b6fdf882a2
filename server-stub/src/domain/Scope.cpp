#include "domain/Scope.h"

namespace kinora::domain {

std::string_view toText(Scope scope) {
    switch (scope) {
    case Scope::JobsRead:
        return "jobs:read";
    case Scope::JobsWrite:
        return "jobs:write";
    case Scope::VideosRead:
        return "videos:read";
    case Scope::VideosWrite:
        return "videos:write";
    }
    return "";
}

std::optional<Scope> scopeFrom(std::string_view text) {
    for (const Scope scope : AllScopes)
        if (text == toText(scope))
            return scope;
    return std::nullopt;
}

} // namespace kinora::domain
