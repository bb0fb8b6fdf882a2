// What of the history is looked for: how it ended, and words of the prompt.
#pragma once

#include "services/JobQueue.h"

#include <QTimer>
#include <QWidget>

#include <memory>

namespace Ui {
class HistoryFilters;
}

namespace kinora {

class HistoryFilters : public QWidget {
    Q_OBJECT

public:
    explicit HistoryFilters(QWidget* parent = nullptr);
    ~HistoryFilters() override;

    [[nodiscard]] HistoryFilter filter() const;
    void focusSearch();

signals:
    // At once for a choice, in a pause for what is typed.
    void changed(const kinora::HistoryFilter& filter);

protected:
    void changeEvent(QEvent* event) override;

private:
    std::unique_ptr<Ui::HistoryFilters> m_ui;
    QTimer m_typing;
};

} // namespace kinora
