#include "media/SpriteSheet.h"

#include "media/LibavModule.h"

namespace kinora {

using namespace Qt::StringLiterals;

Result<QImage> readSpriteSheet(const QString& file) {
    using ReadSpriteSheet = void (*)(const QString&, Result<QImage>&);
    const auto read = reinterpret_cast<ReadSpriteSheet>(libavFunction("kinoraReadSpriteSheet"));
    if (read == nullptr)
        return failure(ErrorCode::FileFailed, u"the module kinora-libav is missing"_s);
    Result<QImage> answer;
    read(file, answer);
    return answer;
}

} // namespace kinora
