#include "services/ImportFacts.h"

#include "storage/VideoRecord.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QUrl>

#include <algorithm>
#include <cmath>
#include <utility>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

// Keys without their case, underscores and dashes; of several the first that is there counts.
const QStringList promptKeys{u"prompt"_s, u"originalprompt"_s, u"userprompt"_s, u"inputprompt"_s, u"textprompt"_s,
    u"revisedprompt"_s, u"text"_s, u"caption"_s, u"description"_s};
const QStringList titleKeys{u"title"_s, u"displayname"_s};
const QStringList modelKeys{u"model"_s, u"modelname"_s, u"modelid"_s, u"modelversion"_s, u"engine"_s};
const QStringList momentKeys{u"createdat"_s, u"created"_s, u"createtime"_s, u"createdtime"_s, u"creationtime"_s,
    u"creationdate"_s, u"createddate"_s, u"postedat"_s, u"publishedat"_s, u"timestamp"_s, u"datetime"_s, u"date"_s,
    u"uploaddate"_s, u"completedat"_s};
const QStringList idKeys{u"id"_s, u"generationid"_s, u"genid"_s, u"taskid"_s, u"videoid"_s, u"postid"_s, u"uuid"_s};
const QStringList fileKeys{u"file"_s, u"filename"_s, u"path"_s, u"filepath"_s, u"localpath"_s, u"localfile"_s,
    u"savedas"_s, u"output"_s, u"outputpath"_s, u"video"_s, u"videopath"_s, u"url"_s, u"videourl"_s, u"downloadurl"_s,
    u"downloadableurl"_s, u"src"_s};

const QStringList personKeys{u"profile"_s, u"user"_s, u"author"_s, u"owner"_s, u"creator"_s};
const QStringList personMembers{u"username"_s, u"userid"_s};
/// Under which the video itself may stand in an object about it.
const QStringList videoKeys{u"post"_s, u"video"_s, u"generation"_s, u"item"_s};

constexpr qsizetype shortestId = 6; ///< shorter ones would be found in any name

using Members = QMap<QString, QJsonValue>;

Members membersOf(const QJsonObject& object) {
    Members members;
    for (auto member = object.begin(); member != object.end(); ++member)
        members.insert(member.key().toLower().remove(u'_').remove(u'-').remove(u' '), member.value());
    return members;
}

QString textIn(const Members& members, const QStringList& keys) {
    for (const QString& key : keys) {
        if (const QString text = members.value(key).toString().trimmed(); !text.isEmpty())
            return text;
    }
    return {};
}

QDateTime momentIn(const Members& members) {
    for (const QString& key : momentKeys) {
        if (const QDateTime moment = importMoment(members.value(key)); moment.isValid())
            return moment;
    }
    return {};
}

ImportFacts factsIn(const Members& members) {
    return {.title = textIn(members, titleKeys),
        .prompt = textIn(members, promptKeys),
        .model = textIn(members, modelKeys),
        .createdAt = momentIn(members)};
}

/// Of addresses and paths the last part.
QString fileNameIn(const QString& text) {
    const QString path = text.contains(u"://"_s) ? QUrl(text).path() : text;
    return path.mid(std::max(path.lastIndexOf(u'/'), path.lastIndexOf(u'\\')) + 1).toLower();
}

/// By what a video may be told: file names with and without their endings, and ids.
QStringList namesIn(const Members& members) {
    QStringList names;
    for (const QString& key : idKeys) {
        const QJsonValue value = members.value(key);
        const QString id = value.isDouble() ? QString::number(value.toInteger()) : value.toString().toLower();
        if (id.size() >= shortestId)
            names << id;
    }
    for (const QString& key : fileKeys) {
        const QString name = fileNameIn(members.value(key).toString());
        if (name.contains(u'.'))
            names << name << QFileInfo(name).completeBaseName();
    }
    return names;
}

/// The names of video files among them: not of addresses, where many are called alike.
QStringList videoFilesIn(const Members& members) {
    QStringList names;
    for (const QString& key : fileKeys) {
        const QString path = members.value(key).toString();
        if (const QString name = fileNameIn(path); isVideoName(name) && !path.contains(u"://"_s))
            names << name;
    }
    return names;
}

/// Tells of whoever made a video: a name and a description, too, but not the video's.
bool isPerson(const QString& key, const Members& members) {
    if (personKeys.contains(key.toLower()))
        return true;
    const bool isSomebodys =
        std::ranges::any_of(personMembers, [&](const QString& each) { return members.contains(each); });
    const bool isVideo = !namesIn(members).isEmpty() || !members.value(promptKeys.first()).toString().isEmpty();
    return isSomebodys && !isVideo;
}

/// A list of videos by their names: all of its members tell of videos, and not of the same. Then any word is a name.
bool isListByName(const QJsonObject& object) {
    QString first;
    bool differ = false;
    for (auto member = object.begin(); member != object.end(); ++member) {
        const Members within = membersOf(member->toObject());
        if (isPerson(member.key(), within))
            return false;
        const QString prompt = textIn(within, promptKeys);
        if (prompt.isEmpty() || !namesIn(within).isEmpty())
            return false;
        differ = differ || (!first.isEmpty() && prompt != first);
        first = first.isEmpty() ? prompt : first;
    }
    return differ;
}

