// What JSON files of any program say of videos. Pure.
#pragma once

#include "core/Result.h"
#include "core/Video.h"

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <atomic>
#include <optional>

namespace kinora {

/// What is not told is empty.
struct ImportFacts {
    QString title = {};
    QString prompt = {};
    QString model = {};
    QDateTime createdAt = {}; ///< UTC

    [[nodiscard]] bool isEmpty() const {
        return title.isEmpty() && prompt.isEmpty() && model.isEmpty() && !createdAt.isValid();
    }
    /// Takes from `others` what is empty here.
    void fillFrom(const ImportFacts& others);

    bool operator==(const ImportFacts&) const = default;
};

/// What Kinora wrote of a video beside a copy of it.
struct ImportRecord {
    Video video;        ///< with the hash of the original
    QString file;       ///< the copy's name, in lower case; empty for one that an earlier version wrote
    QString fileSha256; ///< of the copy, where facts were written into it
};

/// One JSON file, or lines of JSON: an object about one video, or lists of them at any depth, under the keys that
/// programs use for these things ("prompt", "created_at", "createdAt", …), or under the ids or file names of their
/// videos. What an object does not say of its video, the objects around it may; what tells of who made it says nothing
/// of it.
class ImportJson {
public:
    /// CorruptFile when it is no JSON. Takes several times the memory of a large one, and up to a minute; incomplete
    /// once `stop` is true.
    [[nodiscard]] static Result<ImportJson> read(const QByteArray& content, const std::atomic_bool& stop = false);

    /// Of what else tells of videos as Kinora does.
    [[nodiscard]] static ImportJson ofRecords(const QList<ImportRecord>& records);

    /// What a video of this file name may be called: the name itself, and each part of it that may be an id; in lower
    /// case, what says most first.
    [[nodiscard]] static QStringList namesOf(const QString& fileName);
    /// Under what names it tells of videos.
    [[nodiscard]] QStringList names() const { return m_byName.keys(); }
    /// Names of video files, in lower case, that it has as files and not as addresses.
    [[nodiscard]] QStringList files() const { return m_files.keys(); }
    /// Of the video in a file of this name; empty where it tells of several that differ.
    [[nodiscard]] ImportFacts inFile(const QString& fileName) const { return m_files.value(fileName); }
    /// Empty for a name that it does not know.
    [[nodiscard]] ImportFacts named(const QString& name) const;
    /// Of the video with this file name, by any of its names.
    [[nodiscard]] ImportFacts forFile(const QString& fileName) const;
    /// Of the video beside which the file lies; empty when it tells of several.
    [[nodiscard]] ImportFacts forItsVideo() const;
    /// What Kinora has written, with all that it knew.
    [[nodiscard]] const QList<ImportRecord>& records() const { return m_records; }
    /// Some lines are no JSON; what stands in the others is read.
    [[nodiscard]] bool hasBrokenLines() const { return m_hasBrokenLines; }
    /// It tells of no video at all.
    [[nodiscard]] bool isEmpty() const { return m_all.isEmpty() && m_records.isEmpty(); }

private:
    /// `keyNames`: what the key that it stands under says of whose it is.
    void take(const QJsonValue& value, const ImportFacts& around, const QString& key, const QStringList& keyNames);
    Result<void> takeAll(const QByteArray& content);
    bool takeLines(const QByteArray& content);
    void takeObject(
        const QJsonObject& object, const ImportFacts& around, const QString& key, const QStringList& keyNames);

    ImportFacts m_root; ///< of the outermost object
    QList<ImportFacts> m_all;
    QHash<QString, qsizetype> m_byName;  ///< names and ids, in lower case
    QHash<QString, ImportFacts> m_files; ///< see inFile()
    QList<ImportRecord> m_records;
    bool m_hasBrokenLines = false;
    const std::atomic_bool* m_stop = nullptr; ///< while it reads
};

/// By its ending a video of a kind that can be imported.
[[nodiscard]] bool isVideoName(const QString& name);

/// Seconds, milliseconds or microseconds since 1970, or a date as text; UTC, invalid for everything else.
[[nodiscard]] QDateTime importMoment(const QJsonValue& value);

} // namespace kinora
