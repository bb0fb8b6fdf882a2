// Where a video is described: plain text that grows with what is typed.
#pragma once

#include <QMimeData>
#include <QPlainTextEdit>

namespace kinora {

class CameoCompleter;

class PromptEdit : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit PromptEdit(QWidget* parent = nullptr);

    // How high it may grow before it scrolls; at least two lines whatever is asked for.
    void setMaximumTextHeight(int pixels);

    // However little there is in it.
    [[nodiscard]] int leastHeight() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    [[nodiscard]] CameoCompleter& cameos() { return *m_cameos; }

signals:
    // Ctrl+Enter (Cmd+Enter on macOS).
    void submitted();
    // Ctrl+Up (1) and Ctrl+Down (-1): what was sent before, and back.
    void historyWished(int step);
    // A picture was pasted or dropped instead of text.
    void pictureOffered(const QMimeData& data);
    // More than anybody types; what was there stays.
    void tooMuchPasted();
    void heightWished();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    [[nodiscard]] bool canInsertFromMimeData(const QMimeData* source) const override;
    void insertFromMimeData(const QMimeData* source) override;

private:
    void fit();
    [[nodiscard]] int textHeight() const;

    CameoCompleter* m_cameos;
    int m_maximumTextHeight = 240;
    int m_wished = 0;
};

} // namespace kinora
