#include "api/ContractRoutes.h"

namespace kinora::api {
namespace {

Task<Result<http::Response>> contract(const Call&) {
    http::Response response = http::Response::text(200, std::string(openApiDocument()), "application/yaml");
    response.headers.set("Cache-Control", "no-cache");
    co_return response;
}

} // namespace

std::vector<Endpoint> contractRoutes() {
    return {
        {"GET", "/api/openapi.yaml", Access::Anyone, contract},
    };
}

} // namespace kinora::api
