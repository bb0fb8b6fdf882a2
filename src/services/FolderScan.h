// Looks through a folder of anybody's for videos and for what lies there about them.
#pragma once

#include "services/ImportFacts.h"

#include <QHash>
#include <QList>
#include <QSet>
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
    BrokenLines,   ///< JSON line by line, some of which are none; the others were read
    OtherVideo,    ///< a video of a kind that Kinora does not play
    OtherText,     ///< a table or a text beside videos: only JSON is read, and tables that Kinora wrote
    JsonTooLarge,  ///< beyond FolderScan::largestJson
    UnknownWords,  ///< JSON of a video's name that tells of none under any key that is known
    Ambiguous,     ///< it may tell of a video that is here, but not for certain
    NothingToTell, ///< tells of videos, none of which is here
};

/// Blocks: not for the GUI thread. Links to folders are not followed, so that no loop is endless.
class FolderScan {
public:
    static constexpr qint64 largestJson = qint64{256} * 1024 * 1024;

    struct Odd {
        QString file; ///< relative to the folder
        NotUnderstood why = NotUnderstood::Unreadable;
        QString detail = {}; ///< in the words of the system; may be empty
    };

    /// What Kinora wrote of a video.
    struct Record {
        enum class By {
            Original, ///< the file is the original, byte for byte
            Copy,     ///< it is the copy as it was written, with facts in it
            Name,     ///< the record lies beside it and says its name: it may have been changed since
        };
        ImportRecord record;
        By by = By::Original;
    };

    /// Ends early once `stop` is true.
    FolderScan(const QString& folder, const std::atomic_bool& stop);

    /// A file that could not be read, and why.
    [[nodiscard]] Odd unreadable(const QString& file) const;
    /// Files with a video's name, relative to the folder, in order of their names.
    [[nodiscard]] const QStringList& videos() const { return m_videos; }
    /// What Kinora wrote of a video with these bytes, wherever in the folder; else what it wrote beside this file.
    [[nodiscard]] std::optional<Record> record(const QString& video, const QString& sha256);
    /// What Kinora wrote, anywhere here, of the video that had this id.
    [[nodiscard]] const ImportRecord* recordWithId(const QString& id) const;
    /// What Kinora wrote beside it says that the video itself has other bytes.
    [[nodiscard]] bool isCopyOfOther(const QString& video) const;
    /// What JSON files beside the video, in its folder and in those above tell of it, the nearest first; then what
    /// those anywhere in the folder say of a file of this name, where only one video has it and they agree. Those above
    /// the chosen folder are read as foldersAbove() says.
    [[nodiscard]] ImportFacts facts(const QString& video);
    /// JSON files and folders that could not be read, or that nothing here was told by so far; of those above the
    /// folder, which may be about anything, what is too large only.
    [[nodiscard]] QList<Odd> odd() const;

private:
    struct Json {
        QString file;
        ImportJson content;
        bool used = false;
    };
    struct RecordPlace {
        qsizetype json = 0; ///< in m_json
        qsizetype which = 0;
    };
    void noteOthers(const QStringList& texts);
    bool readTable(const QString& file);
    void noteContent(const QString& file, ImportJson content);
    void readJson(const QString& file, const std::atomic_bool& stop);
    void readAbove(const std::atomic_bool& stop);
    void noteRecords(const QString& file, const ImportJson& content);
    [[nodiscard]] const ImportRecord& at(const RecordPlace& place) const;
    [[nodiscard]] QString pathOf(const QString& file) const;
    void takeFromElsewhere(ImportFacts& facts, const QString& name);
    void takeNamed(ImportFacts& facts, const QString& folder, const QStringList& names);
    static void take(ImportFacts& facts, Json& json, const ImportFacts& told);

    QString m_folder;
    QStringList m_above; ///< folders above that were looked into, as "..", "../.."
    QStringList m_videos;
    QList<Json> m_json;
    QHash<QString, QHash<QString, qsizetype>> m_named; ///< by folder and name of a video: the place in m_json
    QHash<QString, qsizetype> m_byFile;                ///< in lower case
    QHash<QString, int> m_videoNames;                  ///< without folders, in lower case: how many have it
    QSet<QString> m_sidecars;                          ///< what JSON of one video is called, in lower case
    QHash<QString, QList<qsizetype>> m_tellOfFile;     ///< by such a name: places in m_json
    QHash<QString, RecordPlace> m_records;             ///< by SHA-256
    QHash<QString, RecordPlace> m_copies;              ///< by SHA-256 of the copy
    QHash<QString, RecordPlace> m_byId;
    QHash<QString, RecordPlace> m_beside; ///< by the file that they lie beside, in lower case
    QList<Odd> m_odd;
};

/// Folders above this one whose JSON files may be about it: the next two, but none that holds everything of a person or
/// of the system (the home folder, the one for temporary files, what is above them). As "..", "../..".
[[nodiscard]] QStringList foldersAbove(const QString& folder);

} // namespace kinora
