// kinora://invite?relay=…&code=…: an invitation that opens the app.
#pragma once

#include <QString>
#include <QUrl>

#include <optional>

namespace kinora {

struct InviteLink {
    QUrl relay; ///< as parseRelayAddress gives it
    QString code;

    bool operator==(const InviteLink&) const = default;
};

/// Nothing for whatever is not such a link: another scheme or kind, no usable relay or code. A link comes from anybody,
/// so an unprotected relay elsewhere is not accepted either: who wants one types its address.
[[nodiscard]] std::optional<InviteLink> parseInviteLink(const QString& text);

} // namespace kinora
