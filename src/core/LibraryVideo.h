// A video as this computer knows it: what the relay says of it, and what lies on this disk.
#pragma once

#include "core/Error.h"
#include "core/Video.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace kinora {

/// Whether the video's file is on this computer. How far a running download is, is known to Downloads alone.
enum class FileState {
    Absent, ///< only on the relay, not asked for
    Wanted, ///< to be downloaded, now or when the relay is back
    Here,   ///< complete, its hash verified
    Failed, ///< could not be stored; LibraryVideo::problem says why. Can be wanted again
};

struct LibraryVideo {
    /// Local number of the row: small, stable, never reused. Lists of 100,000 cards hold these instead of ids.
    qint64 key = 0;
    Video video;
    FileState fileState = FileState::Absent;
    /// Why fileState is Failed.
    std::optional<ErrorCode> problem;
    /// Relative to the library's folder, with forward slashes; empty unless Here.
    QString file;
    /// Relative to the library's folder; empty while there is no poster here.
    QString poster;
    /// The sprite sheet, likewise.
    QString sprite;
    /// How long the making took, from start to finish; known for jobs that finished while this app was listening.
    std::optional<qint64> tookMs;
    /// Whether the relay has it too; the file of one that it has not is the only copy.
    bool onRelay = true;
    /// Why the relay does not take it, when it was asked to.
    std::optional<ErrorCode> refused;
    /// When it was last played here, UTC; invalid when never.
    QDateTime watchedAt;
};

/// What a gallery needs to place a card without reading its row.
struct VideoPlace {
    qint64 key = 0;
    qint64 createdAtMs = 0; ///< milliseconds since 1970, UTC
    int width = 0;
    int height = 0;

    bool operator==(const VideoPlace&) const = default;
};

/// The order of the library: newest first.
[[nodiscard]] inline bool comesBefore(const VideoPlace& a, const VideoPlace& b) {
    return a.createdAtMs != b.createdAtMs ? a.createdAtMs > b.createdAtMs : a.key > b.key;
}

/// What one write changed, in terms of a gallery without the trash: what is thrown away is `removed` from it, what
/// comes back `inserted`, in the library's order. `updated` holds changed rows of the trash too.
struct VideoChanges {
    QList<VideoPlace> inserted;
    QList<qint64> updated;
    QList<qint64> removed;
    bool queued = false; ///< there is something new to tell the relay
    [[nodiscard]] bool isEmpty() const { return inserted.isEmpty() && updated.isEmpty() && removed.isEmpty(); }
};

struct LibraryTotals {
    qint64 videos = 0; ///< without trashed ones
    qint64 bytesHere = 0;
};

/// Imported videos that no relay has, without trashed ones.
struct ImportCounts {
    int waiting = 0; ///< the relay has yet to get them
    int refused = 0;
};

/// What the videos of a library can be narrowed to, each once.
struct LibraryWords {
    QStringList models; ///< in order
    QStringList tags;   ///< most used first
};

/// What many videos have in common, for whoever does something with them all.
struct ManyVideos {
    QStringList ids = {};        ///< in the order of their keys
    bool areFavorites = false;   ///< all of them
    bool arePublished = false;   ///< the same
    int rating = -1;             ///< that all have; -1 where they differ
    QStringList tags = {};       ///< that any has
    QStringList commonTags = {}; ///< that all have
    QStringList toFetch = {};    ///< ids of those that are not on this computer, nor on their way
};

/// A content that the library has, for who brings files to it.
struct KnownContent {
    QString id;
    bool isTrashed = false;
    /// It was imported, and of these nothing is known.
    bool lacksPrompt = false;
    bool lacksModel = false;
    bool lacksSettings = false;
    bool lacksParent = false;          ///< or has one that is not here
    std::optional<Video> notHere = {}; ///< all of it, where its file is not on this computer
};

/// A video with its file, relative to the library's folder.
struct LocalVideo {
    Video video;
    QString file;
};

/// What became of a video that was brought here.
struct BroughtVideo {
    QString id; ///< under which the library has it: another where it has a video with the same content
    bool isTrashed = false;
    bool isTaken = true; ///< else the video needs no file, or lies in the trash: nobody's is the one that was brought
};

/// What lay on this computer of a video that has left the library; relative to its folder, empty where there is none.
struct LeftFiles {
    QString id;
    QString file;
    QString poster;
    QString sprite;
    qint64 number = 0;   ///< of the library's note that it is to be cleared away
    bool isKept = false; ///< deleted elsewhere: the file goes to the folder "removed"
};

/// What became of the files that lie here, by the rules of KeepRules.
struct KeptFiles {
    QList<LeftFiles> released; ///< may be deleted now
    QStringList unsure;        ///< ids of those that would go too, if the relay says that it holds their files
};

/// A place in that order, to go on from.
struct VideoCursor {
    qint64 createdAtMs = 0;
    qint64 key = 0;
};

} // namespace kinora
