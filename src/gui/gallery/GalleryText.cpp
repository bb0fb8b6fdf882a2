#include "gui/gallery/GalleryText.h"

#include <QLocale>

#include <cmath>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 secondsPerMinute = 60;
constexpr qint64 secondsPerHour = 3600;

/// Hours and minutes as the locale writes them; some short formats have seconds, which say nothing here.
QString timeFormat() {
    QString format = QLocale().timeFormat(QLocale::ShortFormat);
    return format.remove(u":ss"_s);
}

/// English is written in two orders.
bool isMonthFirst() {
    return QLocale().dateFormat(QLocale::LongFormat).startsWith(u"dddd, MMMM d"_s);
}

int percent(const Downloads::Progress& progress) {
    return progress.total > 0 ? static_cast<int>(progress.received * 100 / progress.total) : 0;
}

} // namespace

QString GalleryText::age(const QDateTime& then, const QDateTime& now) {
    const qint64 seconds = then.secsTo(now);
    // A clock that is a little behind the relay's must not speak of the future; by one that is days off only the date
    // is true.
    if (seconds < -secondsPerHour || seconds >= 24 * secondsPerHour) {
        const QDate date = then.toLocalTime().date();
        if (date.year() != now.toLocalTime().date().year())
            return QLocale().toString(date, QLocale::ShortFormat);
        //: A short date without its year; Qt date format (d day, MMM month)
        return QLocale().toString(date, isMonthFirst() ? u"MMM d"_s : tr("d MMM"));
    }
    if (seconds < secondsPerMinute)
        return tr("just now");
    if (seconds < secondsPerHour)
        return tr("%n min ago", "", static_cast<int>(seconds / secondsPerMinute));
    return tr("%n h ago", "", static_cast<int>(seconds / secondsPerHour));
}

QString GalleryText::day(const QDate& day, const QDate& today) {
    if (day == today)
        return tr("Today");
    if (day == today.addDays(-1))
        return tr("Yesterday");
    if (day.year() == today.year())
        //: A date without its year; Qt date format (dddd weekday, d day, MMMM month)
        return QLocale().toString(day, isMonthFirst() ? u"dddd, MMMM d"_s : tr("dddd, d MMMM"));
    return QLocale().toString(day, QLocale::LongFormat);
}

QString GalleryText::moment(const QDateTime& then, const QDateTime& now) {
    const QDateTime local = then.toLocalTime();
    const QDate today = now.toLocalTime().date();
    const QString time = QLocale().toString(local.time(), timeFormat());
    if (local.date() == today)
        return tr("today %1").arg(time);
    if (local.date() == today.addDays(-1))
        return tr("yesterday %1").arg(time);
    return tr("%1, %2").arg(QLocale().toString(local.date(), QLocale::ShortFormat), time);
}

QString GalleryText::clock(double seconds) {
    const qint64 whole = std::llround(seconds);
    const qint64 hours = whole / secondsPerHour;
    const qint64 minutes = whole % secondsPerHour / secondsPerMinute;
    const QString end = u"%1"_s.arg(whole % secondsPerMinute, 2, 10, QLatin1Char('0'));
    if (hours > 0)
        return u"%1:%2:%3"_s.arg(hours).arg(minutes, 2, 10, QLatin1Char('0')).arg(end);
    return u"%1:%2"_s.arg(minutes).arg(end);
}

QString GalleryText::position(qint64 milliseconds) {
    const qint64 tenths = milliseconds / 100;
    const qint64 seconds = tenths / 10;
    return u"%1:%2.%3"_s.arg(seconds / secondsPerMinute)
        .arg(seconds % secondsPerMinute, 2, 10, QLatin1Char('0'))
        .arg(tenths % 10);
}

