// One of a few choices, as chips of which exactly one is chosen.
#pragma once

#include <QStringList>
#include <QWidget>

class QButtonGroup;

namespace kinora {

class FlowLayout;

// One tab stop; the arrow keys change the choice, as in a group of radio buttons. Takes another row where the chips do
// not fit.
class ChoiceChips : public QWidget {
    Q_OBJECT

public:
    explicit ChoiceChips(QWidget* parent = nullptr);

    // As many as before, when only the words change: the choice stays. Otherwise the first is chosen.
    void setChoices(const QStringList& texts);
    [[nodiscard]] int chosen() const;
    // Tells nobody.
    void setChosen(int index);

signals:
    // By the person.
    void chosenChanged(int index);

private:
    QButtonGroup* m_group;
    FlowLayout* m_flow;
};

} // namespace kinora
