#include "services/VideoExport.h"

#include "core/DiskRoom.h"
#include "core/Ids.h"
#include "core/LockFile.h"
#include "core/Logging.h"
#include "core/Receive.h"
#include "media/EmbeddedFacts.h"
#include "services/Library.h"
#include "services/VideoTable.h"
#include "storage/MediaFolder.h"
#include "storage/VideoRecord.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QJsonDocument>
#include <QLockFile>
#include <QThread>

#include <algorithm>
#include <array>
#include <chrono>
#include <mutex>
#include <utility>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

// In bytes: what comes behind the words of a template has room, and file systems take 255.
constexpr qsizetype longestPart = 80;
constexpr qsizetype longestName = 200;

constexpr std::array hiddenEndings{QLatin1StringView("part"), QLatin1StringView("fetch")};

/// What becomes a file under its final name once it is whole; `run` is the export's own.
QString hiddenFile(const QString& folder, const Video& video, const QString& run, QLatin1StringView ending) {
    return u"%1/.%2.%3.%4"_s.arg(folder, video.id, run, ending);
}

/// Held while an export runs. The system's name and the process stand in it, so that it is known when that is gone.
std::unique_ptr<QLockFile> lockOf(const QString& folder, const QString& run) {
    auto lock = std::make_unique<QLockFile>(u"%1/.%2.lock"_s.arg(folder, run));
    lock->setStaleLockTime(0); // however long it takes
    return lock;
}

/// The export that a hidden file belongs to; empty for a file that is none of ours.
QString runOf(const QString& name) {
    const QStringList parts = name.split(u'.'); // the first is empty
    if (parts.size() == 3 && isId(parts.at(1)) && parts.at(2) == u"lock")
        return parts.at(1);
    const bool isOurs = parts.size() == 4 && isId(parts.at(1)) && isId(parts.at(2)) &&
                        std::ranges::find(hiddenEndings, parts.at(3)) != hiddenEndings.end();
    return isOurs ? parts.at(2) : QString();
}

/// Hidden files of exports that were killed. Another that goes on, in this program or another, keeps its own.
void removeLeftovers(const QString& folder) {
    QHash<QString, QStringList> files;
    for (const QString& name : QDir(folder).entryList({u".*"_s}, QDir::Files | QDir::Hidden | QDir::NoSymLinks)) {
        if (const QString run = runOf(name); !run.isEmpty())
            files[run] << name;
    }
    for (const auto& [run, names] : files.asKeyValueRange()) {
        const std::unique_ptr<QLockFile> lock = lockOf(folder, run);
        if (!takeLock(*lock))
            continue;
        for (const QString& name : names) {
            if (!name.endsWith(u".lock"))
                QFile::remove(folder + u'/' + name);
        }
    }
}

/// What was imported may be WebM or QuickTime. A relay tells the second for MP4, and what comes from there has no
/// ending of its own: the file's beginning says it.
QString endingOf(const QString& file) {
    QString own = QFileInfo(file).suffix().toLower();
    if (own == u"mp4" || own == u"webm" || own == u"mov")
        return own;
    constexpr qint64 longestMark = 12;
    QFile video(file);
    const QByteArray start = video.open(QIODevice::ReadOnly) ? video.read(longestMark) : QByteArray();
    if (start.startsWith("\x1A\x45\xDF\xA3"))
        return u"webm"_s;
    const QByteArray box = start.mid(4, 4); // QuickTime from before there were brands begins with another
    return box == "moov" || box == "mdat" || box == "wide" || start.mid(4) == "ftypqt  " ? u"mov"_s : u"mp4"_s;
}

/// A name in the folder that neither the video nor what stands beside it would overwrite: "name", "name (2)", … The
/// search goes on behind the last number given, so that thousands of one name are not looked through for each.
QString freeName(const QDir& folder, const QString& name, const QString& ending, QHash<QString, int>& lastNumbers) {
    const auto isTaken = [&](const QString& free) {
        return QFileInfo::exists(folder.filePath(free + ending)) ||
               QFileInfo::exists(folder.filePath(free + u".json"_s));
    };
    int& number = lastNumbers[name];
    QString free;
    do {
        ++number;
        free = number == 1 ? name : u"%1 (%2)"_s.arg(name).arg(number);
    } while (isTaken(free));
    return free;
}

