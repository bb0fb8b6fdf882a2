// Opens the library of whoever is signed in, and hands its stores to the services that write.
#pragma once

#include "core/Error.h"
#include "core/Result.h"
#include "services/CreationService.h"
#include "services/DraftService.h"
#include "services/Library.h"
#include "services/SessionService.h"

#include <QObject>
#include <QString>

#include <optional>

namespace kinora {

/// Follows the session from construction on: SignedIn and Offline open the account's library, SignedOut closes it. What
/// the session will probably come back to is made ready before. GUI thread only.
class AccountOpener final : public QObject {
    Q_OBJECT

public:
    /// All outlive this.
    AccountOpener(SessionService& session, Library& library, CreationService& creation, DraftService& drafts,
        QObject* parent = nullptr);
    /// Stores what is unsaved and closes the library.
    ~AccountOpener() override;

    /// Somebody is signed in, or reads offline, and the disk is being waited for.
    [[nodiscard]] bool isOpening() const { return m_isOpening; }
    /// Why the account's library could not be opened; nothing while it is open or nobody is signed in.
    [[nodiscard]] const std::optional<Error>& problem() const { return m_problem; }
    /// After a problem: tries once more.
    void retry();

signals:
    void openingChanged();
    void problemChanged();

private:
    void follow();
    void foresee();
    void open(bool online);
    void take(const Result<void>& opened);
    void close();
    void leave();
    void setOpening(bool opening);
    void setProblem(const std::optional<Error>& problem);

    SessionService& m_session;
    Library& m_library;
    CreationService& m_creation;
    DraftService& m_drafts;
    QString m_openFor; ///< server and user of the library that is open or being opened; empty while none is
    bool m_online = false;
    bool m_isOpening = false;
    quint64 m_turn = 0; ///< answers of those before are dropped
    std::optional<Error> m_problem;
};

} // namespace kinora
