// The account's cameos with their pictures.
#pragma once

#include "core/Cameo.h"
#include "core/Result.h"
#include "net/CameoApi.h"
#include "services/CreationService.h"

#include <QFuture>
#include <QHash>
#include <QImage>
#include <QList>
#include <QObject>
#include <QSet>

#include <optional>

namespace kinora {

/// Read anew whenever the connection comes back. GUI thread only.
class Cameos final : public QObject {
    Q_OBJECT

public:
    /// Both outlive this.
    Cameos(CameoApi& relay, CreationService& creation, QObject* parent = nullptr);

    /// In the order they were made; empty until changed().
    [[nodiscard]] const QList<Cameo>& list() const { return m_cameos; }
    [[nodiscard]] std::optional<Cameo> find(const QString& cameoId) const;
    /// Null while there is none, or it has not arrived.
    [[nodiscard]] QImage picture(const QString& cameoId) const;

    /// With an empty id a new one, otherwise what becomes of that one. A picture is sent first. Errors as CameoApi.
    [[nodiscard]] QFuture<Result<Cameo>> save(
        const QString& cameoId, const CameoEdit& edit, const std::optional<QImage>& picture);
    [[nodiscard]] QFuture<Result<void>> remove(const QString& cameoId);
    void refresh();

signals:
    void changed();

private:
    void clear();
    void take(const Cameo& cameo);
    void fetchPicture(const Cameo& cameo);
    [[nodiscard]] QFuture<Result<Cameo>> send(const QString& cameoId, const CameoEdit& edit);

    CameoApi& m_relay;
    QList<Cameo> m_cameos;
    QHash<QString, QImage> m_pictures; ///< by imageUrl
    QSet<QString> m_asked;             ///< imageUrls that are on their way
    quint64 m_run = 0;                 ///< answers for an account that was closed are dropped
};

} // namespace kinora
