// The mark and the name of the app.
#pragma once

#include <QWidget>

namespace kinora {

class Wordmark : public QWidget {
    Q_OBJECT

public:
    explicit Wordmark(QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace kinora
