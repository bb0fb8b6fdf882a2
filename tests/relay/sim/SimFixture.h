// A running kinora-sim with a folder of its own, and the questions its tests ask it.
#pragma once

#include "support/Eventually.h"
#include "support/HttpClient.h"
#include "support/Process.h"
#include "support/TempDir.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace kinora::sim {

using test::eventually;

class SimFixture : public ::testing::Test {
protected:
    /// Small films, unless it is about their pictures: painting one takes a while.
    explicit SimFixture(std::vector<std::string> arguments = {"--quick", "--job-seconds", "0.3"});

    /// The id of the accepted video.
    std::string create(const boost::json::object& body);
    boost::json::object show(const std::string& id);
    /// Asks again and again until the video is completed or failed, a minute at most.
    boost::json::object waitForEnd(const std::string& id);
    boost::json::array ledger();
    void addFault(const boost::json::object& fault);

    static boost::json::object chatBody(
        const std::string& prompt, const std::string& model = "sora_video2-hd-landscape");
    /// All text of a chat answer, its chunks put together.
    static std::string contentOf(const std::string& transcript);

    test::TempDir m_folder;
    test::SimProcess m_sim;
    test::HttpClient m_client;
};

struct MediaFacts {
    std::string video; ///< "codec,width,height,pixel format,colour space"
    std::string audio; ///< "codec"
    double seconds = 0;
};

/// What ffprobe says about these bytes.
MediaFacts probe(const std::string& bytes, const std::filesystem::path& folder);

/// The text of a string, "" for anything else.
std::string textOf(const boost::json::value& value);

/// In hex.
std::string sha256Of(const std::string& bytes);

} // namespace kinora::sim
