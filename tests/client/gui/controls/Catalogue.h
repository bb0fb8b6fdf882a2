// Every control of the app in every state, on one page: what the design system looks like.
#pragma once

#include "gui/theme/Theme.h"

#include <QImage>
#include <QList>
#include <QWidget>

#include <functional>

class QGridLayout;

namespace kinora::tests {

// The states that the pictures show. The mouse is told to be there, the keyboard really is.
enum class ControlState { Rest, Hover, Pressed, Focus, Disabled };

class Catalogue : public QWidget {
    Q_OBJECT

public:
    explicit Catalogue(QWidget* parent = nullptr);

    // The page with the focus ring around each control that stands for the state Focus. Shows the page.
    [[nodiscard]] QImage picture();

private:
    using Make = std::function<QWidget*()>;
    void addRow(const QString& name, const Make& make, bool canBePressed = true);
    void addWide(const QString& name, QWidget* widget);
    void addButtons();
    void addFields();
    void addChoices();
    void addOthers();

    QGridLayout* m_grid;
    int m_row = 0;
    QList<QWidget*> m_focused;
    QList<QWidget*> m_hovered;
};

} // namespace kinora::tests
