// Where a video is described: plain text that grows with what is typed.
#pragma once

#include <QPlainTextEdit>

namespace kinora {

class PromptEdit : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit PromptEdit(QWidget* parent = nullptr);

    // How high it may grow before it scrolls; at least two lines whatever is asked for.
    void setMaximumTextHeight(int pixels);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    // Ctrl+Enter (Cmd+Enter on macOS).
    void submitted();
    void heightWished();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void insertFromMimeData(const QMimeData* source) override;

private:
    void fit();
    [[nodiscard]] int textHeight() const;

    int m_maximumTextHeight = 240;
    int m_wished = 0;
};

} // namespace kinora
