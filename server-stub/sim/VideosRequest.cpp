#include "sim/VideosRequest.h"

#include "base/Unicode.h"
#include "sim/DataUrl.h"
#include "sim/Multipart.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>

namespace kinora::sim {

namespace json = boost::json;

namespace {

struct Size {
    std::string_view text;
    int width;
    int height;
    std::int64_t proPrice; ///< Micro-USD a second on the larger model.
    bool proOnly;
};

constexpr std::array sizes{
    Size{.text = "720x1280", .width = 720, .height = 1280, .proPrice = 300'000, .proOnly = false},
    Size{.text = "1280x720", .width = 1280, .height = 720, .proPrice = 300'000, .proOnly = false},
    Size{.text = "1024x1792", .width = 1024, .height = 1792, .proPrice = 500'000, .proOnly = true},
    Size{.text = "1792x1024", .width = 1792, .height = 1024, .proPrice = 500'000, .proOnly = true},
};

constexpr std::int64_t smallModelPrice = 100'000;
constexpr std::string_view smallModel = "sora-2";
constexpr std::string_view largeModel = "sora-2-pro";
constexpr std::array<std::string_view, 3> lengths{"4", "8", "12"};
constexpr std::size_t longestPrompt = 32'000; // Code points, as other text fields of that API.

ApiError invalid(std::string param, std::string code, std::string message) {
    return {.status = 400, .code = std::move(code), .message = std::move(message), .param = std::move(param)};
}

std::string_view typeName(const json::value& value) {
    switch (value.kind()) {
    case json::kind::null:
        return "null";
    case json::kind::bool_:
        return "a boolean";
    case json::kind::int64:
    case json::kind::uint64:
        return "an integer";
    case json::kind::double_:
        return "a decimal";
    case json::kind::string:
        return "a string";
    case json::kind::array:
        return "an array";
    case json::kind::object:
        return "an object";
    }
    return "something else";
}

using Fields = std::map<std::string, std::string>;

bool isKnown(std::string_view name) {
    constexpr std::array<std::string_view, 7> known{
        "prompt", "model", "seconds", "size", "input_reference", "negative_prompt", "seed"};
    return std::ranges::find(known, name) != known.end();
}

ApiError unknownParameter(const std::string& name) {
    return invalid(name, "unknown_parameter", fmt::format("Unknown parameter: '{}'.", name));
}

std::expected<Fields, ApiError> fieldsOfJson(std::string_view body) {
    boost::system::error_code failure;
    const json::value value = json::parse(body, failure);
    if (failure || !value.is_object()) {
        return std::unexpected(invalid("", "invalid_json", "We could not parse the JSON body of your request."));
    }
    Fields fields;
    for (const auto& [key, member] : value.get_object()) {
        std::string name(key);
        if (!isKnown(name)) {
            return std::unexpected(unknownParameter(name));
        }
        if (name == "input_reference") {
            // Exactly one of the two forms; a bare string is refused.
            const json::object* reference = member.if_object();
            if (reference == nullptr || reference->size() != 1 ||
                (!reference->contains("file_id") && !reference->contains("image_url"))) {
                return std::unexpected(invalid(name, "invalid_type",
                    "Invalid type for 'input_reference': expected an object with either 'file_id' or 'image_url'."));
            }
            if (const json::value* url = reference->if_contains("image_url"); url != nullptr && url->is_string()) {
                fields.emplace(std::move(name), pictureOf(url->get_string()));
            }
            continue;
        }
        if (name == "seed" && member.is_int64()) {
            fields.emplace(std::move(name), std::to_string(member.get_int64()));
            continue;
        }
        const json::string* text = member.if_string();
        if (text == nullptr) {
            return std::unexpected(invalid(name, "invalid_type",
                fmt::format("Invalid type for '{}': expected a string, but got {} instead.", name, typeName(member))));
        }
        fields.emplace(std::move(name), std::string(*text));
    }
    return fields;
}

std::expected<Fields, ApiError> fieldsOfForm(std::string_view contentType, std::string_view body) {
    std::optional<std::vector<Part>> parts = parseMultipart(contentType, body);
    if (!parts) {
        return std::unexpected(invalid("", "invalid_form", "We could not parse the multipart form of your request."));
    }
    Fields fields;
    for (Part& part : *parts) {
        if (!isKnown(part.name)) {
            return std::unexpected(unknownParameter(part.name));
        }
        if (part.name == "input_reference") {
            constexpr std::array<std::string_view, 3> images{"image/jpeg", "image/png", "image/webp"};
            if (std::ranges::find(images, part.contentType) == images.end()) {
                return std::unexpected(invalid(part.name, "unsupported_mimetype",
                    fmt::format("Unsupported mimetype for 'input_reference': '{}'.", part.contentType)));
            }
        }
        fields.emplace(std::move(part.name), std::move(part.data));
    }
    return fields;
}

std::string valueOr(const Fields& fields, const std::string& name, std::string_view otherwise) {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string(otherwise) : found->second;
}

std::expected<Fields, ApiError> fieldsOf(std::string_view contentType, std::string_view body) {
    return isMultipart(contentType) ? fieldsOfForm(contentType, body) : fieldsOfJson(body);
}

std::expected<std::string, ApiError> promptOf(const Fields& fields) {
    std::string prompt = valueOr(fields, "prompt", "");
    if (!fields.contains("prompt")) {
        return std::unexpected(
            invalid("prompt", "missing_required_parameter", "Missing required parameter: 'prompt'."));
    }
    if (!isUtf8(prompt) || trim(prompt).empty() || codePoints(prompt) > longestPrompt) {
        return std::unexpected(invalid("prompt", "invalid_value",
            fmt::format("Invalid 'prompt': expected text of 1 to {} characters.", longestPrompt)));
    }
    return prompt;
}

} // namespace

std::expected<std::string, ApiError> readRemixRequest(std::string_view contentType, std::string_view body) {
    const auto fields = fieldsOf(contentType, body);
    if (!fields) {
        return std::unexpected(fields.error());
    }
    for (const auto& [name, value] : *fields) {
        if (name != "prompt") {
            return std::unexpected(unknownParameter(name));
        }
    }
    return promptOf(*fields);
}

std::expected<VideosRequest, ApiError> readVideosRequest(std::string_view contentType, std::string_view body) {
    const auto fields = fieldsOf(contentType, body);
    if (!fields) {
        return std::unexpected(fields.error());
    }
    VideosRequest request;
    auto prompt = promptOf(*fields);
    if (!prompt) {
        return std::unexpected(prompt.error());
    }
    request.prompt = *std::move(prompt);
    request.model = valueOr(*fields, "model", smallModel);
    const bool pro = request.model == largeModel;
    if (!pro && request.model != smallModel) {
        return std::unexpected(
            invalid("model", "invalid_value", fmt::format("The model '{}' does not exist.", request.model)));
    }
    const std::string seconds = valueOr(*fields, "seconds", lengths.front());
    if (std::ranges::find(lengths, seconds) == lengths.end()) {
        return std::unexpected(invalid("seconds", "invalid_value",
            fmt::format("Invalid value: '{}'. Supported values are: '4', '8', and '12'.", seconds)));
    }
    request.seconds = std::stoi(seconds);
    const std::string wanted = valueOr(*fields, "size", sizes.front().text);
    const auto* size = std::ranges::find(sizes, wanted, &Size::text);
    if (size == sizes.end() || (size->proOnly && !pro)) {
        return std::unexpected(invalid(
            "size", "invalid_value", fmt::format("Invalid value: '{}' is no size of '{}'.", wanted, request.model)));
    }
    if (const std::string seed = valueOr(*fields, "seed", ""); !seed.empty()) {
        std::int64_t value = 0;
        const auto [end, failure] = std::from_chars(seed.data(), seed.data() + seed.size(), value);
        if (failure != std::errc{} || end != seed.data() + seed.size()) {
            return std::unexpected(invalid("seed", "invalid_value", "Invalid 'seed': expected an integer."));
        }
        request.seed = value;
    }
    request.reference = valueOr(*fields, "input_reference", "");
    request.width = size->width;
    request.height = size->height;
    request.microUsdPerSecond = pro ? size->proPrice : smallModelPrice;
    return request;
}

std::vector<std::string_view> videosModels() {
    return {smallModel, largeModel};
}

} // namespace kinora::sim
