#include "gui/widgets/ChoiceChips.h"

#include "gui/theme/Tokens.h"
#include "gui/widgets/Chip.h"
#include "gui/widgets/FlowLayout.h"

#include <QButtonGroup>
#include <QSignalBlocker>

namespace kinora {

ChoiceChips::ChoiceChips(QWidget* parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
    , m_flow(new FlowLayout(this, space::s)) {
    m_group->setExclusive(true);
    connect(m_group, &QButtonGroup::idToggled, this, [this](int index, bool checked) {
        if (checked) {
            emit chosenChanged(index);
        }
    });
}

void ChoiceChips::setChoices(const QStringList& texts) {
    const QList<QAbstractButton*> chips = m_group->buttons();
    if (chips.size() == texts.size()) {
        for (int i = 0; i < texts.size(); ++i) {
            m_group->button(i)->setText(texts.at(i));
            m_group->button(i)->updateGeometry();
        }
        m_flow->invalidate();
        return;
    }
    qDeleteAll(chips);
    for (int i = 0; i < texts.size(); ++i) {
        auto* chip = new Chip(texts.at(i), this);
        chip->setObjectName(QStringLiteral("choiceChip%1").arg(i));
        chip->setCheckable(true);
        m_group->addButton(chip, i);
        m_flow->addWidget(chip);
    }
    setChosen(0);
    setFocusProxy(m_group->button(0));
}

int ChoiceChips::chosen() const {
    return m_group->checkedId();
}

void ChoiceChips::setChosen(int index) {
    if (QAbstractButton* chip = m_group->button(index)) {
        const QSignalBlocker quiet(m_group);
        chip->setChecked(true);
    }
}

} // namespace kinora
