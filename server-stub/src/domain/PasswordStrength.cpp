#include "domain/PasswordStrength.h"

#include "domain/AccountRules.h"

#include <algorithm>
#include <zxcvbn.h>

namespace kinora::domain {
namespace {

constexpr std::size_t LookedAtBytes = 64;
constexpr std::size_t ShortestWord = 3;

bool isWordCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

} // namespace

double guessBits(std::string_view password, const std::vector<std::string>& known) {
    std::string looked(password.substr(0, LookedAtBytes));
    // A terminator to the library, and as good as any other character to us.
    std::ranges::replace(looked, '\0', ' ');
    std::vector<const char*> words;
    words.reserve(known.size() + 1);
    for (const std::string& word : known)
        words.push_back(word.c_str());
    words.push_back(nullptr);
    return ZxcvbnMatch(looked.c_str(), words.data(), nullptr);
}

std::vector<std::string> knownWords(std::string_view email, std::string_view handle) {
    std::vector<std::string> words{"kinora"};
    const auto add = [&words](std::string word) {
        if (word.size() >= ShortestWord && std::ranges::find(words, word) == words.end())
            words.push_back(std::move(word));
    };
    add(std::string(handle));
    const std::string key = emailKey(email);
    add(key);
    std::string part;
    for (const char c : key) {
        if (isWordCharacter(c)) {
            part += c;
            continue;
        }
        add(std::move(part));
        part.clear();
    }
    add(std::move(part));
    add(key.substr(0, key.find('@')));
    return words;
}

std::optional<FieldError> checkGuessable(std::string_view password, std::string_view email, std::string_view handle) {
    if (guessBits(password, knownWords(email, handle)) >= GuessableBelowBits)
        return std::nullopt;
    return FieldError{"password", "guessable",
        "This password would be guessed soon. Three or four words that have nothing to do with each other are better."};
}

} // namespace kinora::domain
