// The /v1/videos shape: create, poll, list, download.
#pragma once

#include "fetch/Client.h"
#include "upstreams/Upstream.h"

namespace kinora::upstreams {

class VideosUpstream final : public Upstream {
public:
    /// `client` must outlive this object.
    VideosUpstream(Definition definition, fetch::Client& client);

    [[nodiscard]] const Definition& definition() const override { return m_definition; }
    [[nodiscard]] bool hasList() const override { return true; }
    [[nodiscard]] bool isResumable(const boost::json::object&) const override { return true; }
    [[nodiscard]] boost::json::object prepare(const Intent& intent) const override;
    [[nodiscard]] Task<Submitted> submit(Intent intent, boost::json::object prepared, SubmitSink& sink) override;
    [[nodiscard]] Task<std::expected<Observation, Trouble>> observe(boost::json::object state) override;
    [[nodiscard]] Task<Reconciled> reconcile(Intent intent, boost::json::object prepared, TimePoint sentAt) override;
    [[nodiscard]] Task<std::expected<Fetched, Trouble>> fetch(
        boost::json::object state, std::filesystem::path target) override;
    [[nodiscard]] Task<Canceled> cancel(boost::json::object state) override;

private:
    [[nodiscard]] std::string taskUrl(const boost::json::object& state) const;

    Definition m_definition;
    fetch::Client& m_client;
};

} // namespace kinora::upstreams
