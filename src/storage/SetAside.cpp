#include "storage/SetAside.h"

#include "core/DiskRoom.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <ranges>
#include <utility>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

const QByteArray takenOver("taken over"); ///< a line of the mark, of the file named in the one before it

/// What SQLite keeps beside a database, https://www.sqlite.org/tempfiles.html
const std::array<QString, 2> companions{u"-wal"_s, u"-shm"_s};

} // namespace

SetAside::SetAside(QString database)
    : m_database(std::move(database)) {
}

Result<void> SetAside::read() {
    QFile mark(markFile());
    if (!mark.open(QIODevice::ReadOnly))
        return {};
    const QDir folder = QFileInfo(m_database).dir();
    const QList<QByteArray> lines = mark.readAll().split('\n');
    mark.close();
    for (const QByteArray& line : lines) {
        if (line != takenOver && !line.isEmpty())
            m_files << File{.path = folder.filePath(QString::fromUtf8(line))};
        else if (!line.isEmpty() && !m_files.isEmpty())
            m_files.last().isTakenOver = true;
    }
    // Somebody has taken it away, or it was noted and not moved any more.
    m_files.removeIf([](const File& file) { return !QFileInfo(file.path).isFile(); });
    if (m_files.isEmpty()) {
        mark.remove();
        return {};
    }
    // The file goes first and a new one is begun last: what lies there without it belongs to the one that was moved.
    if (!m_files.last().isTakenOver && !QFileInfo::exists(m_database))
        return moveCompanions(m_files.last().path);
    return {};
}

Result<void> SetAside::move() {
    const QString aside = freePath();
    m_files << File{.path = aside};
    if (const Result<void> noted = writeMark(); !noted) {
        m_files.removeLast();
        return noted;
    }
    if (!QFile::rename(m_database, aside))
        return failure(ErrorCode::FileFailed, u"cannot move "_s + m_database);
    return moveCompanions(aside);
}

QString SetAside::latest() const {
    return m_files.isEmpty() ? QString() : m_files.last().path;
}

QStringList SetAside::waiting() const {
    QStringList paths;
    for (const File& file : std::views::reverse(m_files)) {
        if (!file.isTakenOver)
            paths << file.path;
    }
    return paths;
}

void SetAside::noteTakenOver(const QString& file) {
    for (File& known : m_files)
        known.isTakenOver = known.isTakenOver || known.path == file;
    // Rather untold after a restart than taken over again, with requests that were thrown away meanwhile and would be
    // paid for: also where others wait, which stay on the disk.
    if (!writeMark()) {
        QFile::remove(markFile());
        (void)writeMark(); // in the room that it took
    }
}

void SetAside::told() {
    if (waiting().isEmpty())
        QFile::remove(markFile());
}

QString SetAside::markFile() const {
    return m_database + u"-set-aside"_s;
}

Result<void> SetAside::writeMark() const {
    QByteArray lines;
    for (const File& file : m_files) {
        lines += QFileInfo(file.path).fileName().toUtf8() + '\n';
        if (file.isTakenOver)
            lines += takenOver + '\n';
    }
    return writeWhole(markFile(), lines);
}

QString SetAside::freePath() const {
    const QFileInfo info(m_database);
    const auto isTaken = [](const QString& path) {
        return QFileInfo::exists(path) ||
               std::ranges::any_of(companions, [&path](const QString& end) { return QFileInfo::exists(path + end); });
    };
    QString path;
    for (int number = 1; path.isEmpty() || isTaken(path); ++number)
        path = info.dir().filePath(u"%1.damaged-%2.%3"_s.arg(info.completeBaseName()).arg(number).arg(info.suffix()));
    return path;
}

Result<void> SetAside::moveCompanions(const QString& aside) const {
    for (const QString& end : companions) {
        if (QFileInfo::exists(m_database + end) && !QFile::rename(m_database + end, aside + end))
            return failure(ErrorCode::FileFailed, u"cannot move "_s + m_database + end);
    }
    return {};
}

} // namespace kinora
