// The exception for "what we stand on is broken": database, disk, way to them. Everything expected is a Result.
#pragma once

#include <stdexcept>

namespace kinora {

class InfrastructureError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;

    /// The same work may succeed a moment later; clients are told `unavailable` rather than `internal`.
    [[nodiscard]] virtual bool isTemporary() const noexcept { return false; }
};

} // namespace kinora
