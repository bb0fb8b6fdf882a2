// Cameos on a relay that is not there.
#pragma once

#include "net/CameoApi.h"

#include <QStringList>

#include <optional>

namespace kinora::tests {

class FakeCameoApi final : public CameoApi {
public:
    QList<Cameo> list; ///< newest first
    QStringList imagesAsked;
    CameoEdit lastEdit;
    std::optional<Error> uploadFailure;

    [[nodiscard]] QFuture<Result<QList<Cameo>>> cameos() override { return readyResult<QList<Cameo>>(list); }
    [[nodiscard]] QFuture<Result<Cameo>> createCameo(const CameoEdit& cameo) override {
        return changeCameo(QStringLiteral("new"), cameo);
    }
    [[nodiscard]] QFuture<Result<Cameo>> changeCameo(const QString& id, const CameoEdit& cameo) override {
        lastEdit = cameo;
        return readyResult<Cameo>(Cameo{id, cameo.handle, cameo.name, cameo.description, {}});
    }
    [[nodiscard]] QFuture<Result<void>> deleteCameo(const QString&) override {
        return readyResult<void>(failure(ErrorCode::NotFound));
    }
    [[nodiscard]] QFuture<Result<QByteArray>> cameoImage(const QString& id) override {
        imagesAsked << id;
        return readyResult<QByteArray>(QByteArray("no picture"));
    }
    [[nodiscard]] QFuture<Result<QString>> upload(const QByteArray&) override {
        return uploadFailure ? readyResult<QString>(Failure(*uploadFailure))
                             : readyResult<QString>(QStringLiteral("u1"));
    }
    [[nodiscard]] QFuture<Result<QByteArray>> uploadImage(const QString&) override {
        return readyResult<QByteArray>(failure(ErrorCode::NotFound));
    }
};

} // namespace kinora::tests
