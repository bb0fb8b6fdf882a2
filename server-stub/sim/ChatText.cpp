#include "sim/ChatText.h"

#include "base/Crypto.h"

#include <boost/json.hpp>
#include <fmt/format.h>

namespace kinora::sim {

namespace json = boost::json;

namespace {

std::string chunk(std::string_view model, TimePoint now, json::object delta, const json::value& finishReason) {
    json::array choices;
    choices.push_back(json::object{{"index", 0}, {"delta", std::move(delta)}, {"finish_reason", finishReason}});
    const json::object envelope{// Every chunk has an id of its own, as gateways of this kind do it.
        {"id", "chatcmpl-" + toHex(randomBytes(8))}, {"object", "chat.completion.chunk"},
        {"created", std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count()}, {"model", model},
        {"choices", std::move(choices)}};
    return "data: " + json::serialize(envelope) + "\n\n";
}

} // namespace

std::string queuedLine() {
    return "⌛️ 任务正在队列中，请耐心等待...\n\n";
}

std::string progressLine(int percent) {
    return fmt::format("🏃 进度：{}.0%\n\n", percent);
}

std::string resultLine(std::string_view url) {
    return fmt::format("✅ 视频生成成功，[点击这里]({})\n\n", url);
}

std::string busyLine() {
    return "❌ 生成失败：We're under heavy load, please try again later. (heavy_load)\n\n";
}

std::string inviteFullLine() {
    return "❌ 错误：邀请已满\n\n";
}

std::string refusedLine() {
    return "❌ 生成失败：内容违反使用政策，请修改提示词 (content_policy_violation)\n\n";
}

std::string brokenLine() {
    return "❌ 生成失败：渲染出错 (internal error)\n\n";
}

std::string contentChunk(std::string_view model, TimePoint now, std::string_view content, bool first) {
    json::object delta{{"content", content}};
    if (first) {
        delta["role"] = "assistant";
    }
    return chunk(model, now, std::move(delta), nullptr);
}

std::string finalChunks(std::string_view model, TimePoint now) {
    return chunk(model, now, json::object{}, "stop") + "data: [DONE]\n\n";
}

} // namespace kinora::sim
