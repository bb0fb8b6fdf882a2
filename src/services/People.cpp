#include "services/People.h"

#include "core/Logging.h"
#include "core/Receive.h"
#include "services/PictureFile.h"

#include <QPromise>

#include <memory>

namespace kinora {

namespace {

constexpr int longestAvatarSide = 512; ///< as much as a relay keeps

using Done = std::shared_ptr<QPromise<Result<void>>>;

void finish(const Done& promise, const Result<void>& result) {
    promise->addResult(result);
    promise->finish();
}

} // namespace

People::People(PeopleApi& relay, SessionService& session, CreationService& creation, QObject* parent)
    : QObject(parent)
    , m_relay(relay)
    , m_session(session) {
    connect(&creation, &CreationService::caughtUp, this, &People::refresh);
    connect(&creation, &CreationService::closed, this, &People::clear);
    connect(&m_session, &SessionService::accountChanged, this, &People::readPicture);
}

void People::clear() {
    ++m_run;
    m_stats.reset();
    m_picture = {};
    m_pictureUrl.clear();
    emit changed();
}

void People::refresh() {
    readStats();
    readPicture();
}

void People::readStats() {
    receive(m_relay.stats(), this, [this, run = m_run](const Result<AccountStats>& stats) {
        if (run != m_run)
            return;
        if (!stats) {
            qCInfo(logSession) << "no counts:" << errorCodeName(stats.error().code) << stats.error().detail;
            return;
        }
        m_stats = *stats;
        emit changed();
    });
}

void People::readPicture() {
    const std::optional<Account> account = m_session.account();
    if (!account || account->avatarUrl == m_pictureUrl)
        return;
    m_pictureUrl = account->avatarUrl;
    if (m_pictureUrl.isEmpty()) {
        m_picture = {};
        emit changed();
        return;
    }
    receive(pictureOf(account->handle), this, [this, url = m_pictureUrl, run = m_run](const Result<QImage>& picture) {
        if (run != m_run || url != m_pictureUrl)
            return;
        if (!picture) {
            m_pictureUrl.clear(); // asked for again when the connection comes back
            return;
        }
        m_picture = *picture;
        emit changed();
    });
}

QFuture<Result<void>> People::save(const ProfileEdit& edit, const PictureChange& change) {
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    if (edit.isEmpty()) {
        savePicture(change, promise);
        return promise->future();
    }
    receive(m_relay.changeMe(edit), this, [this, change, promise](const Result<Account>& account) {
        if (!account) {
            finish(promise, Failure(account.error()));
            return;
        }
        m_session.takeAccount(*account);
        savePicture(change, promise);
    });
    return promise->future();
}

void People::savePicture(const PictureChange& change, const Done& promise) {
    if (!change.isRemoved && change.picture.isNull()) {
        finish(promise, {});
        return;
    }
    const auto answer =
        change.isRemoved ? m_relay.deleteAvatar() : m_relay.putAvatar(jpegOf(change.picture, longestAvatarSide));
    receive(answer, this, [this, promise](const Result<Account>& account) {
        if (account)
            m_session.takeAccount(*account);
        finish(promise, account ? Result<void>() : Result<void>(Failure(account.error())));
    });
}

QFuture<Result<Person>> People::find(const QString& handle) {
    return m_relay.person(handle);
}

QFuture<Result<Person>> People::setFollowed(const QString& handle, bool followed) {
    auto promise = std::make_shared<QPromise<Result<Person>>>();
    promise->start();
    receive(followed ? m_relay.follow(handle) : m_relay.unfollow(handle), this,
        [this, promise](const Result<Person>& person) {
            if (person)
                readStats();
            promise->addResult(person);
            promise->finish();
        });
    return promise->future();
}

QFuture<Result<QImage>> People::pictureOf(const QString& handle) {
    return m_relay.avatar(handle).then([](const Result<QByteArray>& bytes) -> Result<QImage> {
        if (!bytes)
            return Failure(bytes.error());
        const QImage picture = QImage::fromData(*bytes, "JPEG");
        return picture.isNull() ? Result<QImage>(failure(ErrorCode::CorruptFile)) : Result<QImage>(picture);
    });
}

} // namespace kinora
