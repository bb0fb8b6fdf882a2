#include "support/SseReader.h"

#include <curl/curl.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace kinora::test {

struct SseReader::State {
    std::string url;
    std::string token;
    std::string lastEventId;

    mutable std::mutex mutex;
    std::condition_variable changed;
    std::deque<SseEvent> events;
    std::string all;
    std::string pending; ///< a block whose closing blank line has not come yet
    int status = 0;
    bool ended = false;
    bool properly = false;
    bool stop = false;
    std::thread thread;

    void receive(std::string_view bytes) {
        const std::lock_guard lock(mutex);
        all += bytes;
        pending += bytes;
        std::size_t end = 0;
        while ((end = pending.find("\n\n")) != std::string::npos) {
            parse(pending.substr(0, end + 1));
            pending.erase(0, end + 2);
        }
        changed.notify_all();
    }

    void parse(std::string_view block) {
        SseEvent event;
        bool hasData = false;
        while (!block.empty()) {
            const auto lineEnd = block.find('\n');
            const std::string_view line = block.substr(0, lineEnd);
            block.remove_prefix(lineEnd + 1);
            const auto value = [&line](std::string_view field) {
                return line.substr(field.size());
            };
            if (line.starts_with("id: "))
                event.id = value("id: ");
            else if (line.starts_with("event: "))
                event.name = value("event: ");
            else if (line.starts_with("data: ")) {
                event.data.append(hasData ? "\n" : "").append(value("data: "));
                hasData = true;
            }
        }
        if (hasData)
            events.push_back(std::move(event));
    }

    void run() {
        CURL* easy = curl_easy_init();
        curl_slist* lines = curl_slist_append(nullptr, "Accept: text/event-stream");
        if (!token.empty())
            lines = curl_slist_append(lines, ("Authorization: Bearer " + token).c_str());
        if (!lastEventId.empty())
            lines = curl_slist_append(lines, ("Last-Event-ID: " + lastEventId).c_str());
        curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(easy, CURLOPT_NOPROXY, "*");
        curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, lines);
        curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &State::onBody);
        curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
        curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &State::onHeader);
        curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
        curl_easy_setopt(easy, CURLOPT_XFERINFODATA, this);
        curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, &State::onProgress);
        // perform() would look at `stop` only once a second; its own loop looks whenever it wakes.
        CURLM* multi = curl_multi_init();
        curl_multi_add_handle(multi, easy);
        int running = 1;
        CURLcode result = CURLE_ABORTED_BY_CALLBACK;
        while (running > 0 && !stopped()) {
            curl_multi_perform(multi, &running);
            if (running > 0)
                curl_multi_poll(multi, nullptr, 0, 50, nullptr);
        }
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi, &left))
            result = message->data.result;
        curl_multi_remove_handle(multi, easy);
        curl_multi_cleanup(multi);
        curl_slist_free_all(lines);
        curl_easy_cleanup(easy);
        const std::lock_guard lock(mutex);
        ended = true;
        properly = result == CURLE_OK;
        changed.notify_all();
    }

    bool stopped() const {
        const std::lock_guard lock(mutex);
        return stop;
    }

    static std::size_t onBody(char* data, std::size_t size, std::size_t count, void* self) {
        static_cast<State*>(self)->receive({data, size * count});
        return size * count;
    }
    static std::size_t onHeader(char* data, std::size_t size, std::size_t count, void* self) {
        const std::string_view line(data, size * count);
        auto* state = static_cast<State*>(self);
        if (line.starts_with("HTTP/1.1 ")) {
            const std::lock_guard lock(state->mutex);
            state->status = std::stoi(std::string(line.substr(9, 3)));
        }
        return size * count;
    }
    static int onProgress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
        return static_cast<State*>(self)->stopped() ? 1 : 0;
    }
};

SseReader::SseReader(const HttpClient& client, const std::string& path, const std::string& lastEventId)
    : m_state(std::make_shared<State>()) {
    m_state->url = client.base() + path;
    m_state->token = client.token();
    m_state->lastEventId = lastEventId;
    m_state->thread = std::thread([state = m_state.get()] { state->run(); });
}

SseReader::~SseReader() {
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->stop = true;
    }
    m_state->thread.join();
}

std::optional<SseEvent> SseReader::next(std::chrono::milliseconds limit) {
    std::unique_lock lock(m_state->mutex);
    m_state->changed.wait_for(lock, limit, [this] { return !m_state->events.empty() || m_state->ended; });
    if (m_state->events.empty())
        return std::nullopt;
    SseEvent event = std::move(m_state->events.front());
    m_state->events.pop_front();
    return event;
}

std::optional<SseEvent> SseReader::nextNamed(std::string_view name, std::chrono::milliseconds limit) {
    const auto end = std::chrono::steady_clock::now() + limit;
    while (true) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        if (left.count() <= 0)
            return std::nullopt;
        auto event = next(left);
        if (!event || event->name == name)
            return event;
    }
}

bool SseReader::waitForEnd(std::chrono::milliseconds limit) {
    std::unique_lock lock(m_state->mutex);
    return m_state->changed.wait_for(lock, limit, [this] { return m_state->ended; });
}

int SseReader::status() const {
    const std::lock_guard lock(m_state->mutex);
    return m_state->status;
}

bool SseReader::endedProperly() const {
    const std::lock_guard lock(m_state->mutex);
    return m_state->ended && m_state->properly;
}

std::string SseReader::transcript() const {
    const std::lock_guard lock(m_state->mutex);
    return m_state->all;
}

} // namespace kinora::test
