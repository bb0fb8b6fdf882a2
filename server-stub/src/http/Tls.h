// TLS for accepted connections: one certificate with its key, in the settings of today.
#pragma once

#include "base/Result.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string_view>

struct ssl_ctx_st;
struct ssl_st;

namespace kinora::http {

/// PEM files: the certificate with those that lead to its authority behind it, and its key without a passphrase.
struct TlsFiles {
    std::filesystem::path certificate;
    std::filesystem::path key;
};

/// What all connections share. TLS 1.2 with forward secrecy and authenticated encryption, or 1.3; HTTP/1.1 by ALPN.
class TlsContext {
public:
    /// Or which file is wrong, for the operator.
    [[nodiscard]] static Result<std::shared_ptr<const TlsContext>> load(const TlsFiles& files);

private:
    friend class TlsSession;
    struct Free {
        void operator()(ssl_ctx_st* context) const;
    };
    explicit TlsContext(ssl_ctx_st* context)
        : m_context(context) {}

    std::unique_ptr<ssl_ctx_st, Free> m_context;
};

/// One connection over a socket that does not block. On one thread; a read and a write may be under way side by side.
class TlsSession {
public:
    enum class Step { Done, WantRead, WantWrite, Gone };
    struct Moved {
        Step step = Step::Gone;
        std::size_t bytes = 0; ///< with Done
    };

    /// `descriptor` must outlive the session.
    TlsSession(std::shared_ptr<const TlsContext> context, int descriptor);

    [[nodiscard]] Step handshake();
    [[nodiscard]] Moved read(char* space, std::size_t size);
    /// What was only tried is to be tried again with the same bytes at the front.
    [[nodiscard]] Moved write(std::string_view bytes);
    /// Says that nothing more comes, so that the peer can tell the end from a cut. Does not wait; once is enough.
    void end();

private:
    struct Free {
        void operator()(ssl_st* session) const;
    };
    Step stepAfter(int result);

    std::shared_ptr<const TlsContext> m_context;
    std::unique_ptr<ssl_st, Free> m_session;
    bool m_open = false; ///< between the handshake and the end, with nothing gone wrong
};

} // namespace kinora::http
