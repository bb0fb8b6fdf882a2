// Reads how the pictures of a video are turned.
#include "media/libav/MediaInput.h"

// What readTurn() looks for by name.
extern "C" Q_DECL_EXPORT void kinoraReadTurn(const QString& file, QTransform& toShown) {
    const auto opened = kinora::openHead(file);
    const int best = opened ? av_find_best_stream(opened->get(), AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0) : -1;
    if (best >= 0)
        toShown = kinora::turnOf(*(*opened)->streams[best]);
}
