// The dialects this relay speaks, by name.
#pragma once

#include "upstreams/Upstream.h"

#include <memory>
#include <string_view>

namespace kinora::fetch {
class Client;
}

namespace kinora::upstreams {

class Spool;

[[nodiscard]] bool isDialect(std::string_view name);
/// definition.dialect must be one of ours. `client` and `spool` must outlive the upstream.
[[nodiscard]] std::unique_ptr<Upstream> makeUpstream(Definition definition, fetch::Client& client, Spool& spool);

} // namespace kinora::upstreams
