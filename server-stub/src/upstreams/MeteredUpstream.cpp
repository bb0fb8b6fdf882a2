#include "upstreams/MeteredUpstream.h"

#include <chrono>
#include <string_view>
#include <utility>

namespace kinora::upstreams {
namespace {

std::string_view resultOf(const Submitted& submitted) {
    switch (submitted.answer) {
    case Submitted::Answer::Accepted:
        return "accepted";
    case Submitted::Answer::Busy:
        return "busy";
    case Submitted::Answer::Refused:
        return "refused";
    case Submitted::Answer::Unknown:
        break;
    }
    return "unknown";
}

std::string_view resultOf(const Reconciled& reconciled) {
    switch (reconciled.answer) {
    case Reconciled::Answer::Listed:
        return "ok";
    case Reconciled::Answer::CannotTell:
        return "cannot_tell";
    case Reconciled::Answer::TryLater:
        break;
    }
    return "trouble";
}

std::string_view resultOf(Canceled canceled) {
    switch (canceled) {
    case Canceled::Stopped:
        return "ok";
    case Canceled::Cannot:
        return "cannot";
    case Canceled::TooLate:
        return "too_late";
    case Canceled::TryLater:
        break;
    }
    return "trouble";
}

template <class T>
std::string_view resultOf(const std::expected<T, Trouble>& answer) {
    if (answer)
        return "ok";
    if (answer.error().noAccess)
        return "no_access";
    return answer.error().verdict ? "verdict" : "trouble";
}

class MeteredUpstream final : public Upstream {
public:
    MeteredUpstream(std::unique_ptr<Upstream> inner, Metrics& metrics)
        : m_inner(std::move(inner))
        , m_metrics(metrics) {}

    const Definition& definition() const override { return m_inner->definition(); }
    bool hasList() const override { return m_inner->hasList(); }
    bool isResumable(const boost::json::object& state) const override { return m_inner->isResumable(state); }
    boost::json::object prepare(const Intent& intent) const override { return m_inner->prepare(intent); }

    Task<Submitted> submit(Intent intent, boost::json::object prepared, SubmitSink& sink) override {
        auto asked = m_inner->submit(std::move(intent), std::move(prepared), sink);
        return measured("submit", std::move(asked));
    }
    Task<std::expected<Observation, Trouble>> observe(boost::json::object state) override {
        auto asked = m_inner->observe(std::move(state));
        return measured("observe", std::move(asked));
    }
    Task<Reconciled> reconcile(Intent intent, boost::json::object prepared, TimePoint sentAt) override {
        auto asked = m_inner->reconcile(std::move(intent), std::move(prepared), sentAt);
        return measured("reconcile", std::move(asked));
    }
    Task<std::expected<Fetched, Trouble>> fetch(boost::json::object state, std::filesystem::path target) override {
        auto asked = m_inner->fetch(std::move(state), std::move(target));
        return measured("fetch", std::move(asked));
    }
    Task<Canceled> cancel(boost::json::object state) override {
        auto asked = m_inner->cancel(std::move(state));
        return measured("cancel", std::move(asked));
    }

private:
    template <class T>
    Task<T> measured(std::string_view verb, Task<T> asked) {
        const auto began = std::chrono::steady_clock::now();
        T answer = co_await std::move(asked);
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
        const std::string& name = m_inner->definition().name;
        const std::string_view result = resultOf(answer);
        m_metrics.count(metric::UpstreamCalls, {{"upstream", name}, {"verb", verb}, {"result", result}});
        m_metrics.observe(metric::UpstreamDuration, {{"upstream", name}, {"verb", verb}}, took.count());
        co_return answer;
    }

    std::unique_ptr<Upstream> m_inner;
    Metrics& m_metrics;
};

} // namespace

std::unique_ptr<Upstream> metered(std::unique_ptr<Upstream> inner, Metrics& metrics) {
    return std::make_unique<MeteredUpstream>(std::move(inner), metrics);
}

} // namespace kinora::upstreams
