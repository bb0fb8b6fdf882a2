// The mark and the name of the app.
#pragma once

#include <QWidget>

namespace kinora {

class Wordmark : public QWidget {
    Q_OBJECT

public:
    explicit Wordmark(QWidget* parent = nullptr);

    // Free room before the mark.
    void setIndent(int pixels);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int m_indent = 0;
};

} // namespace kinora
