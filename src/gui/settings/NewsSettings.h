// Whether the desktop tells what ended, and whether it can.
#pragma once

#include "gui/news/JobNews.h"

#include <QFrame>

#include <memory>

namespace Ui {
class NewsSettings;
}

namespace kinora {

class NewsSettings : public QFrame {
    Q_OBJECT

public:
    // Outlives this.
    explicit NewsSettings(JobNews& news, QWidget* parent = nullptr);
    ~NewsSettings() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void showReach();

    std::unique_ptr<Ui::NewsSettings> m_ui;
    JobNews& m_news;
};

} // namespace kinora
