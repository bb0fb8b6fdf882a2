#include "storage/FactsFolder.h"

#include "core/DiskRoom.h"
#include "core/Logging.h"
#include "storage/VideoRecord.h"
#include "storage/VideoRows.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longestFacts = qint64{1024} * 1024;

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(longestFacts) : QByteArray();
}

/// The file is told by a name inside the library only: facts may come from elsewhere.
bool isInside(const QString& relative) {
    return !relative.isEmpty() && QDir::isRelativePath(relative) && !QDir::cleanPath(relative).startsWith(u".."_s);
}

} // namespace

FactsFolder::FactsFolder(QString root)
    : m_root(std::move(root)) {
}

Result<void> FactsFolder::write(const LocalVideo& facts) const {
    QJsonObject record = writeVideoRecord(facts.video);
    record.insert(u"file"_s, facts.file);
    const QByteArray content = QJsonDocument(record).toJson(QJsonDocument::Indented);
    const QString path = fileOf(facts.video.id);
    if (contentOf(path) == content)
        return {};
    if (!QDir().mkpath(m_root + u"/facts"_s))
        return failure(ErrorCode::FileFailed, u"cannot make the folder of facts"_s);
    return writeWhole(path, content);
}

Result<void> FactsFolder::writeAll(const QList<LibraryVideo>& rows) const {
    Result<void> result;
    for (const LibraryVideo& row : rows) {
        if (row.fileState != FileState::Here)
            continue;
        if (const Result<void> done = write({.video = row.video, .file = row.file}); !done)
            result = done;
    }
    return result;
}

Result<void> FactsFolder::writeOf(const QSqlDatabase& connection, const QList<qint64>& keys) const {
    const Result<QList<LibraryVideo>> rows = rowsInOrder(connection, keys);
    return rows ? writeAll(*rows) : std::unexpected(rows.error());
}

bool FactsFolder::has(const QString& videoId) const {
    return QFile::exists(fileOf(videoId));
}

void FactsFolder::moveBeside(const QString& videoId, const QString& videoFile) const {
    const QFileInfo video(videoFile);
    const QString target = video.dir().filePath(video.completeBaseName() + u".json"_s);
    if (!QFile::exists(target))
        QFile::rename(fileOf(videoId), target);
}

void FactsFolder::remove(const QString& videoId) const {
    QFile::remove(fileOf(videoId));
}

QList<LocalVideo> FactsFolder::readAll() const {
    QList<LocalVideo> all;
    for (const QString& id : ids()) {
        if (const std::optional<LocalVideo> facts = read(id))
            all << *facts;
    }
    return all;
}

QStringList FactsFolder::ids() const {
    QStringList ids;
    QDirIterator files(m_root + u"/facts"_s, {u"*.json"_s}, QDir::Files);
    while (files.hasNext()) {
        files.next();
        ids << files.fileInfo().completeBaseName();
    }
    return ids;
}

std::optional<LocalVideo> FactsFolder::read(const QString& videoId) const {
    const QJsonObject record = QJsonDocument::fromJson(contentOf(fileOf(videoId))).object();
    const std::optional<Video> video = readVideoRecord(record);
    if (!video) {
        qCWarning(logStorage) << "unreadable facts:" << videoId;
        return std::nullopt;
    }
    const QString file = record.value(u"file"_s).toString();
    return LocalVideo{.video = *video, .file = isInside(file) ? file : QString()};
}

QString FactsFolder::fileOf(const QString& videoId) const {
    return u"%1/facts/%2.json"_s.arg(m_root, videoId);
}

} // namespace kinora
