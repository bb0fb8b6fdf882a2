#include "cli/Output.h"

#include "base/Code.h"
#include "base/Unicode.h"

#include <algorithm>
#include <ostream>

namespace kinora::cli {

std::string table(const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths;
    for (const std::string& cell : header)
        widths.push_back(codePoints(cell));
    for (const auto& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], codePoints(row[i]));
    std::string text;
    const auto line = [&](const std::vector<std::string>& cells) {
        std::string made;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const std::string& cell = cells[i].empty() ? std::string("-") : cells[i];
            made += cell;
            made.append(widths[i] - std::min(widths[i], codePoints(cell)) + 2, ' ');
        }
        made.erase(made.find_last_not_of(' ') + 1);
        text += made + '\n';
    };
    line(header);
    for (const auto& row : rows)
        line(row);
    return text;
}

Output::Output(std::ostream& out, std::ostream& err, bool json)
    : m_out(out)
    , m_err(err)
    , m_json(json) {
}

void Output::say(const std::string& text, const json::value& value) const {
    if (m_json)
        m_out << json::serialize(value) << '\n';
    else
        m_out << text << (text.empty() || text.ends_with('\n') ? "" : "\n");
}

int Output::refuse(const Error& error) const {
    if (m_json) {
        json::array fields;
        for (const FieldError& field : error.fields)
            fields.push_back({{"field", field.field}, {"code", field.code}, {"detail", field.detail}});
        const json::value value{
            {"error", {{"code", codeName(error.code)}, {"detail", error.detail}, {"errors", std::move(fields)}}}};
        m_err << json::serialize(value) << '\n';
    } else {
        m_err << "kinora-relay: " << error.detail << '\n';
        for (const FieldError& field : error.fields)
            m_err << "  - " << field.field << (field.field.empty() ? "" : ": ") << field.detail << '\n';
    }
    return error.code == Code::ValidationFailed ? BadUsage : Failed;
}

} // namespace kinora::cli
