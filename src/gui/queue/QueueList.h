// Cards of jobs one below the other, under headings where there are any; what waits can be put in another order.
#pragma once

#include "gui/queue/QueueCard.h"

#include <QHash>
#include <QList>
#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace kinora {

class QueueList : public QWidget {
    Q_OBJECT

public:
    struct Row {
        QString heading; // above the card; empty for none
        Job job;
        QueueCard::Role role;
    };

    explicit QueueList(QWidget* parent = nullptr);

    // Cards that stay keep their focus. While one is being dragged the order shown is the hand's. next: the waiting job
    // behind the last one that is shown; empty if that is the last of all.
    void setRows(const QList<Row>& rows, const QString& next = {});
    [[nodiscard]] QueueCard* card(const QString& jobId) const { return m_cards.value(jobId); }
    // The one the keyboard is on; nullptr if it is elsewhere.
    [[nodiscard]] QueueCard* focusedCard() const;

signals:
    void cardAdded(kinora::QueueCard* card);
    // before: id of the waiting job that comes next, or empty for the end of the line.
    void moved(const QString& jobId, const QString& before);
    // A card is at this place now and should be in view.
    void showRequested(QWidget* widget);

private:
    [[nodiscard]] QueueCard* makeCard();
    void arrange();
    void orderTabs();
    [[nodiscard]] QStringList movable() const;
    void moveBy(const QString& jobId, int places);
    void drag(const QString& jobId, int globalY);
    void drop(bool keep);

    QVBoxLayout* m_layout;
    QList<Row> m_rows;  // as told last
    QStringList m_line; // movable jobs in the order shown
    QString m_next;     // comes behind them
    QString m_dragged;
    QHash<QString, QueueCard*> m_cards;
    QList<QLabel*> m_headings;
};

} // namespace kinora