/// The ending of what it has become.
Result<QString> copyVideo(const ExportItem& item, const QString& copy, bool embedFacts) {
    if (embedFacts) {
        const EmbeddedFacts facts{.title = item.video.title,
            .prompt = item.video.prompt,
            .model = item.video.model,
            .createdAt = item.video.createdAt};
        return copyWithFacts(item.file, copy, facts);
    }
    QFile original(item.file);
    if (original.copy(copy))
        return endingOf(item.file);
    const Error error = writeError(copy, item.video.bytes, original.errorString());
    QFile::remove(copy);
    return Failure(error);
}

/// Held from looking for a free name until all files have it. No call of Qt 6.4 does without: QFile::rename copies over
/// a file that another export makes between its look and its move. Not for long, so that a lock of another computer,
/// left on a disk that was carried here, is taken for a dead one after 30 s.
class NameLock {
public:
    explicit NameLock(const QString& folder)
        : m_file(folder + u"/.kinora-names.lock"_s) {}

    /// Waits until it is free. Where none can be made at all, neither can the files, whose errors say more.
    Result<void> take(const std::atomic_bool& stop) {
        constexpr std::chrono::milliseconds longest{60000}; // a dead one may lie there that is not ours to remove
        constexpr unsigned long pause = 2;                  // ms
        while (!m_here.try_lock()) {
            if (stop)
                return failure(ErrorCode::Canceled);
            QThread::msleep(pause);
        }
        if (takeLock(m_file, longest, stop) || m_file.error() != QLockFile::LockFailedError)
            return {};
        if (stop)
            return failure(ErrorCode::Canceled);
        return failure(ErrorCode::FileFailed, u"another program holds "_s + m_file.fileName());
    }

private:
    /// Of the exports of this process, which takeLock() may not tell from a dead one of its number.
    static inline std::mutex s_here;
    std::unique_lock<std::mutex> m_here{s_here, std::defer_lock};
    QLockFile m_file; // is let go of first
};

/// The name it now has, with its ending.
Result<QString> giveName(const QString& partial, const ExportItem& item, const QString& wishedName,
    const QString& ending, const ExportWish& wish, QHash<QString, int>& lastNumbers, const std::atomic_bool& stop) {
    const QDir folder(wish.folder);
    NameLock lock(wish.folder);
    if (const Result<void> taken = lock.take(stop); !taken)
        return std::unexpected(taken.error());
    const QString name = freeName(folder, wishedName, ending, lastNumbers);
    QString target = name + ending;
    QFile copy(partial);
    if (!copy.rename(folder.filePath(target)))
        return Failure(writeError(folder.filePath(target), item.video.bytes, copy.errorString()));
    if (wish.jsonBeside) {
        QJsonObject record = writeVideoRecord(item.video);
        record.insert(u"file"_s, target);
        if (!item.copySha256.isEmpty())
            record.insert(u"fileSha256"_s, item.copySha256);
        const Result<void> written =
            writeWhole(folder.filePath(name + u".json"_s), QJsonDocument(record).toJson(QJsonDocument::Indented));
        if (!written) {
            copy.remove();
            return std::unexpected(written.error());
        }
    }
    return target;
}

/// Under a hidden name first, so that a file under its final name is whole.
Result<QString> exportOne(const ExportItem& item, int number, const QString& run, const ExportWish& wish,
    QHash<QString, int>& lastNumbers, const std::atomic_bool& stop) {
    const QString partial = hiddenFile(wish.folder, item.video, run, hiddenEndings.front());
    const Result<QString> copied = copyVideo(item, partial, wish.embedFacts);
    if (!copied)
        return std::unexpected(copied.error());
    ExportItem copy = item;
    if (wish.embedFacts && wish.jsonBeside)
        copy.copySha256 = sha256Of(partial, stop);
    Result<QString> file = giveName(
        partial, copy, exportName(wish.nameTemplate, item.video, number), u'.' + *copied, wish, lastNumbers, stop);
    if (!file)
        QFile::remove(partial); // where it has its name, there is none any more
    return file;
}

