#include "domain/Codes.h"

#include "base/Crypto.h"

#include <cctype>

namespace kinora::domain {
namespace {

/// Without 0 and O, 1 and I and L: it is read from a log and typed.
constexpr std::string_view Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
constexpr std::size_t Group = 4;
constexpr std::size_t RandomLength = 16;

} // namespace

Secret writeCode(std::string_view bytes) {
    std::string code;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i > 0 && i % Group == 0)
            code += '-';
        code += Alphabet[static_cast<unsigned char>(bytes[i]) % Alphabet.size()];
    }
    return Secret(code);
}

Secret makeCode() {
    return writeCode(randomBytes(RandomLength));
}

std::string plainCode(std::string_view code) {
    std::string plain;
    for (const char c : code)
        if (std::isalnum(static_cast<unsigned char>(c)) != 0)
            plain += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return plain;
}

std::string hashCode(std::string_view code) {
    return sha256(plainCode(code));
}

} // namespace kinora::domain
