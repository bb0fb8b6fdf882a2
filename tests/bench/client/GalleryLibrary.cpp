// Makes a library of many videos for tests/bench/run client: the app's own, with settings that open it without a
// relay, and the same as JSON for the page in a browser.
//   client_gallery_library FOLDER COUNT
#include "core/Result.h"
#include "services/SessionMemory.h"
#include "storage/Database.h"
#include "storage/MediaFolder.h"
#include "storage/SettingsFile.h"
#include "storage/VideoStore.h"

#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLinearGradient>
#include <QPainter>
#include <QRandomGenerator>
#include <QTest>

#include <cstdio>
#include <unistd.h>

using namespace kinora;
using namespace Qt::StringLiterals;

namespace {

constexpr int posterKinds = 400; ///< different pictures; each is shared by many videos, as hard links
constexpr int videoBytes = 1000;
constexpr int atATime = 2000;
constexpr int firstRows = 200; ///< what a page needs at once

const QString serverId = u"0195f000-0000-7000-8000-0000000000aa"_s;
const QString accountId = u"0195f000-0000-7000-8000-000000000001"_s;

/// Waits longer than a test would: a busy machine takes its time for so many rows.
template <class T>
bool isStored(const QFuture<Result<T>>& write) {
    constexpr int longestMs = 300000;
    return QTest::qWaitFor([&write] { return write.isFinished(); }, longestMs) && write.resultCount() > 0 &&
           write.result().has_value();
}

QString idOf(int number) {
    return u"0190a5b0-0000-7000-8000-%1"_s.arg(number, 12, 16, QLatin1Char('0'));
}

QString pick(QRandomGenerator& random, const QStringList& words) {
    return words.at(random.bounded(static_cast<int>(words.size())));
}

QString promptOf(QRandomGenerator& random) {
    static const QStringList subjects{u"A cat playing piano"_s, u"An old lighthouse"_s, u"A paper boat"_s,
        u"Two friends on bicycles"_s, u"A fox"_s, u"Frost growing on a window"_s, u"A neon market"_s,
        u"A kitchen at dawn"_s, u"雨の中を歩く猫"_s, u"霓虹灯下的老街"_s, u"Zwei Züge im Nebel"_s};
    static const QStringList places{u"in a smoky jazz club"_s, u"in the rain"_s, u"over the mountains"_s,
        u"on a foggy morning"_s, u"under the northern lights"_s, u"by the sea"_s, u"in a spring forest"_s};
    static const QStringList ways{u"35mm film, shallow focus"_s, u"hand-held, slow push-in"_s, u"stop motion"_s,
        u"black and white, 1920s"_s, u"drone shot, golden hour"_s, u"macro, extreme close-up"_s};
    return u"%1 %2, %3, take %4"_s.arg(pick(random, subjects), pick(random, places), pick(random, ways))
        .arg(random.bounded(1000));
}

Video videoOf(int number, QRandomGenerator& random) {
    static const QStringList tags{u"rain"_s, u"night"_s, u"client work"_s, u"ideas"_s, u"音楽"_s, u"keep"_s};
    Video video;
    video.id = idOf(number);
    video.seq = number;
    video.prompt = promptOf(random);
    const bool wide = random.bounded(5) < 2;
    video.orientation = wide ? Orientation::Landscape : Orientation::Portrait;
    video.size = wide ? QSize(1280, 720) : QSize(720, 1280);
    video.seconds = 4 * (1 + random.bounded(3));
    video.model = pick(random, {u"sora-2"_s, u"sora-2-pro"_s, u"paper-studio"_s});
    video.upstream = u"Studio"_s;
    video.bytes = videoBytes;
    video.sha256 = u"%1"_s.arg(number, 64, 16, QLatin1Char('0')); // of its own, as every film's
    video.contentType = u"video/mp4"_s;
    video.favorite = random.bounded(10) == 0;
    video.rating = random.bounded(4) == 0 ? 1 + random.bounded(5) : 0;
    if (random.bounded(3) == 0)
        video.tags << pick(random, tags);
    // About a hundred a day, the last of them today.
    video.createdAt = QDateTime::currentDateTimeUtc().addSecs(-60 - (900LL * number));
    video.updatedAt = video.createdAt;
    return video;
}

void drawPosters(const QString& folder, bool wide, QRandomGenerator& random) {
    const QSize size = wide ? QSize(640, 360) : QSize(360, 640);
    for (int kind = 0; kind < posterKinds; ++kind) {
        QImage image(size, QImage::Format_RGB32);
        QPainter painter(&image);
        QLinearGradient sky(0, 0, 0, size.height());
        sky.setColorAt(0, QColor::fromHsv(random.bounded(360), 160, 70));
        sky.setColorAt(1, QColor::fromHsv(random.bounded(360), 190, 220));
        painter.fillRect(image.rect(), sky);
        painter.setPen(Qt::NoPen);
        for (int i = 0; i < 120; ++i) { // as much detail as a film frame has
            painter.setBrush(QColor::fromHsv(random.bounded(360), 140, 60 + random.bounded(190), 90));
            painter.drawEllipse(QPoint(random.bounded(size.width()), random.bounded(size.height())),
                4 + random.bounded(40), 4 + random.bounded(40));
        }
        painter.end();
        image.save(u"%1/%2-%3.jpg"_s.arg(folder, wide ? u"wide"_s : u"tall"_s).arg(kind), "JPG", 82);
    }
}

void writeFile(const QString& path, const QByteArray& content) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(path));
}

