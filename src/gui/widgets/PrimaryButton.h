// The one button of a page that does what the page is for.
#pragma once

#include <QPushButton>
#include <QString>

namespace kinora {

// Amber to coral, with an optional key hint after the text ("Ctrl ↵"), and a busy state that keeps its size.
class PrimaryButton : public QPushButton {
    Q_OBJECT

public:
    explicit PrimaryButton(QWidget* parent = nullptr);

    void setKeyHint(const QString& hint);

    // Busy: busyText is shown instead of the text, which may change meanwhile; clicks are ignored, the focus stays.
    void setBusy(bool busy, const QString& busyText = {});
    [[nodiscard]] bool isBusy() const { return m_busy; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] QString shownText() const;

    QString m_keyHint;
    QString m_busyText;
    bool m_busy = false;
};

} // namespace kinora
