// People on a relay that is not there.
#pragma once

#include "net/PeopleApi.h"

#include <QHash>

namespace kinora::tests {

class FakePeopleApi final : public PeopleApi {
public:
    AccountStats counts;
    Account account;
    QHash<QString, Person> persons; ///< by handle
    QByteArray picture;             ///< of everybody; empty: nobody has one
    std::optional<Error> refusal;   ///< of what is changed
    ProfileEdit lastEdit;
    QByteArray lastPicture;
    int statsAsked = 0;
    QHash<QString, QList<PublishedVideo>> shown; ///< by handle, all on pages of two
    QByteArray poster;                           ///< of every video; empty: none has one
    QString lastLiked;

    QFuture<Result<AccountStats>> stats() override {
        ++statsAsked;
        return readyResult<AccountStats>(counts);
    }
    QFuture<Result<Account>> changeMe(const ProfileEdit& edit) override {
        lastEdit = edit;
        if (!refusal) {
            account.displayName = edit.displayName.value_or(account.displayName);
            account.handle = edit.handle.value_or(account.handle);
        }
        return answer();
    }
    QFuture<Result<Account>> putAvatar(const QByteArray& jpeg) override {
        lastPicture = jpeg;
        account.avatarUrl = QStringLiteral("/api/v1/users/x/avatar?v=%1").arg(jpeg.size());
        picture = jpeg;
        return answer();
    }
    QFuture<Result<Account>> deleteAvatar() override {
        account.avatarUrl.clear();
        return answer();
    }
    QFuture<Result<Person>> person(const QString& handle) override {
        const auto found = persons.constFind(handle);
        return found == persons.cend() ? readyResult<Person>(failure(ErrorCode::NotFound))
                                       : readyResult<Person>(*found);
    }
    QFuture<Result<Person>> follow(const QString& handle) override { return setFollowed(handle, true); }
    QFuture<Result<Person>> unfollow(const QString& handle) override { return setFollowed(handle, false); }
    QFuture<Result<QByteArray>> avatar(const QString&) override {
        return picture.isEmpty() ? readyResult<QByteArray>(failure(ErrorCode::NotFound))
                                 : readyResult<QByteArray>(picture);
    }

    QFuture<Result<Page<PublishedVideo>>> published(const QString& handle, const QString& cursor) override {
        if (!persons.contains(handle))
            return readyResult<Page<PublishedVideo>>(failure(ErrorCode::NotFound));
        constexpr qsizetype pageSize = 2;
        const qsizetype from = cursor.toLongLong();
        const QList<PublishedVideo> all = shown.value(handle);
        const bool more = from + pageSize < all.size();
        return readyResult<Page<PublishedVideo>>(
            Page<PublishedVideo>{all.mid(from, pageSize), more ? QString::number(from + pageSize) : QString()});
    }
    QFuture<Result<PublishedVideo>> setLiked(const QString& videoId, bool liked) override {
        lastLiked = videoId;
        for (QList<PublishedVideo>& all : shown) {
            for (PublishedVideo& one : all) {
                if (one.video.id != videoId)
                    continue;
                one.likes += one.liked == liked ? 0 : liked ? 1 : -1;
                one.liked = liked;
                return readyResult<PublishedVideo>(one);
            }
        }
        return readyResult<PublishedVideo>(failure(ErrorCode::NotFound));
    }
    QFuture<Result<QByteArray>> publishedPoster(const QString&) override {
        return poster.isEmpty() ? readyResult<QByteArray>(failure(ErrorCode::NotFound))
                                : readyResult<QByteArray>(poster);
    }

private:
    [[nodiscard]] QFuture<Result<Account>> answer() const {
        return refusal ? readyResult<Account>(Failure(*refusal)) : readyResult<Account>(account);
    }
    QFuture<Result<Person>> setFollowed(const QString& handle, bool followed) {
        if (refusal)
            return readyResult<Person>(Failure(*refusal));
        Person& one = persons[handle];
        one.followers += followed == one.followed ? 0 : followed ? 1 : -1;
        one.followed = followed;
        counts.following += followed ? 1 : -1;
        return readyResult<Person>(one);
    }
};

} // namespace kinora::tests
