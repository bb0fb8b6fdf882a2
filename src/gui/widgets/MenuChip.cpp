#include "gui/widgets/MenuChip.h"

#include <QActionGroup>
#include <QMenu>

namespace kinora {

MenuChip::MenuChip(QWidget* parent)
    : Chip(parent)
    , m_group(new QActionGroup(this)) {
    setMenu(new QMenu(this));
    m_group->setExclusive(true);
    connect(m_group, &QActionGroup::triggered, this, [this](QAction* action) { emit picked(action->data().toInt()); });
}

void MenuChip::setChoices(const QList<Choice>& choices, int chosen) {
    // Actions stay where they can: one of them may be what asked for this.
    const QList<QAction*> actions = m_group->actions();
    for (qsizetype i = choices.size(); i < actions.size(); ++i) {
        actions.at(i)->deleteLater();
        m_group->removeAction(actions.at(i));
        menu()->removeAction(actions.at(i));
    }
    for (int i = 0; i < choices.size(); ++i) {
        QAction* action = i < actions.size() ? actions.at(i) : m_group->addAction(menu()->addAction(QString()));
        action->setText(choices.at(i).text);
        action->setObjectName(choices.at(i).name);
        action->setData(i);
        action->setCheckable(true);
        action->setChecked(i == chosen);
    }
}

} // namespace kinora
