#include "SimFixture.h"

#include "base/Crypto.h"

#include <fstream>

namespace kinora::sim {

namespace {

std::vector<std::string> linesOf(const std::vector<std::string>& arguments) {
    Spawner spawner;
    Command command;
    command.program = "ffprobe";
    command.arguments = arguments;
    command.captureOutput = true;
    Result<Subprocess> child = spawner.start(std::move(command));
    std::vector<std::string> lines;
    while (child) {
        std::optional<std::string> line = child->readLine(std::chrono::seconds(20));
        if (!line) {
            break;
        }
        lines.push_back(*std::move(line));
    }
    return lines;
}

} // namespace

SimFixture::SimFixture(std::vector<std::string> arguments)
    : m_sim(m_folder / "sim", std::move(arguments))
    , m_client(m_sim.url()) {
    m_client.setToken("sim-token");
}

std::string SimFixture::create(const boost::json::object& body) {
    const test::HttpAnswer answer = m_client.post("/v1/videos", body);
    EXPECT_EQ(answer.status, 200) << answer.body;
    return answer.status == 200 ? std::string(answer.json().at("id").as_string()) : std::string();
}

boost::json::object SimFixture::show(const std::string& id) {
    const test::HttpAnswer answer = m_client.get("/v1/videos/" + id);
    EXPECT_EQ(answer.status, 200) << answer.body;
    return answer.status == 200 ? answer.json().as_object() : boost::json::object();
}

boost::json::object SimFixture::waitForEnd(const std::string& id) {
    boost::json::object video;
    EXPECT_TRUE(eventually([&] {
        video = show(id);
        return video.empty() || video.at("status") == "completed" || video.at("status") == "failed";
    })) << id;
    return video;
}

boost::json::array SimFixture::ledger() {
    return m_client.get("/sim/ledger").json().at("entries").as_array();
}

void SimFixture::addFault(const boost::json::object& fault) {
    EXPECT_EQ(m_client.post("/sim/faults", fault).status, 204);
}

boost::json::object SimFixture::chatBody(const std::string& prompt, const std::string& model) {
    boost::json::array messages;
    messages.push_back(boost::json::object{{"role", "user"}, {"content", prompt}});
    return {{"model", model}, {"stream", true}, {"messages", std::move(messages)}};
}

std::string SimFixture::contentOf(const std::string& transcript) {
    std::string content;
    constexpr std::string_view mark = "data: {";
    for (std::size_t at = transcript.find(mark); at != std::string::npos; at = transcript.find(mark, at + 1)) {
        const std::size_t start = at + mark.size() - 1;
        const auto chunk = boost::json::parse(transcript.substr(start, transcript.find('\n', start) - start));
        const auto& delta = chunk.at("choices").as_array().at(0).at("delta").as_object();
        if (const boost::json::value* text = delta.if_contains("content")) {
            content += text->as_string();
        }
    }
    return content;
}

MediaFacts probe(const std::string& bytes, const std::filesystem::path& folder) {
    const std::filesystem::path file = folder / "probed.mp4";
    std::ofstream(file, std::ios::binary) << bytes;
    MediaFacts facts;
    for (const std::string& line : linesOf({"-v", "error", "-show_entries",
             "stream=codec_name,width,height,pix_fmt,color_space:format=duration", "-of", "csv=p=0", file.string()})) {
        if (line.starts_with("h264")) {
            facts.video = line;
        } else if (line.starts_with("aac")) {
            facts.audio = line;
        } else {
            facts.seconds = std::atof(line.c_str());
        }
    }
    return facts;
}

std::string textOf(const boost::json::value& value) {
    return value.is_string() ? std::string(value.get_string()) : std::string();
}

std::string sha256Of(const std::string& bytes) {
    return toHex(sha256(bytes));
}

} // namespace kinora::sim
