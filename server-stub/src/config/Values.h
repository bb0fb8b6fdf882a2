// Text into values, and why not. Pure.
#pragma once

#include "config/Config.h"

#include <chrono>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace kinora::config {

template <class T>
using Parsed = std::expected<T, std::string>;

/// HOST:PORT; an IPv6 address in brackets.
[[nodiscard]] Parsed<Listen> parseListen(std::string_view text);
/// http or https, a host, no path.
[[nodiscard]] Parsed<std::string> parseOrigin(std::string_view text);
/// The same, in the form that a browser's Origin header has.
[[nodiscard]] Parsed<std::string> parseWebOrigin(std::string_view text);
/// A database's address, as URL or as libpq's list of words, that has a password inside.
[[nodiscard]] bool holdsPassword(std::string_view databaseUrl);
/// An address with or without a prefix length.
[[nodiscard]] Parsed<std::string> parseNetwork(std::string_view text);
[[nodiscard]] Parsed<bool> parseSwitch(std::string_view text);
[[nodiscard]] Parsed<log::Format> parseLogFormat(std::string_view text);
[[nodiscard]] Parsed<log::Level> parseLogLevel(std::string_view text);
/// A positive number of seconds, a fraction allowed, a day at most.
[[nodiscard]] Parsed<std::chrono::milliseconds> parseSeconds(std::string_view text);
/// Split at commas, without white space and empty parts.
[[nodiscard]] std::vector<std::string> parseList(std::string_view text);
/// "auto" is nothing: it depends on the listener.
[[nodiscard]] Parsed<std::optional<RegistrationMode>> parseRegistration(std::string_view text);

/// A whole number from `least` to `most`.
[[nodiscard]] Parsed<std::int64_t> parseCount(std::string_view text, std::int64_t most, std::int64_t least = 1);
/// From 1 on; "none" is nothing.
[[nodiscard]] Parsed<std::optional<std::int64_t>> parseLimit(std::string_view text, std::int64_t most);
/// US dollars, from a cent to a million, as micro-USD; "none" is nothing.
[[nodiscard]] Parsed<std::optional<std::int64_t>> parseMoneyLimit(std::string_view text);

/// Where creates go, and in which dialect, for an address as people have it (api.md, SORA_API_URL). `dialect` may be
/// empty.
struct UpstreamAddress {
    std::string url;
    std::string dialect;
};
[[nodiscard]] Parsed<UpstreamAddress> parseUpstreamAddress(std::string_view url, std::string_view dialect);

/// What an upstream of this dialect offers when nobody says.
[[nodiscard]] std::vector<Model> defaultModels(std::string_view dialect);

} // namespace kinora::config
