#include "gui/create/TakesChip.h"

#include <QEvent>

#include <algorithm>

namespace kinora {

TakesChip::TakesChip(QWidget* parent)
    : MenuChip(parent) {
    connect(this, &MenuChip::picked, this, [this](int index) {
        setCount(index + 1);
        emit countChosen(m_count);
    });
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
    MenuChip::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        showChoices();
    }
}

void TakesChip::showChoices() {
    QList<Choice> choices;
    for (int count = 1; count <= m_most; ++count) {
        choices.append({tr("%n take(s)", nullptr, count), QStringLiteral("takesAction%1").arg(count)});
    }
    setChoices(choices, m_count - 1);
    setText(tr("%n take(s)", nullptr, m_count));
    setAccessibleName(tr("Number of takes: %1").arg(m_count));
    setVisible(m_most > 1);
    updateGeometry();
}

} // namespace kinora
