#include "sim/ChatVoice.h"

#include "sim/ChatChunk.h"

#include <boost/json.hpp>
#include <fmt/format.h>

namespace kinora::sim {

namespace json = boost::json;

namespace {

constexpr std::string_view heavyLoad = "We're under heavy load, please try again later. (heavy_load)";
constexpr std::string_view policy = "This content may violate our content policy (content_policy_violation)";

/// What the families have in common: a topic and the way to put words into chunks.
class Speaker : public ChatVoice {
public:
    explicit Speaker(ChatTopic topic)
        : m_topic(std::move(topic)) {}

protected:
    [[nodiscard]] const ChatTopic& topic() const { return m_topic; }

    [[nodiscard]] std::string say(
        json::object delta, const json::value& finish = nullptr, const json::object& more = {}) {
        if (!m_begun) {
            delta["role"] = "assistant";
            m_begun = true;
        }
        return chunk(m_topic.model, m_topic.begun, std::move(delta), finish, more);
    }
    [[nodiscard]] std::string sayContent(std::string_view content) { return say({{"content", content}}); }
    [[nodiscard]] std::string sayStop() { return say({}, "stop") + std::string(doneMark); }
    /// As errors come inside a stream that began with 200.
    [[nodiscard]] static std::string sayError(std::string_view message, const json::value& code) {
        const json::object error{{"message", message}, {"type", "server_error"}, {"param", nullptr}, {"code", code}};
        return "data: " + json::serialize(json::object{{"error", error}}) + "\n\n" + std::string(doneMark);
    }

private:
    ChatTopic m_topic;
    bool m_begun = false;
};

class RunnerVoice final : public Speaker {
public:
    using Speaker::Speaker;

    std::string opening() override { return sayContent("⌛️ 任务正在队列中，请耐心等待...\n\n"); }
    std::string progress(int percent) override { return sayContent(fmt::format("🏃 进度：{}.0%\n\n", percent)); }
    std::string result(std::string_view url) override {
        return sayContent(fmt::format("✅ 视频生成成功，[点击这里]({})\n\n", url)) + sayStop();
    }
    std::string refusal(Refusal why) override { return sayContent(line(why)) + sayStop(); }

private:
    static std::string line(Refusal why) {
        switch (why) {
        case Refusal::Busy:
            return fmt::format("❌ 生成失败：{}\n\n", heavyLoad);
        case Refusal::InviteFull:
            return "❌ 错误：邀请已满\n\n";
        case Refusal::Moderation:
            return "❌ 生成失败：内容违反使用政策，请修改提示词 (content_policy_violation)\n\n";
        case Refusal::Broken:
            break;
        }
        return "❌ 生成失败：渲染出错 (internal error)\n\n";
    }
};

class ReasoningVoice final : public Speaker {
public:
    using Speaker::Speaker;

    std::string opening() override { return think("**Generation Process Begins**\n\n"); }
    std::string progress(int percent) override {
        return think(fmt::format("**Video Generation Progress**: {}% (processing)\n", percent));
    }
    std::string result(std::string_view url) override {
        std::string bytes = think("**Video Generation Completed**\n");
        return bytes + answer(fmt::format("```html\n<video src='{}' controls></video>\n```", url)) +
               std::string(doneMark);
    }
    std::string refusal(Refusal why) override {
        switch (why) {
        case Refusal::Busy:
            return sayError(heavyLoad, "heavy_load");
        case Refusal::InviteFull:
            return sayError("API request failed: 403 - this account has no invite for Sora2 (邀请已满)", nullptr);
        case Refusal::Moderation:
            // STOP does not mean success.
            return answer(fmt::format("❌ 生成失败: {}", policy)) + std::string(doneMark);
        case Refusal::Broken:
            break;
        }
        // One path of theirs writes its line ends as visible backslashes.
        std::string bytes = sayError("Upstream API error: the video could not be rendered", nullptr);
        bytes.resize(bytes.size() - doneMark.size());
        return bytes + "data: [DONE]\\n\\n";
    }

private:
    [[nodiscard]] std::string think(std::string_view text) {
        return say({{"content", nullptr}, {"reasoning_content", text}, {"tool_calls", nullptr}});
    }
    [[nodiscard]] std::string answer(std::string_view text) {
        return say({{"content", text}, {"reasoning_content", nullptr}, {"tool_calls", nullptr}}, "STOP");
    }
};

class TaskVoice final : public Speaker {
public:
    using Speaker::Speaker;

