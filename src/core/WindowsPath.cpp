#include "core/WindowsPath.h"

namespace kinora {

using namespace Qt::StringLiterals;

QString longWindowsPath(const QString& path) {
    QString native = path;
    native.replace(u'/', u'\\');
    if (native.startsWith(uR"(\\?\)") || native.startsWith(uR"(\\.\)"))
        return native;
    if (native.startsWith(uR"(\\)")) // another computer's folder
        return uR"(\\?\UNC)"_s + native.sliced(1);
    return uR"(\\?\)"_s + native;
}

} // namespace kinora