QString GalleryText::length(double seconds) {
    const auto minutes = static_cast<int>(seconds / static_cast<double>(secondsPerMinute));
    const double rest = seconds - static_cast<double>(minutes * secondsPerMinute);
    // Whole seconds as such, others with one digit: clips are short enough for it to matter.
    const double rounded = std::round(rest * 10) / 10;
    const bool whole = std::abs(rounded - std::round(rounded)) < 0.05;
    const QString number = QLocale().toString(rounded, 'f', whole ? 0 : 1);
    return minutes > 0 ? tr("%1 min %2 s").arg(minutes).arg(number) : tr("%1 s").arg(number);
}

QString GalleryText::bytes(qint64 bytes) {
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

QString GalleryText::fileState(
    const LibraryVideo& video, const std::optional<Downloads::Progress>& progress, bool online) {
    if (progress)
        return tr("Downloading %1%").arg(percent(*progress));
    switch (video.fileState) {
    case FileState::Here:
        return video.refused ? tr("Only on this computer") : QString();
    case FileState::Wanted:
        return online ? tr("Waiting to download") : tr("Not on this computer");
    case FileState::Absent:
        return tr("Not on this computer");
    case FileState::Failed:
        return tr("Download failed");
    }
    return {};
}

QString GalleryText::fileNote(
    const LibraryVideo& video, const std::optional<Downloads::Progress>& progress, bool online) {
    if (progress)
        return tr("%1%", "of a download").arg(percent(*progress));
    switch (video.fileState) {
    case FileState::Here:
        return video.refused ? tr("Only here") : QString();
    case FileState::Wanted:
        return online ? tr("Waiting") : tr("Not here");
    case FileState::Absent:
        return tr("Not here");
    case FileState::Failed:
        return tr("Failed");
    }
    return {};
}

QString GalleryText::problem(const LibraryVideo& video) {
    switch (video.problem.value_or(ErrorCode::FileFailed)) {
    case ErrorCode::DiskFull:
        return tr("The disk is full: %1 are needed. Make room and try again.").arg(bytes(video.video.bytes));
    case ErrorCode::CorruptFile:
        return tr("What arrived is not the file that was made: its checksum differs. It was not kept.");
    case ErrorCode::NotFound:
        return tr("The relay no longer has this video's file.");
    case ErrorCode::RelayError:
        return tr("The relay could not send this video's file, however often it was asked. Try again later.");
    default:
        return tr("The file could not be written to this computer.");
    }
}

QString GalleryText::leftOut(int missing, int dragged) {
    if (missing == dragged)
        return tr("%n video(s) cannot be dragged: not on this computer.", "", missing);
    return tr("%n of %1 video(s) left out: not on this computer.", "", missing).arg(dragged);
}

QString GalleryText::beyondLimit(int beyond, int asked, qint64 limitBytes) {
    if (beyond == asked) // else the smallest would have come
        return tr("%n video(s) not downloaded: larger than the limit of %1 in Settings.", "", beyond)
            .arg(bytes(limitBytes));
    return tr("%n of %1 video(s) not downloaded: beyond the limit of %2 in Settings.", "", beyond)
        .arg(QString::number(asked), bytes(limitBytes));
}

QString GalleryText::notSynced(const Error& error) {
    switch (error.code) {
    case ErrorCode::DiskFull:
    case ErrorCode::FileFailed:
    case ErrorCode::CorruptFile:
        return tr("could not store what the relay told");
    default:
        return tr("could not ask the relay for more");
    }
}

QString GalleryText::name(const Video& video) {
    return (video.title.isEmpty() ? video.prompt : video.title).simplified();
}

QString GalleryText::card(const LibraryVideo& video, const QString& fileState, const QDateTime& now) {
    const QString orientation =
        video.video.orientation == Orientation::Portrait ? tr("portrait video") : tr("landscape video");
    QStringList parts{name(video.video), orientation, length(video.video.seconds), age(video.video.createdAt, now)};
    if (video.video.favorite)
        parts << tr("favourite");
    if (video.video.rating > 0)
        parts << tr("rated %1 of 5").arg(video.video.rating);
    if (!fileState.isEmpty())
        parts << fileState;
    return parts.join(u", "_s);
}

} // namespace kinora
