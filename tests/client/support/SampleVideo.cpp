#include "client/support/SampleVideo.h"

#include <QByteArray>
#include <QProcess>
#include <QStringList>

#include <cstdio>

namespace kinora::tests {

using namespace Qt::StringLiterals;

namespace {

constexpr int firstGrey = 16;
constexpr int greyStep = 7;

QByteArray rawFrames(const SampleVideo& video) {
    QByteArray all;
    for (int frame = 0; frame < video.frames; ++frame) {
        const int grey = qMin(255, firstGrey + greyStep * frame);
        const QColor color = video.color.isValid() ? video.color : QColor(grey, grey, grey);
        const char pixel[3] = {
            static_cast<char>(color.red()), static_cast<char>(color.green()), static_cast<char>(color.blue())};
        for (int i = 0; i < video.size.width() * video.size.height(); ++i)
            all.append(pixel, 3);
    }
    return all;
}

} // namespace

bool runFfmpeg(const QStringList& arguments, const QByteArray& input, QByteArray* output) {
    constexpr int longestMs = 60000;
    QProcess ffmpeg;
    ffmpeg.start(u"ffmpeg"_s, QStringList{u"-v"_s, u"error"_s, u"-y"_s} + arguments);
    ffmpeg.write(input);
    ffmpeg.closeWriteChannel();
    const bool done =
        ffmpeg.waitForFinished(longestMs) && ffmpeg.exitStatus() == QProcess::NormalExit && ffmpeg.exitCode() == 0;
    if (!done)
        std::fprintf(
            stderr, "ffmpeg: %s %s\n", qPrintable(ffmpeg.errorString()), ffmpeg.readAllStandardError().constData());
    if (output != nullptr)
        *output = ffmpeg.readAllStandardOutput();
    return done;
}

bool makeSampleVideo(const QString& file, const SampleVideo& video) {
    const QString matrix = video.bt709 ? u"bt709"_s : u"smpte170m"_s;
    const QString seconds = QString::number(video.frames / video.framesPerSecond);
    QStringList arguments{u"-f"_s, u"rawvideo"_s, u"-pix_fmt"_s, u"rgb24"_s, u"-s"_s,
        u"%1x%2"_s.arg(video.size.width()).arg(video.size.height()), u"-r"_s, QString::number(video.framesPerSecond),
        u"-i"_s, u"-"_s};
    if (video.audio)
        arguments << u"-f"_s << u"lavfi"_s << u"-t"_s << seconds << u"-i"_s << u"sine=frequency=440"_s << u"-c:a"_s
                  << u"aac"_s << u"-shortest"_s;
    QStringList filters{u"scale=out_color_matrix=%1:out_range=tv"_s.arg(video.bt709 ? u"bt709"_s : u"bt601"_s)};
    if (!video.startsMs.isEmpty()) {
        QStringList starts;
        for (qsizetype frame = 0; frame < video.startsMs.size(); ++frame)
            starts << u"eq(N\\,%1)*%2"_s.arg(frame).arg(video.startsMs.at(frame));
        filters << u"settb=1/1000"_s << u"setpts="_s + starts.join(u'+');
        arguments << u"-vsync"_s << u"vfr"_s << u"-enc_time_base"_s << u"1:1000"_s;
    }
    arguments << u"-vf"_s << filters.join(u',') << u"-pix_fmt"_s << u"yuv420p"_s << u"-c:v"_s << u"libx264"_s
              << u"-preset"_s << u"ultrafast"_s << u"-qp"_s << u"1"_s << u"-g"_s << u"15"_s << u"-colorspace"_s
              << matrix << u"-color_primaries"_s << matrix << u"-color_trc"_s << matrix << u"-movflags"_s
              << u"+faststart"_s << file;
    return runFfmpeg(arguments, rawFrames(video));
}

int frameOfGrey(int grey) {
    return qRound(double(grey - firstGrey) / greyStep);
}

} // namespace kinora::tests
