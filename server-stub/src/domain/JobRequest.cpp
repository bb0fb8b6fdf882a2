#include "domain/JobRequest.h"

#include "base/Crypto.h"
#include "base/Ids.h"
#include "base/Unicode.h"
#include "domain/Budgets.h"

#include <algorithm>
#include <map>

namespace kinora::domain {

namespace {

json::value canonical(const json::value& value) {
    if (const auto* object = value.if_object()) {
        std::map<std::string, json::value> sorted;
        for (const auto& member : *object)
            sorted.emplace(std::string(member.key()), canonical(member.value()));
        json::object result;
        for (auto& [name, member] : sorted)
            result[name] = std::move(member);
        return result;
    }
    if (const auto* array = value.if_array()) {
        json::array result;
        for (const auto& entry : *array)
            result.push_back(canonical(entry));
        return result;
    }
    // 4 and 4.0 are the same number.
    if (const auto* number = value.if_double())
        if (*number >= -9e15 && *number <= 9e15 && static_cast<double>(static_cast<std::int64_t>(*number)) == *number)
            return static_cast<std::int64_t>(*number);
    return value;
}

std::string listed(const std::vector<std::string>& values) {
    std::string text;
    for (const std::string& value : values)
        text += (text.empty() ? "" : ", ") + value;
    return text;
}

std::string listed(const std::vector<int>& values) {
    std::vector<std::string> texts;
    texts.reserve(values.size());
    for (const int value : values)
        texts.push_back(std::to_string(value));
    return listed(texts);
}

class RequestReader {
public:
    RequestReader(const json::object& body, const ModelCatalog& catalog, Prompt prompt, std::optional<Remix> remix)
        : m_reader(body)
        , m_catalog(catalog)
        , m_prompt(prompt) {
        m_request.remix = std::move(remix);
    }

    Result<JobRequest> read() {
        readModel();
        readPrompt();
        readCount();
        // Looked up already; what is no text is said here.
        static_cast<void>(m_reader.optionalString("remixOf"));
        if (m_request.remix) {
            takeFormat(*m_request.remix);
        } else {
            readOrientation();
            readSeconds();
            readSize();
            readNegativePrompt();
            readSeed();
            readReference();
            readCameos();
        }
        m_request.expectedPriceMicroUsd = m_reader.optionalInteger("expectedPriceMicroUsd");
        if (auto done = m_reader.finish(); !done)
            return std::unexpected(done.error());
        m_request.priceMicroUsd = priceOf(*m_request.model, m_request.seconds, m_request.size);
        return std::move(m_request);
    }

private:
    void readModel() {
        m_request.model = m_request.remix ? m_request.remix->model : m_catalog.defaultModel();
        const auto id = m_reader.optionalString("model");
        if (!id)
            return;
        if (m_request.remix && *id != m_request.model->id)
            m_reader.reject("model", "not_offered", "A remix is made by the model that made the video.");
        else if (const auto* chosen = m_catalog.find(*id))
            m_request.model = chosen;
        else
            m_reader.reject("model", "unknown_model", "This relay offers no such model.");
    }

    void readPrompt() {
        const bool isOptional = m_prompt == Prompt::Optional;
        const std::string typed =
            isOptional ? m_reader.optionalString("prompt").value_or("") : m_reader.string("prompt");
        const auto normal = toNfc(typed);
        if (!normal) {
            m_reader.reject("prompt", "invalid", "The prompt is not valid UTF-8.");
            return;
        }
        m_request.prompt = trim(*normal);
        const auto length = codePoints(m_request.prompt);
        const auto longest = static_cast<std::size_t>(m_request.model->maxPromptChars);
        if (m_request.prompt.empty() && isOptional)
            return;
        if (m_request.prompt.empty() && !typed.empty())
            m_reader.reject("prompt", "too_short", "The prompt is empty.");
        else if (m_request.prompt.empty())
            m_reader.reject("prompt", "required", "Say what the video should show.");
        else if (length > longest)
            m_reader.reject(
                "prompt", "too_long", "The prompt may have " + std::to_string(longest) + " characters at most.");
        else if (hasControl(m_request.prompt, "\n\t\r"))
            m_reader.reject("prompt", "invalid", "The prompt holds control characters.");
    }

    void readOrientation() {
        const auto& offered = m_request.model->orientations;
        const auto chosen = m_reader.optionalString("orientation");
        m_request.orientation = chosen.value_or("portrait");
        if (std::ranges::find(offered, m_request.orientation) != offered.end())
            return;
        if (!chosen && !offered.empty())
            m_request.orientation = offered.front();
        else
            m_reader.reject(
                "orientation", "invalid", "The orientation is portrait or landscape, as the model offers it.");
    }

    void readSeconds() {
        const auto& offered = m_request.model->seconds;
        const auto chosen = m_reader.optionalInteger("seconds");
        if (!offered.empty())
            m_request.seconds = offered.front();
        if (!chosen)
            return;
        if (offered.empty())
            m_reader.reject("seconds", "not_offered", "This model decides the length itself.");
        else if (std::ranges::find(offered, *chosen) == offered.end())
            m_reader.reject("seconds", "out_of_range", "This model makes videos of " + listed(offered) + " seconds.");
        else
            m_request.seconds = static_cast<int>(*chosen);
    }

    void readSize() {
        const auto chosen = m_reader.optionalString("size");
        const auto offered = m_request.model->sizes.find(m_request.orientation);
        if (offered != m_request.model->sizes.end())
            m_request.size = offered->second.front();
        if (!chosen)
            return;
        if (offered == m_request.model->sizes.end())
            m_reader.reject("size", "not_offered", "This model decides the size itself.");
        else if (std::ranges::find(offered->second, *chosen) == offered->second.end())
            m_reader.reject(
                "size", "out_of_range", "In this orientation the model makes " + listed(offered->second) + ".");
        else
            m_request.size = *chosen;
    }

