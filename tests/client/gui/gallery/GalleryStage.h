// A real library in a temporary folder, filled by hand, with a fake relay and a clock that stands still.
#pragma once

#include "client/support/Await.h"
#include "client/support/FakeGalleryMemory.h"
#include "client/support/FakePeopleApi.h"
#include "client/support/FakeRelayApi.h"
#include "client/support/SampleData.h"
#include "gui/gallery/GalleryView.h"
#include "gui/gallery/PosterCache.h"
#include "gui/gallery/ProfilePage.h"
#include "gui/gallery/SpriteCache.h"
#include "gui/gallery/TrashUndo.h"
#include "gui/player/PlayerPage.h"
#include "media/QtPlayer.h"
#include "secrets/MemorySecretStore.h"
#include "services/Library.h"
#include "services/SessionService.h"
#include "services/SessionTokens.h"

#include <QTemporaryDir>

#include <memory>

namespace kinora::tests {

class StoppedClock final : public Clock {
public:
    [[nodiscard]] QDateTime now() const override { return time; }
    [[nodiscard]] std::chrono::milliseconds elapsed() const override { return {}; }
    QDateTime time{QDate(2026, 11, 25), QTime(15, 0), Qt::LocalTime};
};

/// No relay to sign in to.
class AbsentAuthApi final : public AuthApi {
public:
    QFuture<Result<ServerInfo>> server(const QUrl&) override { return none<ServerInfo>(); }
    QFuture<Result<SessionGrant>> registerAccount(const QUrl&, const Registration&) override {
        return none<SessionGrant>();
    }
    QFuture<Result<SessionGrant>> login(const QUrl&, const QString&, const QString&, const QString&) override {
        return none<SessionGrant>();
    }
    QFuture<Result<SessionGrant>> resetPassword(const QUrl&, const PasswordReset&) override {
        return none<SessionGrant>();
    }
    QFuture<Result<SessionGrant>> refresh(const QUrl&, const QString&) override { return none<SessionGrant>(); }
    QFuture<Result<void>> logout(const QUrl&, const QString&, const QString&) override { return none<void>(); }

private:
    template <class T>
    static QFuture<Result<T>> none() {
        return readyResult<T>(failure(ErrorCode::Unreachable));
    }
};

class GivenSessionMemory final : public SessionMemory {
public:
    explicit GivenSessionMemory(RememberedSession session)
        : m_session(std::move(session)) {}
    [[nodiscard]] QList<RememberedSession> sessions() const override { return {m_session}; }
    void remember(const RememberedSession& session) override { m_session = session; }
    void update(const RememberedSession& session) override { m_session = session; }
    void forget(const AccountKey&) override {}
    [[nodiscard]] QUrl lastRelay() const override { return {}; }
    void rememberRelay(const QUrl&) override {}

private:
    RememberedSession m_session;
};

class GalleryStage {
public:
    GalleryStage();

    struct Piece {
        QString prompt = QStringLiteral("A paper boat in the rain");
        QSize size{720, 1280};
        qint64 secondsAgo = 60;
        QColor color = Qt::darkCyan;
        bool here = true;
        /// Content of the file when it is here; without one it only counts as here.
        QByteArray content = {};
        QString batchId = {};
        std::optional<VideoSettings> settings = {};
    };
    /// Puts a video with poster into the library; answers it as stored.
    LibraryVideo add(int number, const Piece& piece);
    /// Gives a video, whose file is a real one, its sprite sheet.
    void addSprite(int number);

    [[nodiscard]] GalleryPane::Services profile() {
        return {library, session, galleryMemory, posters, sprites, undo, clock};
    }
    [[nodiscard]] PlayerPage::Services playing(Player& player) {
        return {library, player, [] { return std::make_unique<QtPlayer>(); }, posters, sprites, undo, clock};
    }

    QTemporaryDir folder;
    StoppedClock clock;
    FakeRelayApi relay;
    FakeRelayEvents events;
    CreationService creation{relay, events, clock};
    Library library{relay, relay, creation, clock, folder.path()};
    AbsentAuthApi auth;
    MemorySecretStore secrets;
    SessionTokens tokens{auth, secrets};
    FakeGalleryMemory galleryMemory;
    FakePeopleApi peopleApi;
    GivenSessionMemory memory;
    SessionService session{auth, tokens, secrets, memory, clock};
    People people{peopleApi, session, creation};
    PosterCache posters;
    SpriteCache sprites{posters};
    TrashUndo undo{library};
};

/// The page with a gallery, to be shown once there are videos in it.
struct GalleryWindow {
    void show();
    /// In view and with the keyboard.
    [[nodiscard]] bool isReady() const;

    GalleryStage stage;
    std::unique_ptr<ProfilePage> page;
    GalleryView* view = nullptr;
};

} // namespace kinora::tests
