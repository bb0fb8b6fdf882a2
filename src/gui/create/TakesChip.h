// How many videos of the same prompt.
#pragma once

#include "gui/widgets/MenuChip.h"

namespace kinora {

// Hidden where the model makes one at a time.
class TakesChip : public MenuChip {
    Q_OBJECT

public:
    explicit TakesChip(QWidget* parent = nullptr);

    void setMost(int count);
    // More than the model makes at a time become as many as it does.
    void setCount(int count);
    [[nodiscard]] int count() const { return m_count; }

signals:
    // By the person.
    void countChosen(int count);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showChoices();

    int m_most = 1;
    int m_wanted = 1;
    int m_count = 1;
};

} // namespace kinora
