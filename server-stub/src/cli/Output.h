// What commands print: tables and sentences for people, JSON for programs.
#pragma once

#include "base/Json.h"
#include "base/Result.h"

#include <iosfwd>
#include <string>
#include <vector>

namespace kinora::cli {

/// What a command ends with; documented in the help and in README.md.
enum ExitCode : int {
    Done = 0,
    Failed = 1,
    BadUsage = 2,
    FoundWrong = 3, ///< looked, and found something wrong
};

/// Columns as wide as their widest cell, two spaces apart, without trailing spaces. An empty cell shows as "-".
[[nodiscard]] std::string table(
    const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows);

class Output {
public:
    Output(std::ostream& out, std::ostream& err, bool json);

    /// `text` for people, `value` for programs.
    void say(const std::string& text, const json::value& value) const;
    /// To standard error, with every field that is wrong; the exit code. As JSON {"error":{code,detail,errors}}.
    [[nodiscard]] int refuse(const Error& error) const;

private:
    std::ostream& m_out;
    std::ostream& m_err;
    bool m_json;
};

} // namespace kinora::cli
