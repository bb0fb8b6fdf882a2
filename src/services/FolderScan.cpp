#include "services/FolderScan.h"

#include "services/VideoTable.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

const QStringList otherVideos{u"mkv"_s, u"avi"_s, u"wmv"_s, u"flv"_s, u"f4v"_s, u"mpg"_s, u"mpeg"_s, u"m2v"_s, u"mts"_s,
    u"m2ts"_s, u"vob"_s, u"ogv"_s, u"3gp"_s, u"3g2"_s, u"asf"_s, u"rm"_s, u"rmvb"_s, u"divx"_s, u"mxf"_s};
const QStringList otherTexts{u"csv"_s, u"tsv"_s, u"txt"_s};

bool isJson(const QString& ending) {
    return ending == u"json" || ending == u"jsonl" || ending == u"ndjson";
}

/// "" for the folder itself.
QString folderOf(const QString& relativeFile) {
    return relativeFile.left(std::max<qsizetype>(relativeFile.lastIndexOf(u'/'), 0));
}

/// "a/film" of "a/film.mp4".
QString withoutEnding(const QString& file) {
    const qsizetype dot = file.lastIndexOf(u'.');
    return dot > file.lastIndexOf(u'/') ? file.left(dot) : file;
}

/// JSON of this video alone; in lower case.
QStringList sidecarsOf(const QString& video) {
    const QString file = video.toLower();
    const QString stem = withoutEnding(file);
    return {file + u".json"_s, stem + u".json"_s, stem + u".info.json"_s};
}

bool isAbove(const QString& file) {
    return file.startsWith(u"../"_s);
}

} // namespace

QStringList foldersAbove(const QString& folder) {
    constexpr int mostLevels = 2;
    const QStringList everything{QDir::home().canonicalPath(), QDir::temp().canonicalPath()};
    QStringList above;
    QString path = QDir::cleanPath(QDir(folder).absolutePath());
    for (int level = 0; level < mostLevels; ++level) {
        path = QFileInfo(path).path();
        const QString real = QDir(path).canonicalPath(); // empty for one that is gone, or closed
        const bool holdsAll = std::ranges::any_of(
            everything, [&real](const QString& each) { return each == real || each.startsWith(real + u'/'); });
        if (real.isEmpty() || QDir(real).isRoot() || holdsAll)
            break;
        above << (above.isEmpty() ? u".."_s : above.last() + u"/.."_s);
    }
    return above;
}

FolderScan::FolderScan(const QString& folder, const std::atomic_bool& stop)
    : m_folder(folder) {
    const QDir root(folder);
    QStringList json;
    QStringList texts;
    const QDir::Filters all = QDir::Files | QDir::AllDirs | QDir::NoDotAndDotDot; // links to folders, too
    QDirIterator files(folder, all, QDirIterator::Subdirectories);
    while (files.hasNext() && !stop) {
        const QFileInfo file(files.next());
        const QString relative = root.relativeFilePath(file.filePath());
        if (file.isDir()) { // one that is closed is passed over by the iterator
            if (!file.isSymLink() && !(file.isReadable() && file.isExecutable()))
                m_odd << Odd{.file = relative, .why = NotUnderstood::ClosedFolder};
            continue;
        }
        const QString ending = file.suffix().toLower();
        if (isVideoName(file.fileName()))
            m_videos << relative;
        else if (isJson(ending))
            json << relative;
        else if (otherVideos.contains(ending))
            m_odd << Odd{.file = relative, .why = NotUnderstood::OtherVideo};
        else if (otherTexts.contains(ending))
            texts << relative;
    }
    std::ranges::sort(m_videos);
    std::ranges::sort(json);
    for (const QString& video : std::as_const(m_videos)) {
        ++m_videoNames[QFileInfo(video).fileName().toLower()];
        for (const QString& sidecar : sidecarsOf(video))
            m_sidecars.insert(sidecar);
    }
    for (const QString& file : std::as_const(json)) {
        if (stop)
            return;
        readJson(file, stop);
    }
    noteOthers(texts);
    readAbove(stop);
}

void FolderScan::noteOthers(const QStringList& texts) {
    QSet<QString> folders;
    for (const QString& video : std::as_const(m_videos))
        folders.insert(folderOf(video));
    for (const QString& file : texts) {
        if (readTable(file))
            continue;
        if (folders.contains(folderOf(file)))
            m_odd << Odd{.file = file, .why = NotUnderstood::OtherText};
    }
}

