#include "gui/queue/QueueList.h"

#include "gui/queue/QueueGrip.h"
#include "gui/theme/Tokens.h"

#include <QApplication>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace kinora {

QueueList::QueueList(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this)) {
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(space::m);
}

void QueueList::setRows(const QList<Row>& rows, const QString& next) {
    m_rows = rows;
    m_next = next;
    QStringList wanted;
    for (const Row& row : rows) {
        wanted << row.job.id;
        QueueCard*& card = m_cards[row.job.id];
        if (card == nullptr) {
            card = makeCard();
        }
        card->setJob(row.job, row.role);
    }
    for (auto it = m_cards.begin(); it != m_cards.end();) {
        if (wanted.contains(it.key())) {
            ++it;
            continue;
        }
        m_layout->removeWidget(*it);
        (*it)->hide();
        (*it)->deleteLater();
        it = m_cards.erase(it);
    }
    const QStringList line = movable();
    if (!m_dragged.isEmpty() && !line.contains(m_dragged)) {
        m_dragged.clear(); // it began, or was canceled, in the hand
    }
    if (m_dragged.isEmpty()) {
        m_line = line;
    } else {
        m_line.removeIf([&line](const QString& id) { return !line.contains(id); });
        for (const QString& id : line) {
            if (!m_line.contains(id)) {
                m_line << id;
            }
        }
    }
    arrange();
}

QueueCard* QueueList::focusedCard() const {
    const auto holdsFocus = [](const QueueCard* card) {
        return card->isAncestorOf(QApplication::focusWidget());
    };
    const auto found = std::ranges::find_if(m_cards, holdsFocus);
    return found == m_cards.end() ? nullptr : *found;
}

QueueCard* QueueList::makeCard() {
    auto* card = new QueueCard(this);
    QueueGrip& grip = card->grip();
    connect(&grip, &QueueGrip::moveRequested, this, [this, card](int places) { moveBy(card->job().id, places); });
    connect(&grip, &QueueGrip::dragged, this, [this, card](int y) { drag(card->job().id, y); });
    connect(&grip, &QueueGrip::dropped, this, [this] { drop(true); });
    connect(&grip, &QueueGrip::dragCanceled, this, [this] { drop(false); });
    emit cardAdded(card);
    return card;
}

QStringList QueueList::movable() const {
    QStringList line;
    for (const Row& row : m_rows) {
        if (row.role.movable) {
            line << row.job.id;
        }
    }
    return line;
}

void QueueList::arrange() {
    QList<QWidget*> wanted;
    qsizetype inLine = 0;
    qsizetype headings = 0;
    for (const Row& row : std::as_const(m_rows)) {
        if (!row.heading.isEmpty()) {
            if (headings == m_headings.size()) {
                auto* label = new QLabel(this);
                label->setProperty("kind", QStringLiteral("section"));
                m_headings << label;
            }
            QLabel* label = m_headings.at(headings++);
            label->setText(row.heading);
            wanted << label;
        }
        // The places of what can be moved are filled in the order shown.
        const bool known = row.role.movable && inLine < m_line.size() && m_cards.contains(m_line.at(inLine));
        wanted << m_cards.value(known ? m_line.at(inLine) : row.job.id);
        inLine += row.role.movable ? 1 : 0;
    }
    while (m_headings.size() > headings) {
        delete m_headings.takeLast();
    }
    QList<QWidget*> shown;
    for (int i = 0; i < m_layout->count(); ++i) {
        shown << m_layout->itemAt(i)->widget();
    }
    if (shown == wanted) {
        return;
    }
    while (QLayoutItem* item = m_layout->takeAt(0)) {
        delete item;
    }
    for (QWidget* widget : std::as_const(wanted)) {
        m_layout->addWidget(widget);
        widget->show();
    }
    orderTabs();
}

void QueueList::orderTabs() {
    QWidget* previous = nullptr;
    for (int i = 0; i < m_layout->count(); ++i) {
        const auto* card = qobject_cast<QueueCard*>(m_layout->itemAt(i)->widget());
        for (QWidget* stop : card != nullptr ? card->stops() : QList<QWidget*>()) {
            if (previous != nullptr) {
                setTabOrder(previous, stop);
            }
            previous = stop;
        }
    }
}

void QueueList::moveBy(const QString& jobId, int places) {
    const qsizetype from = m_line.indexOf(jobId);
    const qsizetype to = std::clamp<qsizetype>(from + places, 0, m_line.size() - 1);
    // All the way down is behind what is not shown yet, too.
    const bool toTheEnd = places > 1 && from + places >= m_line.size();
    if (from < 0 || (to == from && !(toTheEnd && !m_next.isEmpty()))) {
        return;
    }
    m_line.move(from, to);
    arrange();
    emit moved(jobId, toTheEnd ? QString() : m_line.value(to + 1, m_next));
    emit showRequested(card(jobId));
}

void QueueList::drag(const QString& jobId, int globalY) {
    const qsizetype from = m_line.indexOf(jobId);
    if (from < 0) {
        return;
    }
    m_dragged = jobId;
    card(jobId)->setLifted(true);
    const int y = mapFromGlobal(QPoint(0, globalY)).y();
    qsizetype to = 0;
    for (const QString& id : std::as_const(m_line)) {
        const QWidget* other = card(id);
        if (id != jobId && other->geometry().center().y() < y) {
            ++to;
        }
    }
    if (to != from) {
        m_line.move(from, to);
        arrange();
    }
    emit showRequested(card(jobId));
}

void QueueList::drop(bool keep) {
    const QString jobId = std::exchange(m_dragged, {});
    if (QueueCard* dropped = card(jobId)) {
        dropped->setLifted(false);
    }
    const QStringList before = movable();
    if (keep && !jobId.isEmpty() && m_line != before && m_line.contains(jobId)) {
        emit moved(jobId, m_line.value(m_line.indexOf(jobId) + 1, m_next));
        return;
    }
    m_line = before;
    arrange();
}

} // namespace kinora
