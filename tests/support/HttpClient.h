// A small blocking HTTP client for tests: JSON, a bearer token, cookies.
#pragma once

#include <boost/json.hpp>

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kinora::test {

struct HttpAnswer {
    int status = 0;                                           ///< 0: no answer came, `body` says why
    std::vector<std::pair<std::string, std::string>> headers; ///< names in lower case
    std::string body;

    /// The first header of this (lower-case) name, or "".
    [[nodiscard]] std::string header(std::string_view name) const;
    /// The body as JSON; throws with the body in the message if it is none.
    [[nodiscard]] boost::json::value json() const;
    /// The "code" of a problem body, or "".
    [[nodiscard]] std::string code() const;
};

class HttpClient {
public:
    /// `base` goes before every path, for example "http://127.0.0.1:8787".
    explicit HttpClient(std::string base)
        : m_base(std::move(base)) {}

    using Fields = std::vector<std::pair<std::string, std::string>>;

    HttpAnswer get(std::string_view path, const Fields& headers = {});
    HttpAnswer post(std::string_view path, const boost::json::value& body, const Fields& headers = {});
    /// Without a body or a Content-Type.
    HttpAnswer post(std::string_view path);
    HttpAnswer request(std::string_view method, std::string_view path, const std::optional<std::string>& body,
        const Fields& headers = {});

    /// Sent as Authorization: Bearer; empty: none.
    void setToken(std::string token) { m_token = std::move(token); }
    [[nodiscard]] const std::string& token() const { return m_token; }

    /// Cookies the server has set are kept by name and sent with every request, whatever their path.
    [[nodiscard]] std::string cookie(std::string_view name) const;
    void setCookie(std::string name, std::string value) { m_cookies[std::move(name)] = std::move(value); }
    void clearCookies() { m_cookies.clear(); }

    /// For https: the authorities to trust, a PEM file.
    void setAuthorities(std::string file) { m_authorities = std::move(file); }
    void setBase(std::string base) { m_base = std::move(base); }
    [[nodiscard]] const std::string& base() const { return m_base; }

private:
    std::string m_base;
    std::string m_token;
    std::string m_authorities;
    std::map<std::string, std::string, std::less<>> m_cookies;
};

} // namespace kinora::test
