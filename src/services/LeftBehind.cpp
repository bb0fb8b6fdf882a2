#include "services/LeftBehind.h"

#include "core/Logging.h"
#include "core/Receive.h"
#include "core/RunIn.h"
#include "core/WorkPool.h"

#include <memory>

namespace kinora {

namespace {

struct Cleared {
    QList<qint64> numbers; ///< of notes
    int kept = 0;          ///< videos, in the folder "removed"
};

} // namespace

QFuture<Result<int>> clearLeft(VideoStore& videos, const MediaFolder& folder, const QList<LeftFiles>& left) {
    auto promise = std::make_shared<QPromise<Result<int>>>();
    promise->start();
    const auto cleared = runIn<Cleared>(workPool(), [folder, left]() -> Result<Cleared> {
        Cleared done;
        for (const LeftFiles& files : left) {
            if (files.isKept && folder.setAside(files))
                ++done.kept;
            else if (!files.isKept)
                folder.discard(files);
            if (folder.hasLeft(files))
                qCWarning(logLibrary) << "cannot clear away a file of" << files.id;
            else
                done.numbers << files.number;
        }
        return done;
    });
    receive(cleared, &videos, [&videos, promise](const Result<Cleared>& done) {
        videos.dropLeft(done->numbers);
        promise->addResult(done->kept);
        promise->finish();
    });
    return promise->future();
}

void clearLeftBefore(VideoStore& videos, const MediaFolder& folder) {
    receive(videos.leftFiles(), &videos, [&videos, folder](const Result<QList<LeftFiles>>& left) {
        if (!left)
            qCWarning(logLibrary) << "cannot tell what is left of deleted videos:" << left.error().detail;
        else if (!left->isEmpty())
            clearLeft(videos, folder, *left);
    });
}

} // namespace kinora