/// In a line of a list.
QString knownAs(const Video& video) {
    constexpr qsizetype longest = 60;
    const QString words = (video.title.isEmpty() ? video.prompt : video.title).simplified();
    const QString start = words.size() > longest ? words.left(longest).trimmed() + u'…' : words;
    return start.isEmpty() ? shortId(video.id) : u"%1 (%2)"_s.arg(start, shortId(video.id));
}

} // namespace

QString exportName(const QString& nameTemplate, const Video& video, int number) {
    const QDateTime made = video.createdAt.toLocalTime();
    const auto part = [](const QString& words) {
        return fileStem(words, longestPart);
    };
    const QString title = video.title.isEmpty() ? video.prompt : video.title;
    const std::array<std::pair<QString, QString>, 7> places{{
        {u"{date}"_s, made.toString(u"yyyy-MM-dd"_s)},
        {u"{time}"_s, made.toString(u"HH.mm.ss"_s)},
        {u"{title}"_s, part(title)},
        {u"{prompt}"_s, part(video.prompt)},
        {u"{model}"_s, part(video.model)},
        {u"{id}"_s, shortId(video.id)},
        {u"{number}"_s, QString::number(number).rightJustified(4, u'0')},
    }};
    // In one pass: a prompt that speaks of {id} keeps its words.
    QString name;
    for (qsizetype at = 0; at < nameTemplate.size();) {
        const auto* const found = std::ranges::find_if(
            places, [&](const auto& place) { return QStringView(nameTemplate).mid(at).startsWith(place.first); });
        if (found == places.end()) {
            name += nameTemplate.at(at++);
        } else {
            name += found->second;
            at += found->first.size();
        }
    }
    const QString stem = fileStem(name, longestName);
    return stem.isEmpty() ? u"video %1"_s.arg(shortId(video.id)) : stem;
}

VideoExport::VideoExport(QObject* parent)
    : QObject(parent) {
    m_pool.setMaxThreadCount(1);
}

VideoExport::~VideoExport() {
    cancel();
    dropFetched();
    m_pool.waitForDone();
}

void VideoExport::start(Library& library, const QList<qint64>& keys, const ExportWish& wish) {
    if (m_running || !library.isOpen())
        return;
    m_library = &library;
    connect(m_library, &Library::closing, this, &VideoExport::cancel);
    m_items.clear();
    m_keys = keys;
    m_running = true;
    m_canceled = false;
    m_wish = wish;
    m_total = keys.size();
    m_number = 0;
    m_lastNumbers.clear();
    m_report = {};
    m_table = csvLine(tableColumns() << u"file"_s).toUtf8();
    if (!QDir().mkpath(wish.folder))
        m_report.error = Error{.code = ErrorCode::FileFailed, .detail = wish.folder};
    m_run = newId(QDateTime::currentDateTimeUtc());
    m_lock = lockOf(wish.folder, m_run);
    m_pool.start([this, folder = wish.folder] {
        removeLeftovers(folder);
        static_cast<void>(takeLock(*m_lock)); // where it cannot be made, the files cannot either
        QMetaObject::invokeMethod(this, &VideoExport::next, Qt::QueuedConnection);
    });
}

void VideoExport::cancel() {
    m_canceled = true;
    m_fetching.cancel();
}

void VideoExport::next() {
    if (m_report.error || (m_items.isEmpty() && m_keys.isEmpty())) {
        finish();
    } else if (m_canceled) {
        m_report.canceled = true;
        finish();
    } else if (m_items.isEmpty()) {
        readMore();
    } else if (const ExportItem item = m_items.takeFirst(); item.file.isEmpty()) {
        fetch(item);
    } else {
        write(item, {});
    }
}

void VideoExport::readMore() {
    constexpr qsizetype atOnce = 200;
    const QList<qint64> keys = m_keys.mid(0, atOnce);
    m_keys.remove(0, keys.size());
    receive(m_library->rowsLater(keys), this, [this, asked = keys.size()](const Result<QList<LibraryVideo>>& rows) {
        if (m_canceled) {
            next();
            return;
        }
        if (!rows)
            m_report.error = rows.error();
        for (const LibraryVideo& row : rows.value_or(QList<LibraryVideo>()))
            m_items.append({.video = row.video, .file = m_library->fileOf(row)});
        m_total -= asked - m_items.size(); // some have been deleted meanwhile
        next();
    });
}

