// Asking for a picture of the person's own.
#pragma once

#include <QString>

class QFileDialog;
class QMimeData;
class QWidget;

namespace kinora {

// Not shown yet; it deletes itself when it is closed.
[[nodiscard]] QFileDialog* pictureFileDialog(QWidget* parent);

// The sentence for a file that is none of the pictures we can use.
[[nodiscard]] QString notAPicture();

// Whether something dragged or pasted may be a picture: image data, or one file.
[[nodiscard]] bool mayBePicture(const QMimeData& data);

} // namespace kinora
