// Stands where the poster of a video will be.
#pragma once

#include "core/Orientation.h"

#include <QWidget>

namespace kinora {

// A dimmed sky in the shape of the video to come; which sky follows from the job, so that cards can be told apart at a
// glance.
class JobPicture : public QWidget {
    Q_OBJECT

public:
    explicit JobPicture(QWidget* parent = nullptr);
    void setJob(const QString& jobId, Orientation orientation, bool failed);
    // A small square, for lists.
    void setCompact();

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    uint m_sky = 0;
    Orientation m_orientation = Orientation::Portrait;
    bool m_failed = false;
    bool m_compact = false;
};

} // namespace kinora
