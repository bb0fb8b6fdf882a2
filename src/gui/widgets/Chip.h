// A pill: a choice among few (checkable), a shortcut, or the opener of a menu.
#pragma once

#include <QPushButton>
#include <QString>

namespace kinora {

// With a menu set it shows a chevron and opens it on click, Space, Enter and Alt+Down.
class Chip : public QPushButton {
    Q_OBJECT

public:
    explicit Chip(QWidget* parent = nullptr);
    explicit Chip(const QString& text, QWidget* parent = nullptr);

    // A file of resources/icons without ".svg", before the text.
    void setIconName(const QString& name);
    // Where room is scarce: the text is then for tool tips and screen readers only.
    void setIconOnly(bool iconOnly);

    [[nodiscard]] QSize sizeHint() const override;
    // With its text, whatever is shown now.
    [[nodiscard]] QSize fullSizeHint() const;
    // With its icon alone, whatever is shown now.
    [[nodiscard]] QSize iconSizeHint() const;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_iconName;
    bool m_iconOnly = false;
};

} // namespace kinora
