// The part of Downloads that fits the library into its room, and into that of the disk.
#include "core/Logging.h"
#include "core/Receive.h"
#include "services/Downloads.h"

#include <QFile>

#include <algorithm>
#include <chrono>
#include <utility>

namespace kinora {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Fitting a library into its room looks at all of it: not for every single change.
constexpr auto keepPause = 500ms;

/// The policy that what is wanted in the store is wanted by.
const QString policyBookmark = u"policy"_s;

} // namespace

/// What waits for the policy before, chosen while another library was open, waits no more.
void Downloads::keepPolicy() {
    const auto policy = static_cast<qint64>(m_rules.policy);
    const auto before = m_videos.bookmark(policyBookmark);
    if (!before || *before == policy)
        return;
    if (before->has_value())
        m_videos.unwant(m_first);
    m_videos.setBookmark(policyBookmark, policy);
}

void Downloads::setRules(const KeepRules& rules) {
    if (m_rules == rules)
        return;
    const bool otherPolicy = m_rules.policy != rules.policy;
    m_rules = rules;
    if (!otherPolicy) {
        check();
        return;
    }
    for (const QString& id : m_transfers.keys()) {
        if (!m_first.contains(id))
            endTransfer(id);
    }
    receive(m_videos.unwant(m_first), this, [this](const Result<void>& /*done*/) { check(); });
    m_videos.setBookmark(policyBookmark, static_cast<qint64>(m_rules.policy));
}

/// What has arrived stays, in case that it is wanted again.
void Downloads::endTransfer(const QString& videoId) {
    QFuture<Result<Download>> future = m_transfers.take(videoId).future;
    future.cancel();
    emit progressChanged(videoId);
}

/// It would go as soon as it was here.
void Downloads::endTransfersWithoutRoom() {
    for (const QString& id : m_transfers.keys()) {
        if (const Result<LibraryVideo> row = m_videos.find(id); row && row->fileState == FileState::Absent)
            endTransfer(id);
    }
}

void Downloads::keepSoon() {
    if (m_started && !m_keepSoon.isActive())
        m_keepSoon.start(m_rules.limitBytes > 0 ? keepPause : 0ms);
}

void Downloads::setMayLetGo(bool mayLetGo) {
    m_mayLetGo = mayLetGo;
    m_passedOver.clear();
    m_asking = 0;
    ++m_questions;
    if (mayLetGo)
        keepSoon();
}

void Downloads::setPlayed(const QStringList& videoIds) {
    if (m_played == videoIds)
        return;
    m_played = videoIds;
    if (m_rules.limitBytes > 0) // what was played before may go now
        keepSoon();
}

void Downloads::keep() {
    // One at a time, so that nobody is asked for what has been answered since the store began.
    if (m_isKeeping) {
        m_keepAgain = true;
        return;
    }
    m_isKeeping = true;
    const LetGo letGo{
        .any = m_mayLetGo,
        .held = std::exchange(m_letGo.held, {}),
        .lost = m_letGo.lost,
        .played = m_played,
        .asked = allAsked().values(),
    };
    receive(m_videos.keep(m_rules, letGo), this, [this](const Result<KeptFiles>& kept) {
        m_isKeeping = false;
        const bool isOld = std::exchange(m_keepAgain, false);
        if (!kept) {
            qCWarning(logDownloads) << "cannot tell what to keep here:" << kept.error().detail;
            return;
        }
        endTransfersWithoutRoom();
        for (const LeftFiles& files : kept->released)
            releaseFile(files);
        if (isOld && m_started)
            keep();
        else
            askForFiles(kept->unsure);
        fillLanes();
    });
}

void Downloads::releaseFile(const LeftFiles& files) {
    const QString file = m_folder.absolute(files.file);
    if (!m_played.contains(files.id)) {
        qCInfo(logDownloads) << files.id << "stays on the relay alone";
        QFile::remove(file);
        return;
    }
    // It is played since the store began.
    receive(m_videos.setFileHere(files.id, files.file), this, [file](const Result<void>& stored) {
        if (!stored)
            QFile::remove(file);
    });
}

void Downloads::askForFiles(const QStringList& videoIds) {
    constexpr qsizetype atOnce = 32;
    if (m_asking > 0 || !m_mayLetGo)
        return;
    m_learned = false;
    QStringList unasked = videoIds;
    unasked.removeIf([this](const QString& id) { return m_passedOver.contains(id); });
    for (const QString& id : unasked.mid(0, atOnce)) {
        const Result<LibraryVideo> row = m_videos.find(id);
        if (!row)
            continue;
        ++m_asking;
        receive(m_relay.askForContent(id), this,
            [this, video = row->video, questions = m_questions](const Result<Download>& answer) {
                if (questions == m_questions)
                    answered(video, answer);
            });
    }
}

void Downloads::answered(const Video& video, const Result<Download>& answer) {
    if (answer && answer->etag == etagOf(video) && answer->bytes == video.bytes) {
        m_letGo.held << video.id;
        m_learned = true;
    } else if (answer || answer.error().code == ErrorCode::NotFound) {
        qCWarning(logDownloads) << video.id << "stays here: the relay does not have its file any more";
        m_letGo.lost << video.id;
        m_learned = true;
    } else {
        m_passedOver << video.id; // the others have their turn
    }
    // Where none of the answers was of use, this waits for the next occasion.
    if (--m_asking == 0 && m_learned)
        keep();
}

/// The file is what its hash says, so the hash is the tag of any copy of it; a relay that tags otherwise just sends the
/// whole file.
QString Downloads::etagOf(const Video& video) {
    return u'"' + video.sha256 + u'"';
}

/// What comes by itself leaves the reserve to others.
qint64 Downloads::neededBytes(const Video& video, qint64 missing) const {
    return missing + (m_first.contains(video.id) ? 0 : reservedBytes);
}

/// Asking first keeps a disk that is nearly full from being filled to the last byte.
bool Downloads::hasRoom(const Video& video, qint64 missing) {
    const qint64 needed = neededBytes(video, missing);
    if (m_lacking && needed >= *m_lacking)
        return false; // another has said so
    const qint64 free = m_folder.freeBytes();
    if (free < 0 || free >= needed)
        return true;
    lacks(needed);
    giveUp(video.id, Error{.code = ErrorCode::DiskFull, .detail = u"%1 bytes free"_s.arg(free)});
    return false;
}

void Downloads::lacks(qint64 bytes) {
    m_lacking = std::min(bytes, m_lacking.value_or(bytes));
    if (!m_lookForRoom.isActive())
        m_lookForRoom.start(roomPause);
}

void Downloads::lookForRoom() {
    if (const qint64 free = m_folder.freeBytes(); free >= 0 && free < m_lacking.value_or(0)) {
        m_lookForRoom.start(roomPause);
        return;
    }
    const std::optional<qint64> lacking = std::exchange(m_lacking, {});
    receive(m_videos.wantFailed(ErrorCode::DiskFull), this, [this, lacking](const Result<void>& done) {
        if (!done && lacking && m_started)
            lacks(*lacking);
        check();
    });
}

} // namespace kinora
