// A library that downloads from a relay which is not there.
#pragma once

#include "client/support/Await.h"
#include "client/support/FakeRelayApi.h"
#include "client/support/SampleData.h"
#include "client/support/StillClock.h"
#include "services/Downloads.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QDirIterator>
#include <QFile>
#include <QImage>

namespace kinora::tests {

using namespace Qt::StringLiterals;

inline QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline QByteArray jpeg() {
    QImage image(32, 18, QImage::Format_RGB32);
    image.fill(Qt::red);
    QBuffer out;
    out.open(QIODevice::WriteOnly);
    image.save(&out, "JPG");
    return out.data();
}

/// A library in a folder, with a relay that has `videos` in it.
struct DownloadsCase {
    explicit DownloadsCase(const QString& root)
        : folder(root)
        , database(std::move(*Database::open(root + u"/library.sqlite"_s)))
        , videos(*database)
        , downloads(relay, videos, folder, thumbnailer, clock) {
        if (!folder.create())
            qFatal("no folder");
    }

    /// A video whose content is `bytes`, known to relay and library.
    Video know(int number, const QByteArray& bytes) {
        Video video = sampleVideo(number);
        video.bytes = bytes.size();
        video.sha256 = QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
        relay.contents.insert(video.id, bytes);
        relay.posters.insert(video.id, jpeg());
        if (!await(videos.upsert({video})))
            qFatal("not stored");
        return video;
    }
    /// The same, wanted.
    Video add(int number, const QByteArray& bytes) {
        const Video video = know(number, bytes);
        if (!await(videos.setFileState(video.id, FileState::Wanted)))
            qFatal("not stored");
        return video;
    }
    [[nodiscard]] FileState stateOf(const Video& video) const { return videos.find(video.id)->fileState; }
    /// The videos whose file was asked for, in turn.
    [[nodiscard]] QStringList asked() const {
        QStringList ids;
        for (const DownloadRequest& request : relay.downloads) {
            if (request.part == VideoPart::Content)
                ids << request.videoId;
        }
        return ids;
    }
    [[nodiscard]] int filesIn(const QString& part) const {
        int count = 0;
        QDirIterator files(folder.absolute(part), QDir::Files, QDirIterator::Subdirectories);
        for (; files.hasNext(); files.next())
            ++count;
        return count;
    }

    StillClock clock;
    FakeRelayApi relay;
    MediaFolder folder;
    std::unique_ptr<Database> database;
    VideoStore videos;
    Thumbnailer thumbnailer;
    Downloads downloads;
};

} // namespace kinora::tests
