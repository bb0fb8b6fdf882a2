// How far a job is: a percentage that moves smoothly, or a busy bar where nobody knows.
#pragma once

#include <QProgressBar>
#include <QVariantAnimation>

#include <optional>

namespace kinora {

class ProgressBar : public QProgressBar {
    Q_OBJECT

public:
    explicit ProgressBar(QWidget* parent = nullptr);

    // 0 to 100, or nothing: then the bar is busy and shows no number.
    void setProgress(std::optional<int> percent);
    [[nodiscard]] std::optional<int> progress() const { return m_percent; }

    // True while the busy bar moves: in view, and motion is not reduced.
    [[nodiscard]] bool isSweeping() const { return m_sweep.state() == QAbstractAnimation::Running; }

    // A job that waits its turn has an empty track, not a busy one.
    void setIdle();

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void updateSweep();

    std::optional<int> m_percent;
    bool m_idle = true;
    double m_shown = 0; // what is painted now, on its way to m_percent
    QVariantAnimation m_glide;
    QVariantAnimation m_sweep;
};

} // namespace kinora
