#include "pg/ClientPrograms.h"

#include "pg/PostgresPrograms.h"

#include <libpq-fe.h>

#include <memory>
#include <unistd.h>

namespace kinora::pg {

std::optional<std::map<std::string, std::string>> clientEnvironment(const std::string& conninfo) {
    struct Free {
        void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
    };
    const std::unique_ptr<PQconninfoOption, Free> options(PQconninfoParse(conninfo.c_str(), nullptr));
    if (!options)
        return std::nullopt;
    std::map<std::string, std::string> environment;
    for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option)
        if (option->val != nullptr && option->envvar != nullptr)
            environment[option->envvar] = option->val;
    return environment;
}

std::optional<std::filesystem::path> findClientProgram(const std::string& name) {
    for (const PostgresPrograms& programs : findPostgresPrograms()) {
        std::filesystem::path program = programs.postgres.parent_path() / name;
        if (access(program.c_str(), X_OK) == 0)
            return program;
    }
    return std::nullopt;
}

} // namespace kinora::pg
