#include "http/Tls.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <array>
#include <string>
#include <utility>

namespace kinora::http {

namespace {

// Mozilla's "intermediate" list without its finite-field groups; TLS 1.3 has only good ones.
constexpr auto Ciphers12 = "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
                           "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
                           "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

/// A server has nobody to ask: a key with a passphrase is an error, not a question on the terminal.
int noPassphrase(char*, int, int, void*) {
    return 0;
}

int chooseHttp11(
    SSL*, const unsigned char** out, unsigned char* outLength, const unsigned char* in, unsigned int inLength, void*) {
    static constexpr std::array<unsigned char, 9> ours{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
    unsigned char* chosen = nullptr;
    if (SSL_select_next_proto(&chosen, outLength, ours.data(), ours.size(), in, inLength) != OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_ALERT_FATAL;
    *out = chosen;
    return SSL_TLSEXT_ERR_OK;
}

std::unexpected<Error> unusable(const char* what, const std::filesystem::path& file) {
    const char* reason = ERR_reason_error_string(ERR_peek_last_error());
    return fail(Code::Unavailable, std::string("the TLS ") + what + " " + file.string() +
                                       " cannot be used: " + (reason != nullptr ? reason : "unknown reason"));
}

} // namespace

void TlsContext::Free::operator()(ssl_ctx_st* context) const {
    SSL_CTX_free(context);
}

Result<std::shared_ptr<const TlsContext>> TlsContext::load(const TlsFiles& files) {
    std::shared_ptr<TlsContext> made(new TlsContext(SSL_CTX_new(TLS_server_method())));
    SSL_CTX* context = made->m_context.get();
    if (context == nullptr)
        return fail(Code::Internal, "TLS cannot be set up");
    ERR_clear_error();
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_cipher_list(context, Ciphers12);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    // A write that is tried again comes from wherever the rest of it lies by then.
    SSL_CTX_set_mode(
        context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_default_passwd_cb(context, noPassphrase);
    SSL_CTX_set_alpn_select_cb(context, chooseHttp11, nullptr);
    if (SSL_CTX_use_certificate_chain_file(context, files.certificate.c_str()) != 1)
        return unusable("certificate", files.certificate);
    if (SSL_CTX_use_PrivateKey_file(context, files.key.c_str(), SSL_FILETYPE_PEM) != 1)
        return unusable("key", files.key);
    return made;
}

void TlsSession::Free::operator()(ssl_st* session) const {
    SSL_free(session);
}

TlsSession::TlsSession(std::shared_ptr<const TlsContext> context, int descriptor)
    : m_context(std::move(context))
    , m_session(SSL_new(m_context->m_context.get())) {
    SSL_set_fd(m_session.get(), descriptor);
    SSL_set_accept_state(m_session.get());
}

TlsSession::Step TlsSession::stepAfter(int result) {
    switch (SSL_get_error(m_session.get(), result)) {
    case SSL_ERROR_WANT_READ:
        return Step::WantRead;
    case SSL_ERROR_WANT_WRITE:
        return Step::WantWrite;
    default:
        m_open = false;
        return Step::Gone;
    }
}

TlsSession::Step TlsSession::handshake() {
    ERR_clear_error();
    const int result = SSL_do_handshake(m_session.get());
    if (result != 1)
        return stepAfter(result);
    m_open = true;
    return Step::Done;
}

TlsSession::Moved TlsSession::read(char* space, std::size_t size) {
    ERR_clear_error();
    Moved moved;
    const int result = SSL_read_ex(m_session.get(), space, size, &moved.bytes);
    moved.step = result == 1 ? Step::Done : stepAfter(result);
    return moved;
}

TlsSession::Moved TlsSession::write(std::string_view bytes) {
    Moved moved;
    moved.step = Step::Done;
    if (bytes.empty())
        return moved;
    ERR_clear_error();
    const int result = SSL_write_ex(m_session.get(), bytes.data(), bytes.size(), &moved.bytes);
    moved.step = result == 1 ? Step::Done : stepAfter(result);
    return moved;
}

void TlsSession::end() {
    if (!std::exchange(m_open, false))
        return;
    ERR_clear_error();
    SSL_shutdown(m_session.get());
}

} // namespace kinora::http
