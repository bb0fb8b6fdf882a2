// Pictures to begin a video with: kept on this computer while they are chosen, sent when the video is asked for.
#pragma once

#include "core/NewJob.h"
#include "core/Result.h"
#include "net/CameoApi.h"
#include "services/Library.h"

#include <QByteArray>
#include <QFuture>
#include <QHash>
#include <QImage>
#include <QObject>
#include <QSize>
#include <QString>
#include <QStringList>

#include <chrono>

namespace kinora {

/// GUI thread only; the work on pictures is done by the pool.
class ReferencePictures final : public QObject {
    Q_OBJECT

public:
    /// Pictures lie in the open library's folder "references". What no draft, remembered prompt or waiting request of
    /// that library refers to is removed when it is opened, unless it came within the last `leastAge`. All references
    /// outlive this.
    ReferencePictures(CameoApi& relay, Library& library, const Clock& clock, QObject* parent = nullptr);
    static constexpr std::chrono::hours leastAge{1};

    /// Keeps a picture as one that may be chosen. CorruptFile if it is none, DiskFull or FileFailed if it cannot be
    /// kept, SignedOut while no library is open.
    [[nodiscard]] QFuture<Result<ReferencePicture>> takeFile(const QString& path);
    [[nodiscard]] QFuture<Result<ReferencePicture>> takeImage(const QImage& image);
    /// The same of what was sent for an earlier video; also errors as CameoApi::uploadImage.
    [[nodiscard]] QFuture<Result<ReferencePicture>> takeUpload(const QString& uploadId);

    /// The chosen part in this shape, at the relay: the id of the upload, the same one for the same part, so that
    /// asking again after a lost answer asks for the same thing. CorruptFile if the file has gone; errors as
    /// CameoApi::upload.
    [[nodiscard]] QFuture<Result<QString>> send(const ReferencePicture& picture, const QSize& shape);
    /// The relay does not have it any more.
    void forget(const QString& uploadId);

signals:
    /// Some of what nothing refers to is gone.
    void swept(int files);

private:
    void sweep();

    struct Sent {
        QString id;
        std::chrono::milliseconds at{0};
    };
    CameoApi& m_relay;
    Library& m_library;
    const Clock& m_clock;
    QString m_folder;            ///< empty while no library is open
    QHash<QString, Sent> m_sent; ///< by what was chosen
    quint64 m_run = 0;
};

} // namespace kinora
