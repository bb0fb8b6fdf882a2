// Four bars that say how good a password is.
#pragma once

#include <QWidget>

namespace kinora {

class StrengthMeter : public QWidget {
    Q_OBJECT

public:
    explicit StrengthMeter(QWidget* parent = nullptr);

    // 0 to 4.
    void setStrength(int strength);
    [[nodiscard]] int strength() const { return m_strength; }

    // By length first, then by variety: 0 shorter than allowed, 4 long. A guide, never a gate.
    [[nodiscard]] static int strengthOf(const QString& password, int minLength);

    [[nodiscard]] QSize sizeHint() const override { return {100, 4}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int m_strength = 0;
};

} // namespace kinora
