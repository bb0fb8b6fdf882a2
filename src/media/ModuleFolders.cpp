#include "media/ModuleFolders.h"

#include <QCoreApplication>
#include <QDir>

namespace kinora {

QStringList moduleFolders() {
    const QDir programs(QCoreApplication::applicationDirPath());
    return {programs.path(), programs.filePath(QStringLiteral(KINORA_MODULES_DIR))};
}

} // namespace kinora
