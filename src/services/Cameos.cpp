#include "services/Cameos.h"

#include "core/Logging.h"
#include "core/Receive.h"
#include "services/PictureFile.h"

#include <algorithm>
#include <memory>

namespace kinora {

namespace {

/// A cameo is shown small, and upstreams look at faces rather than at pores.
constexpr int longestCameoSide = 1024;

} // namespace

Cameos::Cameos(CameoApi& relay, CreationService& creation, QObject* parent)
    : QObject(parent)
    , m_relay(relay) {
    connect(&creation, &CreationService::caughtUp, this, &Cameos::refresh);
    connect(&creation, &CreationService::closed, this, &Cameos::clear);
}

std::optional<Cameo> Cameos::find(const QString& cameoId) const {
    const auto found = std::ranges::find(m_cameos, cameoId, &Cameo::id);
    return found == m_cameos.end() ? std::nullopt : std::optional(*found);
}

QImage Cameos::picture(const QString& cameoId) const {
    const auto cameo = find(cameoId);
    return cameo ? m_pictures.value(cameo->imageUrl) : QImage();
}

QFuture<Result<Cameo>> Cameos::save(
    const QString& cameoId, const CameoEdit& edit, const std::optional<QImage>& picture) {
    if (!picture)
        return send(cameoId, edit);
    auto promise = std::make_shared<QPromise<Result<Cameo>>>();
    promise->start();
    const auto finish = [promise](const Result<Cameo>& answer) {
        promise->addResult(answer);
        promise->finish();
    };
    receive(m_relay.upload(jpegOf(*picture, longestCameoSide)), this,
        [this, cameoId, edit, finish](const Result<QString>& uploaded) {
            if (!uploaded) {
                finish(Failure(uploaded.error()));
                return;
            }
            CameoEdit whole = edit;
            whole.imageId = *uploaded;
            receive(send(cameoId, whole), this, finish);
        });
    return promise->future();
}

QFuture<Result<Cameo>> Cameos::send(const QString& cameoId, const CameoEdit& edit) {
    auto promise = std::make_shared<QPromise<Result<Cameo>>>();
    promise->start();
    const auto answer = cameoId.isEmpty() ? m_relay.createCameo(edit) : m_relay.changeCameo(cameoId, edit);
    receive(answer, this, [this, promise, run = m_run](const Result<Cameo>& cameo) {
        if (cameo && run == m_run)
            take(*cameo);
        promise->addResult(cameo);
        promise->finish();
    });
    return promise->future();
}

QFuture<Result<void>> Cameos::remove(const QString& cameoId) {
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    receive(m_relay.deleteCameo(cameoId), this, [this, promise, cameoId, run = m_run](const Result<void>& removed) {
        // Deleted elsewhere is deleted as well.
        const bool gone = removed || removed.error().code == ErrorCode::NotFound;
        if (gone && run == m_run) {
            m_cameos.removeIf([&cameoId](const Cameo& cameo) { return cameo.id == cameoId; });
            emit changed();
        }
        promise->addResult(gone ? Result<void>() : removed);
        promise->finish();
    });
    return promise->future();
}

void Cameos::refresh() {
    receive(m_relay.cameos(), this, [this, run = m_run](const Result<QList<Cameo>>& cameos) {
        if (run != m_run)
            return;
        if (!cameos) {
            // A relay from before there were any has no such address.
            qCInfo(logCreation) << "no cameos:" << errorCodeName(cameos.error().code) << cameos.error().detail;
            return;
        }
        m_cameos = *cameos;
        std::ranges::reverse(m_cameos);
        emit changed();
        for (const Cameo& cameo : *cameos)
            fetchPicture(cameo);
    });
}

void Cameos::clear() {
    ++m_run;
    m_cameos.clear();
    m_pictures.clear();
    m_asked.clear();
    emit changed();
}

void Cameos::take(const Cameo& cameo) {
    const auto known = std::ranges::find(m_cameos, cameo.id, &Cameo::id);
    if (known == m_cameos.end())
        m_cameos.append(cameo);
    else
        *known = cameo;
    emit changed();
    fetchPicture(cameo);
}

void Cameos::fetchPicture(const Cameo& cameo) {
    if (cameo.imageUrl.isEmpty() || m_pictures.contains(cameo.imageUrl) || m_asked.contains(cameo.imageUrl))
        return;
    m_asked.insert(cameo.imageUrl);
    receive(
        m_relay.cameoImage(cameo.id), this, [this, url = cameo.imageUrl, run = m_run](const Result<QByteArray>& bytes) {
            if (run != m_run)
                return;
            m_asked.remove(url);
            const QImage picture = bytes ? QImage::fromData(*bytes, "JPEG") : QImage();
            if (picture.isNull())
                return;
            m_pictures.insert(url, picture);
            emit changed();
        });
}

} // namespace kinora