void linkFile(const QString& from, const QString& to) {
    if (link(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        qFatal("cannot link %s", qPrintable(to));
}

QJsonObject jsonOf(const Video& video) {
    return {{u"id"_s, video.id}, {u"prompt"_s, video.prompt}, {u"width"_s, video.size.width()},
        {u"height"_s, video.size.height()}, {u"createdAt"_s, video.createdAt.toMSecsSinceEpoch()},
        {u"seconds"_s, video.seconds}, {u"favorite"_s, video.favorite}, {u"rating"_s, video.rating}};
}

void rememberSession(const QString& folder) {
    SettingsFile settings(folder + u"/settings.ini"_s, QSettings::IniFormat);
    SettingsSessionMemory memory(settings);
    RememberedSession session;
    session.relay = QUrl(u"http://127.0.0.1:9"_s); // nobody answers there
    session.serverId = serverId;
    session.serverName = u"Studio relay"_s;
    session.account.id = accountId;
    session.account.email = u"maya@studio.example"_s;
    session.account.handle = u"maya"_s;
    session.account.displayName = u"Maya Okafor"_s;
    session.signedIn = true;
    session.tokenInKeychain = true;
    memory.remember(session);
}

} // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    if (application.arguments().size() != 3)
        qFatal("usage: client_gallery_library FOLDER COUNT");
    const QString folder = QDir(application.arguments().at(1)).absolutePath();
    const int count = application.arguments().at(2).toInt();
    const QString library = u"%1/libraries/%2/%3"_s.arg(folder, serverId, accountId);
    QRandomGenerator random(20261126);

    auto database = Database::open(library + u"/library.sqlite"_s);
    if (!database)
        qFatal("%s", qPrintable(database.error().detail));
    MediaFolder media(library);
    if (!media.create())
        qFatal("no folders");
    const QString originals = folder + u"/originals"_s;
    QDir().mkpath(originals);
    QDir().mkpath(media.absolute(u"videos"_s));
    drawPosters(originals, true, random);
    drawPosters(originals, false, random);

    VideoStore videos(**database);
    QJsonArray all;
    for (int first = 0; first < count; first += atATime) {
        QList<Video> some;
        for (int number = first; number < std::min(count, first + atATime); ++number) {
            const Video video = videoOf(number, random);
            const QString kind = video.orientation == Orientation::Landscape ? u"wide"_s : u"tall"_s;
            linkFile(u"%1/%2-%3.jpg"_s.arg(originals, kind).arg(number % posterKinds),
                media.absolute(MediaFolder::posterFile(video.id)));
            // A file has room for 65,000 names.
            const QString film = u"%1/film-%2.mp4"_s.arg(originals).arg(number / 50000);
            if (!QFile::exists(film))
                writeFile(film, QByteArray(videoBytes, 'v'));
            linkFile(film, media.absolute(u"videos/%1.mp4"_s.arg(video.id)));
            all << jsonOf(video);
            some << video;
        }
        if (!isStored(videos.upsert(some)))
            qFatal("not stored");
    }
    const auto files = (*database)->write<bool>([](QSqlDatabase& connection) -> Result<bool> {
        const auto done = runSql(connection,
            u"UPDATE videos SET poster = 'posters/' || id || '.jpg', file = 'videos/' || id || '.mp4', "
            "file_state = 'here'"_s);
        return done ? Result<bool>(true) : std::unexpected(done.error());
    });
    if (!isStored(files))
        qFatal("not stored");
    writeFile(folder + u"/videos.json"_s, QJsonDocument(all).toJson(QJsonDocument::Compact));
    QJsonArray beginning;
    for (int i = 0; i < std::min(count, firstRows); ++i)
        beginning << all.at(i);
    writeFile(folder + u"/first.json"_s, QJsonDocument(beginning).toJson(QJsonDocument::Compact));
    rememberSession(folder);
    std::printf("%d videos\n", count);
    return 0;
}
