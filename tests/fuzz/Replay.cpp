// Runs a fuzz target over kept inputs: what was ever found stays found, without a fuzzer at hand.
#include "relay/http/Messages.h"

#include <cstdint>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void run(const std::string& bytes) {
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

} // namespace

int main(int argc, char** argv) {
    try {
        std::size_t inputs = 0;
        for (int i = 1; i < argc; ++i) {
            for (const auto& entry : std::filesystem::directory_iterator(argv[i])) {
                std::ifstream file(entry.path(), std::ios::binary);
                run(std::string(std::istreambuf_iterator<char>(file), {}));
                ++inputs;
            }
        }
        for (const kinora::test::Message& message : kinora::test::readMessages()) {
            run(message.bytes);
            ++inputs;
        }
        std::printf("%zu inputs\n", inputs);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
