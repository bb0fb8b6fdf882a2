// A desktop that only remembers what it was told.
#pragma once

#include "gui/news/Notifier.h"
#include "gui/news/TaskbarProgress.h"

#include <QList>

namespace kinora::tests {

class FakeNotifier final : public Notifier {
    Q_OBJECT

public:
    [[nodiscard]] bool isAvailable() const override { return m_available; }
    void show(const Notice& notice) override { shown << notice; }
    void withdraw() override { ++withdrawn; }

    void setAvailable(bool available) {
        m_available = available;
        emit availableChanged();
    }

    QList<Notice> shown;
    int withdrawn = 0;

private:
    bool m_available = true;
};

class FakeTaskbar final : public TaskbarProgress {
public:
    void show(std::optional<int> percent, int active) override {
        lastPercent = percent;
        lastActive = active;
    }

    std::optional<int> lastPercent;
    int lastActive = -1;
};

} // namespace kinora::tests
