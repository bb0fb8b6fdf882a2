// What the options chosen in the composer would cost, and whether the relay would take the request.
#pragma once

#include "core/NewJob.h"
#include "core/Result.h"
#include "core/Usage.h"
#include "net/MoneyApi.h"
#include "services/CreationService.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace kinora {

/// Asks again when the options change and when something happened that changes what is left. GUI thread only.
class Estimates final : public QObject {
    Q_OBJECT

public:
    /// Both outlive this.
    Estimates(MoneyApi& money, CreationService& creation, const Clock& clock, QObject* parent = nullptr);

    /// The options of interest from now on; the prompt does not matter.
    void want(const NewJob& job);
    /// A refused request has shown that what is known is old.
    void refresh();

    /// Of the options wanted last; nothing while the relay has not answered about them.
    [[nodiscard]] const std::optional<Estimate>& current() const { return m_current; }

    /// When to ask again about a limit that makes room then. What lies behind is not there yet by the relay's clock,
    /// from which this computer's may be days off: that is asked about now and then.
    [[nodiscard]] static std::chrono::milliseconds resetPause(const QDateTime& now, const QDateTime& resetsAt);

signals:
    void changed();

private:
    void askSoon();
    void ask();
    void take(const Result<Estimate>& answer);

    MoneyApi& m_money;
    CreationService& m_creation;
    const Clock& m_clock;
    std::optional<NewJob> m_wanted;
    std::optional<Estimate> m_current;
    QTimer m_soon;
    QTimer m_reset;      ///< a limit makes room by itself
    quint64 m_round = 0; ///< answers about other options are dropped
};

} // namespace kinora
