// Which part of a picture the video begins with.
#pragma once

#include "core/NewJob.h"

#include <QDialog>
#include <QSize>

#include <memory>

namespace Ui {
class CropDialog;
}

namespace kinora {

class CropDialog : public QDialog {
    Q_OBJECT

public:
    CropDialog(const ReferencePicture& picture, const QSize& shape, QWidget* parent = nullptr);
    ~CropDialog() override;

    /// What the part is for, instead of the beginning of a video.
    void setIntroduction(const QString& sentence);

signals:
    void chosen(const kinora::ReferencePicture& picture);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_introduction;
    std::unique_ptr<Ui::CropDialog> m_ui;
};

} // namespace kinora
