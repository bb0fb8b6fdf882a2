// Reads the Video object of the /v1/videos shape, and the errors that come instead of it.
#pragma once

#include "upstreams/Upstream.h"

#include <boost/json/value.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kinora::upstreams {

struct VideoReply {
    std::string id;
    Observation observation;
    /// What a list may be searched by; empty where the upstream leaves it out.
    std::string prompt;
    std::string model;
    std::string seconds;
    std::string size;
    std::string remixedFrom;               ///< the id of another task
    std::optional<std::int64_t> createdAt; ///< Unix seconds
};

/// Tolerant: unknown members, missing nullable ones, progress as 41, 0.41 or "41%", seconds as text or number. Nothing
/// if the body is not JSON or names no task.
[[nodiscard]] std::optional<VideoReply> readVideo(std::string_view body);
[[nodiscard]] std::optional<VideoReply> readVideoValue(const boost::json::value& value);

struct VideoList {
    std::vector<VideoReply> videos;
    std::optional<bool> hasMore;
    std::string lastId;
};
/// Nothing if any entry is no video: a list with a hole in it is not complete.
[[nodiscard]] std::optional<VideoList> readVideoList(std::string_view body);
/// Whether nothing comes after this page. Upstreams that do not say so are believed when the page is not full.
[[nodiscard]] bool isLastPage(const VideoList& list, std::size_t pageSize);
/// Whether this page, and so all behind it, ends with tasks older than `oldest` (Unix seconds): only if it is newest
/// first, which was asked for but need not have been heard.
[[nodiscard]] bool reachesBack(const VideoList& list, std::int64_t oldest);

/// An error body: {"error":{…}}, {"error":"…"}, {"detail":…}; empty where the body is none of them.
struct ErrorReply {
    std::string code;
    std::string message;
    bool fromApi = false; ///< it was JSON of the API's own, not a proxy's page
};
[[nodiscard]] ErrorReply readError(std::string_view body);

/// Percent of 0 to 100 from what upstreams write there.
[[nodiscard]] std::optional<int> readPercent(const boost::json::value& value);

} // namespace kinora::upstreams
