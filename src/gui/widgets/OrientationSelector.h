// Portrait or landscape, as two chips of which exactly one is chosen.
#pragma once

#include "core/Orientation.h"

#include <QList>
#include <QWidget>

class QButtonGroup;

namespace kinora {

class Chip;

// One tab stop; Left and Right change the choice, as in a group of radio buttons.
class OrientationSelector : public QWidget {
    Q_OBJECT

public:
    explicit OrientationSelector(QWidget* parent = nullptr);

    [[nodiscard]] Orientation orientation() const;
    void setOrientation(Orientation orientation);

    // Shows only what the chosen model can do. At least one must be offered; the choice moves to one that is.
    void setOffered(const QList<Orientation>& offered);

    // Where room is scarce.
    void setIconsOnly(bool iconsOnly);
    // With its words, whatever is shown now.
    [[nodiscard]] int fullWidth() const;

signals:
    // By the person or because the former choice is no longer offered.
    void orientationChanged(Orientation orientation);

protected:
    void changeEvent(QEvent* event) override;

private:
    void translate();

    QButtonGroup* m_group;
    Chip* m_portrait;
    Chip* m_landscape;
};

} // namespace kinora
