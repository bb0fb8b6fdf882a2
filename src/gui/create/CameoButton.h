// A cameo in the composer's row: its picture, its name, and whether it is in the prompt.
#pragma once

#include <QAbstractButton>
#include <QImage>
#include <QPixmap>

namespace kinora {

// Without a picture it shows the first letters of the name; as a button for what can be done with
// cameos an icon in a dashed circle.
class CameoButton : public QAbstractButton {
    Q_OBJECT

public:
    enum class Look { Cameo, Add, Edit };

    explicit CameoButton(Look look, QWidget* parent = nullptr);

    void setPicture(const QImage& picture);
    // In a low window: smaller, and the name beside the picture.
    void setLow(bool low);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int diameter() const;

    Look m_look;
    bool m_low = false;
    QImage m_picture;
    QPixmap m_round; // of m_picture, at the screen's resolution
};

} // namespace kinora
