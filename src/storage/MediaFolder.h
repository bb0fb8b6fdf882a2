// The files of a library: videos as plain files a person finds in a file manager, posters, and downloads in progress.
#pragma once

#include "core/LibraryVideo.h"
#include "core/Result.h"
#include "core/Video.h"

#include <QDateTime>
#include <QString>

#include <atomic>

namespace kinora {

/// "videos/2026-11/A cat playing piano 1f3c9a7b.mp4" and so on below one root. A file under videos/ is always complete:
/// it is written under partial/, checked, flushed and only then renamed. Thread-safe: holds nothing but the root.
class MediaFolder {
public:
    explicit MediaFolder(QString root);

    [[nodiscard]] const QString& root() const { return m_root; }
    /// Makes the folders, and removes what a bring() that was killed left. Errors: FileFailed.
    [[nodiscard]] Result<void> create() const;
    [[nodiscard]] QString absolute(const QString& relativeFile) const;
    /// Where the download of this video is being written.
    [[nodiscard]] QString partialFile(const QString& videoId) const;
    /// Where bring() writes it: a transfer of the same video may have the other file open.
    [[nodiscard]] QString broughtFile(const QString& videoId) const;
    /// Where the poster belongs, relative to the root.
    [[nodiscard]] static QString posterFile(const QString& videoId);
    /// Where the sprite sheet belongs, likewise.
    [[nodiscard]] static QString spriteFile(const QString& videoId);
    /// Checks size and SHA-256 of the partial file, flushes it and moves it to its final name, which it answers
    /// (relative). Where the same bytes lie under that name already, they are taken instead. CorruptFile when the bytes
    /// are not the video's: the partial file is then removed. Blocks while hashing: call it off the GUI thread.
    [[nodiscard]] Result<QString> adopt(const Video& video) const;
    /// Copies a file from elsewhere to the library, and answers its final name as adopt() does. Errors as adopt(), and
    /// DiskFull; Canceled once `stop` is true. Nothing is left of it then. Blocks as long.
    [[nodiscard]] Result<QString> bring(const QString& file, const Video& video, const std::atomic_bool& stop) const;
    /// A file of the video's size lies under its final name: a crash came between moving it there and noting it.
    [[nodiscard]] bool mayLieHere(const Video& video) const;
    /// Takes what lay here of a video that has left the library out of the way: its file and facts to the folder
    /// "removed", under the name it had; poster and sprite sheet, which can be made again, are deleted. True when there
    /// was a file and it is there now.
    [[nodiscard]] bool setAside(const LeftFiles& files) const;
    /// Deletes all that lay here of it.
    void discard(const LeftFiles& files) const;
    /// Some of it still lies where it lay.
    [[nodiscard]] bool hasLeft(const LeftFiles& files) const;
    /// Bytes that can still be written here, or -1 when unknown.
    [[nodiscard]] qint64 freeBytes() const;

private:
    [[nodiscard]] static QString finalFile(const Video& video);
    [[nodiscard]] bool liesHere(const Video& video) const;
    [[nodiscard]] Result<QString> adopt(const Video& video, const QString& partial) const;

    QString m_root;
};

/// Of a whole file, lower-case hex; empty when it cannot be read. Blocks as long as reading it takes, or until `stop`
/// says that nobody wants it any more: then it is empty too.
[[nodiscard]] QString sha256Of(const QString& path, const std::atomic_bool& stop = false);

/// The words as part of a file name that every file system takes, at most `longest` bytes; may be empty. See
/// videoFileName().
[[nodiscard]] QString fileStem(const QString& words, qsizetype longest = 120);

/// A file name that every file system takes: the prompt, readable, at most 120 bytes, then the short id (so that equal
/// prompts do not collide), then ".mp4", or what the content type says. Nothing in it is reserved, hidden, invisible or
/// reordering on any system.
QString videoFileName(const QString& prompt, const QString& id, const QString& contentType = {});

} // namespace kinora
