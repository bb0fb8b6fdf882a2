// What one model of the relay can do; the composer shows nothing it cannot.
#pragma once

#include "core/Orientation.h"

#include <QList>
#include <QMap>
#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>

namespace kinora {

enum class ModelAvailability { Ready, Degraded, Retired };

struct VideoModel {
    QString id;
    QString label;    ///< for people
    QString upstream; ///< for people
    bool demo = false;
    QList<Orientation> orientations;
    QMap<Orientation, QStringList> sizes; ///< "720x1280", the default first; empty when the model does not say
    QList<int> seconds; ///< lengths offered, the default first; empty when the length cannot be chosen
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
    QMap<QString, qint64>
        sizePricesMicroUsd; ///< of sizes that cost something else, in the unit of the price that is set
    ModelAvailability availability = ModelAvailability::Ready;
    QString reason; ///< why it is not Ready; may be empty

    bool operator==(const VideoModel&) const = default;
};

/// The size to make where this one is wanted: itself, or the same turned, or the model's default; empty when the model
/// does not say.
[[nodiscard]] QString sizeFor(const VideoModel& model, Orientation orientation, const QString& wanted);

/// "720x1280" as numbers; empty for what is no size.
[[nodiscard]] QSize sizeOf(const QString& size);

/// Of one video, by the model's own prices; nothing where none is known.
[[nodiscard]] std::optional<qint64> priceOf(const VideoModel& model, std::optional<int> seconds, const QString& size);

} // namespace kinora
