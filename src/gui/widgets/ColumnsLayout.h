// Lays cards out in as many equal columns as fit.
#pragma once

#include <QLayout>
#include <QList>

namespace kinora {

// Cards of one row get the same height; a few cards do not grow wider than in a full row.
class ColumnsLayout : public QLayout {
    Q_OBJECT

public:
    ColumnsLayout(QWidget* parent, int minimumColumnWidth, int spacing);
    ~ColumnsLayout() override;

    void insert(int index, QWidget* widget);

    void addItem(QLayoutItem* item) override;
    [[nodiscard]] int count() const override { return static_cast<int>(m_items.size()); }
    [[nodiscard]] QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return Qt::Horizontal; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize minimumSize() const override;
    [[nodiscard]] QSize sizeHint() const override;
    void setGeometry(const QRect& rect) override;

private:
    [[nodiscard]] int arrange(const QRect& rect, bool apply) const;

    QList<QLayoutItem*> m_items;
    int m_minimumColumnWidth;
};

} // namespace kinora