void VideoExport::fetch(const ExportItem& item) {
    m_fetched = hiddenFile(m_wish.folder, item.video, m_run, hiddenEndings.back());
    QFile::remove(m_fetched);
    m_fetching = m_library->fetch(item.video, m_fetched);
    receive(m_fetching, this, [this, item](const Result<Download>& fetched) {
        const QString file = std::exchange(m_fetched, {});
        if (fetched) {
            write(item, file);
            return;
        }
        QFile::remove(file);
        if (m_canceled) {
            m_items.prepend(item); // so that it counts as left out
            next();
        } else {
            wrote(item, Failure(fetched.error()));
        }
    });
}

void VideoExport::dropFetched() {
    if (m_fetched.isEmpty())
        return;
    // What is being written cannot be removed everywhere: there it goes once the transfer has let go of it.
    if (!QFile::remove(m_fetched) && m_library != nullptr)
        receive(m_fetching, m_library, [file = m_fetched](const Result<Download>& /*ended*/) { QFile::remove(file); });
}

void VideoExport::write(const ExportItem& item, const QString& fetched) {
    // The pool is waited for before this object goes, so the pointer is good in the thread.
    m_pool.start([this, item, fetched, number = m_number + 1, run = m_run, wish = m_wish] {
        Result<QString> name;
        ExportItem source = item;
        if (!fetched.isEmpty())
            source.file = fetched;
        if (!fetched.isEmpty() && sha256Of(fetched) != item.video.sha256)
            name = failure(ErrorCode::CorruptFile, fetched);
        else if (!source.file.isEmpty())
            name = exportOne(source, number, run, wish, m_lastNumbers, m_canceled);
        if (!fetched.isEmpty())
            QFile::remove(fetched);
        QMetaObject::invokeMethod(this, [this, item, name] { wrote(item, name); }, Qt::QueuedConnection);
    });
}

void VideoExport::wrote(const ExportItem& item, const Result<QString>& name) {
    if (!name && name.error().code == ErrorCode::Canceled) {
        m_items.prepend(item); // so that it counts as left out
        next();
        return;
    }
    // The next would fare no better, and each might come from the relay first.
    if (!name && (name.error().code == ErrorCode::DiskFull || !QFileInfo(m_wish.folder).isDir())) {
        m_report.error = name.error();
        next();
        return;
    }
    ++m_number;
    if (!name && !isTransient(name.error()) && name.error().code != ErrorCode::SignedOut) {
        qCWarning(logLibrary) << "export:" << errorCodeName(name.error().code) << name.error().detail;
        m_report.failed.append({.name = knownAs(item.video), .error = name.error()});
    } else if (!name || name->isEmpty()) {
        m_report.notHere << knownAs(item.video);
    } else {
        ++m_report.written;
    }
    m_table += csvLine(tableCells(item.video) << textCell(name.value_or(QString()))).toUtf8();
    emit progressed(m_number, static_cast<int>(m_total));
    next();
}

void VideoExport::finish() {
    if (!m_wish.table || (m_report.error && m_report.written == 0)) {
        end();
        return;
    }
    m_pool.start([this, table = m_table, folder = QDir(m_wish.folder)] {
        NameLock lock(folder.path());
        Result<void> written = lock.take(m_canceled);
        QString file = folder.filePath(u"videos.csv"_s);
        for (int copy = 2; QFileInfo::exists(file); ++copy)
            file = folder.filePath(u"videos (%1).csv"_s.arg(copy));
        if (written) // the mark lets spreadsheet programs see that it is UTF-8
            written = writeWhole(file, "\xEF\xBB\xBF" + table);
        QMetaObject::invokeMethod(
            this,
            [this, written] {
                if (!written && written.error().code == ErrorCode::Canceled)
                    m_report.canceled = true;
                else if (!written && !m_report.error)
                    m_report.error = written.error();
                end();
            },
            Qt::QueuedConnection);
    });
}

void VideoExport::end() {
    if (m_library != nullptr)
        disconnect(m_library, nullptr, this, nullptr);
    m_library = nullptr;
    m_table.clear();
    m_lock.reset();
    m_running = false;
    emit finished(m_report);
}

} // namespace kinora
