// How much of everything one client may have. In one place, because an operator reads them together.
#pragma once

#include <chrono>
#include <cstddef>

namespace kinora::http::limits {

using namespace std::chrono_literals;

inline constexpr std::size_t HeadBytes = 16 << 10; ///< request line and header fields together; 431 beyond
inline constexpr std::size_t LineBytes = 8 << 10;  ///< the request line, or one header field
inline constexpr std::size_t Fields = 100;         ///< header fields, and trailer fields as many again
inline constexpr std::size_t BodyBytes = 1 << 20;  ///< 413 beyond; most rows of the endpoint table have less
inline constexpr std::size_t ChunkLineBytes = 256; ///< a chunk's size with its extensions

inline constexpr std::size_t Connections = 20'000; ///< open at once; more are closed on arrival
inline constexpr std::size_t ConnectionsPerAddress =
    200;                                           ///< of one IPv4 address or IPv6 /64, not behind a proxy; see Places
inline constexpr std::size_t StreamsPerUser = 100; ///< open at once at one relay; 429 beyond
inline constexpr std::size_t ReaderBytesPerSecond = 1'024; ///< on average; a slower reader is closed

inline constexpr std::chrono::milliseconds Idle = 60s;  ///< from connect or the last answer to a request's first byte
inline constexpr std::chrono::milliseconds Head = 10s;  ///< from its first byte to the end of the head
inline constexpr std::chrono::milliseconds Body = 60s;  ///< from the end of the head to the end of the body
inline constexpr std::chrono::milliseconds Write = 30s; ///< the longest a reader may take nothing

} // namespace kinora::http::limits
