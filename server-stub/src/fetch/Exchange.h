// One request and its answer: a libcurl easy handle, set up, listened to, and judged.
#pragma once

#include "fetch/Client.h"
#include "fetch/Multi.h"

#include <boost/asio/steady_timer.hpp>
#include <curl/curl.h>

#include <array>
#include <expected>
#include <memory>
#include <string>

namespace kinora::fetch {

class Exchange {
public:
    Exchange(Request request, const ClientOptions& options);
    ~Exchange();
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;

    [[nodiscard]] Task<std::expected<Response, Failure>> run(std::shared_ptr<Multi> multi);

private:
    /// What is wrong with the request itself, or nothing.
    [[nodiscard]] std::optional<std::string> prepare();
    void setBody();
    [[nodiscard]] bool addHeaders();
    void watchForStall(const std::shared_ptr<Multi>& multi);
    /// An answer that repeats a key (as error messages do) must not carry it into logs and stored texts.
    void hideSecrets();
    [[nodiscard]] Failure failure(const Ended& ended) const;

    static curl_socket_t onOpenSocket(void* self, curlsocktype purpose, curl_sockaddr* address);
    static int onRequest(void* self, char* remote, char* local, int remotePort, int localPort);
    static std::size_t onHeader(char* data, std::size_t size, std::size_t count, void* self);
    static std::size_t onBody(char* data, std::size_t size, std::size_t count, void* self);
    static int onProgress(void* self, curl_off_t toReceive, curl_off_t received, curl_off_t toSend, curl_off_t sent);
    [[nodiscard]] bool headerLine(std::string_view line);
    [[nodiscard]] bool bodyBytes(std::string_view bytes);

    Request m_request;
    const ClientOptions& m_options;
    CURL* m_easy;
    curl_slist* m_headers = nullptr;
    curl_slist* m_names = nullptr;
    curl_mime* m_mime = nullptr;
    std::array<char, CURL_ERROR_SIZE> m_error{};
    std::unique_ptr<boost::asio::steady_timer> m_stallTimer;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true); ///< for the alarm, which may be queued when this goes
    std::chrono::steady_clock::time_point m_lastMove;
    curl_off_t m_moved = 0;

    Response m_response;
    std::uint64_t m_received = 0;
    bool m_requestOut = false; ///< connected, TLS done: from here on the other side may see the request
    bool m_headDone = false;
    bool m_addressRefused = false;
    bool m_stopped = false;
    bool m_tooLarge = false;
};

} // namespace kinora::fetch
