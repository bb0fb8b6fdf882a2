#include "gui/create/PictureFiles.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QMimeData>
#include <QStandardPaths>
#include <QUrl>

namespace kinora {

QFileDialog* pictureFileDialog(QWidget* parent) {
    auto* dialog = new QFileDialog(parent, QCoreApplication::translate("PictureFiles", "Choose a picture"),
        QStandardPaths::writableLocation(QStandardPaths::PicturesLocation));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({QCoreApplication::translate("PictureFiles", "Pictures") +
                                QStringLiteral(" (*.png *.jpg *.jpeg *.webp *.gif *.bmp)"),
        QCoreApplication::translate("PictureFiles", "All files") + QStringLiteral(" (*)")});
    return dialog;
}

QString notAPicture() {
    return QCoreApplication::translate(
        "PictureFiles", "This is no picture that Kinora can read. Choose a PNG, JPEG or WebP.");
}

bool mayBePicture(const QMimeData& data) {
    const bool isFile = data.hasUrls() && data.urls().size() == 1 && data.urls().first().isLocalFile();
    return data.hasImage() || isFile;
}

} // namespace kinora
