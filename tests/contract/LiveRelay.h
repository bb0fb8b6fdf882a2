// A real relay with its stand-in, every answer of which is held against the contract.
#pragma once

#include "contract/Contract.h"
#include "support/HttpClient.h"
#include "support/Process.h"
#include "support/TempDir.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace kinora::test {

/// One relay for all tests of a suite: making its database takes most of the time. Its first account is an
/// administrator's.
class LiveRelay : public ::testing::Test {
protected:
    static void SetUpTestSuite();
    static void TearDownTestSuite();

    /// Asks, and holds the answer against the contract; `path` may have a query and ids in the place of {id}.
    HttpAnswer ask(const std::string& method, const std::string& path, const std::string& pattern,
        const std::optional<boost::json::value>& body = {}, const HttpClient::Fields& headers = {});
    HttpAnswer ask(const std::string& method, const std::string& path) { return ask(method, path, path); }
    /// The same with a body of any kind.
    HttpAnswer send(const std::string& method, const std::string& path, const std::string& pattern,
        const std::optional<std::string>& body, const HttpClient::Fields& fields);

    /// Each operation is there, and only those for anyone answer.
    void askEverythingAsNobody();
    void signUp(const std::string& email);
    /// As the one who was first on this relay.
    void signInAsAdmin();
    /// A job of whoever is signed in: its id.
    std::string submit(const std::string& prompt, const std::string& key);

    /// "GET /api/v1/jobs/{id} 200": what the contract promises and no test of this suite has been answered, for
    /// statuses of `from` and more, below `to`. Nothing unless all its tests ran.
    static std::vector<std::string> unseen(int from, int to);

    static std::set<std::string> seen;
    static std::unique_ptr<TempDir> folder;
    static std::unique_ptr<Contract> contract;
    static std::unique_ptr<RelayProcess> relay;
    HttpClient client{relay->url()};
};

inline const std::string AbsentId = "0190a3b4-0002-7000-8000-000000000001";
inline const std::string Password = "correct horse";

/// Of nothing that exists, in the place of {id} or {name}.
[[nodiscard]] std::string withAbsentId(std::string path);

} // namespace kinora::test
