#include "base/Crypto.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>

#include <array>
#include <cstdint>
#include <stdexcept>

namespace kinora {

namespace {

// OpenSSL fails here only when memory or its providers are gone: the infrastructure is broken.
void require(bool good, const char* what) {
    if (!good)
        throw std::runtime_error(what);
}

const unsigned char* bytesOf(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string hmac(const EVP_MD* digest, std::string_view key, std::string_view message) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
    unsigned length = 0;
    const auto* made =
        HMAC(digest, key.data(), static_cast<int>(key.size()), bytesOf(message), message.size(), out.data(), &length);
    require(made != nullptr, "HMAC failed");
    return {reinterpret_cast<const char*>(out.data()), length};
}

constexpr std::string_view standardAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view urlAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string encode(std::string_view bytes, std::string_view alphabet) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : bytes) {
        bits = bits << 8 | static_cast<unsigned char>(c);
        for (count += 8; count >= 6; count -= 6)
            text += alphabet[bits >> (count - 6) & 0x3f];
    }
    if (count > 0)
        text += alphabet[bits << (6 - count) & 0x3f];
    return text;
}

// Without padding. The unused bits of the last character must be zero, so that no value has a second spelling.
std::optional<std::string> decode(std::string_view text, std::string_view alphabet) {
    if (text.size() % 4 == 1)
        return std::nullopt;
    std::string bytes;
    bytes.reserve(text.size() * 3 / 4);
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        const auto value = alphabet.find(c);
        if (value == std::string_view::npos)
            return std::nullopt;
        bits = bits << 6 | static_cast<std::uint32_t>(value);
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes += static_cast<char>(bits >> count & 0xff);
        }
    }
    if ((bits & ((1U << count) - 1)) != 0)
        return std::nullopt;
    return bytes;
}

int hexValue(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

} // namespace

void Sha256::Free::operator()(evp_md_ctx_st* context) const {
    EVP_MD_CTX_free(context);
}

Sha256::Sha256()
    : m_context(EVP_MD_CTX_new()) {
    require(m_context && EVP_DigestInit_ex2(m_context.get(), EVP_sha256(), nullptr) == 1, "SHA-256 is not available");
}

Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(std::string_view bytes) {
    require(EVP_DigestUpdate(m_context.get(), bytes.data(), bytes.size()) == 1, "SHA-256 failed");
}

std::string Sha256::finish() {
    std::array<unsigned char, 32> out{};
    unsigned length = 0;
    require(EVP_DigestFinal_ex(m_context.get(), out.data(), &length) == 1, "SHA-256 failed");
    return {reinterpret_cast<const char*>(out.data()), length};
}

std::string sha256(std::string_view bytes) {
    Sha256 hash;
    hash.update(bytes);
    return hash.finish();
}

std::string hmacSha256(std::string_view key, std::string_view message) {
    return hmac(EVP_sha256(), key, message);
}

std::string hmacSha384(std::string_view key, std::string_view message) {
    return hmac(EVP_sha384(), key, message);
}

Secret hkdfSha256(std::string_view key, std::string_view salt, std::string_view info, std::size_t length) {
    const auto freeKdf = [](EVP_KDF* kdf) {
        EVP_KDF_free(kdf);
    };
    const auto freeContext = [](EVP_KDF_CTX* context) {
        EVP_KDF_CTX_free(context);
    };
    const std::unique_ptr<EVP_KDF, decltype(freeKdf)> kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr), freeKdf);
    require(kdf != nullptr, "HKDF is not available");
    const std::unique_ptr<EVP_KDF_CTX, decltype(freeContext)> context(EVP_KDF_CTX_new(kdf.get()), freeContext);
    require(context != nullptr, "HKDF is not available");

    // OpenSSL takes these as non-const but does not write to them.
    const auto octets = [](const char* name, std::string_view value) {
        return OSSL_PARAM_construct_octet_string(name, const_cast<char*>(value.data()), value.size());
    };
    std::string digest = "SHA256";
    std::array<OSSL_PARAM, 5> parameters{
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0), octets(OSSL_KDF_PARAM_KEY, key)};
    std::size_t next = 2;
    if (!salt.empty())
        parameters[next++] = octets(OSSL_KDF_PARAM_SALT, salt);
    if (!info.empty())
        parameters[next++] = octets(OSSL_KDF_PARAM_INFO, info);
    parameters[next] = OSSL_PARAM_construct_end();

    std::string out(length, '\0');
    const int good =
        EVP_KDF_derive(context.get(), reinterpret_cast<unsigned char*>(out.data()), out.size(), parameters.data());
    require(good == 1, "HKDF failed");
    Secret derived(out);
    OPENSSL_cleanse(out.data(), out.size());
    return derived;
}

std::string randomBytes(std::size_t count) {
    std::string bytes(count, '\0');
    require(RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) == 1,
        "no random numbers are available");
    return bytes;
}

bool constantTimeEqual(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string toHex(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text += digits[byte >> 4];
        text += digits[byte & 0xf];
    }
    return text;
}

std::optional<std::string> fromHex(std::string_view text) {
    if (text.size() % 2 != 0)
        return std::nullopt;
    std::string bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = hexValue(text[i]);
        const int low = hexValue(text[i + 1]);
        if (high < 0 || low < 0)
            return std::nullopt;
        bytes += static_cast<char>(high << 4 | low);
    }
    return bytes;
}

std::string toBase64(std::string_view bytes) {
    std::string text = encode(bytes, standardAlphabet);
    text.append((4 - text.size() % 4) % 4, '=');
    return text;
}

std::optional<std::string> fromBase64(std::string_view text) {
    if (text.size() % 4 != 0)
        return std::nullopt;
    for (int i = 0; i < 2 && text.ends_with('='); ++i)
        text.remove_suffix(1);
    return decode(text, standardAlphabet);
}

std::string toBase64Url(std::string_view bytes) {
    return encode(bytes, urlAlphabet);
}

std::optional<std::string> fromBase64Url(std::string_view text) {
    return decode(text, urlAlphabet);
}

} // namespace kinora
