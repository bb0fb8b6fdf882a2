#include "services/ReferenceFolder.h"

#include <QDir>
#include <QFileInfo>

namespace kinora {

QString referenceFolder(const QString& libraryRoot) {
    return QDir(libraryRoot).absoluteFilePath(QStringLiteral("references"));
}

void findReference(ReferencePicture& picture, const QString& folder) {
    if (picture.isEmpty())
        return;
    const QString here = QDir(folder).filePath(QFileInfo(picture.file).fileName());
    if (QFileInfo(here).isFile())
        picture.file = here;
}

} // namespace kinora
