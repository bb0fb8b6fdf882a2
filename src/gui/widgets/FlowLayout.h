// Lays items out in rows and wraps, like words.
#pragma once

#include <QLayout>
#include <QList>

namespace kinora {

// Every item keeps its size hint; hidden ones take no room. Rows are as high as their highest item, items centred in
// them.
class FlowLayout : public QLayout {
    Q_OBJECT

public:
    explicit FlowLayout(QWidget* parent = nullptr, int spacing = 8);
    ~FlowLayout() override;

    // Centres each row instead of starting at the leading edge.
    void setCentered(bool centered);

    void addItem(QLayoutItem* item) override;
    [[nodiscard]] int count() const override { return static_cast<int>(m_items.size()); }
    [[nodiscard]] QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize minimumSize() const override;
    [[nodiscard]] QSize sizeHint() const override;
    void setGeometry(const QRect& rect) override;

private:
    // The height used; moves the items only when apply is true.
    [[nodiscard]] int arrange(const QRect& rect, bool apply) const;

    QList<QLayoutItem*> m_items;
    bool m_centered = false;
};

} // namespace kinora
