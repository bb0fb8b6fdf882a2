// What the tests of the program at its command line share.
#pragma once

#include "base/Subprocess.h"
#include "support/Eventually.h"
#include "support/HttpClient.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace kinora::test {

inline const boost::json::value Ann = {{"email", "ann@example.org"}, {"password", "correct horse"}};

struct Outcome {
    ExitStatus status;
    std::string output;
    std::string errors;
};

/// Runs kinora-relay until it ends by itself.
Outcome runRelay(std::vector<std::string> arguments, std::map<std::string, std::string> environment = {});
/// The private PostgreSQL of the relay with this data folder.
pid_t postgresOf(const std::filesystem::path& data);
std::string tokenFrom(const HttpAnswer& answer);

} // namespace kinora::test
