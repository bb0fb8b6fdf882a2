#include "http/Beast.h"

#include "http/Target.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/src.hpp>

namespace kinora::http {

namespace beast = boost::beast::http;

struct RequestParser::State {
    beast::request_parser<beast::string_body> parser;
};

RequestParser::RequestParser(std::size_t bodyLimit)
    : m_state(std::make_unique<State>()) {
    m_state->parser.body_limit(bodyLimit);
    // The scanner has its own, tighter limits.
    m_state->parser.header_limit(std::uint32_t{1} << 20);
    m_state->parser.eager(false);
}

RequestParser::~RequestParser() = default;

namespace {

std::unexpected<Error> toError(const boost::system::error_code& error) {
    if (error == beast::error::body_limit)
        return fail(Code::PayloadTooLarge, "The request body is larger than this server accepts.");
    return fail(Code::BadRequest, "The request is malformed.");
}

std::string toString(boost::beast::string_view text) {
    return {text.data(), text.size()};
}

} // namespace

Result<> RequestParser::head(std::string_view head, Request& request) {
    auto& parser = m_state->parser;
    boost::system::error_code error;
    parser.put(boost::asio::buffer(head.data(), head.size()), error);
    if (error)
        return toError(error);
    if (!parser.is_header_done())
        return fail(Code::BadRequest, "The request is malformed.");
    const auto& message = parser.get();
    request.method = toString(message.method_string());
    // Copied now: the parser adds trailer fields to the same list later, and those must not pass for headers.
    for (const auto& field : message)
        request.headers.add(toString(field.name_string()), toString(field.value()));
    const auto target = message.target();
    if (!parseTarget({target.data(), target.size()}, request))
        return fail(Code::BadRequest, "The request target is malformed.");
    parser.eager(true);
    return {};
}

Result<std::size_t> RequestParser::body(std::string_view bytes) {
    boost::system::error_code error;
    std::size_t used = 0;
    while (used < bytes.size() && !m_state->parser.is_done()) {
        const std::size_t taken =
            m_state->parser.put(boost::asio::buffer(bytes.data() + used, bytes.size() - used), error);
        used += taken;
        if (error == beast::error::need_more)
            return used;
        if (error)
            return toError(error);
        if (taken == 0)
            break;
    }
    return used;
}

bool RequestParser::done() const {
    return m_state->parser.is_done();
}

std::string RequestParser::takeBody() {
    return std::move(m_state->parser.get().body());
}

std::string_view reasonPhrase(int status) {
    const auto text = beast::obsolete_reason(static_cast<beast::status>(status));
    return {text.data(), text.size()};
}

} // namespace kinora::http
