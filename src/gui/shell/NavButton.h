// An entry of the side bar: icon, name, and a number when something is going on there.
#pragma once

#include <QPushButton>
#include <QString>

namespace kinora {

class NavButton : public QPushButton {
    Q_OBJECT

public:
    explicit NavButton(QWidget* parent = nullptr);

    // A file of resources/icons without ".svg".
    void setIconName(const QString& name);
    // 0 hides it. what says for screen readers what is counted, already translated ("3 in progress").
    void setBadge(int count, const QString& what);
    [[nodiscard]] int badge() const { return m_badge; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {48, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_iconName;
    int m_badge = 0;
};

} // namespace kinora
