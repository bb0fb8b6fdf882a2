// The named edges at which a test ends the program, to see that nothing is lost or paid twice there.
#pragma once

#include <string_view>

namespace kinora {

enum class Edge { Before, After };

/// Nothing happens in kinora-relay. kinora-relay-crash, which is built for the tests and never installed, has its own
/// definition (tests/chaos/CrashPoint.cpp) and dies here by SIGKILL when KINORA_CRASH_AT names this edge.
void crashPoint(std::string_view name, Edge edge) noexcept;

} // namespace kinora
