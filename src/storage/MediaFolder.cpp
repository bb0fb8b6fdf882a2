#include "storage/MediaFolder.h"

#include "core/DiskRoom.h"
#include "core/Ids.h"
#include "storage/FactsFolder.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTextBoundaryFinder>

#include <algorithm>
#include <array>
#include <filesystem>

#ifdef Q_OS_WIN
#include "core/WindowsPath.h"

#include <io.h>
#else
#include <fcntl.h>
#include <unistd.h>
#endif

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

bool isForbidden(char32_t character) {
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    case QChar::Other_Format:
        // Direction marks could make a name read as something else. The joiners stay: emoji and several scripts need
        // them.
        return character != 0x200C && character != 0x200D;
    default:
        // Reserved on Windows; the slash everywhere.
        return character < 0x80 && QStringView(u"<>:\"/\\|?*").contains(QChar(static_cast<char16_t>(character)));
    }
}

/// Names that Windows takes for devices, whatever follows the first dot.
/// https://learn.microsoft.com/windows/win32/fileio/naming-a-file
bool isDeviceName(const QString& name) {
    const QString stem = name.section(u'.', 0, 0).trimmed().toUpper();
    static const QStringList devices{u"CON"_s, u"PRN"_s, u"AUX"_s, u"NUL"_s, u"CONIN$"_s, u"CONOUT$"_s};
    const bool numbered = stem.size() == 4 && (stem.startsWith(u"COM") || stem.startsWith(u"LPT")) &&
                          QStringView(u"0123456789¹²³").contains(stem.at(3));
    return numbered || devices.contains(stem);
}

/// At most `limit` bytes of UTF-8, cut between words where there are words, never inside what a reader sees as one
/// character.
QString cutToBytes(const QString& text, qsizetype limit) {
    if (text.toUtf8().size() <= limit)
        return text;
    const auto longestPrefix = [&](QTextBoundaryFinder::BoundaryType type) {
        QTextBoundaryFinder finder(type, text);
        qsizetype best = 0;
        for (qsizetype at = finder.toNextBoundary(); at > 0; at = finder.toNextBoundary()) {
            if (QStringView(text).left(at).toUtf8().size() > limit)
                break;
            best = at;
        }
        return best;
    };
    const qsizetype byWord = longestPrefix(QTextBoundaryFinder::Word);
    // A single endless word would leave next to nothing.
    const qsizetype end = QStringView(text).left(byWord).toUtf8().size() * 2 >= limit
                              ? byWord
                              : longestPrefix(QTextBoundaryFinder::Grapheme);
    return text.left(end);
}

void flushFile(QFile& file) {
#ifdef Q_OS_WIN
    _commit(file.handle());
#else
    ::fsync(file.handle());
#endif
}

/// Without this a power cut can leave the new name pointing at nothing. Windows has no such call; its file systems
/// journal names.
void flushFolder([[maybe_unused]] const QString& folder) {
#ifndef Q_OS_WIN
    const int descriptor = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        ::fsync(descriptor);
        ::close(descriptor);
    }
#endif
}

Result<void> copyBytes(const QString& from, const QString& to, const std::atomic_bool& stop) {
    constexpr qint64 piece = qint64{1024} * 1024;
    QFile in(from);
    QFile out(to);
    if (!in.open(QIODevice::ReadOnly))
        return failure(ErrorCode::FileFailed, u"%1: %2"_s.arg(from, in.errorString()));
    if (!out.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return failure(ErrorCode::FileFailed, u"%1: %2"_s.arg(to, out.errorString()));
    while (!in.atEnd()) {
        if (stop)
            return failure(ErrorCode::Canceled);
        const QByteArray bytes = in.read(piece);
        if (bytes.isEmpty())
            return failure(ErrorCode::FileFailed, u"%1: %2"_s.arg(from, in.errorString()));
        if (out.write(bytes) != bytes.size())
            return failure(ErrorCode::FileFailed, u"%1: %2"_s.arg(to, out.errorString()));
    }
    return out.flush() ? Result<void>() : failure(ErrorCode::FileFailed, u"%1: %2"_s.arg(to, out.errorString()));
}

std::filesystem::path nativePath(const QString& file) {
#ifdef Q_OS_WIN
    return std::filesystem::path(
        longWindowsPath(QDir::cleanPath(QDir::current().absoluteFilePath(file))).toStdU16String());
#else
    return std::filesystem::path(file.toStdU16String());
#endif
}

} // namespace

QString sha256Of(const QString& path, const std::atomic_bool& stop) {
    constexpr qint64 piece = qint64{1024} * 1024;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    while (!file.atEnd()) {
        const QByteArray bytes = stop ? QByteArray() : file.read(piece);
        if (bytes.isEmpty())
            return {};
        hash.addData(bytes);
    }
    return QString::fromLatin1(hash.result().toHex());
}

QString fileStem(const QString& words, qsizetype longest) {
    QString name;
    for (const char32_t character : words.normalized(QString::NormalizationForm_C).toUcs4()) {
        if (isForbidden(character))
            name += u' ';
        else
            name += QStringView(QChar::fromUcs4(character));
    }
    name = cutToBytes(name.simplified(), longest);
    // A leading dot hides a file on Unix; trailing dots and spaces vanish on Windows.
    while (name.startsWith(u'.') || name.startsWith(u' '))
        name.remove(0, 1);
    while (name.endsWith(u'.') || name.endsWith(u' '))
        name.chop(1);
    return isDeviceName(name) ? u"_"_s + name : name;
}

QString videoFileName(const QString& prompt, const QString& id, const QString& contentType) {
    const QString readable = fileStem(prompt);
    const QString suffix = contentType == u"video/webm"        ? u"webm"_s
                           : contentType == u"video/quicktime" ? u"mov"_s
                                                               : u"mp4"_s;
    return u"%1 %2.%3"_s.arg(readable.isEmpty() ? u"video"_s : readable, shortId(id), suffix);
}

