// A line across the top of a page about something that holds for the whole app, with one thing to do about it.
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace kinora {

class Banner : public QFrame {
    Q_OBJECT

public:
    explicit Banner(QWidget* parent = nullptr);

    // An empty action has no button. Showing the same text again changes nothing, so a screen reader speaks once.
    void showMessage(const QString& text, const QString& action = {});
    [[nodiscard]] QString message() const;

signals:
    void actionTriggered();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QLabel* m_text;
    QPushButton* m_action;
};

} // namespace kinora