/// Keys that are names of the videos their objects tell of: names of files, and ids, which have digits in them. None in
/// an object that is a video itself.
class KeyNames {
public:
    KeyNames(const QJsonObject& object, const Members& members)
        : m_any(namesIn(members).isEmpty())
        , m_words(m_any && isListByName(object)) {}

    [[nodiscard]] QStringList of(const QString& key) const {
        if (!m_any)
            return {};
        const QString name = fileNameIn(key);
        if (isVideoName(name))
            return {name, QFileInfo(name).completeBaseName()};
        const bool isId = name.size() >= shortestId && std::ranges::any_of(name, &isDigit);
        return isId || (m_words && !name.isEmpty()) ? QStringList(name) : QStringList();
    }

private:
    static bool isDigit(QChar character) { return character.isDigit(); }

    bool m_any;
    bool m_words;
};

/// With what objects within hold that are no videos of their own: "metadata", "input", …
ImportFacts factsOf(const QJsonObject& object) {
    const Members members = membersOf(object);
    const KeyNames keys(object, members);
    ImportFacts facts = factsIn(members);
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (!member->isObject() || !keys.of(member.key()).isEmpty())
            continue;
        const Members within = membersOf(member->toObject());
        if (namesIn(within).isEmpty() && !isPerson(member.key(), within))
            facts.fillFrom(factsIn(within));
    }
    return facts;
}

/// Of a whole file that tells of one video, and perhaps of what hangs on it.
ImportFacts factsOfRoot(const QJsonObject& object) {
    ImportFacts facts = isPerson({}, membersOf(object)) ? ImportFacts() : factsOf(object);
    for (const QString& key : videoKeys) {
        if (facts.prompt.isEmpty())
            facts.fillFrom(factsOf(object.value(key).toObject()));
    }
    return facts;
}

bool isBreak(QChar character) {
    return !character.isLetterOrNumber();
}

/// Parts of a file name between marks of any kind, the longest first: an id may stand anywhere in it, and have marks
/// itself.
QStringList partsOf(const QString& stem) {
    constexpr qsizetype mostMarks = 12; // within an id; names have any number of them
    QList<qsizetype> starts{0};
    QList<qsizetype> ends;
    for (qsizetype at = 0; at < stem.size(); ++at) {
        if (isBreak(stem.at(at))) {
            ends << at;
            starts << at + 1;
        }
    }
    ends << stem.size();
    QStringList parts;
    for (qsizetype first = 0; first < starts.size(); ++first) {
        for (qsizetype last = first; last < ends.size(); ++last) {
            const bool isEdge = first == 0 || last + 1 == ends.size();
            const qsizetype length = ends.at(last) - starts.at(first);
            if (length >= shortestId && (isEdge || last - first <= mostMarks))
                parts << stem.mid(starts.at(first), length);
        }
    }
    std::ranges::sort(
        parts, [](const QString& a, const QString& b) { return a.size() != b.size() ? a.size() > b.size() : a < b; });
    return parts;
}

QDateTime momentOfNumber(double number) {
    constexpr double firstSecond = 631152000; // 1990
    constexpr double lastSecond = 4102444800; // 2100
    for (const double unit : {1.0, 1e3, 1e6}) {
        if (const double seconds = number / unit; seconds >= firstSecond && seconds < lastSecond)
            return QDateTime::fromMSecsSinceEpoch(std::llround(seconds * 1000), Qt::UTC);
    }
    return {};
}

} // namespace

bool isVideoName(const QString& name) {
    static const QStringList endings{u"mp4"_s, u"m4v"_s, u"mov"_s, u"webm"_s};
    const qsizetype dot = name.lastIndexOf(u'.');
    return dot > 0 && endings.contains(name.mid(dot + 1).toLower());
}

QDateTime importMoment(const QJsonValue& value) {
    if (value.isDouble())
        return momentOfNumber(value.toDouble());
    QString text = value.toString().trimmed();
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    constexpr qsizetype dayDigits = 8;
    if (isNumber && text.size() != dayDigits)
        return momentOfNumber(number);
    QDateTime moment = QDateTime::fromString(text, Qt::RFC2822Date);
    if (isNumber)
        moment = QDate::fromString(text, u"yyyyMMdd"_s).startOfDay(Qt::UTC);
    if (!moment.isValid()) {
        if (text.size() > 10 && text.at(10) == u' ')
            text[10] = u'T';
        moment = QDateTime::fromString(text, Qt::ISODateWithMs);
        if (moment.timeSpec() == Qt::LocalTime) // programs that write no zone mean UTC
            moment.setTimeSpec(Qt::UTC);
    }
    constexpr int firstYear = 1990;
    return moment.isValid() && moment.date().year() >= firstYear ? moment.toUTC() : QDateTime();
}

