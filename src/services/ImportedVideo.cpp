#include "services/ImportedVideo.h"

#include "core/Ids.h"
#include "core/PromptRules.h"
#include "services/LibraryEdits.h"

#include <algorithm>
#include <cmath>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

/// Without what no relay takes. False when it was too long.
bool makePlain(QString& text, int longest) {
    QString plain;
    for (const QChar character : text) {
        if (character.category() != QChar::Other_Control || QStringView(u"\n\r\t").contains(character))
            plain += character;
    }
    plain = normalizedPrompt(plain);
    text = firstCodePoints(plain, longest).trimmed();
    return codePointCount(plain) <= longest;
}

/// The same in one line.
bool makeLine(QString& text, int longest) {
    text = text.simplified();
    return makePlain(text, longest);
}

bool makeAcceptable(VideoSettings& settings) {
    constexpr int longestSize = 20;
    constexpr int longestHandle = 100;
    constexpr qsizetype mostCameos = 50;
    constexpr int secondsOfDay = 86'400;
    if (settings.seconds && (*settings.seconds < 0 || *settings.seconds > secondsOfDay))
        settings.seconds.reset();
    bool isWhole = makeLine(settings.size, longestSize);
    isWhole = makePlain(settings.negativePrompt, longestPrompt) && isWhole;
    for (QString& handle : settings.cameos)
        isWhole = makeLine(handle, longestHandle) && isWhole;
    isWhole = settings.cameos.size() <= mostCameos && isWhole;
    settings.cameos = settings.cameos.mid(0, mostCameos);
    return isWhole;
}

} // namespace

bool makeAcceptable(Video& video) {
    constexpr int longestModel = 100;
    bool isWhole = makePlain(video.prompt, longestPrompt);
    isWhole = makeLine(video.title, LibraryEdits::longestTitle) && isWhole;
    isWhole = makeLine(video.model, longestModel) && isWhole;
    video.rating = std::clamp(video.rating, 0, LibraryEdits::bestRating);
    for (QString& tag : video.tags)
        isWhole = makeLine(tag, LibraryEdits::longestTag) && isWhole;
    video.tags.removeAll(QString());
    video.tags.removeDuplicates();
    isWhole = makeLine(video.upstream, longestModel) && isWhole;
    if (!isId(video.remixOf))
        video.remixOf.clear();
    if (!isId(video.batchId))
        video.batchId.clear();
    constexpr qint64 highestCharge = 1'000'000'000'000;
    if (video.chargedMicroUsd && (*video.chargedMicroUsd < 0 || *video.chargedMicroUsd > highestCharge))
        video.chargedMicroUsd.reset();
    if (video.settings)
        isWhole = makeAcceptable(*video.settings) && isWhole;
    return isWhole;
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
