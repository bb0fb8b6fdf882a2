// Looks through a folder of anybody's for videos and for what lies there about them.
#pragma once

#include "services/ImportFacts.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <atomic>
#include <optional>

namespace kinora {

/// Why something in the folder was of no use.
enum class NotUnderstood {
    Empty,         ///< a video of no bytes
    Forbidden,     ///< a file that this person may not read
    Unreadable,    ///< one that cannot be read for another reason: Odd::detail
    ClosedFolder,  ///< a folder that cannot be looked into
    NoVideo,       ///< named like one, and is none, or breaks off
    NoJson,        ///< named so, and is none
    JsonTooLarge,  ///< beyond FolderScan::largestJson
    NothingToTell, ///< tells of videos, none of which is here
};

/// Blocks: not for the GUI thread. Links to folders are not followed, so that no loop is endless.
class FolderScan {
public:
    static constexpr qint64 largestJson = qint64{32} * 1024 * 1024;

    struct Odd {
        QString file; ///< relative to the folder
        NotUnderstood why = NotUnderstood::Unreadable;
        QString detail = {}; ///< in the words of the system; may be empty
    };

    /// Ends early once `stop` is true.
    FolderScan(const QString& folder, const std::atomic_bool& stop);

    /// A file that could not be read, and why.
    [[nodiscard]] Odd unreadable(const QString& file) const;
    /// Files with a video's name, relative to the folder, in order of their names.
    [[nodiscard]] const QStringList& videos() const { return m_videos; }
    /// What Kinora wrote of a video with these bytes, wherever in the folder.
    [[nodiscard]] std::optional<Video> record(const QString& sha256);
    /// What JSON files beside the video, in its folder and in those above tell of it, the nearest first.
    [[nodiscard]] ImportFacts facts(const QString& video);
    /// JSON files and folders that could not be read, or that nothing here was told by so far.
    [[nodiscard]] QList<Odd> odd() const;

private:
    struct Json {
        QString file;
        ImportJson content;
        bool used = false;
    };
    void readJson(const QString& file);
    static void take(ImportFacts& facts, Json& json, const ImportFacts& told);

    QString m_folder;
    QStringList m_videos;
    QList<Json> m_json;
    QHash<QString, QHash<QString, qsizetype>> m_named;         ///< by folder and name of a video: the place in m_json
    QHash<QString, qsizetype> m_byFile;                        ///< in lower case
    QHash<QString, std::pair<qsizetype, qsizetype>> m_records; ///< by SHA-256: the file, and which of its records
    QList<Odd> m_odd;
};

} // namespace kinora