    std::string opening() override {
        const ChatTopic& about = topic();
        const json::object echo{{"prompt", about.prompt}, {"orientation", about.landscape ? "landscape" : "portrait"}};
        return pieces(
            fmt::format("```json\n{0}\n```\n\n> ID: `{1}`\n> [数据预览]({2}/web/{1}) | [原始数据]({2}/source/{1})\n"
                        "> 排队中....\n> 生成中..\n\n> 🏃 进度 ",
                json::serialize(echo), about.taskId, about.origin));
    }
    std::string progress(int percent) override { return pieces(fmt::format("{}..", percent)); }
    std::string result(std::string_view url) override {
        return pieces(
                   fmt::format("\n\n> 生成完成 ✅\n> sid: `{3}`\n\n![poster]({1}/posters/{0}.webp)\n[在线播放▶️]({2}) | "
                               "[⏬ 下载]({2})\n",
                       topic().taskId, topic().origin, url, shareIdOf(topic().taskId))) +
               sayStop();
    }
    std::string refusal(Refusal why) override {
        switch (why) {
        case Refusal::Busy:
            return pieces(fmt::format("\n> ❌ 生成失败：{}\n", heavyLoad)) + sayStop();
        case Refusal::InviteFull:
            return pieces("\n> ❌ 错误：邀请已满\n") + sayStop();
        case Refusal::Moderation:
            return pieces(fmt::format("\n> ❌ 生成失败：{}\n", policy)) + sayStop();
        case Refusal::Broken:
            break;
        }
        return pieces("\n> ❌ 生成失败：渲染出错 (internal error)\n") + sayStop();
    }

private:
    [[nodiscard]] std::string pieces(std::string_view text) {
        std::string bytes;
        for (const std::string_view piece : tinyPieces(text)) {
            bytes += sayContent(piece);
        }
        return bytes;
    }
};

class PlatformVoice final : public Speaker {
public:
    using Speaker::Speaker;

    std::string opening() override { return ": connected\n\n" + sayContent("⏳ queued\n"); }
    std::string progress(int percent) override { return sayContent(fmt::format("Rendering: {}%\n", percent)); }
    std::string result(std::string_view url) override {
        // A path at the gateway itself, where it is one.
        const std::string_view place = url.starts_with(topic().origin) ? url.substr(topic().origin.size()) : url;
        const json::object more{{"media_url", place}};
        return say({{"content", "Your video is ready.\n"}}, "stop", more) + std::string(doneMark);
    }
    std::string refusal(Refusal why) override {
        switch (why) {
        case Refusal::Busy:
            return sayError(heavyLoad, "heavy_load");
        case Refusal::InviteFull:
            return sayError("No account of this group has an invitation to the model", "invite_full");
        case Refusal::Moderation:
            return sayError(policy, "content_policy_violation");
        case Refusal::Broken:
            break;
        }
        return sayError("The video could not be rendered", "internal_error");
    }
};

constexpr std::string_view taskPrefix = "task_";
constexpr std::string_view sharePrefix = "s_";

} // namespace

std::string shareIdOf(std::string_view taskId) {
    return std::string(sharePrefix) +
           std::string(taskId.starts_with(taskPrefix) ? taskId.substr(taskPrefix.size()) : taskId);
}

std::string taskIdOf(std::string_view shareId) {
    return shareId.starts_with(sharePrefix) ? std::string(taskPrefix) + std::string(shareId.substr(sharePrefix.size()))
                                            : std::string();
}

std::unique_ptr<ChatVoice> voiceOf(ChatFamily family, ChatTopic topic) {
    switch (family) {
    case ChatFamily::Reasoning:
        return std::make_unique<ReasoningVoice>(std::move(topic));
    case ChatFamily::Task:
        return std::make_unique<TaskVoice>(std::move(topic));
    case ChatFamily::Platform:
        return std::make_unique<PlatformVoice>(std::move(topic));
    case ChatFamily::Runner:
        break;
    }
    return std::make_unique<RunnerVoice>(std::move(topic));
}

} // namespace kinora::sim
