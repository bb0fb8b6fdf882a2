// openapi.yaml as something to hold answers against.
#pragma once

#include <boost/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace kinora::test {

class Contract {
public:
    /// Parses the document; throws when it is malformed.
    explicit Contract(std::string_view yaml);
    /// server-stub/openapi.yaml of this source tree.
    [[nodiscard]] static Contract ofThisTree();

    struct Operation {
        std::string method; ///< upper case
        std::string path;
        bool anyone = false;  ///< no access token is needed
        std::string scope;    ///< what an API key needs; empty: no key may
        bool hasBody = false; ///< it takes one
        /// The statuses that it may answer with, as text, without those of any message.
        std::vector<std::string> statuses;
    };
    [[nodiscard]] std::vector<Operation> operations() const;

    /// An error that some operation, or any message, may be answered with.
    struct Refusal {
        std::string where; ///< for people
        int status = 0;
        std::vector<std::string> codes;
    };
    [[nodiscard]] std::vector<Refusal> refusals() const;

    /// What keeps `value` from being a Job, Video, … as the contract says, each with its place; empty if nothing does.
    /// Members the contract does not name count, because nobody could rely on them.
    [[nodiscard]] std::vector<std::string> complaints(std::string_view schema, const boost::json::value& value) const;

    /// What keeps an answer from being one this operation may give: its status, content type, code or body.
    [[nodiscard]] std::vector<std::string> complaintsAbout(const std::string& method, const std::string& path,
        int status, std::string_view contentType, const std::string& body) const;

private:
    boost::json::value m_document;
};

} // namespace kinora::test
