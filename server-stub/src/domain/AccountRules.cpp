#include "domain/AccountRules.h"

#include "base/Unicode.h"

#include <fmt/format.h>

#include <algorithm>

namespace kinora::domain {
namespace {

FieldError wrong(const char* field, const char* code, std::string detail) {
    return {field, code, std::move(detail)};
}

bool hasSpace(std::string_view text) {
    return text.find_first_of(" \t") != std::string_view::npos || hasControl(text);
}

std::string_view localPart(std::string_view email) {
    return email.substr(0, email.find('@'));
}

} // namespace

bool isHandleCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

std::optional<FieldError> checkEmail(std::string_view email) {
    if (email.empty())
        return wrong("email", "required", "An e-mail address is needed.");
    if (email.size() > EmailMaxBytes)
        return wrong("email", "too_long", fmt::format("An e-mail address has at most {} bytes.", EmailMaxBytes));
    const auto at = email.find('@');
    const std::string_view domain = at == std::string_view::npos ? std::string_view{} : email.substr(at + 1);
    const bool shaped = at != std::string_view::npos && at > 0 && at <= EmailLocalMaxBytes && !domain.empty() &&
                        domain.find('@') == std::string_view::npos && !domain.starts_with('.') &&
                        !domain.ends_with('.') && domain.find("..") == std::string_view::npos;
    if (!shaped || hasSpace(email) || !isUtf8(email))
        return wrong("email", "invalid", "This is not an e-mail address.");
    return std::nullopt;
}

std::string emailKey(std::string_view email) {
    return foldCase(email).value_or(std::string(email));
}

std::optional<FieldError> checkPassword(std::string_view password) {
    const auto normal = toNfc(password);
    if (!normal)
        return wrong("password", "invalid", "The password is not well-formed UTF-8.");
    const std::size_t length = codePoints(*normal);
    if (length == 0)
        return wrong("password", "required", "A password is needed.");
    if (length < PasswordMinLength)
        return wrong("password", "too_short", fmt::format("A password has at least {} characters.", PasswordMinLength));
    if (length > PasswordMaxLength)
        return wrong("password", "too_long", fmt::format("A password has at most {} characters.", PasswordMaxLength));
    return std::nullopt;
}

std::optional<FieldError> checkHandle(std::string_view handle) {
    if (handle.size() < HandleMinLength)
        return wrong("handle", "too_short", fmt::format("A handle has at least {} characters.", HandleMinLength));
    if (handle.size() > HandleMaxLength)
        return wrong("handle", "too_long", fmt::format("A handle has at most {} characters.", HandleMaxLength));
    if (!std::ranges::all_of(handle, isHandleCharacter))
        return wrong("handle", "invalid", "A handle is made of lower-case letters, digits and underscores.");
    return std::nullopt;
}

std::optional<FieldError> checkDisplayName(std::string_view name) {
    if (!isUtf8(name) || hasControl(name))
        return wrong("displayName", "invalid", "A name has no control characters.");
    if (codePoints(name) > DisplayNameMaxLength)
        return wrong("displayName", "too_long", fmt::format("A name has at most {} characters.", DisplayNameMaxLength));
    return std::nullopt;
}

std::string handleFrom(std::string_view email) {
    constexpr std::size_t roomForNumber = 6;
    const std::string key = emailKey(email); // localPart() is a view into it
    std::string handle;
    for (const char c : localPart(key)) {
        if (isHandleCharacter(c))
            handle += c;
        else if (!handle.empty() && handle.back() != '_')
            handle += '_';
    }
    handle.resize(std::min(handle.size(), HandleMaxLength - roomForNumber));
    while (handle.ends_with('_'))
        handle.pop_back();
    if (handle.size() < HandleMinLength)
        handle = handle.empty() ? "user" : "user_" + handle;
    return handle;
}

std::string displayNameFrom(std::string_view email) {
    std::string_view local = localPart(email);
    // A local part has at most 64 bytes, which is fewer than the code points a name may have.
    static_assert(EmailLocalMaxBytes <= DisplayNameMaxLength);
    return std::string(local);
}

} // namespace kinora::domain
