// The only door to Boost.Beast: a parser for one request, fed with bytes. Compiled in one file because it is slow to.
#pragma once

#include "base/Result.h"
#include "http/Request.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace kinora::http {

class RequestParser {
public:
    explicit RequestParser(std::size_t bodyLimit);
    ~RequestParser();
    RequestParser(const RequestParser&) = delete;
    RequestParser& operator=(const RequestParser&) = delete;

    /// Takes the complete head (judged by scanHead() before) and fills method, target parts and headers of `request`.
    [[nodiscard]] Result<> head(std::string_view head, Request& request);
    /// Takes body bytes; how many were used. The rest belongs to the next request.
    [[nodiscard]] Result<std::size_t> body(std::string_view bytes);
    [[nodiscard]] bool done() const;
    [[nodiscard]] std::string takeBody();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// "OK", "Not Found" …; "Unknown Status" for numbers without a name.
[[nodiscard]] std::string_view reasonPhrase(int status);

} // namespace kinora::http