    void readCount() {
        const auto chosen = m_reader.optionalInteger("count");
        const int most = m_request.model->maxCount;
        if (!chosen)
            return;
        if (*chosen < 1 || *chosen > most)
            m_reader.reject("count", "out_of_range", "From 1 to " + std::to_string(most) + " takes at a time.");
        else
            m_request.count = static_cast<int>(*chosen);
    }

    void takeFormat(const Remix& remix) {
        m_request.orientation = remix.orientation;
        m_request.seconds = remix.seconds;
        m_request.size = remix.size;
        const auto orientation = m_reader.optionalString("orientation");
        if (orientation && *orientation != remix.orientation)
            m_reader.reject("orientation", "not_offered", "A remix has the orientation of the video.");
        const auto seconds = m_reader.optionalInteger("seconds");
        if (seconds && *seconds != remix.seconds)
            m_reader.reject("seconds", "not_offered", "A remix is as long as the video.");
        const auto size = m_reader.optionalString("size");
        if (size && size != remix.size)
            m_reader.reject("size", "not_offered", "A remix has the size of the video.");
        const auto cameos = m_reader.optionalStrings("cameos");
        const bool others[] = {m_reader.optionalString("negativePrompt").has_value(),
            m_reader.optionalInteger("seed").has_value(), m_reader.optionalString("referenceId").has_value(),
            cameos && !cameos->empty()};
        constexpr const char* names[] = {"negativePrompt", "seed", "referenceId", "cameos"};
        for (std::size_t i = 0; i < std::size(names); ++i)
            if (others[i])
                m_reader.reject(names[i], "not_offered", "A remix takes words and nothing else.");
    }

    void readNegativePrompt() {
        const auto typed = m_reader.optionalString("negativePrompt");
        if (!typed)
            return;
        const auto normal = toNfc(*typed);
        const std::string words(trim(normal.value_or("")));
        if (!m_request.model->negativePrompt)
            m_reader.reject("negativePrompt", "not_offered", "This model does not take words for what is not wanted.");
        else if (!normal || hasControl(words, "\n\t\r"))
            m_reader.reject("negativePrompt", "invalid", "What is not wanted has no control characters.");
        else if (codePoints(words) > static_cast<std::size_t>(m_request.model->maxPromptChars))
            m_reader.reject("negativePrompt", "too_long",
                "What is not wanted may have " + std::to_string(m_request.model->maxPromptChars) +
                    " characters at most.");
        else if (!words.empty())
            m_request.negativePrompt = words;
    }

    void readSeed() {
        constexpr std::int64_t largest = 0xFFFF'FFFF; // every generator takes as much
        const auto chosen = m_reader.optionalInteger("seed");
        if (!chosen)
            return;
        if (!m_request.model->seed)
            m_reader.reject("seed", "not_offered", "This model does not take a seed.");
        else if (*chosen < 0 || *chosen > largest)
            m_reader.reject("seed", "out_of_range", "A seed is from 0 to " + std::to_string(largest) + ".");
        else
            m_request.seed = chosen;
    }

    void readReference() {
        const auto chosen = m_reader.optionalString("referenceId");
        if (!chosen)
            return;
        if (!m_request.model->referenceImage)
            m_reader.reject("referenceId", "not_offered", "This model does not take a picture.");
        else if (!isId(*chosen))
            m_reader.reject("referenceId", "unknown", "There is no such picture. Send it again.");
        else
            m_request.referenceId = *chosen;
    }

    void readCameos() {
        const auto chosen = m_reader.optionalStrings("cameos");
        if (!chosen || chosen->empty())
            return;
        const int most = m_request.model->maxCameos;
        if (most == 0)
            m_reader.reject("cameos", "not_offered", "This model does not take cameos.");
        else if (chosen->size() > static_cast<std::size_t>(most))
            m_reader.reject("cameos", "out_of_range", "At most " + std::to_string(most) + " cameos in one video.");
        else if (!std::ranges::all_of(*chosen, isId))
            m_reader.reject("cameos", "unknown", "There is no such cameo.");
        else
            for (const std::string& id : *chosen)
                if (std::ranges::find(m_request.cameos, id) == m_request.cameos.end())
                    m_request.cameos.push_back(id);
    }

    ObjectReader m_reader;
    const ModelCatalog& m_catalog;
    Prompt m_prompt;
    JobRequest m_request;
};

} // namespace

Result<JobRequest> readJobRequest(
    const json::object& body, const ModelCatalog& catalog, Prompt prompt, std::optional<Remix> remix) {
    if (catalog.defaultModel() == nullptr)
        return fail(Code::Unavailable, "This relay offers no model at the moment.");
    RequestReader reader(body, catalog, prompt, std::move(remix));
    return reader.read();
}

std::string requestFingerprint(std::string_view route, const json::object& body) {
    return sha256(std::string(route) + "\n" + json::serialize(canonical(body)));
}

Result<std::string> checkIdempotencyKey(std::string_view key) {
    if (key.empty())
        return fail(Code::IdempotencyKeyRequired,
            "Send a header Idempotency-Key, new for every request that means something new.");
    constexpr std::size_t longest = 255;
    if (key.size() > longest || !std::ranges::all_of(key, [](char c) { return c > ' ' && c < '\x7f'; }))
        return failField("Idempotency-Key", "invalid", "The key has 1 to 255 printable ASCII characters.");
    return std::string(key);
}

} // namespace kinora::domain
