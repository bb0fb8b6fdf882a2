// Takes what an account is beside its videos into a folder of the person's own.
#pragma once

#include "core/DraftSet.h"
#include "core/Result.h"
#include "net/AccountApi.h"
#include "net/CameoApi.h"
#include "net/PeopleApi.h"

#include <QByteArray>
#include <QFuture>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QThreadPool>

#include <functional>
#include <optional>

namespace kinora {

class DraftService;

struct AccountReport {
    QString folder;             ///< absolute; empty when nothing was written
    QList<AccountPart> leftOut; ///< what the relay did not tell
    int picturesLeftOut = 0;    ///< of cameos, of oneself, of what videos began with
    std::optional<Error> why;   ///< the first of these was left out
    std::optional<Error> error; ///< it broke off there, and account.json is missing
};

/// Writes a folder "account" (or "account (2)", …) with `account.json`, and pictures beside it: profile, cameos, ledger
/// and requests as the relay tells them, drafts and presets as they are here. What cannot be asked for is left out and
/// named in the report; the rest is written. One at a time. GUI thread only; files are written beside it.
class AccountExport final : public QObject {
    Q_OBJECT

public:
    /// All outlive this.
    AccountExport(AccountApi& account, CameoApi& cameos, PeopleApi& people, const DraftService& drafts,
        QObject* parent = nullptr);
    ~AccountExport() override;

    /// `folder` is absolute, and made when it is not there. Does nothing while one is running.
    void start(const QString& folder);
    /// Nothing more is asked, and no report comes. What is being written is written.
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_running; }

signals:
    void finished(const kinora::AccountReport& report);

private:
    struct Picture {
        QString file; ///< below the folder
        std::function<QFuture<Result<QByteArray>>()> ask;
    };

    void next();
    void ask(const QString& cursor);
    void take(const Result<QJsonObject>& told);
    void takePart();
    void askForPicture();
    void keep(const QString& file, const QByteArray& content);
    void leaveOut(const Error& error);
    void write();
    void end(const std::optional<Error>& error);
    [[nodiscard]] QJsonObject composer();
    [[nodiscard]] QJsonObject withoutLost(QJsonObject record) const;

    AccountApi& m_account;
    CameoApi& m_cameos;
    PeopleApi& m_people;
    const DraftService& m_drafts;
    QThreadPool m_pool;
    QString m_folder;
    QList<AccountPart> m_parts; ///< still to be asked for, and the one that is
    QJsonObject m_told;         ///< of that, the first page
    QJsonArray m_items;         ///< of all its pages
    QList<Picture> m_pictures;  ///< still to be asked for
    QJsonObject m_record;
    QStringList m_lost;                          ///< pictures that could not be had
    QList<std::pair<QString, QString>> m_copies; ///< of drafts: from, and the name below the folder
    AccountReport m_report;
    bool m_running = false;
    quint64 m_run = 0; ///< answers to one that was canceled are dropped
};

} // namespace kinora
