#include "services/FactsKeeper.h"

#include "core/Logging.h"
#include "core/Receive.h"
#include "core/RunIn.h"

#include <chrono>
#include <utility>

namespace kinora {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Many changes of one video in a row are written once.
constexpr auto soonEnough = 500ms;

/// Set while some may say what is no longer so: more were due than were written when the library was closed, or one
/// could not be written.
const QString factsBookmark = u"facts"_s;

} // namespace

FactsKeeper::FactsKeeper(Database& database, VideoStore& videos, const FactsFolder& facts, QObject* parent)
    : QObject(parent)
    , m_database(database)
    , m_videos(videos)
    , m_facts(facts)
    , m_writing(std::make_shared<QThreadPool>()) {
    m_writing->setMaxThreadCount(1);
    m_soon.setSingleShot(true);
    m_soon.setInterval(soonEnough);
    connect(&m_soon, &QTimer::timeout, this, &FactsKeeper::writeSome);
    connect(&m_videos, &VideoStore::changed, this, &FactsKeeper::take);
    if (const auto behind = m_videos.bookmark(factsBookmark); behind && *behind)
        catchUp();
}

FactsKeeper::~FactsKeeper() {
    if (m_keys.size() > mostAtOnce)
        m_videos.setBookmark(factsBookmark, 1);
    (void)m_database.read<void>(
        [writing = m_writing, facts = m_facts, keys = takeKeys()](const QSqlDatabase& connection) {
            writing->waitForDone();
            Result<void> done = facts.writeOf(connection, keys);
            if (!done)
                qCWarning(logLibrary) << "facts of videos cannot be written:" << done.error().detail;
            return done;
        });
}

/// It is not known which are due: those that say the same already are left alone.
void FactsKeeper::catchUp() {
    receive(m_videos.localFiles(), this, [this](const Result<QList<VideoStore::LocalFile>>& files) {
        if (!files)
            return;
        QList<qint64> keys;
        for (const VideoStore::LocalFile& file : *files)
            keys << file.key;
        m_isCatchingUp = true;
        write(keys);
    });
}

void FactsKeeper::write(const QList<qint64>& keys) {
    for (const qint64 key : keys)
        m_keys.insert(key);
    m_soon.start();
}

void FactsKeeper::forget(const QString& videoId) {
    m_writing->start([facts = m_facts, videoId] { facts.remove(videoId); });
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

QList<qint64> FactsKeeper::takeKeys() {
    QList<qint64> keys = QList<qint64>(m_keys.cbegin(), m_keys.cend()).mid(0, mostAtOnce);
    for (const qint64 key : keys)
        m_keys.remove(key);
    return keys;
}

void FactsKeeper::writeSome() {
    const Result<QList<LibraryVideo>> due = m_videos.rows(takeKeys());
    const auto answer = runIn<void>(*m_writing,
        [facts = m_facts, due]() -> Result<void> { return due ? facts.writeAll(*due) : std::unexpected(due.error()); });
    ++m_batches;
    receive(answer, this, [this](const Result<void>& done) { written(done); });
}

void FactsKeeper::written(const Result<void>& done) {
    --m_batches;
    if (!done)
        leaveForLater(done.error());
    if (!m_keys.isEmpty())
        m_soon.start();
    else if (m_batches == 0 && std::exchange(m_isCatchingUp, false))
        m_videos.dropBookmark(factsBookmark);
}

/// Until the library is opened next.
void FactsKeeper::leaveForLater(const Error& why) {
    qCWarning(logLibrary) << "facts of videos cannot be written:" << why.detail;
    m_isCatchingUp = false;
    m_videos.setBookmark(factsBookmark, 1);
}

} // namespace kinora
