// The services of the app around one library.
#pragma once

#include "client/support/FakeRelayApi.h"
#include "client/support/SampleData.h"
#include "client/support/StillClock.h"
#include "services/Library.h"

#include <QCryptographicHash>
#include <QObject>
#include <QTemporaryDir>

#include <memory>

namespace kinora::tests {

/// All on one data folder; nothing is asked of a relay before setOnline().
struct LibraryApp {
    explicit LibraryApp(const QString& dataFolder)
        : creation(relay, events, clock)
        , library(relay, relay, creation, clock, dataFolder) {}

    /// A video whose content is `bytes`, known to the relay.
    Video add(int number, const QByteArray& bytes) {
        Video video = sampleVideo(number);
        video.bytes = bytes.size();
        video.sha256 = QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
        relay.contents.insert(video.id, bytes);
        relay.library.prepend(video);
        return video;
    }
    [[nodiscard]] FileState stateOf(const Video& video) {
        const auto row = library.store().find(video.id);
        return row ? row->fileState : FileState::Failed;
    }

    StillClock clock;
    FakeRelayApi relay;
    FakeRelayEvents events;
    CreationService creation;
    Library library;
};

/// A test of libraries in a folder of its own: make it anew in init().
class LibraryCase : public QObject {
protected:
    inline static const QString server = sampleId(1000);
    inline static const QString maya = sampleId(1001); ///< she and Otto have an account there
    inline static const QString otto = sampleId(1002);

    [[nodiscard]] QString libraryFolder() const {
        return QStringLiteral("%1/libraries/%2/%3").arg(m_folder->path(), server, maya);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

} // namespace kinora::tests
