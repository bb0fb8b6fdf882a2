#include "gui/create/TakesChip.h"

#include <QActionGroup>
#include <QEvent>
#include <QMenu>

#include <algorithm>

namespace kinora {

TakesChip::TakesChip(QWidget* parent)
    : Chip(parent) {
    setMenu(new QMenu(this));
    showChoices();
}

void TakesChip::setMost(int count) {
    m_most = std::max(1, count);
    setCount(m_wanted);
}

void TakesChip::setCount(int count) {
    m_wanted = count;
    m_count = std::clamp(count, 1, m_most);
    showChoices();
}

void TakesChip::changeEvent(QEvent* event) {
    Chip::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        showChoices();
    }
}

void TakesChip::showChoices() {
    menu()->clear();
    auto* group = new QActionGroup(menu());
    for (int count = 1; count <= m_most; ++count) {
        QAction* action = menu()->addAction(tr("%n take(s)", nullptr, count));
        action->setObjectName(QStringLiteral("takesAction%1").arg(count));
        action->setCheckable(true);
        action->setChecked(count == m_count);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, count] {
            setCount(count);
            emit countChosen(count);
        });
    }
    setText(tr("%n take(s)", nullptr, m_count));
    setAccessibleName(tr("Number of takes: %1").arg(m_count));
    setVisible(m_most > 1);
    updateGeometry();
}

} // namespace kinora
