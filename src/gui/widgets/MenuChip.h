// A chip that shows what is chosen, and opens a menu of the other choices.
#pragma once

#include "gui/widgets/Chip.h"

#include <QList>

class QActionGroup;

namespace kinora {

// Words that people wrote, for an entry of a menu: an ampersand would underline what follows it.
[[nodiscard]] inline QString menuText(QString text) {
    return text.replace(u'&', QStringLiteral("&&"));
}

class MenuChip : public Chip {
    Q_OBJECT

public:
    struct Choice {
        QString text; // what follows a tab stands at the other side of the menu
        QString name; // of the action, for whoever looks for it
    };

    explicit MenuChip(QWidget* parent = nullptr);

    // Replaces what there was; tells nobody.
    void setChoices(const QList<Choice>& choices, int chosen);

signals:
    // By the person.
    void picked(int index);

private:
    QActionGroup* m_group;
};

} // namespace kinora
