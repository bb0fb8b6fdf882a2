#include "media/FrameTimes.h"

#include "core/RunIn.h"
#include "core/WorkPool.h"
#include "media/LibavModule.h"

namespace kinora {

using namespace Qt::StringLiterals;

QFuture<Result<QList<qint64>>> readUnevenFrames(const QString& file) {
    return runIn<QList<qint64>>(workPool(), [file]() -> Result<QList<qint64>> {
        using ReadUnevenFrames = void (*)(const QString&, Result<QList<qint64>>&);
        const auto read = reinterpret_cast<ReadUnevenFrames>(libavFunction("kinoraReadUnevenFrames"));
        if (read == nullptr)
            return failure(ErrorCode::FileFailed, u"the module kinora-libav is missing"_s);
        Result<QList<qint64>> answer;
        read(file, answer);
        return answer;
    });
}

} // namespace kinora
