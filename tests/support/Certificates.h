// Certificates made for one test.
#pragma once

#include <filesystem>
#include <string>

namespace kinora::test {

struct Certificate {
    std::filesystem::path chain; ///< PEM; it is its own authority
    std::filesystem::path key;
};

/// For localhost and 127.0.0.1, valid for so many days; a negative number makes one that is over. `name` becomes that
/// of the files in `folder`. Throws if the program openssl cannot.
[[nodiscard]] Certificate makeCertificate(const std::filesystem::path& folder, const std::string& name, int days = 30);

} // namespace kinora::test
