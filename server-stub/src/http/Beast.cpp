#include "http/Beast.h"

#include "http/Target.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/src.hpp>

namespace kinora::http {

namespace beast = boost::beast::http;

namespace {

std::string toString(boost::beast::string_view text) {
    return {text.data(), text.size()};
}

} // namespace

Result<> parseHead(std::string_view head, Request& request) {
    beast::request_parser<beast::empty_body> parser;
    // The scanner has its own, tighter limits; bodies are read by BodyReader.
    parser.header_limit(std::uint32_t{1} << 20);
    parser.body_limit(boost::none);
    parser.skip(true);
    boost::system::error_code error;
    parser.put(boost::asio::buffer(head.data(), head.size()), error);
    if (error || !parser.is_header_done())
        return fail(Code::BadRequest, "The request is malformed.");
    const auto& message = parser.get();
    request.method = toString(message.method_string());
    for (const auto& field : message)
        request.headers.add(toString(field.name_string()), toString(field.value()));
    const auto target = message.target();
    if (!parseTarget({target.data(), target.size()}, request))
        return fail(Code::BadRequest, "The request target is malformed.");
    return {};
}

std::string_view reasonPhrase(int status) {
    const auto text = beast::obsolete_reason(static_cast<beast::status>(status));
    return {text.data(), text.size()};
}

} // namespace kinora::http
