#include "base/Secret.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <sys/resource.h>
#include <utility>

namespace kinora {

Secret::Secret(std::string_view value)
    : m_bytes(std::make_unique<char[]>(value.size()))
    , m_size(value.size()) {
    std::ranges::copy(value, m_bytes.get());
}

Secret::Secret(const Secret& other)
    : Secret(other.reveal()) {
}

Secret::Secret(Secret&& other) noexcept
    : m_bytes(std::move(other.m_bytes))
    , m_size(std::exchange(other.m_size, 0)) {
}

Secret& Secret::operator=(const Secret& other) {
    if (this != &other)
        *this = Secret(other);
    return *this;
}

Secret& Secret::operator=(Secret&& other) noexcept {
    if (this != &other) {
        wipe();
        m_bytes = std::move(other.m_bytes);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

Secret::~Secret() {
    wipe();
}

void Secret::wipe() noexcept {
    if (m_bytes)
        OPENSSL_cleanse(m_bytes.get(), m_size);
}

std::string withoutSecret(std::string text, std::string_view secret) {
    constexpr std::size_t leastBytes = 8;
    constexpr std::string_view instead = "[secret]";
    if (secret.size() < leastBytes)
        return text;
    for (auto at = text.find(secret); at != std::string::npos; at = text.find(secret, at + instead.size()))
        text.replace(at, secret.size(), instead);
    return text;
}

void forgetVariables(const std::vector<std::string>& names) {
    for (const std::string& name : names) {
        // The text itself, in place: unsetting alone leaves it where /proc/PID/environ reads it.
        if (char* value = std::getenv(name.c_str()))
            ::explicit_bzero(value, std::strlen(value));
        ::unsetenv(name.c_str());
    }
}

void forbidCoreDumps() {
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
}

} // namespace kinora
