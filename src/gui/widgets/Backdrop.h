// The page behind everything: the window background of the theme.
#pragma once

#include <QPixmap>
#include <QWidget>

namespace kinora {

// Paints from a cache, because its children are translucent and repaint it often.
class Backdrop : public QWidget {
    Q_OBJECT

public:
    explicit Backdrop(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QPixmap m_cache;
};

} // namespace kinora