MediaFolder::MediaFolder(QString root)
    : m_root(std::move(root)) {
}

Result<void> MediaFolder::create() const {
    for (const QString& folder : {u"videos"_s, u"posters"_s, u"sprites"_s, u"partial"_s}) {
        if (!QDir().mkpath(absolute(folder)))
            return failure(ErrorCode::FileFailed, u"cannot make the folder "_s + absolute(folder));
    }
    QDir partial(absolute(u"partial"_s));
    for (const QString& left : partial.entryList({QFileInfo(broughtFile(u"*"_s)).fileName()}, QDir::Files))
        partial.remove(left);
    return {};
}

QString MediaFolder::absolute(const QString& relativeFile) const {
    return m_root + u'/' + relativeFile;
}

QString MediaFolder::partialFile(const QString& videoId) const {
    return absolute(u"partial/%1.part"_s.arg(videoId));
}

QString MediaFolder::broughtFile(const QString& videoId) const {
    return absolute(u"partial/%1.brought"_s.arg(videoId));
}

QString MediaFolder::posterFile(const QString& videoId) {
    return u"posters/%1.jpg"_s.arg(videoId);
}

QString MediaFolder::spriteFile(const QString& videoId) {
    return u"sprites/%1.jpg"_s.arg(videoId);
}

bool MediaFolder::setAside(const LeftFiles& files) const {
    for (const QString& picture : {files.poster, files.sprite}) {
        if (!picture.isEmpty())
            QFile::remove(absolute(picture));
    }
    QFile::remove(partialFile(files.id));
    if (files.file.isEmpty())
        return false;
    QString kept = u"removed/"_s + QFileInfo(files.file).fileName();
    if (QFileInfo::exists(absolute(kept)))
        kept.insert(kept.lastIndexOf(u'.'), u' ' + files.id);
    if (!QDir().mkpath(absolute(u"removed"_s)) || !QFile::rename(absolute(files.file), absolute(kept)))
        return false;
    FactsFolder(m_root).moveBeside(files.id, absolute(kept));
    return true;
}

void MediaFolder::discard(const LeftFiles& files) const {
    for (const QString& file : {files.file, files.poster, files.sprite}) {
        if (!file.isEmpty())
            QFile::remove(absolute(file));
    }
    QFile::remove(partialFile(files.id));
    FactsFolder(m_root).remove(files.id);
}

bool MediaFolder::hasLeft(const LeftFiles& files) const {
    const QStringList all{files.file, files.poster, files.sprite};
    return std::ranges::any_of(
        all, [this](const QString& file) { return !file.isEmpty() && QFileInfo::exists(absolute(file)); });
}

QString MediaFolder::finalFile(const Video& video) {
    return u"videos/%1/%2"_s.arg(video.createdAt.toLocalTime().toString(u"yyyy-MM"_s),
        videoFileName(video.prompt.isEmpty() ? video.title : video.prompt, video.id, video.contentType));
}

bool MediaFolder::mayLieHere(const Video& video) const {
    const QFileInfo file(absolute(finalFile(video)));
    return file.isFile() && file.size() == video.bytes;
}

bool MediaFolder::liesHere(const Video& video) const {
    return mayLieHere(video) && sha256Of(absolute(finalFile(video))) == video.sha256;
}

Result<QString> MediaFolder::adopt(const Video& video) const {
    return adopt(video, partialFile(video.id));
}

Result<QString> MediaFolder::adopt(const Video& video, const QString& partial) const {
    QString relative = finalFile(video);
    if (liesHere(video)) {
        QFile::remove(partial);
        return relative;
    }
    QFile file(partial);
    if (!file.open(QIODevice::ReadWrite))
        return failure(ErrorCode::FileFailed, u"cannot open %1: %2"_s.arg(partial, file.errorString()));
    const qint64 size = file.size();
    if (size != video.bytes || sha256Of(partial) != video.sha256) {
        file.remove();
        return failure(ErrorCode::CorruptFile, u"%1: %2 bytes of %3"_s.arg(video.id).arg(size).arg(video.bytes));
    }
    flushFile(file);
    file.close();

    const QString folder = relative.left(relative.lastIndexOf(u'/'));
    if (!QDir().mkpath(absolute(folder)))
        return failure(ErrorCode::FileFailed, u"cannot make the folder "_s + absolute(folder));
    if (QFileInfo::exists(absolute(relative))) {
        if (liesHere(video)) { // it has come another way meanwhile
            QFile::remove(partial);
            return relative;
        }
        relative.insert(relative.lastIndexOf(u'.'), u" "_s + video.id); // another video whose short id is the same
    }
    std::error_code problem;
    std::filesystem::rename(nativePath(partial), nativePath(absolute(relative)), problem); // atomic, replaces
    if (problem)
        return failure(
            ErrorCode::FileFailed, u"cannot move to %1: %2"_s.arg(relative, QString::fromStdString(problem.message())));
    flushFolder(absolute(folder));
    return relative;
}

Result<QString> MediaFolder::bring(const QString& file, const Video& video, const std::atomic_bool& stop) const {
    const QString brought = broughtFile(video.id);
    Result<void> copied = copyBytes(file, brought, stop);
    if (!copied && copied.error().code == ErrorCode::FileFailed)
        copied.error().code = writeFailure(m_root, video.bytes);
    Result<QString> adopted = copied ? adopt(video, brought) : std::unexpected(copied.error());
    if (!adopted)
        QFile::remove(brought);
    return adopted;
}

qint64 MediaFolder::freeBytes() const {
    return kinora::freeBytes(m_root);
}

} // namespace kinora
