// The streaming chat shape: one POST whose answer lasts as long as the work, progress and result as prose.
#pragma once

#include "fetch/Client.h"
#include "upstreams/Upstream.h"

namespace kinora::upstreams {

class ChatStreamUpstream final : public Upstream {
public:
    /// `client` must outlive this object.
    ChatStreamUpstream(Definition definition, fetch::Client& client);

    [[nodiscard]] const Definition& definition() const override { return m_definition; }
    [[nodiscard]] bool hasList() const override { return false; }
    [[nodiscard]] bool isResumable() const override { return false; }
    [[nodiscard]] boost::json::object prepare(const Intent& intent) const override;
    [[nodiscard]] Task<Submitted> submit(Intent intent, boost::json::object prepared, SubmitSink& sink) override;
    [[nodiscard]] Task<std::expected<Observation, Trouble>> observe(boost::json::object state) override;
    [[nodiscard]] Task<Reconciled> reconcile(Intent intent, boost::json::object prepared, TimePoint sentAt) override;
    [[nodiscard]] Task<std::expected<Fetched, Trouble>> fetch(
        boost::json::object state, std::filesystem::path target) override;
    [[nodiscard]] Task<Canceled> cancel(boost::json::object state) override;

private:
    Definition m_definition;
    fetch::Client& m_client;
};

} // namespace kinora::upstreams
