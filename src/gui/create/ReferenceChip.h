// The picture that the video begins with: choose one, choose its part, remove it.
#pragma once

#include "core/NewJob.h"
#include "gui/widgets/Chip.h"

#include <QImage>
#include <QPixmap>

namespace kinora {

class ReferenceChip : public Chip {
    Q_OBJECT

public:
    explicit ReferenceChip(QWidget* parent = nullptr);

    // The thumbnail follows by itself. A file that has gone reads as such.
    void setReference(const ReferencePicture& picture);
    [[nodiscard]] const ReferencePicture& reference() const { return m_reference; }

signals:
    void fileRequested();
    void partRequested();
    void removed();
    // The file of the picture is not there, or is none.
    void fileMissing();

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void showReference();

    ReferencePicture m_reference;
    QImage m_thumbnail;
    QPixmap m_cover; // of m_thumbnail, at the screen's resolution
};

} // namespace kinora
