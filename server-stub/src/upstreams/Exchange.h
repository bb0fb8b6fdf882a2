// What the dialects share of talking HTTP to an upstream.
#pragma once

#include "fetch/Client.h"
#include "upstreams/Upstream.h"

#include <expected>
#include <string>

namespace kinora::upstreams {

/// A request with the upstream's key, if it has one; to any other origin than the upstream's the key does not go along.
[[nodiscard]] fetch::Request authorizedRequest(const Definition& upstream, std::string method, std::string url);
[[nodiscard]] fetch::Request jsonPost(const Definition& upstream, const boost::json::object& body);
[[nodiscard]] fetch::Request jsonPost(const Definition& upstream, std::string url, const boost::json::object& body);

/// For where a picture goes inside JSON.
[[nodiscard]] std::string dataUrl(const Reference& reference);

/// What a create that was answered with anything but success means: Busy, Refused or Unknown.
[[nodiscard]] Submitted refusedCreate(const fetch::Response& response);
/// What a create that got no complete answer means: Busy where surely nothing was sent, else Unknown.
[[nodiscard]] Submitted brokenCreate(const fetch::Failure& failure);
/// What a question that got no useful answer means.
[[nodiscard]] Trouble troubleOf(const fetch::Failure& failure);
[[nodiscard]] Trouble troubleOf(const fetch::Response& response);

/// Downloads a result by the rules of ResultPolicy, following up to three redirects, each by the same rules.
[[nodiscard]] Task<std::expected<Fetched, Trouble>> fetchResult(
    fetch::Client& client, const Definition& upstream, std::string url, std::filesystem::path target);

} // namespace kinora::upstreams
