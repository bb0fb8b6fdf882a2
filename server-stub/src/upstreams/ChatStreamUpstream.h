// The streaming chat shape: one POST whose answer lasts as long as the work, progress and result as prose.
//
// A connection that breaks loses the answer but not the work. Where the gateway has named a link to the task, the task
// is asked about from there on; elsewhere nobody can know, and the job ends as interrupted. It is never sent again.
#pragma once

#include "fetch/Client.h"
#include "upstreams/ChatStreamParser.h"
#include "upstreams/Spool.h"
#include "upstreams/Upstream.h"

#include <optional>

namespace kinora::upstreams {

class ChatStreamUpstream final : public Upstream {
public:
    /// `client` and `spool` must outlive this object.
    ChatStreamUpstream(Definition definition, fetch::Client& client, Spool& spool);

    [[nodiscard]] const Definition& definition() const override { return m_definition; }
    [[nodiscard]] bool hasList() const override { return false; }
    [[nodiscard]] bool isResumable(const boost::json::object& state) const override;
    [[nodiscard]] boost::json::object prepare(const Intent& intent) const override;
    [[nodiscard]] Task<Submitted> submit(Intent intent, boost::json::object prepared, SubmitSink& sink) override;
    [[nodiscard]] Task<std::expected<Observation, Trouble>> observe(boost::json::object state) override;
    [[nodiscard]] Task<Reconciled> reconcile(Intent intent, boost::json::object prepared, TimePoint sentAt) override;
    [[nodiscard]] Task<std::expected<Fetched, Trouble>> fetch(
        boost::json::object state, std::filesystem::path target) override;
    [[nodiscard]] Task<Canceled> cancel(boost::json::object state) override;

private:
    /// The task link of the answer, if it is one this relay may read.
    [[nodiscard]] boost::json::object stateOf(const ChatStreamParser& parser) const;
    /// What the end of an answer with HTTP success means.
    [[nodiscard]] Task<Submitted> conclude(
        ChatStreamParser& parser, Spool::Arrival& arrival, std::optional<fetch::Failure> broken);

    Definition m_definition;
    fetch::Client& m_client;
    Spool& m_spool;
};

} // namespace kinora::upstreams
