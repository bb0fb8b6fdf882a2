// The signed-in person as others see them, and those others.
#pragma once

#include "core/Person.h"
#include "core/Result.h"
#include "net/PeopleApi.h"
#include "services/CreationService.h"
#include "services/SessionService.h"

#include <QFuture>
#include <QImage>
#include <QObject>
#include <QPromise>
#include <QString>

#include <memory>
#include <optional>

namespace kinora {

/// Read anew whenever the connection comes back. GUI thread only.
class People final : public QObject {
    Q_OBJECT

public:
    /// All outlive this.
    People(PeopleApi& relay, SessionService& session, CreationService& creation, QObject* parent = nullptr);

    /// Nothing until the relay has told.
    [[nodiscard]] const std::optional<AccountStats>& stats() const { return m_stats; }
    /// One's own; null while there is none, or it has not arrived.
    [[nodiscard]] QImage picture() const { return m_picture; }
    void refresh();

    struct PictureChange {
        bool isRemoved = false;
        QImage picture; ///< square; null: as it is, unless it is removed
    };
    /// Names first, then the picture; what was saved before an error stays. Errors as PeopleApi.
    [[nodiscard]] QFuture<Result<void>> save(const ProfileEdit& edit, const PictureChange& change);

    /// Errors as PeopleApi.
    [[nodiscard]] QFuture<Result<Person>> find(const QString& handle);
    /// The person as they are after it; counts of one's own follow.
    [[nodiscard]] QFuture<Result<Person>> setFollowed(const QString& handle, bool followed);
    [[nodiscard]] QFuture<Result<QImage>> pictureOf(const QString& handle);

signals:
    void changed();

private:
    void clear();
    void readStats();
    void readPicture();
    void savePicture(const PictureChange& change, const std::shared_ptr<QPromise<Result<void>>>& promise);

    PeopleApi& m_relay;
    SessionService& m_session;
    std::optional<AccountStats> m_stats;
    QImage m_picture;
    QString m_pictureUrl; ///< what m_picture is of
    quint64 m_run = 0;    ///< answers for an account that was closed are dropped
};

} // namespace kinora
