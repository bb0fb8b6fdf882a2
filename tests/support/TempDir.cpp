#include "support/TempDir.h"

#include <cstdlib>
#include <stdexcept>
#include <string>

namespace kinora::test {

TempDir::TempDir() {
    std::string name = (std::filesystem::temp_directory_path() / "kinora-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
        throw std::runtime_error("cannot make a temporary folder");
    m_path = name;
}

TempDir::~TempDir() {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

} // namespace kinora::test
