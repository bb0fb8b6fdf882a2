#include "services/VideoExport.h"

#include "core/Ids.h"
#include "core/Logging.h"
#include "media/EmbeddedFacts.h"
#include "services/Library.h"
#include "services/VideoTable.h"
#include "storage/MediaFolder.h"
#include "storage/VideoRecord.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>
#include <QStorageInfo>

#include <algorithm>
#include <array>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

// In bytes: what comes behind the words of a template has room, and file systems take 255.
constexpr qsizetype longestPart = 80;
constexpr qsizetype longestName = 200;

Error errorOf(const QString& file, qint64 needed, const QString& words) {
    const QStorageInfo disk(QFileInfo(file).path());
    const bool full = disk.isValid() && disk.bytesAvailable() < needed;
    return Error{.code = full ? ErrorCode::DiskFull : ErrorCode::FileFailed, .detail = u"%1: %2"_s.arg(file, words)};
}

/// A name in the folder that neither the video nor what stands beside it would overwrite: "name", "name (2)", …
QString freeName(const QDir& folder, const QString& name) {
    QString free = name;
    for (int number = 2;
        QFileInfo::exists(folder.filePath(free + u".mp4"_s)) || QFileInfo::exists(folder.filePath(free + u".json"_s));
        ++number)
        free = u"%1 (%2)"_s.arg(name).arg(number);
    return free;
}

Result<void> writeWhole(const QString& file, const QByteArray& content) {
    QSaveFile out(file);
    if (out.open(QIODevice::WriteOnly) && out.write(content) == content.size() && out.commit())
        return {};
    return Failure(errorOf(file, content.size(), out.errorString()));
}

/// Under a hidden name first, so that a file under its final name is whole.
Result<void> writeVideo(const ExportItem& item, const QString& target, bool embedFacts) {
    const QString partial = u"%1/.%2.part"_s.arg(QFileInfo(target).path(), item.video.id);
    QFile::remove(partial);
    if (embedFacts) {
        const EmbeddedFacts facts{.title = item.video.title,
            .prompt = item.video.prompt,
            .model = item.video.model,
            .createdAt = item.video.createdAt};
        if (const Result<void> copied = copyWithFacts(item.file, partial, facts); !copied)
            return copied;
    } else {
        QFile original(item.file);
        if (!original.copy(partial)) {
            const Error error = errorOf(partial, item.video.bytes, original.errorString());
            QFile::remove(partial);
            return Failure(error);
        }
    }
    QFile copy(partial);
    if (copy.rename(target)) // never onto another
        return {};
    const Error error = errorOf(target, item.video.bytes, copy.errorString());
    copy.remove();
    return Failure(error);
}

Result<QString> exportOne(const ExportItem& item, int number, const ExportWish& wish) {
    const QDir folder(wish.folder);
    const QString name = freeName(folder, exportName(wish.nameTemplate, item.video, number));
    const QString target = folder.filePath(name + u".mp4"_s);
    if (const Result<void> written = writeVideo(item, target, wish.embedFacts); !written)
        return std::unexpected(written.error());
    if (wish.jsonBeside) {
        QJsonObject record = writeVideoRecord(item.video);
        record.insert(u"file"_s, QFileInfo(target).fileName());
        const Result<void> written =
            writeWhole(folder.filePath(name + u".json"_s), QJsonDocument(record).toJson(QJsonDocument::Indented));
        if (!written)
            return std::unexpected(written.error());
    }
    return QFileInfo(target).fileName();
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

QList<ExportItem> exportItems(const Library& library, const QList<qint64>& keys) {
    constexpr qsizetype atOnce = 500;
    QList<ExportItem> items;
    for (qsizetype from = 0; from < keys.size(); from += atOnce) {
        for (const LibraryVideo& row : library.rows(keys.mid(from, atOnce)).value_or(QList<LibraryVideo>()))
            items.append({.video = row.video, .file = library.fileOf(row)});
    }
    return items;
}

VideoExport::VideoExport(QObject* parent)
    : QObject(parent) {
    m_pool.setMaxThreadCount(1);
}

VideoExport::~VideoExport() {
    m_canceled = true;
    m_pool.waitForDone();
}

void VideoExport::start(const QList<ExportItem>& items, const ExportWish& wish) {
    if (m_running)
        return;
    m_running = true;
    m_canceled = false;
    // The pool is waited for before this object goes, so the pointer is good in the thread.
    m_pool.start([this, items, wish] { run(items, wish); });
}

void VideoExport::cancel() {
    m_canceled = true;
}

void VideoExport::run(const QList<ExportItem>& items, const ExportWish& wish) {
    ExportReport report;
    if (!QDir().mkpath(wish.folder))
        report.error = Error{.code = ErrorCode::FileFailed, .detail = wish.folder};
    QString table = csvLine(tableColumns() << u"file"_s);
    int number = 0;
    for (const ExportItem& item : report.error ? QList<ExportItem>() : items) {
        if (m_canceled) {
            report.canceled = true;
            break;
        }
        ++number;
        QString name;
        if (item.file.isEmpty()) {
            ++report.notHere;
        } else if (const Result<QString> written = exportOne(item, number, wish)) {
            ++report.written;
            name = *written;
        } else {
            qCWarning(logLibrary) << "export:" << errorCodeName(written.error().code) << written.error().detail;
            report.failed.append({.prompt = item.video.prompt, .error = written.error()});
        }
        table += csvLine(tableCells(item.video) << name);
        QMetaObject::invokeMethod(
            this, [this, number, total = items.size()] { emit progressed(number, static_cast<int>(total)); },
            Qt::QueuedConnection);
    }
    if (wish.table && !report.error) {
        const QDir folder(wish.folder);
        QString file = folder.filePath(u"videos.csv"_s);
        for (int copy = 2; QFileInfo::exists(file); ++copy)
            file = folder.filePath(u"videos (%1).csv"_s.arg(copy));
        // The mark lets spreadsheet programs see that it is UTF-8.
        if (const Result<void> written = writeWhole(file, "\xEF\xBB\xBF" + table.toUtf8()); !written)
            report.error = written.error();
    }
    QMetaObject::invokeMethod(this, [this, report] { end(report); }, Qt::QueuedConnection);
}

void VideoExport::end(const ExportReport& report) {
    m_running = false;
    emit finished(report);
}

} // namespace kinora
