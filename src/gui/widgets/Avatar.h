// A person as a round picture, or as their initials.
#pragma once

#include <QImage>
#include <QPixmap>
#include <QWidget>

namespace kinora {

// Decorative beside a name: not in the tab order, no accessible text of its own.
class Avatar : public QWidget {
    Q_OBJECT

public:
    explicit Avatar(QWidget* parent = nullptr);

    // The first letters of the first and the last word; colours follow from the name, so a person keeps theirs.
    void setName(const QString& displayName);
    // Instead of the initials; null: the initials again.
    void setPicture(const QImage& picture);
    void setDiameter(int pixels);

    [[nodiscard]] QSize sizeHint() const override { return {m_diameter, m_diameter}; }

    // The same picture where something else paints; circle is square.
    static void paint(QPainter& painter, const QRectF& circle, const QString& displayName);

    // "Maya Okafor" → "MO", "马克" → "马".
    [[nodiscard]] static QString initials(const QString& displayName);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_name;
    QImage m_picture;
    QPixmap m_round; // of m_picture, as it was painted last
    int m_diameter = 34;
};

} // namespace kinora
