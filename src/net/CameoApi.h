// Cameos and pictures, as a signed-in account may ask its relay for them.
#pragma once

#include "core/Cameo.h"
#include "core/Result.h"

#include <QByteArray>
#include <QFuture>
#include <QList>
#include <QString>

namespace kinora {

/// GUI thread only; futures and common errors as RelayApi.
class CameoApi {
public:
    virtual ~CameoApi() = default;

    /// All of them, newest first.
    [[nodiscard]] virtual QFuture<Result<QList<Cameo>>> cameos() = 0;
    /// ValidationFailed with fieldErrors; Conflict for a handle that is taken (a field error "handle") or when there
    /// are too many.
    [[nodiscard]] virtual QFuture<Result<Cameo>> createCameo(const CameoEdit& cameo) = 0;
    /// As createCameo(), and NotFound.
    [[nodiscard]] virtual QFuture<Result<Cameo>> changeCameo(const QString& cameoId, const CameoEdit& cameo) = 0;
    /// NotFound.
    [[nodiscard]] virtual QFuture<Result<void>> deleteCameo(const QString& cameoId) = 0;
    /// Its picture, a JPEG. NotFound.
    [[nodiscard]] virtual QFuture<Result<QByteArray>> cameoImage(const QString& cameoId) = 0;

    /// A JPEG to be used within a day; its id. ValidationFailed if the relay cannot read it, Conflict if too many wait.
    [[nodiscard]] virtual QFuture<Result<QString>> upload(const QByteArray& jpeg) = 0;
    /// What was kept of it, a JPEG. NotFound once nothing has used it for a day.
    [[nodiscard]] virtual QFuture<Result<QByteArray>> uploadImage(const QString& uploadId) = 0;
};

} // namespace kinora
