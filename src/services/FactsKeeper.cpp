#include "services/FactsKeeper.h"

#include "core/Logging.h"
#include "core/Receive.h"
#include "core/RunIn.h"

#include <chrono>

namespace kinora {

using namespace std::chrono_literals;

namespace {

/// Many changes of one video in a row are written once.
constexpr auto soonEnough = 500ms;
constexpr qsizetype keysAtOnce = 200;

} // namespace

FactsKeeper::FactsKeeper(VideoStore& videos, const FactsFolder& facts, QObject* parent)
    : QObject(parent)
    , m_videos(videos)
    , m_facts(facts) {
    m_writing.setMaxThreadCount(1);
    m_soon.setSingleShot(true);
    m_soon.setInterval(soonEnough);
    connect(&m_soon, &QTimer::timeout, this, &FactsKeeper::writeSome);
    connect(&m_videos, &VideoStore::changed, this, &FactsKeeper::take);
}

FactsKeeper::~FactsKeeper() {
    m_writing.waitForDone();
    for (const LocalVideo& one : takeDue())
        (void)m_facts.write(one);
}

void FactsKeeper::write(const QList<qint64>& keys) {
    for (const qint64 key : keys)
        m_keys.insert(key);
    m_soon.start();
}

void FactsKeeper::forget(const QString& videoId) {
    m_writing.start([facts = m_facts, videoId] { facts.remove(videoId); });
}

void FactsKeeper::take(const VideoChanges& changes) {
    for (const VideoPlace& place : changes.inserted)
        m_keys.insert(place.key);
    for (const qint64 key : changes.updated)
        m_keys.insert(key);
    for (const qint64 key : changes.removed) // into the trash, or gone: then there is no row
        m_keys.insert(key);
    m_soon.start();
}

QList<LocalVideo> FactsKeeper::takeDue() {
    const QList<qint64> keys = QList<qint64>(m_keys.cbegin(), m_keys.cend()).mid(0, keysAtOnce);
    for (const qint64 key : keys)
        m_keys.remove(key);
    QList<LocalVideo> due;
    for (const LibraryVideo& row : m_videos.rows(keys).value_or(QList<LibraryVideo>())) {
        if (row.fileState == FileState::Here)
            due << LocalVideo{.video = row.video, .file = row.file};
    }
    return due;
}

void FactsKeeper::writeSome() {
    const auto written = runIn<void>(m_writing, [facts = m_facts, due = takeDue()]() -> Result<void> {
        Result<void> result;
        for (const LocalVideo& one : due) {
            if (const Result<void> done = facts.write(one); !done)
                result = done;
        }
        return result;
    });
    receive(written, this, [this](const Result<void>& done) {
        if (!done)
            qCWarning(logLibrary) << "facts of videos cannot be written:" << done.error().detail;
        if (!m_keys.isEmpty())
            m_soon.start();
    });
}

} // namespace kinora
