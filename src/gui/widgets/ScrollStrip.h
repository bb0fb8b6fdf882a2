// Controls side by side; more than fit are scrolled to, by the wheel or by the focus.
#pragma once

#include <QScrollArea>

class QHBoxLayout;

namespace kinora {

// Always one row: it never takes more height, however many there are.
class ScrollStrip : public QScrollArea {
    Q_OBJECT

public:
    explicit ScrollStrip(QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    [[nodiscard]] QWidget& strip() { return *m_strip; }
    // strip() owns what is added; -1: behind the last one.
    void insert(int index, QWidget& control);

    void wheelEvent(QWheelEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* m_strip;
    QHBoxLayout* m_layout;
};

} // namespace kinora
