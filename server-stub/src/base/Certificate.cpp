#include "base/Certificate.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

namespace kinora {

namespace {

struct Free {
    void operator()(BIO* bio) const { BIO_free(bio); }
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};

std::unique_ptr<BIO, Free> reader(std::string_view text) {
    return std::unique_ptr<BIO, Free>(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

/// There is nobody to ask: without this OpenSSL asks on the terminal.
int noPassphrase(char*, int, int, void*) {
    return 0;
}

std::unique_ptr<X509, Free> certificateIn(std::string_view pem) {
    const auto bio = reader(pem);
    return std::unique_ptr<X509, Free>(PEM_read_bio_X509(bio.get(), nullptr, noPassphrase, nullptr));
}

} // namespace

std::optional<std::string> whatIsWrongWithCertificate(std::string_view pem) {
    const auto certificate = certificateIn(pem);
    ERR_clear_error();
    if (!certificate)
        return "holds no certificate in PEM form";
    if (X509_cmp_current_time(X509_get0_notAfter(certificate.get())) < 0)
        return "holds a certificate that has expired";
    return std::nullopt;
}

std::optional<std::string> whatIsWrongWithKey(std::string_view pem, std::string_view certificatePem) {
    const auto bio = reader(pem);
    const std::unique_ptr<EVP_PKEY, Free> key(PEM_read_bio_PrivateKey(bio.get(), nullptr, noPassphrase, nullptr));
    const auto certificate = certificateIn(certificatePem);
    const bool belongs = key && certificate && X509_check_private_key(certificate.get(), key.get()) == 1;
    ERR_clear_error();
    if (!key)
        return "holds no private key in PEM form that opens without a passphrase";
    if (certificate && !belongs)
        return "holds the key of another certificate";
    return std::nullopt;
}

} // namespace kinora
