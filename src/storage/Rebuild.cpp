#include "storage/Rebuild.h"

#include "storage/MediaFolder.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

#include <utility>

namespace kinora {

using namespace Qt::StringLiterals;

FoundVideos findVideos(const QString& root, const QSet<QString>& knownFiles, const std::atomic<bool>& stop) {
    FoundVideos found;
    QHash<QString, LocalVideo> byFile;
    for (const LocalVideo& facts : FactsFolder(root).readAll())
        byFile.insert(facts.file, facts);
    const QDir folder(root);
    QDirIterator files(folder.filePath(u"videos"_s), QDir::Files | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (files.hasNext() && !stop) {
        const QString path = files.next();
        const QString relative = folder.relativeFilePath(path);
        if (knownFiles.contains(relative))
            continue;
        const QString hash = sha256Of(path);
        const auto facts = byFile.constFind(relative);
        if (facts != byFile.cend() && facts->video.sha256 == hash)
            found.known << *facts;
        else if (!hash.isEmpty())
            found.others.insert(hash, relative);
    }
    // Somebody may have renamed files by hand.
    for (const LocalVideo& facts : std::as_const(byFile)) {
        if (const QString moved = found.others.take(facts.video.sha256); !moved.isEmpty())
            found.known << LocalVideo{.video = facts.video, .file = moved};
    }
    return found;
}

namespace {

/// Files under "videos" that no list speaks of, relative to the root.
QSet<QString> straysIn(const QDir& root, const QSet<QString>& knownFiles, const std::atomic<bool>& stop) {
    QSet<QString> strays;
    QDirIterator files(root.filePath(u"videos"_s), QDir::Files | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (files.hasNext() && !stop) {
        if (const QString file = root.relativeFilePath(files.next()); !knownFiles.contains(file))
            strays.insert(file);
    }
    return strays;
}

} // namespace

QHash<QString, QString> findMoved(
    const QString& root, const QStringList& ids, const QSet<QString>& knownFiles, const std::atomic<bool>& stop) {
    QHash<QString, QString> moved;
    if (ids.isEmpty())
        return moved;
    const QDir folder(root);
    QMultiHash<qint64, QString> bySize;
    for (const QString& stray : straysIn(folder, knownFiles, stop))
        bySize.insert(QFileInfo(folder.filePath(stray)).size(), stray);
    const FactsFolder facts(root);
    for (const QString& id : ids) {
        if (bySize.isEmpty() || stop)
            break;
        const std::optional<LocalVideo> one = facts.read(id);
        if (!one)
            continue;
        for (const QString& stray : bySize.values(one->video.bytes)) {
            if (sha256Of(folder.filePath(stray), stop) == one->video.sha256) {
                moved.insert(id, stray);
                bySize.remove(one->video.bytes, stray);
                break;
            }
        }
    }
    return moved;
}

QList<LocalVideo> findLost(const QString& root, const ListedVideos& listed, const std::atomic<bool>& stop) {
    const QDir folder(root);
    const QSet<QString> strays = straysIn(folder, listed.files, stop);
    QList<LocalVideo> lost;
    if (strays.isEmpty())
        return lost;
    const FactsFolder facts(root);
    for (const QString& id : facts.ids()) {
        if (stop)
            break;
        if (listed.ids.contains(id))
            continue;
        const std::optional<LocalVideo> one = facts.read(id);
        if (!one || one->video.id != id || !strays.contains(one->file))
            continue;
        const QFileInfo file(folder.filePath(one->file));
        if (file.size() == one->video.bytes && sha256Of(file.filePath(), stop) == one->video.sha256)
            lost << *one;
    }
    return lost;
}

ChangedFiles findChanges(const QString& root, const ListedFiles& listed, const std::atomic<bool>& stop) {
    const MediaFolder folder(root);
    const FactsFolder facts(root);
    ChangedFiles changed;
    QSet<QString> here;
    QSet<QString> known = listed.spokenFor;
    for (const VideoStore::LocalFile& file : listed.files) {
        if (stop)
            return changed;
        known << file.file;
        if (const QFileInfo info(folder.absolute(file.file)); !info.exists() || info.size() != file.bytes) {
            changed.gone << file.id;
            continue;
        }
        here << file.id;
        if (!facts.has(file.id))
            changed.withoutFacts << file.key;
    }
    changed.moved = findMoved(root, changed.gone, known, stop);
    for (const QString& file : std::as_const(changed.moved))
        known << file;
    if (listed.mayLack)
        changed.lost = findLost(root, {.ids = here, .files = known}, stop);
    return changed;
}

} // namespace kinora
