// What the account has used, line by line.
#pragma once

#include "core/Result.h"
#include "core/Usage.h"
#include "net/MoneyApi.h"

#include <QObject>

#include <optional>

namespace kinora {

/// Knows what was asked for last; nothing is kept over clear(). GUI thread only.
class UsageReport final : public QObject {
    Q_OBJECT

public:
    /// `money` outlives this.
    explicit UsageReport(MoneyApi& money, QObject* parent = nullptr);

    /// Asks anew, from the newest line; what is known stays until the answer.
    void refresh();
    /// Asks for older lines.
    void loadMore();
    /// Signed out.
    void clear();

    [[nodiscard]] const std::optional<Usage>& usage() const { return m_usage; }
    [[nodiscard]] bool isAsking() const { return m_asking; }
    /// Why the last question has no answer.
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

signals:
    void changed();

private:
    void ask(const QString& cursor);

    MoneyApi& m_money;
    std::optional<Usage> m_usage;
    std::optional<Error> m_error;
    bool m_asking = false;
    quint64 m_round = 0; ///< answers to an earlier question are dropped
};

} // namespace kinora
