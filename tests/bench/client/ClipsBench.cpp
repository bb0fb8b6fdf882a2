// How long the player takes from one clip to the next one's picture, and what a thousand clips leave behind.
//   client_clips_bench FOLDER [switches] [played]     the clips of the folder, over and over
#include "media/QtPlayer.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QGuiApplication>
#include <QTextStream>
#include <QTimer>

#include <algorithm>
#include <utility>
#include <vector>

using namespace kinora;
using namespace Qt::StringLiterals;

namespace {

constexpr int longestMs = 10000;

/// Until `done` says so; false when that takes too long.
template <class Done>
bool waitFor(Done done) {
    QElapsedTimer since;
    since.start();
    while (!done() && since.elapsed() < longestMs)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return done();
}

double residentMb() {
    QFile statm(u"/proc/self/statm"_s);
    if (!statm.open(QIODevice::ReadOnly))
        return 0;
    constexpr double pagesInMb = 256;
    return statm.readAll().split(' ').value(1).toDouble() / pagesInMb;
}

void tellSwitches(QTextStream& out, std::vector<double> times) {
    std::ranges::sort(times);
    const auto at = [&times](double part) {
        return times.at(static_cast<size_t>(part * double(times.size() - 1)));
    };
    out << QString::asprintf("clip switch, %zu times: p50 %.0f ms   p95 %.0f   p99 %.0f   slowest %.0f\n", times.size(),
               at(0.5), at(0.95), at(0.99), times.back())
        << Qt::flush;
}

} // namespace

int main(int argc, char** argv) {
    qputenv("QT_MEDIA_BACKEND", "ffmpeg");
    const QGuiApplication application(argc, argv);
    QTextStream out(stdout);
    const QStringList arguments = QCoreApplication::arguments();
    const QDir folder(arguments.value(1));
    const QStringList clips = folder.entryList({u"*.mp4"_s}, QDir::Files, QDir::Name);
    if (clips.isEmpty())
        return 2;
    const int switches = arguments.value(2, u"200"_s).toInt();
    const int played = arguments.value(3, u"0"_s).toInt();

    QtPlayer player;
    QTimer heartbeat; // so that waiting for an event ends
    heartbeat.start(1);
    int frames = 0;
    QObject::connect(&player, &Player::frameChanged, &player, [&frames] { ++frames; });
    const auto stuck = [&](const char* doing, int number) {
        qCritical("%s clip %d: state %d, %d frames, at %lld of %lld ms", doing, number, int(player.state()), frames,
            player.position(), player.duration());
        return 1;
    };
    const auto open = [&](int number) {
        frames = 0;
        player.close(); // as the page does
        player.open(folder.filePath(clips.at(number % clips.size())), true);
        return waitFor([&] { return frames > 0; });
    };

    std::vector<double> times;
    for (int i = 0; i <= switches; ++i) {
        QElapsedTimer since;
        since.start();
        if (!open(i))
            return stuck("opening", i);
        if (i > 0) // the first one loads the back end
            times.push_back(double(since.nsecsElapsed()) / 1e6);
        if (!waitFor([&] { return frames > 3; }))
            return stuck("playing", i);
    }
    tellSwitches(out, times);

    // What is in use after a seek differs by some frames, from clip to clip too: the mean of a hundred readings counts.
    double sum = 0;
    double first = 0;
    double last = 0;
    for (int i = 1; i <= played; ++i) {
        if (!open(i))
            return stuck("opening", i);
        for (const double place : {0.7, 0.2}) {
            const int before = frames;
            player.seek(qint64(double(player.duration()) * place));
            if (!waitFor([&] { return frames > before + 2; }))
                return stuck("seeking in", i);
        }
        sum += residentMb();
        constexpr int hundred = 100;
        if (i % hundred != 0)
            continue;
        last = std::exchange(sum, 0) / hundred;
        if (i == hundred)
            first = last;
        out << QString::asprintf("%5d clips played and sought: %.1f MB\n", i, last) << Qt::flush;
    }
    if (first > 0)
        out << QString::asprintf("memory since the first hundred: %+.1f %%\n", (last / first - 1) * 100);
    return 0;
}
