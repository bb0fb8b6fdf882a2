#include "support/HttpClient.h"

#include <curl/curl.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <stdexcept>

namespace kinora::test {

namespace {

std::size_t collectBody(char* data, std::size_t size, std::size_t count, void* to) {
    static_cast<std::string*>(to)->append(data, size * count);
    return size * count;
}

std::size_t collectHeader(char* data, std::size_t size, std::size_t count, void* to) {
    auto& headers = *static_cast<std::vector<std::pair<std::string, std::string>>*>(to);
    std::string_view line(data, size * count);
    if (line.starts_with("HTTP/"))
        headers.clear();
    while (line.ends_with('\n') || line.ends_with('\r'))
        line.remove_suffix(1);
    if (const auto colon = line.find(':'); colon != std::string_view::npos) {
        std::string name(line.substr(0, colon));
        std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        line.remove_prefix(colon + 1);
        line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
        headers.emplace_back(std::move(name), line);
    }
    return size * count;
}

} // namespace

std::string HttpAnswer::header(std::string_view name) const {
    for (const auto& [fieldName, value] : headers) {
        if (fieldName == name)
            return value;
    }
    return {};
}

boost::json::value HttpAnswer::json() const {
    boost::json::error_code error;
    auto value = boost::json::parse(body, error);
    if (error)
        throw std::runtime_error("status " + std::to_string(status) + ", no JSON: " + body);
    return value;
}

std::string HttpAnswer::code() const {
    boost::json::error_code error;
    const auto value = boost::json::parse(body, error);
    const auto* object = error ? nullptr : value.if_object();
    const auto* member = object != nullptr ? object->if_contains("code") : nullptr;
    return member != nullptr && member->is_string() ? std::string(member->get_string()) : std::string();
}

HttpAnswer HttpClient::get(std::string_view path, const Fields& headers) {
    return request("GET", path, std::nullopt, headers);
}

HttpAnswer HttpClient::post(std::string_view path, const boost::json::value& body, const Fields& headers) {
    Fields all = headers;
    all.emplace_back("Content-Type", "application/json");
    return request("POST", path, boost::json::serialize(body), all);
}

HttpAnswer HttpClient::post(std::string_view path) {
    return request("POST", path, std::nullopt);
}

HttpAnswer HttpClient::request(
    std::string_view method, std::string_view path, const std::optional<std::string>& body, const Fields& headers) {
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> easy(curl_easy_init(), &curl_easy_cleanup);
    HttpAnswer answer;
    const std::string url = m_base + std::string(path);
    const std::string verb(method);
    curl_slist* lines = curl_slist_append(nullptr, "Expect:");
    const auto add = [&lines](const std::string& name, const std::string& value) {
        lines = curl_slist_append(lines, (name + (value.empty() ? ";" : ": ") + value).c_str());
    };
    if (!m_token.empty())
        add("Authorization", "Bearer " + m_token);
    std::string cookies;
    for (const auto& [name, value] : m_cookies)
        cookies += (cookies.empty() ? "" : "; ") + name + "=" + value;
    if (!cookies.empty())
        add("Cookie", cookies);
    bool typed = false;
    for (const auto& [name, value] : headers) {
        typed = typed || name == "Content-Type";
        add(name, value);
    }
    if (!typed)
        lines = curl_slist_append(lines, "Content-Type:");
    curl_easy_setopt(easy.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy.get(), CURLOPT_URL, url.c_str());
    curl_easy_setopt(easy.get(), CURLOPT_NOPROXY, "*");
    if (!m_authorities.empty())
        curl_easy_setopt(easy.get(), CURLOPT_CAINFO, m_authorities.c_str());
    curl_easy_setopt(easy.get(), CURLOPT_TIMEOUT, 60L);
    if (verb == "HEAD")
        curl_easy_setopt(easy.get(), CURLOPT_NOBODY, 1L);
    else
        curl_easy_setopt(easy.get(), CURLOPT_CUSTOMREQUEST, verb.c_str());
    if (body || verb == "POST") {
        curl_easy_setopt(easy.get(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body ? body->size() : 0));
        curl_easy_setopt(easy.get(), CURLOPT_POSTFIELDS, body ? body->data() : "");
    }
    curl_easy_setopt(easy.get(), CURLOPT_HTTPHEADER, lines);
    curl_easy_setopt(easy.get(), CURLOPT_WRITEFUNCTION, &collectBody);
    curl_easy_setopt(easy.get(), CURLOPT_WRITEDATA, &answer.body);
    curl_easy_setopt(easy.get(), CURLOPT_HEADERFUNCTION, &collectHeader);
    curl_easy_setopt(easy.get(), CURLOPT_HEADERDATA, &answer.headers);
    const CURLcode result = curl_easy_perform(easy.get());
    long status = 0;
    curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
    curl_slist_free_all(lines);
    if (result != CURLE_OK) {
        answer.body = curl_easy_strerror(result);
        return answer;
    }
    answer.status = static_cast<int>(status);
    for (const auto& [name, value] : answer.headers) {
        const auto equals = value.find('=');
        if (name == "set-cookie" && equals != std::string::npos)
            m_cookies[value.substr(0, equals)] = value.substr(equals + 1, value.find(';') - equals - 1);
    }
    return answer;
}

std::string HttpClient::cookie(std::string_view name) const {
    const auto found = m_cookies.find(name);
    return found == m_cookies.end() ? std::string() : found->second;
}

} // namespace kinora::test
