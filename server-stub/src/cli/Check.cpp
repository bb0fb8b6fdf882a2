#include "cli/Check.h"

#include <algorithm>
#include <ostream>

namespace kinora::cli {
namespace {

std::string_view toText(Finding::State state) {
    switch (state) {
    case Finding::State::Good:
        return "ok";
    case Finding::State::Doubtful:
        return "doubtful";
    case Finding::State::Wrong:
        return "wrong";
    }
    return "wrong";
}

bool isWrong(const Finding& finding) {
    return finding.state == Finding::State::Wrong;
}

} // namespace

int printCheck(
    const config::Config& config, const std::vector<Finding>& findings, const Output& output, std::ostream& err) {
    const bool good = std::ranges::none_of(findings, isWrong);
    std::vector<std::vector<std::string>> settingRows;
    json::array settings;
    for (const config::Setting& setting : config.settings) {
        settingRows.push_back({setting.name, setting.value, setting.source});
        settings.push_back({{"name", setting.name}, {"value", setting.value}, {"source", setting.source}});
    }
    std::vector<std::vector<std::string>> findingRows;
    json::array found;
    for (const Finding& finding : findings) {
        const std::string_view state = toText(finding.state);
        findingRows.push_back({finding.what, std::string(state), finding.detail});
        found.push_back({{"what", finding.what}, {"state", state}, {"detail", finding.detail}, {"mend", finding.mend}});
    }
    std::string text =
        table({"SETTING", "VALUE", "FROM"}, settingRows) + "\n" + table({"LOOKED AT", "IS", "BECAUSE"}, findingRows);
    for (const Finding& finding : findings)
        if (!finding.mend.empty())
            text += "\n" + finding.what + ": " + finding.mend;
    output.say(text, {{"good", good}, {"settings", std::move(settings)}, {"findings", std::move(found)}});
    if (good)
        return Done;
    std::vector<std::string> problems;
    for (const Finding& finding : findings)
        if (isWrong(finding))
            problems.push_back(finding.what + ": " + finding.detail);
    return reportProblems(problems, err);
}

int reportProblems(const std::vector<std::string>& problems, std::ostream& err) {
    err << "kinora-relay cannot start like this:\n";
    for (const std::string& problem : problems)
        err << "  - " << problem << '\n';
    return BadUsage;
}

} // namespace kinora::cli