bool FolderScan::readTable(const QString& file) {
    QFile source(pathOf(file));
    if (!file.endsWith(u".csv", Qt::CaseInsensitive) || source.size() > largestJson ||
        !source.open(QIODevice::ReadOnly))
        return false;
    const std::optional<QList<TableRow>> rows = readVideoTable(source.readAll());
    if (!rows)
        return false;
    QList<ImportRecord> records;
    for (const TableRow& row : *rows)
        records << ImportRecord{.video = row.video, .file = row.file.toLower(), .fileSha256 = {}};
    if (!records.isEmpty())
        noteContent(file, ImportJson::ofRecords(records));
    return true;
}

void FolderScan::readAbove(const std::atomic_bool& stop) {
    // A folder with more of them is about something else.
    constexpr qsizetype mostFiles = 50;
    qint64 bytesLeft = largestJson;
    for (const QString& above : foldersAbove(m_folder)) {
        const QFileInfoList files =
            QDir(pathOf(above))
                .entryInfoList({u"*.json"_s, u"*.jsonl"_s, u"*.ndjson"_s}, QDir::Files | QDir::Readable, QDir::Name);
        if (files.size() > mostFiles)
            return;
        m_above << above;
        for (const QFileInfo& file : files) {
            if (stop)
                return;
            const QString name = above + u'/' + file.fileName();
            if (file.size() > std::min(bytesLeft, largestJson)) {
                m_odd << Odd{.file = name, .why = NotUnderstood::JsonTooLarge};
                continue;
            }
            bytesLeft -= file.size();
            const qsizetype odd = m_odd.size();
            readJson(name, stop);
            m_odd.resize(odd);
        }
    }
}

QString FolderScan::pathOf(const QString& file) const {
    return QDir::cleanPath(m_folder + u'/' + file); // above by its name, where the folder is a link
}

void FolderScan::readJson(const QString& file, const std::atomic_bool& stop) {
    QFile source(pathOf(file));
    if (!source.open(QIODevice::ReadOnly)) {
        m_odd << unreadable(file);
        return;
    }
    if (source.size() > largestJson) {
        m_odd << Odd{.file = file, .why = NotUnderstood::JsonTooLarge};
        return;
    }
    const QByteArray bytes = source.read(largestJson);
    if (source.error() != QFile::NoError) {
        m_odd << Odd{.file = file, .why = NotUnderstood::Unreadable, .detail = source.errorString()};
        return;
    }
    if (file.endsWith(u"account.json", Qt::CaseInsensitive) && bytes.contains("\"kinora\": \"account\""))
        return; // what an export says of the account
    Result<ImportJson> content = ImportJson::read(bytes, stop);
    if (!content) {
        m_odd << Odd{.file = file, .why = NotUnderstood::NoJson};
        return;
    }
    if (content->hasBrokenLines())
        m_odd << Odd{.file = file, .why = NotUnderstood::BrokenLines};
    if (!content->isEmpty())
        noteContent(file, std::move(*content));
    else if (m_sidecars.contains(file.toLower())) // others are of something else
        m_odd << Odd{.file = file, .why = NotUnderstood::UnknownWords};
}

void FolderScan::noteContent(const QString& file, ImportJson content) {
    const qsizetype place = m_json.size();
    noteRecords(file, content);
    for (const QString& name : isAbove(file) ? QStringList() : content.files())
        m_tellOfFile[name] << place;
    QHash<QString, qsizetype>& named = m_named[folderOf(file)];
    for (const QString& name : content.names()) {
        if (!named.contains(name))
            named.insert(name, place);
    }
    m_byFile.insert(file.toLower(), place);
    m_json << Json{.file = file, .content = std::move(content)};
}

FolderScan::Odd FolderScan::unreadable(const QString& file) const {
    QFile source(m_folder + u'/' + file);
    if (!source.open(QIODevice::ReadOnly)) {
        if (const QFileInfo closed(source); closed.exists() && !closed.isReadable())
            return {.file = file, .why = NotUnderstood::Forbidden};
    } else {
        constexpr qint64 piece = qint64{1024} * 1024;
        while (source.error() == QFile::NoError && !source.read(piece).isEmpty()) {
        }
    }
    const bool isKnown = source.error() != QFile::NoError; // else it can be read by now
    return {.file = file, .why = NotUnderstood::Unreadable, .detail = isKnown ? source.errorString() : QString()};
}

