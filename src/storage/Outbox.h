// Submissions that may or may not have reached the relay, and text that was never sent.
#pragma once

#include "storage/Database.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>

namespace kinora {

/// One thing to be sent, with the idempotency key that makes sending it twice harmless.
struct OutboxEntry {
    QString key;
    QByteArray body; ///< opaque to storage
    QDateTime createdAt;
};

/// Kept through a crash or power cut between "about to send" and "answered": put() is on the disk when its future
/// answers. Threading as VideoStore.
class Outbox {
public:
    explicit Outbox(Database& database);

    /// Oldest first.
    [[nodiscard]] Result<QList<OutboxEntry>> all() const;
    /// Putting a key again keeps the first body: what was sent under a key must never change.
    QFuture<Result<void>> put(const OutboxEntry& entry);
    QFuture<Result<void>> remove(const QString& key);

    /// Text that was typed and not sent, by the name of the form it belongs to; empty when there is none.
    [[nodiscard]] Result<QByteArray> unsent(const QString& form) const;
    /// Empty content forgets it.
    QFuture<Result<void>> saveUnsent(const QString& form, const QByteArray& content);

private:
    Database& m_database;
};

} // namespace kinora
