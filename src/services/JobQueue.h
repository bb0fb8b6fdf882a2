// The account's jobs as a line: what waits in which order, what is under way, what has ended.
#pragma once

#include "core/Job.h"
#include "core/Result.h"
#include "net/QueueApi.h"
#include "net/RelayApi.h"
#include "services/CreationService.h"

#include <QFuture>
#include <QList>
#include <QObject>
#include <QString>

#include <optional>

namespace kinora {

/// Of the jobs that have ended.
struct HistoryFilter {
    std::optional<JobStatus> status = {}; ///< Completed, Failed or Canceled; nothing: however it ended
    QString text = {};                    ///< part of the prompt, whatever the case; empty: any

    bool operator==(const HistoryFilter&) const = default;
};

/// Over CreationService, whose jobs these are. GUI thread only.
class JobQueue final : public QObject {
    Q_OBJECT

public:
    /// All outlive this.
    JobQueue(RelayApi& relay, QueueApi& queue, CreationService& creation, QObject* parent = nullptr);

    /// In the order in which they will begin.
    [[nodiscard]] QList<Job> waiting() const;
    /// The one that began last comes last.
    [[nodiscard]] QList<Job> underWay() const;
    /// Failed or canceled and not dismissed, newest first.
    [[nodiscard]] QList<Job> ended() const;

    /// Nothing while the relay has not told.
    [[nodiscard]] std::optional<bool> paused() const;
    [[nodiscard]] QFuture<Result<Queue>> setPaused(bool paused);
    /// See QueueApi::moveJob. The order changes at once and goes back if the relay refuses.
    [[nodiscard]] QFuture<Result<Queue>> move(const QString& jobId, const QString& before);

    /// Jobs that have ended and match the filter, newest first, as far as they were asked for; kept true from the first
    /// refreshHistory() on.
    [[nodiscard]] const QList<Job>& history() const { return m_history; }
    /// False until the relay has answered for this filter.
    [[nodiscard]] bool isHistoryKnown() const { return m_historyKnown; }
    [[nodiscard]] const HistoryFilter& historyFilter() const { return m_filter; }
    /// What is known of it is shown at once, the rest asked for.
    void setHistoryFilter(const HistoryFilter& filter);
    [[nodiscard]] bool hasMoreHistory() const { return !m_nextCursor.isEmpty(); }
    /// Why the last question about it has no answer.
    [[nodiscard]] const std::optional<Error>& historyError() const { return m_historyError; }
    void refreshHistory();
    void loadMoreHistory();

signals:
    /// waiting(), underWay(), ended() or paused().
    void changed();
    void historyChanged();

private:
    void takeEnded(const Job& job);
    void askHistory(const QString& cursor);
    QFuture<Result<Queue>> taken(const QFuture<Result<Queue>>& answer);

    RelayApi& m_relay;
    QueueApi& m_queue;
    CreationService& m_creation;
    QList<Job> m_history;
    HistoryFilter m_filter;
    QString m_nextCursor;
    std::optional<Error> m_historyError;
    bool m_historyKnown = false;
    bool m_historyAsked = false;
    quint64 m_round = 0; ///< answers to an earlier question about the history are dropped
};

} // namespace kinora
