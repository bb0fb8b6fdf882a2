// Digests, keys and encodings over OpenSSL. Bytes travel as std::string and std::string_view.
#pragma once

#include "base/Secret.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace kinora {

/// SHA-256 over data that arrives in pieces. One use per object.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    void update(std::string_view bytes);
    /// The 32 raw bytes; nothing may be added afterwards.
    [[nodiscard]] std::string finish();

private:
    struct Free {
        void operator()(evp_md_ctx_st* context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> m_context;
};

/// 32 raw bytes.
[[nodiscard]] std::string sha256(std::string_view bytes);
/// 32 raw bytes (RFC 2104).
[[nodiscard]] std::string hmacSha256(std::string_view key, std::string_view message);
/// 48 raw bytes.
[[nodiscard]] std::string hmacSha384(std::string_view key, std::string_view message);
/// HKDF with SHA-256 (RFC 5869); `length` up to 8160 bytes.
[[nodiscard]] Secret hkdfSha256(std::string_view key, std::string_view salt, std::string_view info, std::size_t length);

/// From the operating system's generator.
[[nodiscard]] std::string randomBytes(std::size_t count);
/// Takes the same time wherever the two differ; lengths are not secret.
[[nodiscard]] bool constantTimeEqual(std::string_view a, std::string_view b);

[[nodiscard]] std::string toHex(std::string_view bytes);
[[nodiscard]] std::optional<std::string> fromHex(std::string_view text);
/// Standard alphabet with padding (RFC 4648 4).
[[nodiscard]] std::string toBase64(std::string_view bytes);
[[nodiscard]] std::optional<std::string> fromBase64(std::string_view text);
/// URL alphabet without padding (RFC 4648 5). Decoding accepts exactly one spelling of every value.
[[nodiscard]] std::string toBase64Url(std::string_view bytes);
[[nodiscard]] std::optional<std::string> fromBase64Url(std::string_view text);

} // namespace kinora
