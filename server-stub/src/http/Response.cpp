#include "http/Response.h"

#include "http/ServerSentEvents.h"

#include <boost/json/serialize.hpp>

#include <utility>

namespace kinora::http {

Response Response::text(int status, std::string body, std::string contentType) {
    Response response;
    response.status = status;
    response.headers.set("Content-Type", std::move(contentType));
    response.body = std::move(body);
    return response;
}

Response Response::json(int status, std::string body) {
    return text(status, std::move(body), "application/json");
}

Response Response::json(int status, const boost::json::object& body) {
    return json(status, boost::json::serialize(body));
}

Response Response::empty(int status) {
    Response response;
    response.status = status;
    return response;
}

Response Response::file(FileBody file, std::string contentType) {
    Response response;
    response.headers.set("Content-Type", std::move(contentType));
    response.body = std::move(file);
    return response;
}

Response Response::stream(StreamBody stream, std::string contentType) {
    Response response;
    response.headers.set("Content-Type", std::move(contentType));
    response.headers.set("Cache-Control", "no-store");
    response.body = std::move(stream);
    return response;
}

Response Response::events(std::function<Task<>(StreamWriter&)> run, std::string farewell) {
    StreamBody body;
    body.run = std::move(run);
    body.heartbeat = sseComment();
    body.farewell = std::move(farewell);
    Response response = stream(std::move(body), "text/event-stream");
    // nginx and its like would otherwise hold events back until a buffer is full.
    response.headers.set("X-Accel-Buffering", "no");
    return response;
}

} // namespace kinora::http
