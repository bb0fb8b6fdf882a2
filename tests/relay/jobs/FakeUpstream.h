// An upstream that answers what a test tells it to.
#pragma once

#include "upstreams/Upstream.h"

#include <fstream>
#include <functional>

namespace kinora::test {

class FakeUpstream final : public upstreams::Upstream {
public:
    FakeUpstream() {
        m_definition.name = "fake";
        m_definition.dialect = "videos";
        m_definition.account = "fake-account";
        upstreams::Model model;
        model.id = "model";
        model.upstream = "fake";
        m_definition.models.push_back(std::move(model));
    }

    std::function<void()> onPrepare;
    std::function<upstreams::Submitted()> onSubmit;
    std::function<std::expected<upstreams::Observation, upstreams::Trouble>()> onObserve;
    std::function<upstreams::Reconciled()> onReconcile;
    upstreams::Canceled canceled = upstreams::Canceled::Cannot;
    std::filesystem::path file; ///< what fetch() copies
    std::string fileSha256;
    int submits = 0;
    bool listing = true;
    bool resumable = true;
    /// In place of a fetch that works.
    std::function<std::optional<upstreams::Trouble>()> onFetch;

    [[nodiscard]] upstreams::Definition& settings() { return m_definition; }
    [[nodiscard]] const upstreams::Definition& definition() const override { return m_definition; }
    [[nodiscard]] bool hasList() const override { return listing; }
    [[nodiscard]] bool isResumable(const boost::json::object&) const override { return resumable; }
    [[nodiscard]] boost::json::object prepare(const upstreams::Intent& intent) const override {
        if (onPrepare)
            onPrepare();
        boost::json::object state;
        state["request"] = intent.prompt;
        return state;
    }
    [[nodiscard]] Task<upstreams::Submitted> submit(
        upstreams::Intent, boost::json::object, upstreams::SubmitSink&) override {
        ++submits;
        co_return onSubmit();
    }
    [[nodiscard]] Task<std::expected<upstreams::Observation, upstreams::Trouble>> observe(
        boost::json::object) override {
        co_return onObserve();
    }
    [[nodiscard]] Task<upstreams::Reconciled> reconcile(upstreams::Intent, boost::json::object, TimePoint) override {
        co_return onReconcile();
    }
    [[nodiscard]] Task<std::expected<upstreams::Fetched, upstreams::Trouble>> fetch(
        boost::json::object, std::filesystem::path target) override {
        if (onFetch)
            if (auto trouble = onFetch())
                co_return std::unexpected(std::move(*trouble));
        std::filesystem::copy_file(file, target);
        co_return upstreams::Fetched{.bytes = std::filesystem::file_size(target), .sha256 = fileSha256};
    }
    [[nodiscard]] Task<upstreams::Canceled> cancel(boost::json::object) override { co_return canceled; }

private:
    upstreams::Definition m_definition;
};

} // namespace kinora::test
