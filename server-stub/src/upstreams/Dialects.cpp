#include "upstreams/Dialects.h"

#include "upstreams/ChatStreamUpstream.h"
#include "upstreams/VideosUpstream.h"

#include <cassert>

namespace kinora::upstreams {

bool isDialect(std::string_view name) {
    return name == "videos" || name == "chat-stream";
}

std::unique_ptr<Upstream> makeUpstream(Definition definition, fetch::Client& client, Spool& spool) {
    assert(isDialect(definition.dialect));
    if (definition.dialect == "chat-stream")
        return std::make_unique<ChatStreamUpstream>(std::move(definition), client, spool);
    return std::make_unique<VideosUpstream>(std::move(definition), client);
}

} // namespace kinora::upstreams
