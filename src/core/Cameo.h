// Who or what is to be recognised in several videos; in a prompt it is its @handle.
#pragma once

#include <QString>

#include <optional>

namespace kinora {

struct Cameo {
    QString id;
    QString handle; ///< without the @; lower-case letters, digits and underscores
    QString name;   ///< for people and upstreams
    QString description;
    QString imageUrl; ///< empty: no picture; another picture has another

    bool operator==(const Cameo&) const = default;
};

/// A new cameo, or what becomes of one.
struct CameoEdit {
    QString handle;
    QString name;
    QString description;
    /// Of an upload; empty: no picture. Nothing: the picture it has.
    std::optional<QString> imageId = {};

    bool operator==(const CameoEdit&) const = default;
};

} // namespace kinora
