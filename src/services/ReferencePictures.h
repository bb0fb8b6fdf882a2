// Pictures to begin a video with: kept on this computer while they are chosen, sent when the video is asked for.
#pragma once

#include "core/NewJob.h"
#include "core/Result.h"
#include "net/CameoApi.h"
#include "services/CreationService.h"

#include <QByteArray>
#include <QFuture>
#include <QHash>
#include <QImage>
#include <QObject>
#include <QSize>
#include <QString>

#include <chrono>

namespace kinora {

/// GUI thread only; the work on pictures is done by the pool.
class ReferencePictures final : public QObject {
    Q_OBJECT

public:
    /// Pictures lie in `folder`, which is made when it is needed. All references outlive this.
    ReferencePictures(
        CameoApi& relay, CreationService& creation, const Clock& clock, QString folder, QObject* parent = nullptr);

    /// Keeps a picture as one that may be chosen. CorruptFile if it is none, DiskFull or
    /// FileFailed if it cannot be kept.
    [[nodiscard]] QFuture<Result<ReferencePicture>> takeFile(const QString& path);
    [[nodiscard]] QFuture<Result<ReferencePicture>> takeImage(const QImage& image);

    /// The chosen part in this shape, at the relay: the id of the upload, the same one for the same part, so that
    /// asking again after a lost answer asks for the same thing. CorruptFile if the file has gone; errors as
    /// CameoApi::upload.
    [[nodiscard]] QFuture<Result<QString>> send(const ReferencePicture& picture, const QSize& shape);
    /// The relay does not have it any more.
    void forget(const QString& uploadId);

private:
    struct Sent {
        QString id;
        std::chrono::milliseconds at{0};
    };
    CameoApi& m_relay;
    const Clock& m_clock;
    QString m_folder;
    QHash<QString, Sent> m_sent; ///< by what was chosen
    quint64 m_run = 0;
};

} // namespace kinora
