// What can be done with the chosen cards.
#pragma once

#include <QWidget>

#include <memory>

class QMenu;

namespace Ui {
class SelectionBar;
}

namespace kinora {

class SelectionBar : public QWidget {
    Q_OBJECT

public:
    explicit SelectionBar(QWidget* parent = nullptr);
    ~SelectionBar() override;

    void setCount(int count);
    /// Other things can be done there.
    void setInTrash(bool inTrash);
    /// Filled by whoever knows what is chosen, when they are about to show.
    [[nodiscard]] QMenu& ratingMenu() { return *m_ratings; }
    [[nodiscard]] QMenu& tagMenu() { return *m_tags; }

signals:
    void favoriteWished();
    void exportWished();
    void trashWished();
    void restoreWished();
    void removeForeverWished();
    void allWished();
    void doneWished();

protected:
    void changeEvent(QEvent* event) override;

private:
    std::unique_ptr<Ui::SelectionBar> m_ui;
    QMenu* m_ratings;
    QMenu* m_tags;
    int m_count = 0;
};

} // namespace kinora
