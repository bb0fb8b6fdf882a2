// What one model of the relay can do; the composer shows nothing it cannot.
#pragma once

#include "core/Orientation.h"

#include <QList>
#include <QMap>
#include <QString>

#include <optional>

namespace kinora {

enum class ModelAvailability { Ready, Degraded, Retired };

struct VideoModel {
    QString id;
    QString label;    ///< for people
    QString upstream; ///< for people
    bool demo = false;
    QList<Orientation> orientations;
    QMap<Orientation, QString> sizes; ///< "720x1280"; empty when the model does not say
    QList<int> seconds;               ///< lengths offered, the default first; empty when the length cannot be chosen
    int maxCount = 1;
    int maxCameos = 0;
    bool referenceImage = false;
    bool negativePrompt = false;
    bool seed = false;
    bool remix = false;
    bool extend = false;
    int maxPromptChars = 1000;                    ///< code points
    std::optional<qint64> pricePerSecondMicroUsd; ///< at most one of these two is set
    std::optional<qint64> pricePerVideoMicroUsd;
    ModelAvailability availability = ModelAvailability::Ready;
    QString reason; ///< why it is not Ready; may be empty

    bool operator==(const VideoModel&) const = default;
};

} // namespace kinora
