#include "media/EmbeddedFacts.h"

#include "media/LibavModule.h"

namespace kinora {

using namespace Qt::StringLiterals;

Result<VideoFileFacts> readVideoFile(const QString& video) {
    using ReadVideoFile = void (*)(const QString&, Result<VideoFileFacts>&);
    const auto work = reinterpret_cast<ReadVideoFile>(libavFunction("kinoraReadVideoFile"));
    if (work == nullptr)
        return failure(ErrorCode::FileFailed, u"the module kinora-libav is missing"_s);
    Result<VideoFileFacts> answer;
    work(video, answer);
    return answer;
}

Result<QString> copyWithFacts(const QString& video, const QString& copy, const EmbeddedFacts& facts) {
    using CopyWithFacts = void (*)(const QString&, const QString&, const EmbeddedFacts&, Result<QString>&);
    const auto work = reinterpret_cast<CopyWithFacts>(libavFunction("kinoraCopyWithFacts"));
    if (work == nullptr)
        return failure(ErrorCode::FileFailed, u"the module kinora-libav is missing"_s);
    Result<QString> answer;
    work(video, copy, facts, answer);
    return answer;
}

} // namespace kinora
