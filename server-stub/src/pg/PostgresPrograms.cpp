#include "pg/PostgresPrograms.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <sys/wait.h>
#include <unistd.h>

namespace kinora::pg {
namespace fs = std::filesystem;
namespace {

/// What a short command prints; only ever used with programs found by their full path.
std::string outputOf(const std::string& command) {
    struct Close {
        void operator()(std::FILE* pipe) const { pclose(pipe); }
    };
    const std::unique_ptr<std::FILE, Close> pipe(popen(command.c_str(), "re")); // NOLINT(bugprone-command-processor)
    std::string output;
    std::array<char, 256> buffer{};
    while (pipe && std::fgets(buffer.data(), buffer.size(), pipe.get()) != nullptr)
        output += buffer.data();
    return output;
}

std::string quoted(const fs::path& path) {
    std::string text = "'";
    for (const char c : path.string())
        text += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return text + "'";
}

std::vector<fs::path> candidateFolders() {
    std::vector<fs::path> folders;
    std::error_code ignored;
    // Debian and its family; Fedora's and the PostgreSQL project's own packages; Homebrew.
    for (const char* parent : {"/usr/lib/postgresql", "/usr/lib64/pgsql", "/opt/homebrew/opt", "/usr/local/opt"})
        for (const auto& entry : fs::directory_iterator(parent, ignored))
            folders.push_back(entry.path() / "bin");
    for (const auto& entry : fs::directory_iterator("/usr", ignored))
        if (entry.path().filename().string().starts_with("pgsql-"))
            folders.push_back(entry.path() / "bin");
    folders.emplace_back("/usr/local/pgsql/bin");
    if (const char* path = std::getenv("PATH")) {
        std::string_view rest = path;
        while (!rest.empty()) {
            const auto end = std::min(rest.find(':'), rest.size());
            const fs::path folder(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
            if (!folder.is_absolute())
                continue;
            folders.push_back(folder);
            if (access((folder / "pg_config").c_str(), X_OK) == 0) {
                std::string line = outputOf(quoted(folder / "pg_config") + " --bindir 2>/dev/null");
                line.resize(std::min(line.find('\n'), line.size()));
                folders.emplace_back(line);
            }
        }
    }
    return folders;
}

} // namespace

std::optional<int> majorVersionIn(std::string_view text) {
    const auto digit = text.find_first_of("0123456789");
    if (digit == std::string_view::npos)
        return std::nullopt;
    int version = 0;
    std::from_chars(text.data() + digit, text.data() + text.size(), version);
    return version;
}

std::vector<PostgresPrograms> findPostgresPrograms() {
    std::vector<PostgresPrograms> found;
    std::vector<fs::path> seen;
    for (const fs::path& folder : candidateFolders()) {
        std::error_code ignored;
        const fs::path real = fs::canonical(folder / "postgres", ignored);
        if (real.empty() || access((folder / "initdb").c_str(), X_OK) != 0 || access(real.c_str(), X_OK) != 0 ||
            std::ranges::find(seen, real) != seen.end())
            continue;
        seen.push_back(real);
        const auto version = majorVersionIn(outputOf(quoted(real) + " --version 2>/dev/null"));
        if (version)
            found.push_back({folder / "initdb", folder / "postgres", *version});
    }
    std::ranges::sort(found, std::ranges::greater{}, &PostgresPrograms::majorVersion);
    return found;
}

std::optional<PostgresPrograms> choosePostgres(
    const std::vector<PostgresPrograms>& installed, std::optional<int> dataVersion) {
    for (const PostgresPrograms& programs : installed)
        if (!dataVersion || programs.majorVersion == *dataVersion)
            return programs;
    return std::nullopt;
}

} // namespace kinora::pg
