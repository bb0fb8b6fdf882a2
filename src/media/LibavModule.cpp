#include "media/LibavModule.h"

#include "core/Logging.h"
#include "media/ModuleFolders.h"

#include <QDir>
#include <QLibrary>

#include <memory>

namespace kinora {

using namespace Qt::StringLiterals;

QFunctionPointer libavFunction(const char* name) {
    static const std::unique_ptr<QLibrary> module = []() -> std::unique_ptr<QLibrary> {
        for (const QString& folder : moduleFolders()) {
            auto found = std::make_unique<QLibrary>(QDir(folder).filePath(u"kinora-libav"_s));
            if (found->load())
                return found;
            qCInfo(logMedia) << found->errorString();
        }
        return nullptr;
    }();
    // QLibrary is thread-safe for as long as nobody unloads it, and nobody does.
    return module ? module->resolve(name) : nullptr;
}

} // namespace kinora