void FolderScan::noteRecords(const QString& file, const ImportJson& content) {
    const QString folder = folderOf(file);
    for (qsizetype which = 0; which < content.records().size(); ++which) {
        const RecordPlace place{.json = m_json.size(), .which = which};
        const ImportRecord& record = content.records().at(which);
        const auto note = [&place](QHash<QString, RecordPlace>& places, const QString& name) {
            if (!name.isEmpty() && !places.contains(name))
                places.insert(name, place);
        };
        note(m_records, record.video.sha256);
        note(m_copies, record.fileSha256);
        note(m_byId, record.video.id);
        if (!record.file.isEmpty())
            note(m_beside, (folder.isEmpty() ? QString() : folder.toLower() + u'/') + record.file);
    }
}

const ImportRecord& FolderScan::at(const RecordPlace& place) const {
    return m_json.at(place.json).content.records().at(place.which);
}

std::optional<FolderScan::Record> FolderScan::record(const QString& video, const QString& sha256) {
    using By = Record::By;
    const std::array<std::tuple<const QHash<QString, RecordPlace>&, QString, By>, 3> ways{
        {{m_records, sha256, By::Original}, {m_copies, sha256, By::Copy}, {m_beside, video.toLower(), By::Name}}};
    for (const auto& [places, name, by] : ways) {
        const auto found = places.constFind(name);
        if (found == places.cend())
            continue;
        m_json[found->json].used = true;
        return Record{.record = at(*found), .by = by};
    }
    return std::nullopt;
}

const ImportRecord* FolderScan::recordWithId(const QString& id) const {
    const auto found = m_byId.constFind(id);
    return found != m_byId.cend() ? &at(*found) : nullptr;
}

bool FolderScan::isCopyOfOther(const QString& video) const {
    const auto found = m_beside.constFind(video.toLower());
    return found != m_beside.cend() && !at(*found).fileSha256.isEmpty();
}

void FolderScan::take(ImportFacts& facts, Json& json, const ImportFacts& told) {
    if (told.isEmpty())
        return;
    json.used = true;
    facts.fillFrom(told);
}

ImportFacts FolderScan::facts(const QString& video) {
    ImportFacts facts;
    const QString name = QFileInfo(video).fileName();
    for (const QString& beside : sidecarsOf(video)) {
        const auto found = m_byFile.constFind(beside);
        if (found == m_byFile.cend())
            continue;
        Json& json = m_json[*found];
        const ImportFacts named = json.content.forFile(name);
        take(facts, json, named.isEmpty() ? json.content.forItsVideo() : named);
    }
    const QStringList names = ImportJson::namesOf(name);
    QStringList folders{folderOf(video)};
    while (!folders.last().isEmpty())
        folders << folderOf(folders.last());
    for (const QString& folder : folders + m_above)
        takeNamed(facts, folder, names);
    takeFromElsewhere(facts, name.toLower());
    return facts;
}

void FolderScan::takeFromElsewhere(ImportFacts& facts, const QString& name) {
    if (m_videoNames.value(name) != 1)
        return;
    const QList<qsizetype> places = m_tellOfFile.value(name);
    QString prompt;
    for (const qsizetype place : places) {
        const ImportFacts told = m_json.at(place).content.inFile(name);
        if (told.isEmpty() || (!prompt.isEmpty() && !told.prompt.isEmpty() && told.prompt != prompt))
            return;
        prompt = prompt.isEmpty() ? told.prompt : prompt;
    }
    for (const qsizetype place : places)
        take(facts, m_json[place], m_json.at(place).content.inFile(name));
}

void FolderScan::takeNamed(ImportFacts& facts, const QString& folder, const QStringList& names) {
    const auto here = m_named.constFind(folder);
    if (here == m_named.cend())
        return;
    const auto known = std::ranges::find_if(names, [&here](const QString& each) { return here->contains(each); });
    if (known == names.end())
        return;
    Json& json = m_json[here->value(*known)];
    take(facts, json, json.content.named(*known));
}

QList<FolderScan::Odd> FolderScan::odd() const {
    QList<Odd> all = m_odd;
    for (const Json& json : m_json) {
        if (json.used || isAbove(json.file))
            continue;
        const QStringList files = json.content.files();
        const bool mayTell =
            m_sidecars.contains(json.file.toLower()) ||
            std::ranges::any_of(files, [this](const QString& name) { return m_videoNames.contains(name); });
        all << Odd{.file = json.file, .why = mayTell ? NotUnderstood::Ambiguous : NotUnderstood::NothingToTell};
    }
    std::ranges::sort(all, {}, &Odd::file);
    return all;
}

} // namespace kinora
