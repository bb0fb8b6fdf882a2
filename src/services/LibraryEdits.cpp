#include "services/LibraryEdits.h"

#include "core/Receive.h"
#include "services/LeftBehind.h"

#include <algorithm>
#include <memory>

namespace kinora {

LibraryEdits::LibraryEdits(LibraryApi& library, RelayApi& relay, VideoStore& videos, const MediaFolder& folder,
    const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_videos(videos)
    , m_folder(folder)
    , m_clock(clock)
    , m_sender(library, relay, videos) {
    connect(&m_sender, &EditSender::refused, this, &LibraryEdits::refused);
    connect(&m_sender, &EditSender::missing, this, &LibraryEdits::missing);
    connect(&m_sender, &EditSender::heard, this, &LibraryEdits::heard);
}

void LibraryEdits::setOnline(bool online) {
    online ? m_sender.start() : m_sender.stop();
}

void LibraryEdits::sendNow() {
    m_sender.retryNow();
}

QFuture<Result<void>> LibraryEdits::setTitle(const QString& id, const QString& title) {
    return edit({id}, {.title = title.simplified().left(longestTitle)});
}

QFuture<Result<void>> LibraryEdits::setFavorite(const QStringList& ids, bool favorite) {
    return edit(ids, {.favorite = favorite});
}

QFuture<Result<void>> LibraryEdits::setRating(const QStringList& ids, int rating) {
    return edit(ids, {.rating = std::clamp(rating, 0, bestRating)});
}

QFuture<Result<void>> LibraryEdits::addTag(const QStringList& ids, const QString& tag) {
    const QString name = tag.simplified().left(longestTag);
    return name.isEmpty() ? readyResult(Result<void>()) : edit(ids, {.addTags = {name}});
}

QFuture<Result<void>> LibraryEdits::removeTag(const QStringList& ids, const QString& tag) {
    return edit(ids, {.removeTags = {tag}});
}

QFuture<Result<void>> LibraryEdits::setPublished(const QStringList& ids, bool published) {
    return edit(ids, {.state = published ? VideoState::Published : VideoState::Draft});
}

QFuture<Result<void>> LibraryEdits::trash(const QStringList& ids) {
    return edit(ids, {.state = VideoState::Trashed});
}

QFuture<Result<void>> LibraryEdits::restore(const QStringList& ids) {
    return edit(ids, {.restore = true});
}

QFuture<Result<void>> LibraryEdits::removeForever(const QStringList& ids) {
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    receive(m_videos.removeForever(ids, m_clock.now()), this, [this, promise](const Result<QList<LeftFiles>>& left) {
        if (!left) {
            promise->addResult(Failure(left.error()));
            promise->finish();
            return;
        }
        emit removed(*left);
        receive(clearLeft(m_videos, m_folder, *left), this, [promise](const Result<int>& /*cleared*/) {
            promise->addResult(Result<void>());
            promise->finish();
        });
    });
    return promise->future();
}

QFuture<Result<void>> LibraryEdits::edit(const QStringList& ids, const VideoEdit& edit) {
    return m_videos.edit(ids, edit, m_clock.now());
}

} // namespace kinora
