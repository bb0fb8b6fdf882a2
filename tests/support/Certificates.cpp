#include "support/Certificates.h"

#include <cstdlib>
#include <stdexcept>

namespace kinora::test {

Certificate makeCertificate(const std::filesystem::path& folder, const std::string& name, int days) {
    const Certificate made{folder / (name + ".crt"), folder / (name + ".key")};
    const std::string base = (folder / name).string();
    const std::string command =
        "( openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=localhost -keyout " +
        base + ".key -out " + base + ".csr && printf subjectAltName=DNS:localhost,IP:127.0.0.1 >" + base +
        ".ext && openssl x509 -req -in " + base + ".csr -signkey " + base + ".key -extfile " + base + ".ext -days " +
        std::to_string(days) + " -out " + base + ".crt ) >/dev/null 2>&1";
    if (std::system(command.c_str()) != 0) // NOLINT(bugprone-command-processor,cert-env33-c): no input from outside
        throw std::runtime_error("openssl cannot make a certificate");
    return made;
}

} // namespace kinora::test
