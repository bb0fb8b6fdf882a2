#include "services/ImportedVideo.h"

#include "services/LibraryEdits.h"

#include <algorithm>
#include <cmath>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

/// Without what no relay takes.
QString plainText(const QString& text, qsizetype longest) {
    QString plain;
    for (const QChar character : text) {
        if (character.category() != QChar::Other_Control || QStringView(u"\n\r\t").contains(character))
            plain += character;
    }
    return plain.trimmed().left(longest).trimmed();
}

} // namespace

void makeAcceptable(Video& video) {
    constexpr qsizetype longestPrompt = 1000;
    constexpr qsizetype longestModel = 100;
    video.prompt = plainText(video.prompt, longestPrompt);
    video.title = plainText(video.title.simplified(), LibraryEdits::longestTitle);
    video.model = plainText(video.model.simplified(), longestModel);
    video.rating = std::clamp(video.rating, 0, LibraryEdits::bestRating);
    for (QString& tag : video.tags)
        tag = plainText(tag.simplified(), LibraryEdits::longestTag);
    video.tags.removeAll(QString());
    video.tags.removeDuplicates();
}

Video toldVideo(const ImportFacts& told) {
    Video video;
    video.title = told.title == told.prompt ? QString() : told.title;
    video.prompt = told.prompt;
    video.model = told.model;
    video.createdAt = told.createdAt;
    return video;
}

Video importedVideo(const VideoFileFacts& file, const ImportFacts& told, const QFileInfo& source) {
    ImportFacts facts = told;
    facts.fillFrom({.title = file.embedded.title,
        .prompt = file.embedded.prompt,
        .model = file.embedded.model,
        .createdAt = file.embedded.createdAt});
    if (facts.prompt.isEmpty() && facts.title.isEmpty())
        facts.title = source.completeBaseName();
    Video video = toldVideo(facts);
    if (!video.createdAt.isValid())
        video.createdAt = source.lastModified().toUTC();
    constexpr int firstYear = 1990; // before: of an archive or a clock that knew no time
    if (video.createdAt.date().year() < firstYear)
        video.createdAt = QDateTime::currentDateTimeUtc();
    return video;
}

bool mayBeAbout(const Video& recorded, const MediaFacts& found) {
    constexpr double nearlyEqual = 0.2; // s: of one video told with and without its last picture's time
    const double seconds = static_cast<double>(found.durationMs) / 1000;
    return recorded.size == found.size && std::abs(recorded.seconds - seconds) < nearlyEqual;
}

bool isWrittenCopy(const FolderScan::Record& found) {
    using By = FolderScan::Record::By;
    // Earlier versions did not write down the copy's hash.
    return found.by == By::Copy || (found.by == By::Name && found.record.fileSha256.isEmpty());
}

} // namespace kinora
