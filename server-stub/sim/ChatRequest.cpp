#include "sim/ChatRequest.h"

#include "base/Unicode.h"
#include "sim/DataUrl.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace kinora::sim {

namespace json = boost::json;

namespace {

ApiError invalid(std::string code, std::string message) {
    return {.status = 400, .code = std::move(code), .message = std::move(message), .param = {}};
}

/// `content` is a string, or parts of which the text ones count here.
std::string textOf(const json::value& content) {
    if (const json::string* text = content.if_string()) {
        return std::string(*text);
    }
    std::string joined;
    if (const json::array* parts = content.if_array()) {
        for (const json::value& part : *parts) {
            const json::object* object = part.if_object();
            const json::value* text = object == nullptr ? nullptr : object->if_contains("text");
            if (text != nullptr && text->is_string()) {
                joined += joined.empty() ? "" : "\n";
                joined += text->get_string();
            }
        }
    }
    return joined;
}

/// The first picture among the parts, as a data URL inside an object or bare.
std::string pictureIn(const json::value& content) {
    const json::array* parts = content.if_array();
    for (std::size_t i = 0; parts != nullptr && i < parts->size(); ++i) {
        const json::object* part = (*parts)[i].if_object();
        const json::value* image = part == nullptr ? nullptr : part->if_contains("image_url");
        if (image != nullptr && image->is_object()) {
            image = image->get_object().if_contains("url");
        }
        if (image != nullptr && image->is_string()) {
            return pictureOf(image->get_string());
        }
    }
    return {};
}

struct UserMessage {
    std::string text;
    std::string picture;
};

UserMessage lastOfUser(const json::object& request) {
    UserMessage found;
    const json::value* messages = request.if_contains("messages");
    if (messages == nullptr || !messages->is_array()) {
        return found;
    }
    for (const json::value& message : messages->get_array()) {
        const json::object* object = message.if_object();
        const json::value* role = object == nullptr ? nullptr : object->if_contains("role");
        const json::value* content = object == nullptr ? nullptr : object->if_contains("content");
        if (role != nullptr && role->is_string() && role->get_string() == "user" && content != nullptr) {
            found = {.text = textOf(*content), .picture = pictureIn(*content)};
        }
    }
    return found;
}

} // namespace

std::optional<ChatModel> chatModelOf(std::string_view name) {
    if (name == "sora-2" || name == "sora-2-pro") {
        return ChatModel{.family = ChatFamily::Task};
    }
    struct Prefix {
        std::string_view text;
        ChatFamily family;
    };
    constexpr std::array prefixes{Prefix{.text = "sora_video2", .family = ChatFamily::Runner},
        Prefix{.text = "sora2pro", .family = ChatFamily::Reasoning},
        Prefix{.text = "sora2", .family = ChatFamily::Reasoning},
        Prefix{.text = "sora-video", .family = ChatFamily::Reasoning}};
    const auto* prefix =
        std::ranges::find_if(prefixes, [name](const Prefix& one) { return name.starts_with(one.text); });
    if (prefix == prefixes.end()) {
        return std::nullopt;
    }
    name.remove_prefix(prefix->text.size());
    ChatModel model{.family = prefix->family};
    while (!name.empty()) {
        if (!name.starts_with('-')) {
            return std::nullopt;
        }
        name.remove_prefix(1);
        const std::string_view flag = name.substr(0, name.find('-'));
        name.remove_prefix(flag.size());
        if (flag == "landscape") {
            std::swap(model.width, model.height);
        } else if (flag == "10s" || flag == "15s" || flag == "25s") {
            model.seconds = std::stoi(std::string(flag));
        } else if (flag != "portrait" && flag != "hd" && flag != "pro") {
            return std::nullopt;
        }
    }
    return model;
}

std::vector<std::string_view> chatModels() {
    return {"sora_video2-hd-portrait", "sora_video2-hd-landscape", "sora_video2-hd-portrait-10s",
        "sora_video2-hd-landscape-10s", "sora_video2-hd-portrait-15s", "sora_video2-hd-landscape-15s",
        "sora2-portrait-10s", "sora2-landscape-10s", "sora2-portrait-15s", "sora2-landscape-15s"};
}

std::expected<ChatRequest, ApiError> readChatRequest(std::string_view body, std::string_view path) {
    boost::system::error_code failure;
    const json::value value = json::parse(body, failure);
    const json::object* object = failure ? nullptr : value.if_object();
    if (object == nullptr) {
        return std::unexpected(invalid("invalid_json", "The body is no JSON object."));
    }
    const json::value* model = object->if_contains("model");
    const std::string name = model != nullptr && model->is_string() ? std::string(model->get_string()) : std::string();
    std::optional<ChatModel> making = chatModelOf(name);
    if (!making) {
        return std::unexpected(invalid("model_not_found", fmt::format("Invalid model: {}", name)));
    }
    const json::value* stream = object->if_contains("stream");
    if (stream == nullptr || !stream->is_bool() || !stream->get_bool()) {
        return std::unexpected(invalid("stream_required", "Videos are made with \"stream\": true only."));
    }
    UserMessage message = lastOfUser(*object);
    std::string prompt = std::move(message.text);
    if (!isUtf8(prompt) || trim(prompt).empty()) {
        return std::unexpected(invalid("prompt_required", "There is no text in the last message of the user."));
    }
    if (making->family == ChatFamily::Reasoning && path.starts_with("/sora/")) {
        making->family = ChatFamily::Platform;
    }
    if (making->family == ChatFamily::Task && prompt.contains("16:9")) {
        std::swap(making->width, making->height);
    }
    const json::value* target = object->if_contains("remix_target_id");
    return ChatRequest{.prompt = std::move(prompt),
        .model = name,
        .making = *making,
        .reference = std::move(message.picture),
        .remixTarget = target != nullptr && target->is_string() ? std::string(target->get_string()) : std::string()};
}

} // namespace kinora::sim
