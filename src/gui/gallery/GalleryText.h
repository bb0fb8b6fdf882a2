// The words on cards, headings and fact lists.
#pragma once

#include "core/LibraryVideo.h"
#include "services/Downloads.h"

#include <QCoreApplication>
#include <QDate>
#include <QDateTime>
#include <QString>

#include <optional>

namespace kinora {

// All functions are pure apart from the installed translation and the default locale.
class GalleryText {
    Q_DECLARE_TR_FUNCTIONS(GalleryText)

public:
    // "just now", "5 min ago", "2 h ago", then the date. Both UTC.
    [[nodiscard]] static QString age(const QDateTime& then, const QDateTime& now);
    // "Today", "Yesterday", "Monday, 23 November", with the year where it is another one.
    [[nodiscard]] static QString day(const QDate& day, const QDate& today);
    // "today 09:41", "yesterday 09:41", "23 November 2026, 09:41"; local time.
    [[nodiscard]] static QString moment(const QDateTime& then, const QDateTime& now);
    // "0:08", "1:02:03".
    [[nodiscard]] static QString clock(double seconds);
    // "0:03.4": for a position while the length is small.
    [[nodiscard]] static QString position(qint64 milliseconds);
    // "8 s", "1 min 5 s".
    [[nodiscard]] static QString length(double seconds);
    [[nodiscard]] static QString bytes(qint64 bytes);
    // Where the file is, for a card: empty when it is simply here, on the relay too or on its way there.
    [[nodiscard]] static QString fileState(
        const LibraryVideo& video, const std::optional<Downloads::Progress>& progress, bool online);
    // The same in one word, where there is no room for more.
    [[nodiscard]] static QString fileNote(
        const LibraryVideo& video, const std::optional<Downloads::Progress>& progress, bool online);
    // Why the file could not be kept, as a sentence.
    [[nodiscard]] static QString problem(const LibraryVideo& video);
    // What a drag leaves out, since it is not on this computer.
    [[nodiscard]] static QString leftOut(int missing, int dragged);
    // What is not downloaded, since together with the others it is more than the limit.
    [[nodiscard]] static QString beyondLimit(int beyond, int asked, qint64 limitBytes);
    // Why the list may not be what the relay has.
    [[nodiscard]] static QString notSynced(const Error& error);
    // What the person called it, else its prompt.
    [[nodiscard]] static QString name(const Video& video);
    // What a screen reader says of a card.
    [[nodiscard]] static QString card(const LibraryVideo& video, const QString& fileState, const QDateTime& now);
};

} // namespace kinora