void ImportFacts::fillFrom(const ImportFacts& others) {
    title = title.isEmpty() ? others.title : title;
    prompt = prompt.isEmpty() ? others.prompt : prompt;
    model = model.isEmpty() ? others.model : model;
    createdAt = createdAt.isValid() ? createdAt : others.createdAt;
}

Result<ImportJson> ImportJson::read(const QByteArray& content, const std::atomic_bool& stop) {
    ImportJson json;
    json.m_stop = &stop;
    const Result<void> taken = json.takeAll(content);
    json.m_stop = nullptr;
    return taken ? Result<ImportJson>(std::move(json)) : std::unexpected(taken.error());
}

Result<void> ImportJson::takeAll(const QByteArray& content) {
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(content, &problem);
    if (problem.error != QJsonParseError::NoError)
        return takeLines(content) ? Result<void>() : failure(ErrorCode::CorruptFile, problem.errorString());
    take(document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object()), {}, {}, {});
    if (document.isObject())
        m_root = factsOfRoot(document.object());
    return {};
}

ImportJson ImportJson::ofRecords(const QList<ImportRecord>& records) {
    ImportJson json;
    json.m_records = records;
    return json;
}

/// False where the first line is none by itself.
bool ImportJson::takeLines(const QByteArray& content) {
    bool isFirst = true;
    for (const QByteArray& line : content.split('\n')) {
        if (line.trimmed().isEmpty())
            continue;
        QJsonParseError problem;
        const QJsonDocument document = QJsonDocument::fromJson(line, &problem);
        const bool isGood = problem.error == QJsonParseError::NoError;
        if (isFirst && !isGood)
            return false;
        isFirst = false;
        m_hasBrokenLines = m_hasBrokenLines || !isGood;
        if (isGood)
            take(document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object()), {}, {}, {});
    }
    return !isFirst;
}

void ImportJson::take(
    const QJsonValue& value, const ImportFacts& around, const QString& key, const QStringList& keyNames) {
    if (m_stop->load())
        return;
    const QJsonArray items = value.toArray();
    for (const auto& item : items)
        take(item, around, {}, {});
    if (value.isObject())
        takeObject(value.toObject(), around, key, keyNames);
}

void ImportJson::takeObject(
    const QJsonObject& object, const ImportFacts& around, const QString& key, const QStringList& keyNames) {
    if (const std::optional<Video> record = readVideoRecord(object))
        m_records << ImportRecord{.video = *record,
            .file = fileNameIn(object.value(u"file"_s).toString()),
            .fileSha256 = object.value(u"fileSha256"_s).toString()};
    const Members members = membersOf(object);
    const bool isPersons = isPerson(key, members);
    const QStringList names = isPersons ? keyNames : namesIn(members) + keyNames;
    ImportFacts facts = isPersons ? ImportFacts() : factsOf(object);
    facts.fillFrom(around);
    if (!facts.isEmpty() && (!names.isEmpty() || m_all.isEmpty())) {
        m_all << facts;
        for (const QString& name : names) {
            if (!m_byName.contains(name))
                m_byName.insert(name, m_all.size() - 1);
        }
    }
    for (const QString& name : isPersons || facts.isEmpty() ? QStringList() : videoFilesIn(members)) {
        const auto other = m_files.constFind(name);
        m_files.insert(name, other == m_files.cend() || *other == facts ? facts : ImportFacts());
    }
    const KeyNames keys(object, members);
    for (auto member = object.begin(); member != object.end(); ++member) {
        const QStringList named = keys.of(member.key());
        const QString told = member->toString();
        if (member->isArray() || member->isObject())
            take(*member, facts, member.key(), named);
        else if (isVideoName(member.key()) && !named.isEmpty() && !told.isEmpty() && !told.contains(u"://"_s))
            take(QJsonObject{{u"prompt"_s, told}}, facts, {}, named);
    }
}

QStringList ImportJson::namesOf(const QString& fileName) {
    const QString name = fileName.toLower();
    const QString stem = QFileInfo(name).completeBaseName();
    return QStringList{name, stem} << partsOf(stem);
}

ImportFacts ImportJson::named(const QString& name) const {
    const auto found = m_byName.constFind(name);
    return found != m_byName.cend() ? m_all.at(*found) : ImportFacts();
}

ImportFacts ImportJson::forFile(const QString& fileName) const {
    const QStringList names = namesOf(fileName);
    const auto known = std::ranges::find_if(names, [this](const QString& name) { return m_byName.contains(name); });
    return known != names.end() ? named(*known) : ImportFacts();
}

ImportFacts ImportJson::forItsVideo() const {
    if (!m_root.prompt.isEmpty())
        return m_root;
    ImportFacts all;
    for (const ImportFacts& each : m_all) {
        if (!each.prompt.isEmpty() && !all.prompt.isEmpty() && each.prompt != all.prompt)
            return {}; // it tells of several videos
        all.fillFrom(each);
    }
    return all;
}

} // namespace kinora
